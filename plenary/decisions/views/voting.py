"""Taking part in a proposal: casting ballots, objecting, commenting, trying again what could not be carried out."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plenary.charter.queries import charter_of
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import require
from plenary.decisions import actions, permissions, queries
from plenary.decisions.forms import ObjectionForm
from plenary.decisions.forms.ballots import BallotForm, ballot_form_for
from plenary.decisions.forms.choices import ChoiceForm
from plenary.decisions.forms.given import given_in
from plenary.decisions.models import Ballot, Objection, Proposal
from plenary.decisions.rules.phases import OBJECTED, Phase
from plenary.decisions.rules.reading import Given
from plenary.decisions.shown.choosing import choosing_shown
from plenary.decisions.shown.proposal import ballot_context, context_of, objection_form_for
from plenary.decisions.views import later
from plenary.decisions.views.finding import back_to, from_its_page, proposal_or_404
from plenary.decisions.views.reading import shown
from plenary.texts.forms import CommentForm


@in_coalition(permissions.may_read_proposals)
@from_its_page("ballot")
def cast(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Cast a ballot or replace it; htmx receives the ballot, the turnout and the head of the record alone. The codes of a secret
    one are shown in this answer, and nowhere again."""
    own = queries.own_electors_at(request.standing, proposal_id)
    proposal = own[0].proposal if own else proposal_or_404(request, proposal_id)
    given = given_in(request.POST)
    if later.is_sent_later(request):
        return later.told(proposal, lambda: _cast_later(request, proposal, given))
    require(permissions.may_cast(request.standing, proposal, own))
    form = ballot_form_for(request.standing, proposal, request.POST, own)
    ballot = None
    if form.is_valid():
        ballot = actions.cast_ballot(by=request.standing, proposal=proposal, given=given, **form.answer)
    if request.headers.get("HX-Request") == "true":
        return _fragment(request, proposal, form, ballot)
    if ballot and ballot.is_secret:
        return _codes_shown(request, proposal, ballot)
    if ballot:
        messages.success(request, _("Your ballot is cast and entered in the record."))
    elif isinstance(form, ChoiceForm):
        return shown(request, proposal, ballot_form=form, status=422)
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("decisions:proposal", request.coalition.slug, proposal.pk)


def _fragment(
    request: CoalitionRequest, proposal: Proposal, form: BallotForm | ChoiceForm, ballot: Ballot | None
) -> HttpResponse:
    choice = queries.choice_of(proposal) if queries.is_choice(proposal) else None
    context = {"proposal": proposal, "phase": proposal.phase, "oob": True, "choosing": choosing_shown(choice)}
    context |= ballot_context(request.standing, proposal, choice=choice, form=None if ballot else form)
    context["codes"] = ballot.codes if ballot else ()
    return _kept_nowhere(render(request, "decisions/_ballot.html#cast", context))


def _codes_shown(request: CoalitionRequest, proposal: Proposal, ballot: Ballot) -> HttpResponse:
    """The page that answers a secret ballot: its codes stand in this answer alone, so it is not sent on to another page."""
    context = {"proposal": proposal, "codes": ballot.codes}
    return _kept_nowhere(render(request, "decisions/cast.html", context))


def _kept_nowhere(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


def _cast_later(request: CoalitionRequest, proposal: Proposal, given: Given) -> Ballot:
    arrived = queries.ballot_sent_as(request.standing, proposal, given.sending)
    if arrived:
        return arrived  # it was in time, though its answer was lost on the way, and voting may be over by now
    require(permissions.asks_the_same(proposal, given))
    require(permissions.may_cast_later(proposal))
    own = queries.electors_of(request.standing, proposal)
    require(permissions.may_cast(request.standing, proposal, own))
    form = ballot_form_for(request.standing, proposal, request.POST, own)
    later.require_filled(form)
    return actions.cast_ballot(by=request.standing, proposal=proposal, given=given, **form.answer)


@in_coalition(permissions.may_read_proposals)
@from_its_page()
def object_(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Object to the whole, or to one part."""
    proposal, given = proposal_or_404(request, proposal_id), given_in(request.POST)
    form = objection_form_for(context_of(request.standing, proposal), request.POST)
    if later.is_sent_later(request):
        return later.told(proposal, lambda: _object_later(request, proposal, form, given))
    if not form.is_valid():
        return shown(request, proposal, objection_form=form, status=422)
    _object(request, proposal, form, given)
    messages.success(request, _("Your objection stands, with its reason."))
    return redirect("decisions:proposal", request.coalition.slug, proposal.pk)


def _object(request: CoalitionRequest, proposal: Proposal, form: ObjectionForm, given: Given) -> Objection:
    parts = {row.pk: row for row in queries.effects_of(proposal)}
    return actions.object_to(
        by=request.standing,
        proposal=proposal,
        effect=parts.get(form.cleaned_data.get("effect", "")),
        reason=form.cleaned_data["reason"],
        source=form.cleaned_data.get("source", ""),
        unnamed=form.cleaned_data["unnamed"],
        given=given,
    )


def _object_later(request: CoalitionRequest, proposal: Proposal, form: ObjectionForm, given: Given) -> Objection:
    arrived = queries.objection_sent_as(request.standing, proposal, given.sending)
    if arrived:
        return arrived
    require(permissions.asks_the_same(proposal, given))  # before its form, which offers the parts of now
    if proposal.phase not in OBJECTED:
        require(permissions.may_object(request.standing, proposal))
    later.require_filled(form)
    return _object(request, proposal, form, given)


@in_coalition(permissions.may_read_proposals)
@from_its_page("effects")
def withdraw_objection(request: CoalitionRequest, proposal_id: str, objection_id: str) -> HttpResponse:
    """Take an objection back."""
    proposal = proposal_or_404(request, proposal_id)
    found = queries.objection_of(proposal, objection_id)
    if found is None:
        raise Http404
    actions.withdraw_objection(by=request.standing, objection=found)
    messages.success(request, _("Your objection is taken back."))
    return redirect("decisions:proposal", request.coalition.slug, proposal.pk)


@in_coalition(permissions.may_read_proposals)
@from_its_page("comments")
def comment(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Speak in the discussion."""
    proposal = proposal_or_404(request, proposal_id)
    require(permissions.may_comment(request.standing, proposal))
    form = CommentForm(request.POST, languages=charter_of(request.coalition.id).languages)
    if not form.is_valid():
        return shown(request, proposal, comment_form=form, status=422)
    made = actions.comment(by=request.standing, proposal=proposal, **form.cleaned_data)
    return back_to(request, proposal, f"comment-{made.pk}")


@in_coalition(permissions.may_read_proposals)
@from_its_page("outcome")
def carry_out_again(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Try again what could not be carried out."""
    proposal = proposal_or_404(request, proposal_id)
    tried = actions.carry_out_again(by=request.standing, proposal=proposal)
    if tried.phase is Phase.CARRIED_OUT:
        messages.success(request, _("It is carried out."))
    else:
        messages.warning(request, _("It could not be carried out this time either."))
    return redirect("decisions:proposal", request.coalition.slug, proposal.pk)
