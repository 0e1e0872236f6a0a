"""Writing a proposal: choosing what it does, its words, showing it for seconders, opening and withdrawing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plenary.charter import decidable
from plenary.charter.queries import called, charter_of
from plenary.coalitions.access import CoalitionRequest, in_coalition
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import require
from plenary.decisions import actions, permissions, queries
from plenary.decisions.forms import EFFECT_FORMS, EffectForm, ProposalForm
from plenary.decisions.models import Proposal
from plenary.decisions.views.page import rule_of
from plenary.decisions.views.reading import proposal_or_404
from plenary.texts.labels import language_name


@in_coalition(permissions.may_draft)
def new(request: CoalitionRequest) -> HttpResponse:
    """Choose what a proposal does, then write it. ``?effect=`` and the effect's own parameters fill the form in."""
    kind = request.POST.get("effect") or request.GET.get("effect", "")
    form_class = EFFECT_FORMS.get(kind)
    if form_class is None or kind not in decidable.effects():
        return render(request, "decisions/new.html", {"kinds": _kinds(request.standing)})
    words = _words(request)
    effect = form_class(request.POST or None, standing=request.standing, initial=form_class.from_query(request.GET))
    if request.method == "POST" and words.is_valid() and effect.is_valid():
        made = actions.draft_proposal(
            by=request.standing, **words.cleaned_data, effects=[(kind, payload) for payload in effect.payloads()]
        )
        messages.success(request, _("The draft is kept. Only you and your colleagues see it until it opens."))
        return redirect("decisions:proposal", request.coalition.slug, made.pk)
    return _write(request, kind, words, effect)


@in_coalition(permissions.may_draft)
def edit(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Change a draft. Its one kind of effect keeps its form; several kinds stay as they are, and the words change."""
    proposal = proposal_or_404(request, proposal_id)
    require(permissions.may_amend_draft(request.standing, proposal))
    rows = queries.effects_of(proposal)
    kinds = {row.kind for row in rows}
    form_class = EFFECT_FORMS.get(next(iter(kinds))) if len(kinds) == 1 else None
    words = _words(request, title=proposal.title, body=proposal.body, language=proposal.language)
    effect = None
    if form_class is not None:
        initial = form_class.from_payloads([row.payload for row in rows])
        effect = form_class(request.POST or None, standing=request.standing, initial=initial)
    if request.method == "POST" and words.is_valid() and (effect is None or effect.is_valid()):
        given = (
            [(effect.kind, made) for made in effect.payloads()] if effect else [(row.kind, row.payload) for row in rows]
        )
        actions.amend_draft(by=request.standing, proposal=proposal, **words.cleaned_data, effects=given)
        return redirect("decisions:proposal", request.coalition.slug, proposal.pk)
    return _write(request, next(iter(kinds), ""), words, effect, proposal)


@in_coalition(permissions.may_read_proposals)
@require_POST
def show(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Show a draft to members, to find seconders."""
    proposal = proposal_or_404(request, proposal_id)
    actions.show_draft(by=request.standing, proposal=proposal)
    messages.success(request, _("Members now see the draft and may second it."))
    return redirect("decisions:proposal", request.coalition.slug, proposal.pk)


@in_coalition(permissions.may_read_proposals)
@require_POST
def second(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Second a draft."""
    proposal = proposal_or_404(request, proposal_id)
    actions.second(by=request.standing, proposal=proposal)
    messages.success(request, _("Your member seconds this proposal."))
    return redirect("decisions:proposal", request.coalition.slug, proposal.pk)


@in_coalition(permissions.may_read_proposals)
@require_POST
def open_(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Open a draft."""
    proposal = proposal_or_404(request, proposal_id)
    actions.open_proposal(by=request.standing, proposal=proposal)
    messages.success(request, _("The proposal is open. Those who decide it are told."))
    return redirect("decisions:proposal", request.coalition.slug, proposal.pk)


@in_coalition(permissions.may_read_proposals)
@require_POST
def withdraw(request: CoalitionRequest, proposal_id: str) -> HttpResponse:
    """Withdraw a draft or an open proposal."""
    proposal = proposal_or_404(request, proposal_id)
    actions.withdraw_proposal(by=request.standing, proposal=proposal)
    messages.success(request, _("The proposal is withdrawn."))
    if proposal.opened_at is None:  # a draft is gone from sight
        return redirect("decisions:proposals", request.coalition.slug)
    return redirect("decisions:proposal", request.coalition.slug, proposal.pk)


def _words(request: CoalitionRequest, **initial: str) -> ProposalForm:
    tags = charter_of(request.coalition.id).languages
    started = {"language": tags[0], **initial}
    if "title" in request.GET:
        started["title"] = request.GET["title"]
    return ProposalForm(request.POST or None, initial=started, languages=[(tag, language_name(tag)) for tag in tags])


def _write(
    request: CoalitionRequest,
    kind: str,
    words: ProposalForm,
    effect: EffectForm | None,
    proposal: Proposal | None = None,
) -> HttpResponse:
    known = decidable.effects().get(kind)
    matter = proposal.matter if proposal else known.matter if known else ""
    process = charter_of(request.coalition.id).process_for(matter)
    context: dict[str, Any] = {
        "kind": kind,
        "label": known.label if known else "",
        "words": words,
        "effect": effect,
        "proposal": proposal,
        "process": process,
        "rule": rule_of(request.coalition.id, process),
    }
    return render(request, "decisions/write.html", context)


def _kinds(standing: Standing) -> list[dict[str, Any]]:
    """The kinds of effect that have a form, each with the clause of its process, and whether the reader may move it."""
    charter = charter_of(standing.coalition)
    decides = standing.mandate is Mandate.DECIDES or not standing.member
    found = []
    for code in EFFECT_FORMS:
        kind = decidable.effects().get(code)
        if kind is not None:
            process = charter.process_for(kind.matter)
            body = charter.body(process.moved_by)
            found.append(
                {
                    "code": code,
                    "label": kind.label,
                    "clause": f"process.{process.code}",
                    "may_move": decides and process.moved_by in standing.bodies,
                    "mover": called(charter, body.names, body.code),
                }
            )
    return found
