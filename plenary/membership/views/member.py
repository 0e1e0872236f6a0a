"""A member's page, and what its own representatives and officers do there."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenary.accounts.freshness import shown_where, shown_within_the_hour
from plenary.charter.queries import charter_of
from plenary.charter.rules.words import words_in
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.asks import asks_of
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Refused, Verdict, require
from plenary.membership import actions, permissions, queries
from plenary.membership.forms import CommitmentForm, InviteForm, LeaveForm, MandateForm
from plenary.membership.labels import (
    COMMITMENT,
    MANDATE,
    STATUS,
    STATUS_SENTENCE,
    STEP_DONE,
    category_name,
    step_offered,
)
from plenary.membership.models import Member
from plenary.membership.permissions.merging import may_merge
from plenary.membership.permissions.opening import may_answer_opening
from plenary.membership.rules import BELONGING, TRIED, WAITING, Status, Step, status_at
from plenary.membership.sections import sections_of


def is_of_protected(request: CoalitionRequest, member_id: str, **_parts: str) -> bool:
    """True where the page is about a protected member that is not one's own. Serves this package."""
    return queries.is_of_protected(request.standing, member_id)


def member_or_404(request: CoalitionRequest, member_id: str) -> Member:
    """A member that the reader may see, or 404; a look at a protected one is entered. Serves this package."""
    member = actions.look_at_member(by=request.standing, member_id=member_id)
    if member is None:
        raise Http404
    return member


@require_safe
@in_coalition(permissions.may_open_members)
@shown_where(is_of_protected)
def member(request: CoalitionRequest, member_id: str) -> HttpResponse:
    """What the coalition says of a member: status in a sentence, category, commitment, who acts for it."""
    found = member_or_404(request, member_id)
    standing, charter = request.standing, charter_of(request.coalition.id)
    status = status_at(Status(found.status), found.provisional_until, standing.as_of)
    context = {
        "member": found,
        "look": status.place.look,
        "step": step_offered(status.place.offers, own=bool(permissions.may_act_for(standing, found))),
        "on_trial_until": found.provisional_until if status in TRIED else None,
        "status_label": STATUS[status],
        "sentence": STATUS_SENTENCE[status],
        "category": category_name(charter, found.category),
        "category_clause": f"category.{found.category}",
        "votes": queries.votes_at(charter, found, standing.as_of),
        "is_kept_from_voting": found.protected and not charter.protection.vote,
        "is_personal": found.category in queries.personal_categories(found.coalition_id),
        "belongs": status in BELONGING,
        "commitment": COMMITMENT[found.commitment],
        "representatives": [(each, MANDATE[each.mandate]) for each in queries.visible_representatives(standing, found)],
        "invitations": [(each, MANDATE[each.purpose["mandate"]]) for each in queries.open_invitations(standing, found)],
        "sections": sections_of(standing, found),
        "reads_application": found.status in WAITING and permissions.may_read_application(standing, found),
        "asks_elsewhere": queries.other_categories(charter, found) and permissions.may_act_for(standing, found),
        "merged": queries.merged_of(standing, found),
        "former": queries.former_names(standing, found),
        "together": queries.together(standing, found),
        **_verdicts(standing, found),
        "purpose": words_in(charter.purpose.purpose, get_language() or "", charter.languages),
    }
    return render(request, "membership/member.html", context)


def _verdicts(standing: Standing, found: Member) -> dict[str, Verdict]:
    """What the reader may do for the member."""
    return {
        "is_mine": permissions.may_act_for(standing, found),
        "may_merge": may_merge(standing, found),
        "may_say_willing": permissions.may_say_willing(standing, found),
        "may_keep": permissions.may_keep(standing, found),
        "may_return": permissions.may_return(standing, found),
        "may_answer": permissions.may_answer(standing, found),
        "answers_opening": may_answer_opening(standing, found),
        "may_promise": permissions.may_promise(standing, found),
    }


def _back(request: CoalitionRequest, member_id: str, done: str) -> HttpResponseRedirect:
    messages.success(request, done)
    return redirect("membership:member", request.coalition.slug, member_id)


@require_POST
@in_coalition(permissions.may_open_members)
@shown_where(is_of_protected)
def change(request: CoalitionRequest, member_id: str) -> HttpResponse:
    """One step for a member: accept the purpose, go on leave, return, leave the coalition, be found dormant, reinstated."""
    found = member_or_404(request, member_id)
    step = request.POST.get("step", "")
    if step not in Step:
        raise Http404
    actions.take_step(by=request.standing, member=found, step=Step(step))
    return _back(request, found.id, STEP_DONE[step] % {"name": found.name})


@require_POST
@in_coalition(permissions.may_open_members)
def here(request: CoalitionRequest) -> HttpResponse:
    """One click of a representative: its member comes back, or is still here."""
    found = queries.member_of(request.standing)
    if found is None or Status(found.status) not in BELONGING:
        raise Http404
    if actions.answer_here(by=request.standing, member=found):
        messages.success(request, _("%(name)s is back.") % {"name": found.name})
    else:
        messages.success(request, _("Thank you. %(name)s stays as it is.") % {"name": found.name})
    return redirect("desk:coalition", request.coalition.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_open_members)
@shown_within_the_hour
def withdraw(request: CoalitionRequest, member_id: str) -> HttpResponse:
    """Leave the coalition, after a page that says what that means."""
    found = member_or_404(request, member_id)
    require(permissions.may_act_for(request.standing, found))
    form = LeaveForm(request.POST if request.method == "POST" else None, is_protected=found.protected)
    if form.is_valid():
        given = form.cleaned_data
        actions.withdraw(by=request.standing, member=found, reason=given["reason"], with_signatures=given["signatures"])
        messages.success(request, _("%(name)s has left the coalition.") % {"name": found.name})
        return redirect("desk:desk")
    context = {
        "member": found,
        "form": form,
        "sections": [each for each in sections_of(request.standing, found) if each.ends],
        "waits": asks_of(request.standing),
        "protects": charter_of(request.coalition.id).protection.allowed,
    }
    return render(request, "membership/withdraw.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_open_members)
@shown_within_the_hour
def invite(request: CoalitionRequest, member_id: str) -> HttpResponse:
    """Invite somebody to represent a member."""
    found = member_or_404(request, member_id)
    require(permissions.may_keep(request.standing, found))
    form = InviteForm(request.POST or None, initial={"mandate": Mandate.CONSULTS})
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.invite_representative(
                by=request.standing,
                member=found,
                email=given["email"],
                name=given["name"],
                mandate=Mandate(given["mandate"]),
                language=request.coalition.language,
            )
        except Refused as refusal:
            form.add_error("email", refusal.verdict.sentence)
        else:
            return _back(request, found.id, _("An invitation was sent to %(email)s.") % {"email": given["email"]})
    return render(request, "membership/invite.html", {"member": found, "form": form})


@require_POST
@in_coalition(permissions.may_open_members)
@shown_where(is_of_protected)
def uninvite(request: CoalitionRequest, member_id: str, invitation_id: str) -> HttpResponse:
    """Withdraw an open invitation to represent a member."""
    found = member_or_404(request, member_id)
    require(permissions.may_keep(request.standing, found))
    invitation = queries.open_invitations(request.standing, found).filter(id=invitation_id).first()
    if invitation is None:
        raise Http404
    actions.withdraw_invitation(by=request.standing, member=found, invitation=invitation)
    return _back(request, found.id, _("The invitation was withdrawn."))


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_open_members)
@shown_within_the_hour
def mandate(request: CoalitionRequest, member_id: str, representative_id: str) -> HttpResponse:
    """Change what a representative may decide, or end the representation."""
    found = member_or_404(request, member_id)
    representative = queries.visible_representative(request.standing, found, representative_id)
    if representative is None:
        raise Http404
    if representative.person_id != request.standing.person:
        require(permissions.may_keep(request.standing, found))
    if request.method == "POST" and request.POST.get("step") == "end":
        actions.end_representation(by=request.standing, representative=representative)
        messages.success(request, _("%(name)s no longer represents it.") % {"name": representative.person.name})
        return redirect("desk:desk")
    form = MandateForm(request.POST or None, initial={"mandate": representative.mandate})
    if form.is_valid():
        chosen = Mandate(form.cleaned_data["mandate"])
        actions.change_mandate(by=request.standing, representative=representative, mandate=chosen)
        return _back(request, found.id, _("The mandate was changed."))
    context: dict[str, object] = {"member": found, "representative": representative, "form": form}
    if representative.person_id == request.standing.person:
        context["waits"] = asks_of(request.standing)
    return render(request, "membership/mandate.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_coalition(permissions.may_open_members)
@shown_where(is_of_protected)
def commitment(request: CoalitionRequest, member_id: str) -> HttpResponse:
    """Set the degree of commitment at which a member stands."""
    found = member_or_404(request, member_id)
    require(permissions.may_keep(request.standing, found))
    form = CommitmentForm(request.POST or None, initial={"commitment": found.commitment})
    if form.is_valid():
        try:
            actions.set_commitment(by=request.standing, member=found, commitment=form.cleaned_data["commitment"])
        except Refused as refusal:
            form.add_error("commitment", refusal.verdict.sentence)
        else:
            return _back(request, found.id, _("The degree of commitment was set."))
    return render(request, "membership/commitment.html", {"member": found, "form": form})
