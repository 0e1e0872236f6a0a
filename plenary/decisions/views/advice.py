"""Advice on a proposal: sending it to a body, advising, sending it back, saying what became of the advice."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from plenary.bodies.formed import names_at_work
from plenary.charter.queries import charter_of
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import require
from plenary.decisions import actions, permissions, queries
from plenary.decisions.forms.on_the_way import AdviceForm, BecameForm
from plenary.decisions.models import Advice, Proposal
from plenary.decisions.shown.on_the_way import refer_form
from plenary.decisions.views.finding import back_to, from_its_page, proposal_or_404
from plenary.decisions.views.reading import shown
from plenary.texts.forms import page_language


@in_coalition(permissions.may_read_proposals)
@from_its_page("advice")
def refer(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Send a proposal to a body for advice."""
    proposal = proposal_or_404(request, proposal_id)
    require(permissions.may_refer(request.standing, proposal))
    form = refer_form(proposal, names_at_work(request.coalition.id), request.POST)
    if not form.is_valid():
        return shown(request, proposal, bad={"refer": form}, status=422)
    actions.refer(by=request.standing, proposal=proposal, **form.cleaned_data)
    return back_to(request, proposal, "advice", _("The proposal is sent for advice. Voting opens and closes later."))


@in_coalition(permissions.may_read_proposals)
@from_its_page("advice")
def advise(request: CoalitionRequest, proposal_id: str, advice_id: str) -> HttpResponse:
    """Give the advice of a body, or change it."""
    proposal = proposal_or_404(request, proposal_id)
    advice = _advice_or_404(proposal, advice_id)
    require(permissions.may_advise(request.standing, advice))
    form = AdviceForm(request.POST, auto_id=f"advice_{advice.pk}_%s")
    if not form.is_valid():
        return shown(request, proposal, bad={advice.pk: form}, status=422)
    language = page_language(languages=charter_of(request.coalition.id).languages)
    actions.give_advice(by=request.standing, advice=advice, words=form.cleaned_data["words"], language=language)
    return back_to(request, proposal, "advice", _("The advice stands, and may be changed until it is due."))


@in_coalition(permissions.may_read_proposals)
@from_its_page("advice")
def became(request: CoalitionRequest, proposal_id: str, advice_id: str) -> HttpResponse:
    """Say what became of advice."""
    proposal = proposal_or_404(request, proposal_id)
    advice = _advice_or_404(proposal, advice_id)
    require(permissions.may_say_what_became(request.standing, advice))
    form = BecameForm(request.POST, auto_id=f"became_{advice.pk}_%s")
    if not form.is_valid():
        return shown(request, proposal, bad={f"{advice.pk}:became": form}, status=422)
    actions.say_what_became(by=request.standing, advice=advice, **form.cleaned_data)
    return back_to(request, proposal, "advice", _("What became of the advice stands beside it."))


@in_coalition(permissions.may_read_proposals)
@from_its_page("advice")
def send_back(request: CoalitionRequest, proposal_id: str, advice_id: str) -> HttpResponse:
    """Send a proposal back with the advice that was given."""
    proposal = proposal_or_404(request, proposal_id)
    actions.send_back(by=request.standing, advice=_advice_or_404(proposal, advice_id))
    return back_to(request, proposal, "advice", _("The proposal is back, and its discussion goes on."))


def _advice_or_404(proposal: Proposal, advice_id: str) -> Advice:
    found = queries.advice_of(proposal, advice_id)
    if found is None:
        raise Http404
    return found
