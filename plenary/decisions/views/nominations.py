"""Taking part in an election before the ballot: nominating, answering, standing no longer, the statement of a candidate."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plenary.charter.queries import charter_of
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import Refused, require
from plenary.decisions import actions, permissions
from plenary.decisions.forms.nominations import StatementForm
from plenary.decisions.models import Proposal
from plenary.decisions.queries.choosing import Choice
from plenary.decisions.queries.nominations import election_of
from plenary.decisions.shown.nominations import accept_form, nominate_form
from plenary.decisions.views.finding import back_to, from_its_page, nomination_or_404, proposal_or_404
from plenary.decisions.views.reading import shown
from plenary.texts.queries import newest_in


@in_coalition(permissions.may_read_proposals)
@from_its_page("candidates")
def nominate(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Nominate oneself or another."""
    proposal = proposal_or_404(request, proposal_id)
    require(permissions.may_nominate(request.standing, proposal))
    form = nominate_form(request.standing, proposal, _election(proposal), request.POST)
    if form.is_valid():
        try:
            made = actions.nominate(by=request.standing, proposal=proposal, **form.given())
        except Refused as refusal:
            form.add_error("who", refusal.verdict.sentence)
        else:
            asked = _("Who is nominated is asked to accept.")
            return back_to(request, proposal, "candidates", _("The candidate stands.") if made.accepted_at else asked)
    return shown(request, proposal, bad={"nominate": form}, status=422)


@in_coalition(permissions.may_read_proposals)
@from_its_page("candidates")
def answer_nomination(request: CoalitionRequest, proposal_id: str, nomination_id: str) -> HttpResponse:
    """Accept a nomination, or decline it."""
    proposal = proposal_or_404(request, proposal_id)
    nomination = nomination_or_404(request, proposal, nomination_id)
    require(permissions.may_answer_nomination(request.standing, nomination))
    form = accept_form(nomination, _election(proposal).asked, request.POST)
    if not form.is_valid():
        return shown(request, proposal, bad={nomination.pk: form}, status=422)
    if form.cleaned_data["step"] == "decline":
        actions.decline_nomination(by=request.standing, nomination=nomination)
        return back_to(request, proposal, "candidates", _("The nomination is declined."))
    actions.accept_nomination(by=request.standing, nomination=nomination, **form.given())
    said = _("The candidate stands. Write a statement: those who vote read it.")
    return back_to(request, proposal, "candidates", said)


@in_coalition(permissions.may_read_proposals)
@from_its_page("candidates")
def withdraw_nomination(request: CoalitionRequest, proposal_id: str, nomination_id: str) -> HttpResponse:
    """Stand no longer."""
    proposal = proposal_or_404(request, proposal_id)
    nomination = nomination_or_404(request, proposal, nomination_id)
    actions.withdraw_nomination(by=request.standing, nomination=nomination)
    return back_to(request, proposal, "candidates", _("The candidate stands no longer."))


@in_coalition(permissions.may_read_proposals)
@require_http_methods(["GET", "HEAD", "POST"])
def statement(request: CoalitionRequest, proposal_id: str, nomination_id: str, language: str) -> HttpResponse:
    """Write the statement of a candidate in one of the charter's languages, or write it anew."""
    proposal = proposal_or_404(request, proposal_id)
    nomination = nomination_or_404(request, proposal, nomination_id)
    if language not in charter_of(request.coalition.id).languages:
        raise Http404
    require(permissions.may_write_statement(request.standing, nomination))
    stands = newest_in(request.coalition.id, [nomination.text], language).get(nomination.text)
    form = StatementForm(request.POST or None, initial={"body": stands.body if stands else ""})
    if form.is_valid():
        words = form.cleaned_data["body"]
        actions.write_statement(by=request.standing, nomination=nomination, language=language, body=words)
        said = _("The statement is there for all who see the election.")
        return back_to(request, proposal, f"candidate-{nomination.pk}", said)
    context = {"proposal": proposal, "nomination": nomination, "language": language, "form": form}
    return render(request, "decisions/statement.html", context, status=422 if form.errors else 200)


def _election(proposal: Proposal) -> Choice:
    choice = election_of(proposal)
    if choice is None:
        raise Http404
    return choice
