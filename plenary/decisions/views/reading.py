"""The page of one proposal."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plenary.charter.queries import charter_of
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.http.keeping import kept_offline
from plenary.core.mistakes import MISTAKEN
from plenary.decisions import permissions
from plenary.decisions.forms import ObjectionForm
from plenary.decisions.forms.calls import UrgencyForm
from plenary.decisions.forms.choices import ChoiceForm
from plenary.decisions.models import Proposal
from plenary.decisions.shown.choosing import lines_of
from plenary.decisions.shown.nominations import candidates_context
from plenary.decisions.shown.on_the_way import Bad, way_context
from plenary.decisions.shown.proposal import context_of, objection_form_for
from plenary.decisions.views.finding import proposal_or_404
from plenary.texts.forms import CommentForm


def shown(
    request: CoalitionRequest,
    proposal: Proposal,
    *,
    comment_form: CommentForm | None = None,
    objection_form: ObjectionForm | None = None,
    bad: Bad | None = None,
    urgency_form: UrgencyForm | None = None,
    ballot_form: ChoiceForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with the forms that the reader may use; those that were filled in wrongly as they were."""
    context = context_of(request.standing, proposal, request.GET.get("in", ""))
    context |= way_context(request.standing, proposal, bad or {})
    choice, chosen = context["choice"], {each.id for each in context.get("chosen", ())}
    language = request.GET.get("in", "")
    context |= candidates_context(request.standing, proposal, choice, chosen=chosen, bad=bad, language=language)
    context[MISTAKEN] = list((bad or {}).values())
    may = context["may"]
    if ballot_form and choice:
        context |= {"choice_form": ballot_form, "lines": lines_of(ballot_form, choice)}
    if urgency_form:
        context["urgency_form"] = urgency_form
    if may.get("comment"):
        context["comment_form"] = comment_form or CommentForm(languages=charter_of(request.coalition.id).languages)
    if may.get("object"):
        context["objection_form"] = objection_form or objection_form_for(context)
    return render(request, "decisions/proposal.html", context, status=status)


@require_safe
@kept_offline
@in_coalition(permissions.may_read_proposals)
def proposal(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """One proposal: where it stands, what it says, what happens if adopted, and what the reader may do."""
    return shown(request, proposal_or_404(request, proposal_id))
