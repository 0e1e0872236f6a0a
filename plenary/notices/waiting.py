"""What waits for people until a day, told once: the desk asks it of them, and reminders and calendars know when it is due."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from plenary.coalitions.queries import slug_of
from plenary.core.asks import Ask, asks
from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict
from plenary.notices.deadlines import Deadline, register_deadlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One thing of a coalition that waits: its id or code, for whom (audience tokens), asked from when on, and due when (aware).

    `ask` says it as the desk does, in the active language, from the coalition's slug; the day is added.
    """

    thing: str
    audience: frozenset[str]
    asked: datetime
    due: datetime
    ask: Callable[[str], Ask]


type Finder = Callable[[str], Iterable[Waiting]]


def waits_for(may: Callable[[Standing], Verdict]) -> Callable[[Finder], Finder]:
    """Register what waits in a coalition for a few of its people, from a finder that takes the coalition's id.

    It is asked, from its moment on, of those who may do it and stand behind one of its tokens; it is a deadline for the same
    tokens. The finder takes a constant number of queries, and runs for nobody who may not do it. What each member has of its
    own is registered with `core.asks.asks` and `deadlines.register_deadlines`: the one reads the rows of one, the other of all.
    """

    def register(find: Finder) -> Finder:
        @asks
        def asked_of(standing: Standing) -> Iterable[Ask]:
            if not may(standing):
                return
            for each in find(standing.coalition):
                if each.asked <= standing.as_of and each.audience & standing.audiences:
                    yield replace(each.ask(slug_of(standing.coalition)), due=each.due)

        @register_deadlines
        def due_between(coalition_id: str, after: datetime, until: datetime) -> Iterable[Deadline]:
            for each in find(coalition_id):
                if after < each.due <= until:
                    yield Deadline(each.due, each.audience, frozenset({each.thing}))

        return find

    return register
