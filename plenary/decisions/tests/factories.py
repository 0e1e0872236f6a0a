"""The charter of a coalition that decides, and its proposals, for tests of this room and of those above."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

from plenary.charter.rules.schema import (
    Accountability,
    Body,
    BodyKind,
    Category,
    Charter,
    Method,
    Office,
    Process,
    Protection,
    Purpose,
    Seats,
)
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions import actions
from plenary.decisions.models import Proposal

RESOLVE = [("decisions.resolve", {"text": "We meet in Tirana."})]
MONDAY = datetime(2026, 3, 2, 14, 23, tzinfo=UTC)
AFTER_VOTING = timedelta(minutes=1)


def charter(**processes: dict[str, Any]) -> Charter:
    """A charter with a plenary, a board and a chair; each process can be changed by its code."""

    def process(code: str, **terms: Any) -> Process:
        terms = {"method": Method.MAJORITY, "electorate": "plenary", "voting_days": 7} | terms
        return Process(code=code, names={"en": f"A decision ({code})"}, **(terms | processes.get(code, {})))

    return Charter(
        purpose=Purpose(purpose={"en": "Clear every field."}),
        categories=(Category(code="member", names={"en": "Member"}),),
        bodies=(
            Body(code="plenary", kind=BodyKind.PLENARY, names={"en": "plenary"}),
            Body(
                code="board",
                kind=BodyKind.BOARD,
                names={"en": "board"},
                seats=(Seats(code="seat", names={"en": "seat"}, number=3),),
            ),
        ),
        accountability=Accountability(conversation_first=False, answer_days=0),
        offices=(Office(code="chair", names={"en": "chair"}, body="board"),),
        processes=(
            process("ordinary", discussion_days=2, quorum=Fraction(1, 2)),
            process("admission", objections=True),
            process("amendment", threshold=Fraction(2, 3), strictly=False),
            process("removal", hold_hours=48),
        ),
        matters={
            "other": "ordinary",
            "membership.admit": "admission",
            "membership.remove": "removal",
            "charter.amend": "amendment",
        },
        protection=Protection(allowed=True, cap=5, vote=True, known_to=("chair",)),
    )


def now(by: Standing) -> Standing:
    """The same standing as of the clock's present moment."""
    return replace(by, as_of=clock.now())


def draft(
    by: Standing, effects: Sequence[tuple[str, dict[str, Any]]] = RESOLVE, title: str = "Meet in Tirana"
) -> Proposal:
    """A draft."""
    return actions.draft_proposal(by=by, title=title, body="Because.", language="en", effects=list(effects))


def opened(
    by: Standing, effects: Sequence[tuple[str, dict[str, Any]]] = RESOLVE, title: str = "Meet in Tirana"
) -> Proposal:
    """An open proposal."""
    return actions.open_proposal(by=by, proposal=draft(by, effects, title))


def close(proposal: Proposal) -> Proposal:
    """The same proposal closed by the program a minute after its deadline, and carried out where that is due."""
    assert proposal.voting_until is not None
    with clock.set_to(proposal.voting_until + AFTER_VOTING):
        return settled(proposal)


def settled(proposal: Proposal) -> Proposal:
    """The same proposal once the program has done now what is due of it, as `tasks.keep_deadlines` does."""
    by = Standing.system(proposal.coalition_id, "process")
    closed = actions.close_proposal(by=by, proposal=proposal)
    return actions.carry_out(by=by, proposal=closed) if closed.outcome == "adopted" else closed
