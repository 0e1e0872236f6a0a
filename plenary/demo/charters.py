"""The charters of Clear Fields: the full one that it adopted, and the changes that it made to it or is deciding on."""

from collections.abc import Callable
from dataclasses import replace

from plenary.charter.rules.schema import Body, Charter, Seats
from plenary.charter.starting import shipped
from plenary.demo import content

WORDS = content.words()

PURPOSE = replace(shipped("elected-board").purpose, purpose=WORDS["purpose"], goals=(WORDS["goal"],))

SURVIVORS = Seats(code="survivors", names=WORDS["survivors"], number=1, reserved_for=WORDS["led_by_survivors"])


def first_charter() -> Charter:
    """The full charter as it was first adopted: three years for the first board, admissions whole or not at all."""
    return _admissions(_board_terms(replace(shipped("elected-board"), purpose=PURPOSE), 36, 0), objections=False)


def _admissions(charter: Charter, *, objections: bool) -> Charter:
    processes = tuple(
        replace(process, objections=objections) if process.code == "admission" else process
        for process in charter.processes
    )
    return replace(charter, processes=processes)


def _board(charter: Charter, change: Callable[[Body], Body]) -> Charter:
    return replace(charter, bodies=tuple(change(body) if body.code == "board" else body for body in charter.bodies))


def _board_terms(charter: Charter, months: int, limit: int) -> Charter:
    def change(body: Body) -> Body:
        seats = tuple(replace(kind, term_months=months, term_limit=limit) for kind in body.seats)
        return replace(body, seats=seats)

    return _board(charter, change)


CHANGES: dict[str, Callable[[Charter], Charter]] = {
    "objections": lambda charter: _admissions(charter, objections=True),
    "terms": lambda charter: _board_terms(charter, 24, 2),
    "survivors": lambda charter: _board(charter, lambda body: replace(body, seats=(*body.seats, SURVIVORS))),
}
"""What an amendment of the story changes, by its name in the content."""
