"""Who brings what and promised what: the overviews, one member's offers and promises, what was delivered."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plenary.accounts.freshness import shown_where
from plenary.charter.queries import charter_of
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core import clock
from plenary.core.verdicts import Refused, require
from plenary.membership import actions, permissions
from plenary.membership.bringing import beside_capacity
from plenary.membership.forms.contributions import ContributionSearch, DeliverForm, OfferForm, PromiseForm
from plenary.membership.labels import CAPACITY, CONTRIBUTION, KEPT
from plenary.membership.models import Member, MemberCommitment
from plenary.membership.queries import contributions as queries
from plenary.membership.rules.contributions import Kept
from plenary.membership.shown import audience_choices
from plenary.membership.views.member import is_of_protected, member_or_404

A_PAGE = 50


@require_safe
@in_coalition(permissions.may_hear_opening)
def contributions(request: CoalitionRequest) -> HttpResponse:
    """Who brings what, narrowed by words, kind, country and language."""
    countries, languages = queries.countries_and_languages(request.standing)
    form = ContributionSearch(request.GET or None, countries=countries, languages=languages)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    page = Paginator(queries.listed_contributions(request.standing, **asked), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "is_narrowed": any(asked.values()),
        "page": page,
        "rows": [(row, CONTRIBUTION[row.kind]) for row in page],
    }
    return render(request, "membership/contributions.html", context)


@require_safe
@in_coalition(permissions.may_hear_opening)
def commitments(request: CoalitionRequest) -> HttpResponse:
    """What members promised: what is open, the next day first, or what was delivered."""
    state = Kept.DELIVERED if request.GET.get("state") == Kept.DELIVERED else Kept.PROMISED
    rows = queries.listed_commitments(request.standing, state)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    rule = charter_of(request.coalition.id).accountability
    told = [(row, *_kept(row), CAPACITY[row.capacity], beside_capacity(rule, row)) for row in page]
    context = {"state": state, "page": page, "rows": told}
    return render(request, "membership/commitments.html", context)


def _kept(row: MemberCommitment) -> tuple[str, object]:
    state = queries.kept_now(row)
    return str(state), KEPT[state]


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_open_members)
@shown_where(is_of_protected)
def offer(request: CoalitionRequest, member_id: str) -> HttpResponse:
    """Say what a member brings."""
    member = member_or_404(request, member_id)
    require(permissions.may_answer(request.standing, member))
    form = OfferForm(request.POST or None, audiences=audience_choices(request.coalition.id))
    if form.is_valid():
        actions.offer_contribution(by=request.standing, member=member, offer=form.offered())
        messages.success(request, _("It is kept."))
        return redirect("membership:member", request.coalition.slug, member.id)
    context = {"member": member, "form": form, "is_mine": request.standing.member == member.id}
    return render(request, "membership/offer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_open_members)
@shown_where(is_of_protected)
def contribution(request: CoalitionRequest, member_id: str, contribution_id: str) -> HttpResponse:
    """One thing that a member brings; by POST it no longer does."""
    member = member_or_404(request, member_id)
    found = queries.visible_contributions(request.standing).filter(member=member, id=contribution_id).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        actions.withdraw_contribution(by=request.standing, contribution=found)
        messages.success(request, _("It is no longer offered."))
        return redirect("membership:member", request.coalition.slug, member.id)
    context = {
        "member": member,
        "row": found,
        "kind": CONTRIBUTION[found.kind],
        "audience": dict(audience_choices(request.coalition.id))[found.audience],
        "may_change": permissions.may_answer(request.standing, member),
    }
    return render(request, "membership/contribution.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_open_members)
@shown_where(is_of_protected)
def promise(request: CoalitionRequest, member_id: str) -> HttpResponse:
    """Promise for a member."""
    member = member_or_404(request, member_id)
    require(permissions.may_promise(request.standing, member))
    before = queries.visible_commitments(request.standing).filter(member=member).order_by("promised_at").last()
    form = PromiseForm(
        request.POST or None,
        audiences=audience_choices(request.coalition.id),
        rule=charter_of(request.coalition.id).accountability,
        capacity=before.capacity if before else "",
    )
    if form.is_valid():
        made = actions.promise(by=request.standing, member=member, promised=form.promised())
        messages.success(request, _("The promise is kept here until it is delivered."))
        return redirect("membership:member_commitment", request.coalition.slug, member.id, made.id)
    context = {"member": member, "form": form, "is_mine": request.standing.member == member.id}
    return render(request, "membership/promise.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_open_members)
@shown_where(is_of_protected)
def one(request: CoalitionRequest, member_id: str, member_commitment_id: str) -> HttpResponse:
    """One promise; by POST what was delivered so far is said, or it is taken back."""
    member = member_or_404(request, member_id)
    row = queries.visible_commitments(request.standing).filter(member=member, id=member_commitment_id).first()
    if row is None:
        raise Http404
    form = DeliverForm(request.POST or None, initial=_so_far(row))
    if request.method == "POST" and _taken(request, row, form):
        messages.success(request, _("It is kept."))
        return redirect("membership:member_commitment", request.coalition.slug, member.id, row.id)
    return render(request, "membership/member_commitment.html", _shown(request, member, row, form))


def _so_far(row: MemberCommitment) -> dict[str, object]:
    on = row.delivered_on or clock.now().date()
    return {"number": row.delivered_number, "on": on, "words": row.delivered_words, "is_done": row.is_done}


def _shown(request: CoalitionRequest, member: Member, row: MemberCommitment, form: DeliverForm) -> dict[str, object]:
    state, label = _kept(row)
    return {
        "member": member,
        "row": row,
        "state": state,
        "state_label": label,
        "capacity": CAPACITY[row.capacity],
        "beside": beside_capacity(charter_of(request.coalition.id).accountability, row),
        "audience": dict(audience_choices(request.coalition.id))[row.audience],
        "form": form,
        "may_deliver": permissions.may_answer(request.standing, member),
        "may_withdraw": permissions.may_promise(request.standing, member),
    }


def _taken(request: CoalitionRequest, row: MemberCommitment, form: DeliverForm) -> bool:
    if request.POST.get("step") == "withdraw":
        actions.withdraw_commitment(by=request.standing, commitment=row)
        return True
    require(permissions.may_answer(request.standing, row.member))
    if not form.is_valid():
        return False
    try:
        actions.deliver(by=request.standing, commitment=row, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("on" if refusal.verdict.reason == "membership.day_to_come" else None, refusal.verdict.sentence)
        return False
    return True
