"""Two member organisations that become one: asked for, agreed to, given up, entered."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenary.accounts.freshness import shown_within_the_hour
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused, require
from plenary.membership import actions, permissions, queries
from plenary.membership.forms.merging import MergeForm, TakeInForm
from plenary.membership.labels import MANDATE
from plenary.membership.models import Merging
from plenary.membership.permissions.merging import MAY_TAKE, may_merge
from plenary.membership.rules.merging import MergeStep
from plenary.membership.views.member import member_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_open_members)
@shown_within_the_hour
def merge(request: CoalitionRequest, member_id: str) -> HttpResponse:
    """Ask another member to take one's own in."""
    found = member_or_404(request, member_id)
    standing = request.standing
    require(may_merge(standing, found))
    form = MergeForm(queries.members_to_merge_into(standing, found), request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.ask_merging(by=standing, member=found, into=form.members[given["into"]], name=given["name"])
        except Refused as refusal:
            form.add_error("into", refusal.verdict.sentence)
        else:
            messages.success(request, _("The other member is asked. Nothing happens unless it agrees."))
            return redirect("membership:merging", request.coalition.slug, made.id)
    return render(request, "membership/merge.html", {"member": found, "form": form})


def _merging_or_404(request: CoalitionRequest, merging_id: str) -> Merging:
    found = queries.visible_merging(request.standing, merging_id)
    if found is None:
        raise Http404
    return found


@require_safe
@in_coalition(permissions.may_open_members)
def merging(request: CoalitionRequest, merging_id: str) -> HttpResponse:
    """What two members would become, who agreed, and what may be done next."""
    return _shown(request, _merging_or_404(request, merging_id), None)


@require_POST
@in_coalition(permissions.may_open_members)
@shown_within_the_hour
def step(request: CoalitionRequest, merging_id: str) -> HttpResponse:
    """Agree, give it up, or enter it."""
    found, wanted = _merging_or_404(request, merging_id), request.POST.get("step", "")
    if wanted not in MergeStep:
        raise Http404
    require(MAY_TAKE[MergeStep(wanted)](request.standing, found))
    form = TakeInForm(queries.representatives_to_keep(request.standing, found), request.POST)
    if not form.is_valid():
        return _shown(request, found, form)
    keeps = form.cleaned_data["keeps"]
    actions.take_merge_step(by=request.standing, merging=found, step=MergeStep(wanted), keeps=keeps)
    messages.success(request, _("It is kept."))
    return redirect("membership:merging", request.coalition.slug, found.id)


def _shown(request: CoalitionRequest, found: Merging, form: TakeInForm | None) -> HttpResponse:
    standing = request.standing
    may = {step.value: MAY_TAKE[step](standing, found) for step in MergeStep}
    acting = queries.representatives_to_keep(standing, found) if found.is_open else ()
    context = {
        "merging": found,
        "may": may,
        "form": form or TakeInForm(acting),
        "acting": acting,
        "kept": [(each.person.name, MANDATE[found.kept[each.id]]) for each in acting if each.id in found.kept],
        "propose": _proposal(request, found) if found.is_agreed and found.is_open and standing.is_inside else "",
        "asks_again": standing.member == found.gone_id,
        "belonging": queries.own_members_of(standing, found.gone).count() if found.is_open else 0,
        "clause": f"category.{found.into.category}",
    }
    return render(request, "membership/merging.html", context)


def _proposal(request: CoalitionRequest, found: Merging) -> str:
    """The address of a new proposal that carries it out; decisions, above, brings the page."""
    try:
        address = reverse("decisions:new", args=[request.coalition.slug])
    except NoReverseMatch:  # a server may run this room without the one above
        return ""
    return f"{address}?{urlencode({'effect': 'membership.merge', 'merging': found.id})}"
