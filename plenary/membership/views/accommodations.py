"""Accommodations of a member: what it cannot do or be named for, what is done about it, and what touched it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plenary.accounts.freshness import shown_where
from plenary.charter.queries import charter_of
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import require
from plenary.membership import actions, permissions
from plenary.membership.forms.accommodations import AccommodationForm, AgreeForm
from plenary.membership.models import Accommodation, Member
from plenary.membership.queries import accommodations as queries
from plenary.membership.queries.opening import answer_that_leads_to_room
from plenary.membership.rules.opening import Audience
from plenary.membership.shown import accommodations_shown, audience_choices
from plenary.membership.views.member import is_of_protected, member_or_404


@require_safe
@in_coalition(permissions.may_open_members)
@shown_where(is_of_protected)
def of_member(request: CoalitionRequest, member_id: str) -> HttpResponse:
    """What a member asked room for, as far as the reader hears of it; its own see what touched it."""
    member = member_or_404(request, member_id)
    context = {
        "member": member,
        "shown": accommodations_shown(request.standing, request.coalition.slug, member),
        "is_mine": request.standing.member == member.id,
        "may_ask": permissions.may_answer(request.standing, member),
    }
    return render(request, "membership/accommodations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_open_members)
@shown_where(is_of_protected)
def ask(request: CoalitionRequest, member_id: str) -> HttpResponse:
    """Ask for room on a subject; or type it in for a member. It may begin with an answer to an opening question."""
    member = member_or_404(request, member_id)
    require(permissions.may_answer(request.standing, member))
    after = answer_that_leads_to_room(request.standing, member, request.GET.get("after", ""))
    form = AccommodationForm(
        request.POST or None,
        audiences=audience_choices(request.coalition.id),
        languages=charter_of(request.coalition.id).languages,
        typed_in=request.standing.member != member.id,
        after=after,
    )
    if form.is_valid():
        told = form.cleaned_data
        made = actions.ask_accommodation(
            by=request.standing,
            member=member,
            room=form.room(),
            audience=Audience(told["audience"]),
            language=told["language"],
            consents=told.get("consents", False),
        )
        messages.success(request, _("It is kept. You are told when something touches the subject."))
        return redirect("membership:accommodation", request.coalition.slug, member.id, made.id)
    context = {"member": member, "form": form, "is_mine": request.standing.member == member.id, "after": after}
    return render(request, "membership/ask_accommodation.html", context)


def _one(request: CoalitionRequest, member: Member, accommodation_id: str) -> Accommodation:
    rows = queries.visible_accommodations(request.standing).filter(member=member, id=accommodation_id)
    if (found := rows.first()) is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_open_members)
@shown_where(is_of_protected)
def one(request: CoalitionRequest, member_id: str, accommodation_id: str) -> HttpResponse:
    """One accommodation; by POST it is agreed, ended, seen, or its consent changed."""
    member = member_or_404(request, member_id)
    found = _one(request, member, accommodation_id)
    form = AgreeForm(request.POST or None, initial={"does": found.room.does})
    if request.method == "POST" and (request.POST.get("step") != "agree" or form.is_valid()):
        _take(request, found, request.POST.get("step", ""), form)
        messages.success(request, _("It is kept."))
        return redirect("membership:accommodation", request.coalition.slug, member.id, found.id)
    (shown,) = accommodations_shown(request.standing, request.coalition.slug, member, only=found.id)
    context = {
        "member": member,
        "each": shown,
        "form": form,
        "may_agree": permissions.may_agree_accommodation(request.standing, found),
        "may_end": permissions.may_answer(request.standing, member),
        "may_consent": permissions.may_consent(request.standing, found),
    }
    return render(request, "membership/accommodation.html", context)


def _take(request: CoalitionRequest, found: Accommodation, step: str, form: AgreeForm) -> None:
    by = request.standing
    match step:
        case "agree":
            actions.agree_accommodation(by=by, accommodation=found, does=form.cleaned_data["does"])
        case "end":
            actions.end_accommodation(by=by, accommodation=found)
        case "tell" | "keep":
            actions.set_consent(by=by, accommodation=found, consents=step == "tell")
        case "seen":
            actions.see_touched(by=by, accommodation=found)
        case _:
            raise Http404
