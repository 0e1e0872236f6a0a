"""Questions about a draft before any form ("Who decides about money?"), and the steps by which a short charter grows."""

from functools import partial
from typing import Any

from django.forms import BoundField
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plenary.charter import permissions, starting
from plenary.charter.forms.choosing import said_by
from plenary.charter.forms.guided import GuidedForm
from plenary.charter.labels import guides as wording
from plenary.charter.prose import phrases
from plenary.charter.rules import growing, guiding
from plenary.charter.rules.document import charter_from_json
from plenary.charter.rules.schema import Charter, Words
from plenary.charter.shown.finding import draft_to_change
from plenary.charter.views.workbench import Work, address, worked
from plenary.coalitions.access import CoalitionRequest, in_coalition

SOURCE = "elected-board"
"""The shipped charter from which a growing one takes what it has not yet."""


@require_safe
@in_coalition(permissions.may_draft_charter)
def questions(request: CoalitionRequest, draft_id: str) -> HttpResponse:
    """Every guided question with the answer that the draft gives now."""
    draft = draft_to_change(request, draft_id)
    charter = charter_from_json(draft.document)
    asked = []
    for guide in guiding.GUIDES:
        form = GuidedForm(charter, (guide.asks(charter),))
        bound = form[guide.code]
        asked.append({"code": guide.code, "words": bound.label, "answer": _answer(guide.code, bound)})
    return render(request, "charter/guides.html", {"draft": draft, "asked": asked})


@in_coalition(permissions.may_draft_charter)
def question(request: CoalitionRequest, draft_id: str, question_code: str) -> HttpResponse:
    """One guided question; the clauses that its answer changes are read beside it."""
    draft = draft_to_change(request, draft_id)
    try:
        guide = guiding.guide_of(question_code)
    except KeyError:
        raise Http404 from None

    def form_of(charter: Charter, data: Any) -> GuidedForm:
        return GuidedForm(charter, (guide.asks(charter),), data)

    def edit_of(form: GuidedForm) -> Any:
        return lambda charter: guiding.answered(guide, charter, form.answers(), partial(_names, charter))

    asked = form_of(charter_from_json(draft.document), None)[guide.code]
    work = Work(
        form_of=form_of,
        edit_of=edit_of,
        title=str(asked.label),
        clauses=guide.clauses,
        back=address("questions", request, draft),
        back_words=_("Questions"),
    )
    return worked(request, draft, work)


@require_safe
@in_coalition(permissions.may_draft_charter)
def steps(request: CoalitionRequest, draft_id: str) -> HttpResponse:
    """The steps from a short charter to a full one, and which were taken."""
    draft = draft_to_change(request, draft_id)
    charter = charter_from_json(draft.document)
    shown = [(step.code, *wording.STEPS[step.code], step.is_taken(charter)) for step in growing.STEPS]
    return render(request, "charter/steps.html", {"draft": draft, "steps": shown})


@in_coalition(permissions.may_draft_charter)
def step(request: CoalitionRequest, draft_id: str, step_code: str) -> HttpResponse:
    """One step: a few questions, and beside them the clauses that it adds."""
    draft = draft_to_change(request, draft_id)
    try:
        found = growing.step_of(step_code)
    except KeyError:
        raise Http404 from None
    source = starting.shipped(SOURCE)

    def form_of(charter: Charter, data: Any) -> GuidedForm:
        return GuidedForm(charter, found.asks(charter, source), data)

    def edit_of(form: GuidedForm) -> Any:
        return lambda charter: growing.grown(found, charter, form.answers(), source)

    title, lede = wording.STEPS[step_code]
    work = Work(
        form_of=form_of,
        edit_of=edit_of,
        title=str(title),
        lede=str(lede),
        back=address("steps", request, draft),
        back_words=_("Steps"),
    )
    return worked(request, draft, work)


def _answer(code: str, bound: BoundField) -> str:
    """The present answer in words; numbers are months."""
    if not bound.initial:
        return str(wording.NOTHING.get(code, ""))
    return phrases.months(bound.initial) if isinstance(bound.initial, int) else said_by(bound)


def _names(charter: Charter, code: str) -> Words:
    return wording.names_for(code, charter.languages)
