"""Coalitions with an open record, standings in them, and entries, for tests of this room and of those above."""

from collections.abc import Iterable
from datetime import UTC, datetime

from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.core.models import random_id
from plenary.core.standing import Standing
from plenary.record import actions as record
from plenary.record import kinds

NOTED = "test.noted"
HEARD = "test.heard"
MOMENT = datetime(2026, 11, 22, 14, 5, 6, 789, tzinfo=UTC)

for _kind, _sentence in ((NOTED, "Noted: %(text)s."), (HEARD, "Heard: %(text)s.")):
    if not kinds.is_kind(_kind):
        kinds.register_kind(_kind, _sentence, may_lack=("text",))


def make_coalition(slug: str = "clear-fields") -> Coalition:
    """A coalition whose record is open."""
    coalition = Coalition.objects.create(slug=slug, names={"en": slug.replace("-", " ").title()}, formed_at=clock.now())
    record.open_record(by=Standing.system(coalition.id, "founding"), coalition=coalition)
    return coalition


def make_standing(coalition: Coalition, audiences: Iterable[str] = (visibility.PUBLIC, visibility.MEMBERS)) -> Standing:
    """Someone inside, with a card and a member; given only public, someone outside."""
    return Standing(
        coalition=coalition.id,
        person=random_id(),
        member=random_id(),
        audiences=frozenset(audiences),
        as_of=clock.now(),
    )


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
