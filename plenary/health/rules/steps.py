"""The steps of a concern: raised, acknowledged, the one concerned heard, a mediator, an outcome, a check, closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

HOURS_OF_A_DAY = 24


class State(StrEnum):
    """Where a concern stands."""

    RAISED = "raised"
    ACKNOWLEDGED = "acknowledged"
    HEARING = "hearing"
    HEARD = "heard"
    AGREED = "agreed"
    CLOSED = "closed"


class Part(StrEnum):
    """The two sides of a concern: who raised it, and who is heard on it."""

    RAISED = "raised"
    HEARD = "heard"


class Step(StrEnum):
    """What a receiver may do."""

    ACKNOWLEDGE = "acknowledge"
    SAY = "say"
    HEAR = "hear"
    MEDIATE = "mediate"
    CONCLUDE = "conclude"
    CLOSE = "close"


class Due(StrEnum):
    """What those who receive have to do next, by a day: answer, ask the one concerned for a statement, come to an outcome."""

    ANSWER = "answer"
    HEAR = "hear"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days that the charter gives for each; 0 for no such day."""

    answer: int
    hear: int
    outcome: int


class Answer(StrEnum):
    """What one side said to a mediator or an outcome: not asked, asked, yes, no."""

    NONE = ""
    ASKED = "asked"
    YES = "yes"
    NO = "no"


def acknowledge_by(raised: datetime, hours: int) -> date:
    """The last day on which it is acknowledged in time: whole days, so that no hour of raising can be read from it; up to two
    days later than the charter's hours."""
    return raised.date() + timedelta(days=-(-hours // HOURS_OF_A_DAY))


def is_overdue(state: State, by: date, today: date) -> bool:
    """True when nobody acknowledged it in time."""
    return state is State.RAISED and today > by


def due_next(
    state: State, *, is_answered: bool, days: Days, today: date, statement_by: date | None
) -> tuple[Due, date] | None:
    """What is due from those who receive, counted from `today`, and its last day; None where nothing is. While the one concerned
    has time to answer, the days to an outcome begin after it."""
    begins = max(today, statement_by) if state is State.HEARING and statement_by else today
    asked = {
        State.ACKNOWLEDGED: [(Due.HEAR, days.hear)]
        if is_answered
        else [(Due.ANSWER, days.answer), (Due.HEAR, days.hear)],
        State.HEARING: [(Due.OUTCOME, days.outcome)],
        State.HEARD: [(Due.OUTCOME, days.outcome)],
    }
    found = ((due, begins + timedelta(days=number)) for due, number in asked.get(state, []) if number)
    return next(found, None)


def steps(state: State, *, today: date, statement_by: date | None, check_on: date | None) -> frozenset[Step]:
    """What receivers may do in a state. Nobody decides on an outcome before the one concerned was heard, or had their time to
    answer; after an outcome it closes no sooner than on the day of the check."""
    is_over = state is State.HEARING and statement_by is not None and today > statement_by
    found = {
        State.RAISED: {Step.ACKNOWLEDGE},
        State.ACKNOWLEDGED: {Step.SAY, Step.HEAR, Step.CLOSE},
        State.HEARING: {Step.SAY} | ({Step.CONCLUDE, Step.CLOSE} if is_over else set()),
        State.HEARD: {Step.SAY, Step.MEDIATE, Step.CONCLUDE, Step.CLOSE},
        State.AGREED: {Step.SAY} | ({Step.CLOSE} if check_on is None or today >= check_on else set()),
        State.CLOSED: set(),
    }
    return frozenset(found[state])


def all_agree(answers: Iterable[Answer]) -> bool:
    """True when there is somebody, and everybody said yes."""
    told = list(answers)
    return bool(told) and all(each is Answer.YES for each in told)


def may_ask_mediator(state: State, own: Answer, other: Answer | None) -> bool:
    """True when a side may propose a mediator itself, or another: while the one concerned is heard and until there is an outcome,
    where there is another side to answer (`other` is what it said), and nothing that this one proposed waits or is agreed."""
    is_held = own is Answer.YES and other in (Answer.ASKED, Answer.YES)
    return other is not None and state in (State.HEARING, State.HEARD) and not is_held


def may_say_holds(state: State, own: Answer, *, was_agreed: bool, check_on: date | None, today: date) -> bool:
    """True when a side may say whether what was agreed holds: once from the day of the check on, after it was closed too."""
    is_due = was_agreed and check_on is not None and today >= check_on
    return is_due and state in (State.AGREED, State.CLOSED) and own not in (Answer.YES, Answer.NO)


def opened_again(outcomes: Iterable[Answer]) -> State:
    """The state to which a concern goes back when what was agreed does not hold: both sides agree to the next outcome too, but
    for one who did not answer in their time and agreed to none."""
    return State.HEARD if all_agree(outcomes) else State.HEARING
