"""From the one-page charter to a full one in steps: each step asks a little and adds what is missing.

What it adds is taken from a charter that ships (`source`), in the languages of the charter that grows; a name that somebody
wrote stands in the authentic language. Questions and words are data as in `rules.asking`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from plenary.charter.rules.asking import Answers, Question, fitting
from plenary.charter.rules.growing import conduct, holding
from plenary.charter.rules.questions import CONFIDANT
from plenary.charter.rules.schema import BodyKind, Charter


@dataclass(frozen=True, slots=True)
class Step:
    """One step: whether it was taken, what it asks, what it adds."""

    code: str
    is_taken: Callable[[Charter], bool]
    asks: Callable[[Charter, Charter], tuple[Question, ...]]
    grow: Callable[[Charter, Answers, Charter], Charter]


def grown(step: Step, charter: Charter, answers: Answers, source: Charter) -> Charter:
    """The charter after a step; what is not answered takes the default. Raises AnswersError."""
    return step.grow(charter, fitting(step.asks(charter, source), answers), source)


STEPS: tuple[Step, ...] = (
    Step(
        "board",
        lambda charter: any(body.kind is BodyKind.BOARD for body in charter.bodies),
        holding.asks_board,
        holding.add_board,
    ),
    Step(
        "committee",
        lambda charter: any(body.kind is BodyKind.COMMITTEE for body in charter.bodies),
        holding.asks_committee,
        holding.add_committee,
    ),
    Step(
        "offices",
        lambda charter: sum(office.code != CONFIDANT for office in charter.offices) > 1,
        holding.asks_offices,
        holding.add_offices,
    ),
    Step(
        "joining",
        lambda charter: any(category.provisional_months for category in charter.categories),
        conduct.asks_joining,
        conduct.add_joining,
    ),
    Step(
        "speaking",
        lambda charter: bool(charter.speaking.text or charter.speaking.rotation),
        conduct.asks_speaking,
        conduct.add_speaking,
    ),
    Step("protection", lambda charter: charter.protection.allowed, conduct.asks_protection, conduct.add_protection),
    Step("conflict", lambda charter: bool(charter.conflict.receiver), conduct.asks_conflict, conduct.add_conflict),
    Step("days", lambda charter: bool(charter.days.rest_days), conduct.asks_days, conduct.add_days),
    Step("languages", lambda charter: len(charter.languages) > 1, conduct.asks_languages, conduct.add_languages),
)


def step_of(code: str) -> Step:
    """The step of a code. Raises KeyError."""
    return {step.code: step for step in STEPS}[code]
