"""Reads of suggestions on the paragraphs of a draft: what waits and what was answered, each with how it fits the draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from plenary.agreements.models import Agreement, Suggestion
from plenary.agreements.of_bodies import bodies_of
from plenary.agreements.permissions import looks_after, may_draft, may_open_drafts, may_read_signatories
from plenary.agreements.rules import Fit, Line, Stage, fit_of
from plenary.core.standing import Standing
from plenary.decisions.rules.amendments import Act

MOST_ANSWERED = 50
"""How many that were answered or taken back are told, the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """A suggestion beside the draft: the number of its paragraph as it stands now (0: it was taken out), how it fits it, the
    words before and after, and under which name it was made. A protected member goes unnamed, and whoever chose to; so does
    every other to those who may not read who the members are; `unnamed_by` is the clause that says so."""

    row: Suggestion
    number: int
    fit: Fit
    name: str
    unnamed_by: str
    is_own: bool

    @property
    def before(self) -> str:
        """The words that it would change, as they were when it was made; none where it adds."""
        return "" if self.row.act == Act.ADD else self.row.against

    @property
    def state(self) -> str:
        """Open, taken, declined or withdrawn; while it is open and does not fit the draft any more, how it fits."""
        return self.fit.value if self.row.state == "open" and self.fit is not Fit.NOW else self.row.state


def suggestions_on(standing: Standing, agreement: Agreement, lines: Sequence[Line]) -> Sequence[Suggested]:
    """The suggestions on a draft, which reads so: those that wait, oldest first, then the newest that were answered. For an
    agreement whose draft the caller may read. Two queries, and the charter."""
    rows = Suggestion.objects.of(agreement.coalition_id).filter(agreement=agreement)
    rows = rows.select_related("member__organisation", "member__individual")
    waiting = rows.filter(state="open").order_by("made_at", "id")
    answered = rows.exclude(state="open").order_by("-answered_at", "id")[:MOST_ANSWERED]
    tells = bool(may_read_signatories(standing))
    numbered = _numbered(lines)
    return [_suggested(standing, row, agreement, numbered, tells) for row in (*waiting, *answered)]


def suggestion_on(
    standing: Standing, agreement: Agreement, lines: Sequence[Line], suggestion_id: str
) -> Suggested | None:
    """One suggestion on a draft that the caller may read."""
    rows = Suggestion.objects.of(agreement.coalition_id).filter(agreement=agreement, id=suggestion_id)
    row = rows.select_related("member__organisation", "member__individual").first()
    tells = bool(may_read_signatories(standing))
    return _suggested(standing, row, agreement, _numbered(lines), tells) if row else None


def suggestions_made(standing: Standing) -> Sequence[Suggestion]:
    """The suggestions of a standing's member that wait for an answer, oldest first, with their agreements. One query."""
    if not standing.member or not may_open_drafts(standing):
        return []
    rows = Suggestion.objects.of(standing.coalition).filter(member=standing.member, state="open")
    return list(rows.filter(agreement__ended_at=None).select_related("agreement").order_by("made_at", "id")[:50])


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits on an agreement for a reader: how many suggestions of other members, which one where it is alone
    (else empty), and since which day to be looked at."""

    agreement: Agreement
    suggestions: int
    alone: str
    due_on: date | None


def waiting_for_work(standing: Standing) -> Sequence[Waiting]:
    """The agreements on whose drafts suggestions of other members wait, for those who draft, and those in force whose day to be
    looked at came, for those who look after them. With the edition that holds, without its text. Three queries at most; none for
    others."""
    drafts = bool(may_draft(standing))
    if not may_open_drafts(standing) or not (drafts or standing.bodies):
        return ()
    today = standing.as_of.date()
    waits = Q(suggestions__state="open")
    if standing.member:
        waits &= ~Q(suggestions__member=standing.member)
    due = Q(current__looked_at=None, current__review_on__lte=today) | Q(current__next_review_on__lte=today)
    rows = Agreement.objects.of(standing.coalition).filter(ended_at=None)
    rows = rows.select_related("current").defer("current__paragraphs").order_by("made_at", "id")
    waiting = rows.annotate(number=Count("suggestions", filter=waits), first=Min("suggestions__id", filter=waits))
    counted = list(waiting.filter(due | Q(number__gt=0)))
    bodies, found = bodies_of(standing.coalition, counted), []
    for row in counted:
        day = row.current.reviewed_next_on if row.current else None
        comes = day is not None and day <= today and row.stage_on(today) is Stage.IN_FORCE
        is_due = comes and looks_after(standing, row, bodies.get(row.pk, ""))
        if is_due or (drafts and row.number):
            number = row.number if drafts else 0
            alone = row.first if number == 1 else ""
            found.append(Waiting(agreement=row, suggestions=number, alone=alone, due_on=day if is_due else None))
    return found


def _numbered(lines: Sequence[Line]) -> Mapping[str, tuple[int, Line]]:
    return {line.key: (number, line) for number, line in enumerate(lines, 1)}


def _suggested(
    standing: Standing, row: Suggestion, agreement: Agreement, lines: Mapping[str, tuple[int, Line]], tells: bool
) -> Suggested:
    """As the reader sees it; `tells`: they may read who the members are."""
    row.agreement = agreement
    is_own = bool(standing.member) and row.member_id == standing.member
    unnamed_by = "protection" if row.goes_unnamed else ""
    if not (tells or is_own):
        unnamed_by = "disclosure"  # of every member alike, protected or not
    found = lines.get(row.paragraph)
    return Suggested(
        row=row,
        number=found[0] if found else 0,
        fit=fit_of(found[1] if found else None, against=row.against, adds=row.act == Act.ADD),
        name="" if unnamed_by else row.member.name,
        unnamed_by=unnamed_by,
        is_own=is_own,
    )
