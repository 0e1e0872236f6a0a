"""When a member does not do its part (B5): which step may follow on which, what is missing before a grave one, and who hears an
appeal: pure functions.

A conversation comes first where the charter says so, and is noted; then notice, time to answer, a hearing, a measure, and an
appeal that holds what was decided. Whatever was agreed can end the matter well at each station.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from plenary.charter.rules.schema import Accountability, BodyKind, Charter, Disclosed, Disclosure
from plenary.membership.rules import BELONGING


class Stage(StrEnum):
    """Where a matter of conduct stands."""

    NEW = "new"  # nothing was done yet
    TALK = "talk"  # a conversation is offered
    TALKED = "talked"  # it was noted, and did not end the matter
    NOTICE = "notice"  # the member was told which duty, and has time to answer
    ANSWERED = "answered"
    UNANSWERED = "unanswered"  # its time to answer is over
    HEARD = "heard"
    PROPOSED = "proposed"  # suspension or removal may be put to those who decide on it
    MEASURE = "measure"  # a measure was taken, and may be appealed
    APPEAL = "appeal"
    CLOSED = "closed"


class Taken(StrEnum):
    """One step in a matter of conduct."""

    OFFER = "offer"  # a conversation is offered
    TALK = "talk"  # it is noted
    NOTICE = "notice"
    ASK_TIME = "ask_time"  # the member asks for more time
    MORE_TIME = "more_time"  # it is given more
    ANSWER = "answer"
    LAPSE = "lapse"  # no answer came in time
    HEARING = "hearing"
    STATEMENT = "statement"  # what the member says to those who decide
    MEASURE = "measure"
    DECIDED = "decided"  # what came of the proposal
    APPEAL = "appeal"
    RULING = "ruling"  # what came of the appeal
    CLOSE = "close"  # it ends without more


class Talk(StrEnum):
    """What came of a conversation."""

    AGREED = "agreed"  # it ends the matter
    OPEN = "open"  # it does not
    DECLINED = "declined"  # the member did not take it up


class Measure(StrEnum):
    """What follows after a hearing, the mildest first."""

    NOTHING = "nothing"
    SUPPORT = "support"
    ADJUST = "adjust"  # the promise is fitted to what the member can keep
    WARNING = "warning"
    SUSPENSION = "suspension"
    REMOVAL = "removal"


class Ruling(StrEnum):
    """What came of an appeal."""

    STANDS = "stands"
    SET_ASIDE = "set_aside"


class End(StrEnum):
    """How a matter ended."""

    AGREED = "agreed"
    NOTHING = "nothing"  # no measure was needed
    STANDS = "stands"  # the measure stands
    SET_ASIDE = "set_aside"
    NOT_ADOPTED = "not_adopted"  # those who decide did not agree to it
    DROPPED = "dropped"  # it was ended before a measure


GRAVE = frozenset({Measure.SUSPENSION, Measure.REMOVAL})
"""Measures that only a proposal takes; against a protected member, whom none may name, two who know it."""


def tells_the_public(disclosure: Disclosure) -> bool:
    """True where the charter shows proposals, or what came of them, to everybody."""
    return Disclosed.PUBLIC in (disclosure.proposals, disclosure.outcomes)


def is_voted_on(stage: str, measure: str, status: str, disclosure: Disclosure, *, protected: bool) -> bool:
    """True for an appeal that is put to the vote by itself: of a member that belongs and that a proposal may name. A milder
    measure is known to the member and the officers alone: where the public would learn of it by a vote, there is none by itself;
    whoever knows of it may propose one, or an officer enters what came of the appeal."""
    is_told = measure in GRAVE or not tells_the_public(disclosure)
    return stage == Stage.APPEAL and is_told and status in BELONGING and not protected


TAKES: Mapping[Measure, str] = {Measure.SUSPENSION: "membership.suspend", Measure.REMOVAL: "membership.remove"}
"""The matter under which a grave measure is decided, which is also the kind of effect that carries it out."""

BY_MEMBER = frozenset({Taken.ASK_TIME, Taken.ANSWER, Taken.STATEMENT, Taken.APPEAL})
BY_OFFICER = frozenset(
    {
        *(Taken.OFFER, Taken.TALK, Taken.NOTICE, Taken.MORE_TIME, Taken.HEARING, Taken.MEASURE),
        *(Taken.RULING, Taken.CLOSE),
    }
)

_WAITS = frozenset({Stage.NOTICE, Stage.UNANSWERED})
_BEFORE_MEASURE = frozenset(
    {Stage.TALK, Stage.TALKED, Stage.NOTICE, Stage.ANSWERED, Stage.UNANSWERED, Stage.HEARD, Stage.PROPOSED}
)
_FROM: Mapping[Taken, frozenset[Stage]] = {
    Taken.OFFER: frozenset({Stage.NEW, Stage.TALKED}),
    Taken.TALK: frozenset({Stage.TALK}),
    Taken.NOTICE: frozenset({Stage.NEW, Stage.TALK, Stage.TALKED}),
    Taken.ASK_TIME: frozenset({Stage.NOTICE}),
    Taken.MORE_TIME: _WAITS,
    Taken.ANSWER: _WAITS,
    Taken.LAPSE: frozenset({Stage.NOTICE}),
    Taken.HEARING: frozenset({Stage.ANSWERED, Stage.UNANSWERED}),
    Taken.STATEMENT: frozenset({Stage.ANSWERED, Stage.UNANSWERED, Stage.HEARD, Stage.PROPOSED, Stage.APPEAL}),
    Taken.MEASURE: frozenset({Stage.HEARD}),
    Taken.DECIDED: frozenset({Stage.PROPOSED}),
    Taken.APPEAL: frozenset({Stage.MEASURE}),
    Taken.RULING: frozenset({Stage.APPEAL}),
    Taken.CLOSE: _BEFORE_MEASURE | {Stage.MEASURE},
}


def missing(stage: Stage, step: Taken, rule: Accountability, *, talked: bool) -> str:
    """Why a step may not follow now, as a reason code, or empty. `talked`: a conversation was noted, or offered and not taken up.

    Where the charter wants a conversation first, no notice goes before one was offered and noted.
    """
    if step is Taken.NOTICE and rule.conversation_first and not talked:
        return "membership.conversation_first"
    if stage in _FROM[step]:
        return ""
    if stage is Stage.CLOSED:
        return "membership.conduct_closed"
    return _WHY.get(step, "membership.conduct_not_now")


_WHY: Mapping[Taken, str] = {
    Taken.HEARING: "membership.answer_first",
    Taken.MEASURE: "membership.hearing_first",
    Taken.ANSWER: "membership.nothing_to_answer",
    Taken.ASK_TIME: "membership.nothing_to_answer",
    Taken.MORE_TIME: "membership.nothing_to_answer",
    Taken.APPEAL: "membership.nothing_to_appeal",
    Taken.RULING: "membership.no_appeal",
}


def missing_before(measure: Measure, stage: Stage | None, chosen: str, rule: Accountability) -> str:
    """Why a suspension or a removal may not be proposed now, as a reason code, or empty: the conduct steps must stand,
    and have led to this measure (`chosen`). `stage` is None where there is no matter of conduct. A charter that asks
    neither for a conversation nor for time to answer waives the steps."""
    if is_waived(rule):
        return ""
    if stage is None:
        return "membership.conversation_first" if rule.conversation_first else "membership.notice_first"
    if stage is Stage.PROPOSED:
        return "" if chosen == measure else "membership.other_measure"
    return {
        Stage.TALK: "membership.conversation_first",
        Stage.TALKED: "membership.notice_first",
        Stage.NOTICE: "membership.time_to_answer",
        Stage.HEARD: "membership.measure_first",
    }.get(stage, "membership.hearing_first")


def is_waived(rule: Accountability) -> bool:
    """True where the charter asks neither for a conversation nor for time to answer before a member is suspended or removed."""
    return not rule.conversation_first and not rule.answer_days


def after(step: Taken, stage: Stage, outcome: str) -> Stage:
    """Where a matter stands after a step and what came of it (a Talk, a Measure, a Ruling, or of DECIDED an outcome)."""
    if step is Taken.TALK:
        return Stage.CLOSED if outcome == Talk.AGREED else Stage.TALKED
    if step is Taken.MEASURE:
        return _after_measure(Measure(outcome))
    if step is Taken.DECIDED:
        return Stage.MEASURE if outcome == "adopted" else Stage.CLOSED
    return _LEADS_TO.get(step, stage)


_LEADS_TO: Mapping[Taken, Stage] = {
    Taken.OFFER: Stage.TALK,
    Taken.NOTICE: Stage.NOTICE,
    Taken.MORE_TIME: Stage.NOTICE,
    Taken.ANSWER: Stage.ANSWERED,
    Taken.LAPSE: Stage.UNANSWERED,
    Taken.HEARING: Stage.HEARD,
    Taken.APPEAL: Stage.APPEAL,
    Taken.RULING: Stage.CLOSED,
    Taken.CLOSE: Stage.CLOSED,
}


def _after_measure(measure: Measure) -> Stage:
    if measure is Measure.NOTHING:
        return Stage.CLOSED
    return Stage.PROPOSED if measure in GRAVE else Stage.MEASURE


def end_of(step: Taken, stage: Stage, outcome: str) -> End:
    """How a matter ended by a step that closed it."""
    match step:
        case Taken.TALK:
            return End.AGREED
        case Taken.MEASURE:
            return End.NOTHING
        case Taken.DECIDED:
            return End.NOT_ADOPTED
        case Taken.RULING:
            return End(outcome)
        case _:
            return End.STANDS if stage is Stage.MEASURE else End.DROPPED


def asked_for(step: Taken) -> tuple[str, ...]:
    """What must be said with a step, by the names of its parts: words, day, outcome, people, way, days."""
    return _ASKED.get(step, ())


_ASKED: Mapping[Taken, tuple[str, ...]] = {
    Taken.OFFER: ("words",),
    Taken.TALK: ("day", "outcome", "people", "words"),
    Taken.NOTICE: ("words",),
    Taken.ASK_TIME: ("words",),
    Taken.MORE_TIME: ("days",),
    Taken.ANSWER: ("words",),
    Taken.HEARING: ("day", "people", "way", "words"),
    Taken.STATEMENT: ("words",),
    Taken.MEASURE: ("outcome", "words"),
    Taken.DECIDED: ("outcome", "words"),
    Taken.APPEAL: ("words",),
    Taken.RULING: ("day", "outcome", "people", "words"),
    Taken.CLOSE: ("words",),
}
"""By the rules themselves nothing need be said: `LAPSE`, what came of a proposal and an end by the clock have no words."""


def time_of(rule: Accountability) -> timedelta:
    """How long a member has to answer, and to appeal."""
    return timedelta(days=rule.answer_days)


def is_over(until: datetime | None, now: datetime) -> bool:
    """True once a deadline has passed; what comes at its very moment is in time."""
    return until is not None and now > until


def appeal_body(charter: Charter, named: str, decided_by: str) -> str:
    """The code of the body that hears an appeal: the one by which the charter decides on appeals (`named`), unless that body took
    the measure; then the plenary, which alone may decide anew on what it decided itself."""
    if named and named != decided_by:
        return named
    return next((body.code for body in charter.bodies if body.kind is BodyKind.PLENARY), named)


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty that the charter names: the clause, and its place there."""

    clause: str
    place: int

    @property
    def code(self) -> str:
        """What a form calls it."""
        return f"{self.clause}:{self.place}"


def duties(charter: Charter, category: str) -> Sequence[Duty]:
    """The duties that the charter names for a member of a category and for the bodies and offices in which it may sit."""
    found: list[Duty] = []
    for key, things in (("category", charter.categories), ("body", charter.bodies), ("office", charter.offices)):
        for thing in things:
            if key != "category" or thing.code == category:
                found += _of(f"{key}.{thing.code}", thing.duties)
    return found


def _of(clause: str, said: Iterable[object]) -> list[Duty]:
    return [Duty(clause, place) for place, _words in enumerate(said)]
