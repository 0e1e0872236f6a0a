"""What pages and the API of membership show alike, gathered for a standing: answers in words, with who hears them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from plenary.charter.prose import phrases
from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Charter
from plenary.charter.rules.words import words_in
from plenary.core.standing import Standing
from plenary.core.verdicts import Label
from plenary.membership import touching
from plenary.membership.labels import AUDIENCE, QUESTION, TOUCHED_PART
from plenary.membership.models import Accommodation, Member, OpeningAnswer, Room, TouchedSubject
from plenary.membership.queries.accommodations import accommodations_of, touched_of
from plenary.membership.queries.networks import reads_whole_list
from plenary.membership.queries.opening import answers_of, facilitating_offices, names_of_typists, steering_bodies
from plenary.membership.rules.opening import LEADS_TO_ROOM, Audience, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer as it is shown: its words, who hears it, who typed it in (empty where nobody did, or is not named)."""

    row: OpeningAnswer
    words: str
    audience: Label
    typed_in_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A question with what a member answers to it now, and before, the newest first. Without `now`, the reader hears none."""

    question: str
    asked: Label
    now: Said | None
    before: tuple[Said, ...]

    @property
    def leads_to_room(self) -> bool:
        """True where what is heard tells of limits, so that an accommodation may follow."""
        return self.now is not None and self.question in LEADS_TO_ROOM


WITHOUT_VOTE = gettext_lazy(
    "They act here through this member alone: they have no vote, and are not counted as members."
)
"""What the organisations of a network are here."""


def spoken_for(standing: Standing, member: Member, number: int) -> str:
    """For how many organisations a member speaks, where the reader reads all that belong to it; else of how many they read. What
    to do where there is none."""
    if not number:
        return _("Is it a network? List the organisations that belong to it.")
    if not reads_whole_list(standing, member):
        return _("Organisations that belong to it, as far as you may read of them: %(number)s.") % {"number": number}
    words = ngettext("It speaks for one organisation.", "It speaks for %(number)s organisations.", number)
    return words % {"number": number}


def audience_choices(coalition_id: str) -> list[tuple[str, Label]]:
    """The audiences that one can choose, each with whom the charter puts there."""
    charter = charter_of(coalition_id)
    return [(code, audience_in_words(charter, code)) for code in Audience]


def audience_in_words(charter: Charter, audience: str) -> Label:
    """Who hears what is said to an audience, with the names that the charter gives to bodies and offices."""
    if audience == Audience.MEMBERS:
        return AUDIENCE[audience]
    language = get_language() or ""
    leading = facilitating_offices(charter)
    offices = [words_in(o.names, language, charter.languages) for o in charter.offices if o.code in leading]
    if audience == Audience.FACILITATOR:
        if not offices:
            return _("nobody but us: no office leads the conversation")
        return _("who leads the conversation, alone: %(names)s") % {"names": phrases.all_of(offices)}
    steering = steering_bodies(charter)
    bodies = [words_in(body.names, language, charter.languages) for body in charter.bodies if body.code in steering]
    if not (names := [*bodies, *offices]):
        return _("nobody but us: the charter has no steering body")
    return _("the steering body: %(names)s") % {"names": phrases.all_of(names)}


def said(charter: Charter, rows: Sequence[OpeningAnswer]) -> list[Said]:
    """Answers as they are shown. One query, for the names of those who typed in."""
    names = names_of_typists(rows[0].coalition_id, rows) if rows else {}
    return [_said(charter, row, names) for row in rows]


def _said(charter: Charter, row: OpeningAnswer, names: Mapping[str, str]) -> Said:
    return Said(
        row=row,
        words=row.said,
        audience=audience_in_words(charter, row.audience),
        typed_in_by=names.get(row.by_person, "") if row.is_typed_in else "",
    )


def opening_of(standing: Standing, member: Member) -> list[Answered]:
    """Every question with what the standing hears of a member's answers, now and before."""
    charter, found = charter_of(standing.coalition), answers_of(standing, member)
    rows = [answer for answers in found.values() for answer in answers]
    shown = {each.row.id: each for each in said(charter, rows)}
    told = []
    for question in Question:
        answers = [shown[row.id] for row in found.get(question, ())]
        now = answers.pop(0) if answers and answers[0].row.replaced_at is None else None
        told.append(Answered(question=question, asked=QUESTION[question], now=now, before=tuple(answers)))
    return told


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedBy:
    """Something that touched a subject: what kind of thing, and where it is read; what of it, where that is not the whole."""

    row: TouchedSubject
    label: Label
    url: str
    part: Label = ""

    @property
    def what(self) -> str:
        """The kind of thing, and what of it."""
        return f"{self.label}: {self.part}" if self.part else str(self.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An accommodation as it is shown: its words, who hears of it, and to the member's own what touched it."""

    row: Accommodation
    room: Room
    audience: Label
    touched: tuple[TouchedBy, ...]

    @property
    def is_unseen(self) -> bool:
        """True where something touched it that its own have not seen."""
        return any(each.row.seen_at is None for each in self.touched)


def without_room(standing: Standing, member: Member, answers: Sequence[Answered]) -> str:
    """The last question whose answer tells of limits and after which the member asked for no room yet; empty where there is none.
    One query, and none where no answer tells of limits."""
    told = [each for each in answers if each.leads_to_room]
    asked = [each.asked_at for each in accommodations_of(standing, member)] if told else []
    left = [each.question for each in told if each.now and not any(at >= each.now.row.given_at for at in asked)]
    return left[-1] if left else ""


def accommodations_shown(standing: Standing, slug: str, member: Member, *, only: str = "") -> list[Shown]:
    """The accommodations of a member of which the standing hears, or the one of these that has an id."""
    charter = charter_of(standing.coalition)
    rows = [each for each in accommodations_of(standing, member) if not only or each.id == only]
    touched = touched_of(standing, rows)
    return [
        Shown(
            row=row,
            room=row.room,
            audience=audience_in_words(charter, row.audience),
            touched=tuple(_touched_by(slug, each) for each in touched.get(row.id, [])),
        )
        for row in rows
    ]


def _touched_by(slug: str, row: TouchedSubject) -> TouchedBy:
    kind = touching.kinds().get(row.kind)
    return TouchedBy(
        row=row,
        label=kind.label if kind else "",
        url=kind.address(slug, row.about) if kind else "",
        part=TOUCHED_PART.get(row.part, ""),
    )
