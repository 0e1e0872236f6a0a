"""Pages of a seat that fell vacant after an election: its ballots counted again, and the answer of who is asked to take it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plenary.bodies.permissions import may_answer_offer
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.http.access import export_of
from plenary.core.verdicts import Refused, require
from plenary.decisions import permissions
from plenary.decisions.actions.vacancies import accept_rest, decline_rest
from plenary.decisions.models import Proposal
from plenary.decisions.queries.counts import counted
from plenary.decisions.shown.vacancies import (
    VacancyShown,
    account_of,
    vacancies_shown,
    vacancy_as_json,
    vacancy_context,
)
from plenary.decisions.views.counts import sent
from plenary.decisions.views.finding import from_its_page, proposal_or_404


@in_coalition(permissions.may_read_proposals)
@require_safe
def vacancy(request: CoalitionRequest, proposal_id: str, countback_id: str) -> HttpResponse:
    """The account of one count again: whom it chose, who was passed over and why, each stage; for who is asked, the answer."""
    proposal, shown = _found(request, proposal_id, countback_id)
    return render(request, "decisions/vacancy.html", vacancy_context(request.standing, proposal, shown))


@export_of("decisions:vacancy")
@in_coalition(permissions.may_read_proposals)
@require_safe
def vacancy_json(request: CoalitionRequest, proposal_id: str, countback_id: str) -> HttpResponse:
    """The account as JSON, as the command writes it."""
    proposal, shown = _found(request, proposal_id, countback_id)
    found, account = counted(proposal), account_of(proposal, shown)
    if found is None or account is None:
        raise Http404
    return sent(vacancy_as_json(proposal, found, account), "application/json", f"vacancy-{countback_id}.json")


@in_coalition(permissions.may_read_proposals)
@from_its_page("outcome")
def answer_vacancy(request: CoalitionRequest, proposal_id: str, countback_id: str) -> HttpResponse:
    """Accept the rest of a term, or decline it."""
    proposal, shown = _found(request, proposal_id, countback_id)
    require(may_answer_offer(request.standing, shown.row))
    step = request.POST.get("step", "")
    if step == "accept":
        try:
            accept_rest(by=request.standing, proposal=proposal, countback=shown.row)
        except Refused as refusal:
            context = vacancy_context(request.standing, proposal, shown) | {"refused": refusal.verdict}
            return render(request, "decisions/vacancy.html", context, status=422)
        messages.success(request, _("It is taken up, for the rest of the term."))
    elif step == "decline":
        decline_rest(by=request.standing, proposal=proposal, countback=shown.row)
        messages.success(request, _("It is declined. The ballots are counted again without you."))
    else:
        raise Http404
    return redirect("decisions:vacancy", request.coalition.slug, proposal.pk, countback_id)


def _found(request: CoalitionRequest, proposal_id: str, countback_id: str) -> tuple[Proposal, VacancyShown]:
    proposal = proposal_or_404(request, proposal_id)
    for each in vacancies_shown(proposal):
        if each.row.pk == countback_id:
            return proposal, each
    raise Http404
