"""The organisations that belong to a member which is a network."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from plenary.accounts.freshness import shown_where
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.http.access import export_of
from plenary.core.verdicts import Refused, require
from plenary.directory.formats.delimited import write_delimited
from plenary.membership import actions, permissions, queries
from plenary.membership.forms.networks import PasteForm
from plenary.membership.models import Member
from plenary.membership.permissions.networks import may_keep_network
from plenary.membership.rules.networks import NetworkStep
from plenary.membership.shown import WITHOUT_VOTE, spoken_for
from plenary.membership.views.member import is_of_protected, member_or_404

A_PAGE = 50
COLUMNS = ("name", "country", "since", "shown_to")


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_open_members)
@shown_where(is_of_protected)
def network(request: CoalitionRequest, member_id: str) -> HttpResponse:
    """Read what belongs to a member; add lines, take some out, say who reads of them."""
    found, standing = member_or_404(request, member_id), request.standing
    if request.method == "POST":
        require(may_keep_network(standing, found))
        if request.POST.get("step"):
            return _changed(request, found)
    rows = queries.own_members_of(standing, found)
    form = PasteForm(list(rows.values_list("name_key", "country")) if request.POST else (), request.POST or None)
    if form.is_valid():
        try:
            public = form.cleaned_data["is_public"]
            made = actions.add_own_members(by=standing, member=found, rows=form.rows, is_public=public)
        except Refused as refusal:
            form.add_error("lines", refusal.verdict.sentence)
        else:
            words = ngettext("%(number)s organisation was added.", "%(number)s organisations were added.", len(made))
            messages.success(request, words % {"number": len(made)})
            return redirect("membership:network", request.coalition.slug, found.id)
    return _shown(request, found, form)


@require_safe
@export_of("membership:network")
@in_coalition(permissions.may_open_members)
@shown_where(is_of_protected)
def network_csv(request: CoalitionRequest, member_id: str) -> HttpResponse:
    """The same as a file for spreadsheets."""
    found = member_or_404(request, member_id)
    rows = queries.own_members_of(request.standing, found)
    cells = [(row.name, row.country, row.since, "public" if row.is_public else "members") for row in rows]
    answer = HttpResponse(write_delimited(COLUMNS, cells), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="network-{found.id}.csv"'
    return answer


def _changed(request: CoalitionRequest, found: Member) -> HttpResponse:
    step = request.POST["step"]
    if step not in NetworkStep:
        raise Http404
    own = request.POST.getlist("own")
    try:
        actions.change_own_members(by=request.standing, member=found, ids=own, step=NetworkStep(step))
    except Refused as refused:
        messages.error(request, refused.verdict.sentence)
    else:
        messages.success(request, _("It is kept."))
    return redirect("membership:network", request.coalition.slug, found.id)


def _shown(request: CoalitionRequest, found: Member, form: PasteForm) -> HttpResponse:
    standing = request.standing
    page = Paginator(queries.own_members_of(standing, found), A_PAGE).get_page(request.GET.get("page"))
    rows = list(page)
    heard = queries.heard_as(standing, found, rows)
    context = {
        "member": found,
        "page": page,
        "rows": [(row, heard.get(row.id)) for row in rows],
        "speaks_for": spoken_for(standing, found, page.paginator.count) if page.paginator.count else "",
        "without_vote": WITHOUT_VOTE,
        "tells_readers": queries.reads_whole_list(standing, found) and not found.protected,
        "is_heard_twice": bool(heard),
        "form": form,
        "may_keep": may_keep_network(standing, found),
    }
    return render(request, "membership/network.html", context)
