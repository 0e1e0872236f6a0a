"""Taking part on the way to consensus: the temperature, concerns, their answers, and the mover's other words."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plenary.charter.queries import charter_of
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.verdicts import require
from plenary.decisions import actions, permissions, queries
from plenary.decisions.forms.on_the_way import AnswerForm, ConcernForm, RewordForm, SettleForm, TemperatureForm
from plenary.decisions.models import Concern, Proposal
from plenary.decisions.views.finding import back_to, from_its_page, proposal_or_404
from plenary.decisions.views.reading import shown
from plenary.texts.forms import page_language


@in_coalition(permissions.may_read_proposals)
@from_its_page("temperature")
def temperature(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Say how warm one is to a proposal."""
    proposal = proposal_or_404(request, proposal_id)
    require(permissions.may_say_temperature(request.standing, proposal))
    form = TemperatureForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say how warm you are to it by one of the buttons."))
        return shown(request, proposal, status=422)
    actions.say_temperature(by=request.standing, proposal=proposal, feeling=form.cleaned_data["feeling"])
    return back_to(
        request, proposal, "temperature", _("Your answer counts towards the temperature. You may change it at will.")
    )


@in_coalition(permissions.may_read_proposals)
@from_its_page("concerns")
def raise_concern(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Raise a concern."""
    proposal = proposal_or_404(request, proposal_id)
    require(permissions.may_raise_concern(request.standing, proposal))
    form = ConcernForm(request.POST, auto_id="concern_%s")
    if not form.is_valid():
        return shown(request, proposal, bad={"concern": form}, status=422)
    language = page_language(languages=charter_of(request.coalition.id).languages)
    actions.raise_concern(by=request.standing, proposal=proposal, language=language, **form.cleaned_data)
    return back_to(request, proposal, "concerns", _("Your concern stands, until you withdraw it."))


@in_coalition(permissions.may_read_proposals)
@from_its_page("concerns")
def answer_concern(request: CoalitionRequest, proposal_id: str, concern_id: str) -> HttpResponse:
    """Answer a concern."""
    proposal = proposal_or_404(request, proposal_id)
    concern = _concern_or_404(proposal, concern_id)
    require(permissions.may_answer_concern(request.standing, concern))
    form = AnswerForm(request.POST, auto_id=f"answer_{concern.pk}_%s")
    if not form.is_valid():
        return shown(request, proposal, bad={concern.pk: form}, status=422)
    actions.answer_concern(by=request.standing, concern=concern, answer=form.cleaned_data["answer"])
    return back_to(request, proposal, "concerns", _("Your answer stands beside the concern. Who raised it is told."))


@in_coalition(permissions.may_read_proposals)
@from_its_page("concerns")
def settle_concern(request: CoalitionRequest, proposal_id: str, concern_id: str) -> HttpResponse:
    """Withdraw or uphold a concern that one raised."""
    proposal = proposal_or_404(request, proposal_id)
    concern = _concern_or_404(proposal, concern_id)
    form = SettleForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    if form.cleaned_data["step"] == "uphold":
        actions.uphold_concern(by=request.standing, concern=concern)
        return back_to(request, proposal, "concerns", _("Your concern is upheld and stands beside the ballot."))
    actions.withdraw_concern(by=request.standing, concern=concern)
    return back_to(request, proposal, "concerns", _("Your concern is withdrawn."))


@in_coalition(permissions.may_read_proposals)
def reword(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Change the words of a proposal before consensus is tested; a comparison is shown before they are put."""
    proposal = proposal_or_404(request, proposal_id)
    require(permissions.may_reword(request.standing, proposal))
    effects = queries.effects_to_reword(proposal)
    form = RewordForm(request.POST or None, effects=effects, initial={"title": proposal.title, "body": proposal.body})
    if form.is_valid() and request.POST.get("step") == "put":
        words = {"title": form.cleaned_data["title"], "body": form.cleaned_data["body"], "words": form.words}
        actions.reword(by=request.standing, proposal=proposal, **words)
        messages.success(request, _("The new words stand. The record keeps the earlier ones."))
        return redirect("decisions:proposal", request.coalition.slug, proposal.pk)
    context = {"proposal": proposal, "form": form, "changes": _changes(proposal, form) if form.is_valid() else []}
    return render(request, "decisions/reword.html", context, status=422 if form.errors else 200)


def _changes(proposal: Proposal, form: RewordForm) -> list[tuple[str, str]]:
    """Each text that would change: before and after."""
    pairs = [
        (proposal.title, form.cleaned_data["title"]),
        *((str(row.payload["text"]), form.words[row.pk]) for row in form.in_words),
        (proposal.body, form.cleaned_data["body"]),
    ]
    return [(before, after) for before, after in pairs if before != after]


def _concern_or_404(proposal: Proposal, concern_id: str) -> Concern:
    found = queries.concern_of(proposal, concern_id)
    if found is None:
        raise Http404
    return found
