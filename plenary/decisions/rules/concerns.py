"""Concerns: answered by the mover, then withdrawn by who raised them, or upheld."""

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """Where a concern stands."""

    OPEN = "open"  # not answered yet
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    UPHELD = "upheld"  # the answer does not meet it


class Move(StrEnum):
    """What is done with a concern: the mover answers it; who raised it withdraws or upholds it."""

    ANSWER = "answer"
    WITHDRAW = "withdraw"
    UPHOLD = "uphold"


_AFTER: Mapping[tuple[State, Move], State] = {
    (State.OPEN, Move.ANSWER): State.ANSWERED,
    (State.OPEN, Move.WITHDRAW): State.WITHDRAWN,
    (State.ANSWERED, Move.ANSWER): State.ANSWERED,
    (State.ANSWERED, Move.WITHDRAW): State.WITHDRAWN,
    (State.ANSWERED, Move.UPHOLD): State.UPHELD,
    (State.UPHELD, Move.WITHDRAW): State.WITHDRAWN,
}

STANDING = frozenset({State.OPEN, State.UPHELD})
"""What nobody answered, or no answer met: it stands beside the ballot."""


def after(state: State, move: Move) -> State | None:
    """Where a move leads, or None when it is not to be made there. Only who raised a concern takes it away: no answer
    brings an upheld one down. What is withdrawn stays so."""
    return _AFTER.get((state, move))
