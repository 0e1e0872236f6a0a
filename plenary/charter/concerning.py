"""What kinds of effect share by which something is decided about somebody (B5): whom it concerns does not decide, is heard, and
may appeal before it takes effect. It lies here as the other registries of effects do (`decidable`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from plenary.charter import decidable
from plenary.charter.decidable import Payload
from plenary.core.standing import Standing


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody whom a proposal concerns says to those who decide: its name, its words, and when."""

    name: str
    words: str
    at: datetime


class Concerning:
    """What kinds of effect share that concern a member: asked when a proposal opens, is read and is decided."""

    is_waited_for = False
    """True where another decision waits for this one: once opened it is decided, and its movers do not take it back."""

    def concerned(self, coalition_id: str, payload: Payload) -> frozenset[str]:
        """The ids of members and of persons who do not decide on it, for it concerns them. A constant number of queries."""
        raise NotImplementedError  # each kind says whom it concerns

    def hold_hours(self, coalition_id: str, payload: Payload) -> int:
        """So many hours at least between the decision and its effect, so that an appeal can hold it; 0 for none."""
        return 0

    def decided_by(self, coalition_id: str, payload: Payload, body: str) -> str:
        """The code of the body that decides, where that is another than the process says (`body`)."""
        return body

    def said(self, coalition_id: str, payload: Payload) -> Sequence[Said]:
        """What those whom it concerns say to those who decide, oldest first. A constant number of queries."""
        return ()

    def decided(self, by: Standing, payload: Payload, *, outcome: str, body: str, until: datetime | None) -> None:
        """What follows on the outcome alone, within the caller's act: adopted, rejected or lapsed; by which body; and when it is
        carried out. The payload names its ``"proposal"``. It refuses nothing, for the outcome stands."""


def is_waited_for(matter: str) -> bool:
    """True where what is decided about a matter is waited for, so that it is not taken back once it was opened."""
    codes = [code for code, kind in decidable.effects().items() if kind.matter == matter]
    found = (concerning(code) for code in codes)
    return any(kind.is_waited_for for kind in found if kind)


def concerning(code: str) -> Concerning | None:
    """The kind of effect of this code where it concerns somebody, else None. Raises KeyError."""
    found: object = decidable.effect(code)
    return found if isinstance(found, Concerning) else None
