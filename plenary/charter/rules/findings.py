"""What a check of a charter finds, and which of its bodies somebody can ever fill."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from plenary.charter.rules.schema import Body, BodyKind, Charter, Filled


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What cannot be obeyed: the key of the clause, a reason code with words in `labels`, and the facts that fill them."""

    clause: str
    reason: str
    facts: Mapping[str, object] = field(default_factory=dict)


def fillable(charter: Charter) -> frozenset[str]:
    """The codes of the bodies that can come to be filled: the plenary by its members, others by every member, by the host,
    or by a body that can itself be filled. Two bodies that only fill one another, or one that only fills itself, never are."""
    codes = {body.code for body in charter.bodies}
    found = {body.code for body in charter.bodies if body.kind is BodyKind.PLENARY}
    found |= {s.filled_by for body in charter.bodies for s in body.seats} - codes  # what it does not know is told apart
    while True:
        more = {body.code for body in charter.bodies if body.code not in found and _is_filled(body, found)}
        if not more:
            return frozenset(found & codes)
        found |= more


def _is_filled(body: Body, filled: set[str]) -> bool:
    return any(
        seats.filled in (Filled.EVERY_MEMBER, Filled.HOST) or (seats.number and seats.filled_by in filled)
        for seats in body.seats
    )
