"""How every form of a draft is answered: the prose beside it, what contradicts itself, and what others changed meanwhile."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plenary.charter import actions
from plenary.charter.forms.choosing import said_by
from plenary.charter.models import CharterDraft
from plenary.charter.queries import drafting
from plenary.charter.rules.document import charter_from_json
from plenary.charter.rules.editing import changed_parts
from plenary.charter.rules.parts import parts
from plenary.charter.rules.schema import Charter
from plenary.charter.shown.contradictions import Contradicting, contradictions_shown
from plenary.charter.shown.finding import draft_found
from plenary.coalitions.access import CoalitionRequest

type Edit = Callable[[Charter], Charter]
type FormOf = Callable[[Charter, Any], forms.Form]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One form of a draft: how it is made of a charter, what its answer does, and what the page says around it."""

    form_of: FormOf
    edit_of: Callable[[Any], Edit]
    title: str
    back: str  # where one goes on
    back_words: str
    lede: str = ""
    chapter: str = ""  # whose prose stands beside; empty: the clauses that the answer changes
    part: str = ""  # whose clauses stand first beside the form, the rest of its chapter below
    clauses: tuple[str, ...] = ()  # those that stand beside while nothing changes
    onward: Callable[[Charter, Charter], str] | None = None  # where one goes on, from the draft before and after


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A form and the charter that its answer would make, at the revision from which it was made."""

    form: forms.Form
    after: Charter
    revision: int
    notes: Sequence[Mapping[str, Any]] = ()


def address(name: str, request: CoalitionRequest, draft: CharterDraft, *more: str) -> str:
    """The address of a page of a draft."""
    return reverse(f"charter:{name}", args=[request.coalition.slug, draft.id, *more])


def worked(request: CoalitionRequest, draft: CharterDraft, work: Work) -> HttpResponse:
    """Show a form, or what its answer would say, or save it. With htmx only what stands beside is answered."""
    revision = _revision(request, draft)
    base = charter_from_json(drafting.document_at(draft, revision))
    form = work.form_of(base, request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, draft, work, _Shown(form=form, after=base, revision=revision))
    edit = work.edit_of(form)
    if request.POST.get("step") == "see":
        return _page(request, draft, work, _Shown(form=form, after=edit(base), revision=revision))
    try:
        changed = actions.amend_draft(by=request.standing, draft=draft, revision=revision, edit=edit)
    except actions.DraftMovedError as moved:
        fresh = work.form_of(moved.charter, None)
        theirs = work.form_of(charter_from_json(draft_found(request, draft.id).document), None)
        notes = _moved(moved, fresh, theirs)
        shown = _Shown(form=fresh, after=moved.charter, revision=moved.revision, notes=notes)
        return _page(request, draft, work, shown)
    if changed.revision == draft.revision:
        messages.info(request, _("Nothing changed: the draft says this already."))
    else:
        messages.success(request, _("The draft is changed, and the change is entered in the record."))
    onward = work.onward(charter_from_json(draft.document), charter_from_json(changed.document)) if work.onward else ""
    return redirect(onward or work.back)


def told_contradictions(
    request: CoalitionRequest, draft: CharterDraft, charter: Charter, chapter: str = "", before: Charter | None = None
) -> list[dict[str, str]]:
    """What contradicts itself, in words, each with its way out and the form that takes it; where `before` is given, those of
    one chapter alone, and those that it does not have."""
    return with_ways_out(request, draft, contradictions_shown(charter, chapter, before))


def with_ways_out(
    request: CoalitionRequest, draft: CharterDraft, found: Sequence[Contradicting]
) -> list[dict[str, str]]:
    """What contradicts itself in a draft, each with the address of the form that takes its way out."""
    return [{**asdict(each), "url": _way_out(request, draft, each)} for each in found]


_IN_THE_CHAPTER = frozenset(
    {"charter.body_without_seats", "charter.plenary_with_seats", "charter.code_twice", "charter.one_plenary"}
)
"""What is mended by adding something or taking it out, which the chapter's page does."""


def _way_out(request: CoalitionRequest, draft: CharterDraft, told: Contradicting) -> str:
    if told.chapter and told.reason in _IN_THE_CHAPTER:
        return f"{address('chapter', request, draft, told.chapter)}#{told.part}"
    if told.part:
        return address("part", request, draft, told.part)
    return address("chapter", request, draft, told.chapter) if told.chapter else address("draft", request, draft)


def _revision(request: CoalitionRequest, draft: CharterDraft) -> int:
    given = request.POST.get("revision", "")
    return int(given) if given.isdecimal() and 1 <= len(given) < 9 else draft.revision


def _page(request: CoalitionRequest, draft: CharterDraft, work: Work, shown: _Shown) -> HttpResponse:
    present = charter_from_json(draft.document)
    context = {
        "draft": draft,
        "work": work,
        "form": shown.form,
        "revision": shown.revision,
        "notes": shown.notes,
        **_beside(draft, work, present, shown.after),
        "contradictions": told_contradictions(request, draft, shown.after, work.chapter, present),
        "is_changed": present != shown.after,
    }
    if request.headers.get("HX-Request") == "true":
        return render(request, "charter/_beside.html", context)
    return render(request, "charter/edit.html", context, status=409 if shown.notes else 200)


def _beside(draft: CharterDraft, work: Work, present: Charter, after: Charter) -> dict[str, list[drafting.Line]]:
    """What stands beside a form. Of a part: its clauses and those that change, then the rest of its chapter, marked against
    the charter in force. Of a question: the clauses that its answer changes, else those that answer it now."""
    language = get_language() or "en"
    if work.chapter:
        lines = drafting.lines_of(drafting.chapters_before(draft, language), after, language, work.chapter)
        first = [line for line in lines if not work.part or line.part == work.part] or [
            line for line in lines if line.kind
        ]
        return {"lines": first, "rest": [line for line in lines if line not in first]}
    if changed := drafting.lines_changed(present, after, language):
        return {"lines": changed}
    lines = drafting.lines_of((), after, language)
    known = {line.key for line in lines}
    wanted = [key for key in work.clauses if key in known][:1] or list(work.clauses)
    matters = [key.removeprefix("matter.") for key in wanted if key.startswith("matter.")]
    rules = {f"process.{present.matters[matter]}" for matter in matters if matter in present.matters}
    return {"lines": [line for line in lines if line.key in {*wanted, *rules}]}


def _moved(moved: actions.DraftMovedError, mine: forms.Form, theirs: forms.Form) -> list[dict[str, Any]]:
    """Field by field, what someone else wrote and what stands in the form now."""
    named = ", ".join(filter(None, moved.names)) or _("someone else")
    found = []
    for conflict in moved.conflicts:
        names = (":".join(conflict.path[-2:]), conflict.path[-1])
        name = next((name for name in names if name in mine.fields and name in theirs.fields), "")
        note: dict[str, Any] = {"name": named, "field": None}
        if name:
            note |= {"field": mine[name], "theirs": said_by(theirs[name]), "mine": said_by(mine[name])}
        found.append(note)
    return found


def counted_changes(draft: CharterDraft, charter: Charter) -> Mapping[str, int]:
    """How many parts of each chapter a draft changes."""
    before = drafting.present_of(draft)
    if before is None:
        return {}
    known = {**parts(before), **parts(charter)}
    counted: dict[str, int] = {}
    for key in changed_parts(before, charter):
        counted[known[key].chapter] = counted.get(known[key].chapter, 0) + 1
    return counted
