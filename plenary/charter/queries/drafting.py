"""Reads of drafts that several people work on: how one reads beside the charter in force, who changed what, what was said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plenary.charter import decidable, prose
from plenary.charter.models import CharterDraft, CharterVersion, ClauseThread, DraftChange
from plenary.charter.queries import charter_in, drafts, prose_in, version_in_force
from plenary.charter.rules.clauses import Chapter
from plenary.charter.rules.comparison import ADDED, REMOVED, Change, Mark, compare
from plenary.charter.rules.contradictions import contradictions
from plenary.charter.rules.document import CharterError, charter_from_json
from plenary.charter.rules.findings import Contradiction
from plenary.charter.rules.parts import chapter_of_clause, part_of_clause
from plenary.charter.rules.schema import Charter
from plenary.charter.touches import Touch, touched
from plenary.core.standing import Standing
from plenary.texts import queries as texts
from plenary.texts.models import Comment
from plenary.texts.queries import Said


@dataclass(frozen=True, slots=True)
class Line:
    """A clause as it would read: its marks against another charter, what became of it, and the part that tells it."""

    key: str
    number: str
    kind: str  # added, changed, removed; empty where it stays
    marks: tuple[Mark, ...]
    part: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A contradiction with what leads out of it: the part to change, else the chapter."""

    found: Contradiction
    chapter: str
    part: str


def open_drafts(coalition_id: str, at_most: int | None = 50) -> Sequence[CharterDraft]:
    """The drafts that were not put aside, those changed last first; their documents are read when they are asked for."""
    found = drafts(coalition_id).filter(closed_at=None).defer("document")[:at_most]
    return sorted(found, key=lambda draft: draft.changed_at or draft.made_at, reverse=True)


def document_at(draft: CharterDraft, revision: int) -> dict[str, Any]:
    """The document of a draft as it stood at a revision; the present one where there was none. At most one query."""
    document = dict(draft.document)
    if 1 <= revision < draft.revision:
        for change in made_since(draft, revision):
            document |= change.before
    return document


def made_since(draft: CharterDraft, revision: int) -> list[DraftChange]:
    """The changes after a revision, newest first."""
    rows = DraftChange.objects.of(draft.coalition_id).filter(draft=draft, number__gt=revision)
    return list(rows.order_by("-number"))


def changes_made(draft: CharterDraft, at_most: int = 30) -> list[DraftChange]:
    """Who changed what, newest first."""
    return made_since(draft, 0)[:at_most]


def present_of(draft: CharterDraft) -> Charter | None:
    """The charter with which a draft is compared, or None for a first one."""
    return charter_in(draft.based_on) if draft.based_on else None


def chapters_before(draft: CharterDraft, language: str) -> tuple[Chapter, ...]:
    """The prose of the version with which a draft is compared; none for a first charter."""
    return prose_in(draft.based_on, language) if draft.based_on else ()


def lines_of(before: Sequence[Chapter], after: Charter, language: str, chapter: str = "") -> list[Line]:
    """The clauses of a charter as they would read, marked against another, of one chapter or of all; what it no longer has
    stands at the end of its chapter."""
    written = prose.chapters(after, language)
    changes = {change.key: change for change in compare(before, written)}
    lines = [
        _line(after, clause.key, clause.number, clause.text, changes)
        for each in written
        if not chapter or each.key == chapter
        for clause in each.clauses
    ]
    gone = [change for change in changes.values() if change.kind == REMOVED]
    lines += [
        Line(change.key, change.before, REMOVED, change.marks)
        for change in gone
        if not chapter or chapter_of_clause(change.key) == chapter
    ]
    # against nothing, nothing is new
    return lines if before else [Line(line.key, line.number, "", line.marks, line.part) for line in lines]


def lines_changed(before: Charter, after: Charter, language: str) -> list[Line]:
    """The clauses that differ between two charters, as they would read."""
    return [line for line in lines_of(prose.chapters(before, language), after, language) if line.kind]


def contradictions_in(charter: Charter) -> list[Told]:
    """What contradicts itself in a charter, each with the form that leads out of it."""
    return [
        Told(found, chapter_of_clause(found.clause), part_of_clause(charter, found.clause))
        for found in contradictions(charter, powers=decidable.powers())
    ]


def touches_of(standing: Standing, draft: CharterDraft) -> Sequence[Touch]:
    """What a draft would touch of what is there now: members, seats and offices, proposals. None where nothing is in force."""
    present = version_in_force(draft.coalition_id)
    try:
        after = charter_from_json(draft.document)
    except CharterError:
        return ()
    return touched(standing, charter_in(present), after) if present else ()


def is_outdated(draft: CharterDraft, present: CharterVersion | None) -> bool:
    """True when another version came into force since the draft was made or brought up to date."""
    return draft.based_on_id != (present.id if present else None)


def comment_counts(draft: CharterDraft) -> Mapping[str, int]:
    """How many comments stand on each clause of a draft, by its key; clauses without any are left out. Two queries."""
    threads = dict(ClauseThread.objects.of(draft.coalition_id).filter(draft=draft).values_list("thread", "clause"))
    found = texts.counts(draft.coalition_id, threads) if threads else {}
    return {threads[thread]: number for thread, number in found.items() if number}


def thread_of(draft: CharterDraft, clause: str) -> str:
    """The id of the thread on a clause of a draft; empty when nobody spoke yet."""
    row = ClauseThread.objects.of(draft.coalition_id).filter(draft=draft, clause=clause).first()
    return row.thread if row else ""


def line_of(draft: CharterDraft, clause: str, language: str) -> Line | None:
    """One clause of a draft as it would read, also one that it takes out; None where neither it nor what it changes has it."""
    lines = lines_of(chapters_before(draft, language), charter_from_json(draft.document), language)
    return next((line for line in lines if line.key == clause), None)


def comments_on(standing: Standing, draft: CharterDraft, clause: str) -> Sequence[Said]:
    """What was said of a clause of a draft that the standing may see, oldest first."""
    thread = thread_of(draft, clause)
    return texts.comments(standing, thread) if thread else ()


def comment_on(standing: Standing, draft: CharterDraft, clause: str, comment_id: str) -> Comment | None:
    """One comment on a clause of a draft that the standing may see, or None."""
    thread = thread_of(draft, clause)
    return texts.comment(standing, thread, comment_id) if thread else None


def _line(charter: Charter, key: str, number: str, text: str, changes: Mapping[str, Change]) -> Line:
    part = part_of_clause(charter, key)
    if key not in changes:
        return Line(key, number, "", (Mark("kept", text),), part)
    change = changes[key]
    marks = (Mark("kept", text),) if change.kind == ADDED else change.marks
    return Line(key, number, change.kind, marks, part)
