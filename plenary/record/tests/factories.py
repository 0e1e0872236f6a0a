"""Entries of a kind that tests alone know, for tests of this room and of those above."""

from collections.abc import Iterable
from datetime import UTC, datetime

from plenary.core import visibility
from plenary.core.standing import Standing
from plenary.record import actions as record
from plenary.record import kinds

NOTED = "test.noted"
HEARD = "test.heard"
MOMENT = datetime(2026, 11, 22, 14, 5, 6, 789, tzinfo=UTC)

for _kind, _sentence in ((NOTED, "Noted: %(text)s."), (HEARD, "Heard: %(text)s.")):
    if not kinds.is_kind(_kind):
        kinds.register_kind(_kind, _sentence, may_lack=("text",))


def note(
    by: Standing,
    text: str = "a word",
    *,
    kind: str = NOTED,
    audience: Iterable[str] = (visibility.MEMBERS,),
    about: str = "",
    parts: Iterable[record.Part] = (),
) -> str:
    """One entry in an act of its own."""
    with record.act(by=by):
        return record.enter(
            by=by, kind=kind, about=about, audience=list(audience), facts={"text": text}, parts=list(parts)
        )
