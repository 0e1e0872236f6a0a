"""The opening questions (A8): which they are, in which order, who hears an answer, and when it is looked at again. Pure."""

import re
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from plenary.core.clock import months_later

REVISIT_MONTHS = 12
"""After so many whole months an answer is looked at again."""


class Question(StrEnum):
    """What partners ask each other at the start, in the order of the conversation."""

    WHO = "who"  # who are we, and whom do we represent
    WHY = "why"  # why are we here
    BRING = "bring"  # what do we bring
    CANNOT = "cannot"  # what we cannot give
    DECIDE = "decide"  # may our representative decide for us
    SUBJECTS = "subjects"  # subjects on which a stand costs us credibility or funding


class Audience(StrEnum):
    """Who hears an answer, from the widest circle to the narrowest; each circle holds the next."""

    MEMBERS = "members"
    STEERING = "steering"  # the steering bodies of the charter, and whoever leads the conversation
    FACILITATOR = "facilitator"  # whoever leads the conversation, alone


SUGGESTED: dict[Question, Audience] = {
    Question.WHO: Audience.MEMBERS,
    Question.WHY: Audience.MEMBERS,
    Question.BRING: Audience.MEMBERS,
    Question.CANNOT: Audience.STEERING,
    Question.DECIDE: Audience.MEMBERS,
    Question.SUBJECTS: Audience.FACILITATOR,
}
"""The audience that the sheet proposes for each question: what may cost a member something begins in the narrowest circle."""


LEADS_TO_ROOM = frozenset({Question.CANNOT, Question.SUBJECTS})
"""The questions whose answers tell of limits: an accommodation may follow from them."""

LONGEST_SUBJECT = 200
_MARK = re.compile(r"\s*(?:[-*+•–—>#]+\s*|\d{1,2}[.)]\s+)?")


def subject_in(words: str) -> str:
    """What an answer (Markdown) offers as the subject of an accommodation: its first line without the marks of lists and
    headings; empty where that is longer than a subject may be. Whoever asks shortens it to words that would stand in a text."""
    lines = (_MARK.sub("", line, count=1).strip().rstrip(".;,") for line in words.splitlines())
    first = next((line for line in lines if line), "")
    return first if len(first) <= LONGEST_SUBJECT else ""


def next_question(question: Question) -> Question | None:
    """The question that follows, or None after the last."""
    order = tuple(Question)
    place = order.index(question) + 1
    return order[place] if place < len(order) else None


def heard_by(*, is_inside: bool, steers: bool, facilitates: bool) -> frozenset[Audience]:
    """The audiences in which somebody stands. Nobody outside stands in any, whatever else they are."""
    if not is_inside:
        return frozenset()
    if facilitates:
        return frozenset(Audience)
    return frozenset({Audience.MEMBERS, Audience.STEERING}) if steers else frozenset({Audience.MEMBERS})


def looks_again_at(looked_at: Iterable[datetime]) -> datetime | None:
    """When a member looks at its answers again: a year after the one that it looked at longest ago; None without answers."""
    oldest = min(looked_at, default=None)
    return None if oldest is None else months_later(oldest, REVISIT_MONTHS)
