"""Standing: who one is in a coalition, now. Rooms register providers that fill it; everything asks it and nothing else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from plenary.core import clock, visibility


class Mandate(StrEnum):
    """What a representative may decide for the member."""

    DECIDES = "decides"
    CONSULTS = "consults"
    OBSERVES = "observes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Who one is in a coalition at a moment.

    Ids are the random public ids of rows; empty means none. `person` is the coalition's own card of the one who acts,
    `member` the member represented, which `is_protected` when nobody else may know it. `offices` and `bodies` are
    charter codes; `powers` are what the charter gives to those offices, and `granted` each power with an office that gives
    it; `chairs` and `secretaries` are the codes of the bodies formed besides the charter's whose chair or secretary one is;
    `audiences` are the tokens by which entries are read. `clause` is set when the program itself acts.
    """

    coalition: str
    account: str = ""
    person: str = ""
    member: str = ""
    member_status: str = ""
    category: str = ""
    is_protected: bool = False
    mandate: Mandate | None = None
    offices: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    powers: frozenset[str] = frozenset()
    granted: frozenset[tuple[str, str]] = frozenset()
    chairs: frozenset[str] = frozenset()
    secretaries: frozenset[str] = frozenset()
    audiences: frozenset[str] = frozenset({visibility.PUBLIC})
    clause: str = ""
    as_of: datetime

    @classmethod
    def system(cls, coalition: str, clause: str) -> "Standing":
        """The program acting at a deadline under a clause; it sees all audiences of the coalition but the sealed."""
        return cls(coalition=coalition, clause=clause, as_of=clock.now())

    @classmethod
    def nobody(cls, coalition: str) -> "Standing":
        """Someone who has not signed in: sees what is public."""
        return cls(coalition=coalition, as_of=clock.now())

    @property
    def is_system(self) -> bool:
        """True when the program acts by itself under a clause."""
        return bool(self.clause)

    @property
    def is_inside(self) -> bool:
        """True for those who represent a member or hold an office."""
        return visibility.MEMBERS in self.audiences

    @property
    def is_silenced(self) -> bool:
        """True where the member represented belongs and stands so that it has no voice."""
        return self.member_status in _silenced

    @property
    def is_known(self) -> bool:
        """True for those whom the coalition has a card of, applicants too: they are told why not; strangers are not."""
        return bool(self.person)

    @property
    def decides(self) -> bool:
        """True for one who casts a ballot without asking first: who decides for a member, or acts for none."""
        return self.mandate is Mandate.DECIDES or not self.member

    def has_power(self, power: str) -> bool:
        """True when an office that one holds carries this power under the charter."""
        return power in self.powers

    def office_for(self, power: str) -> str:
        """The office by which one has a power: the first by its code, where several give it; empty where none is known."""
        return min((office for given, office in self.granted if given == power), default="")

    def may_read(self, audience: frozenset[str]) -> bool:
        """True when the audience shares a token with this standing."""
        return bool(self.audiences & audience)


type Provider = Callable[[Standing], Standing]

_providers: list[Provider] = []
_silenced: set[str] = set()


def provides_standing(provider: Provider) -> Provider:
    """Register a function that adds to a standing what its room knows. Called in the order of rooms, lowest first."""
    _providers.append(provider)
    return provider


def register_silenced(statuses: Iterable[str]) -> None:
    """Say in which statuses (codes) a member that belongs has no voice: of the room that knows members, for those below too."""
    _silenced.update(statuses)


def standing_of(account: str, coalition: str, as_of: datetime | None = None) -> Standing:
    """The standing of an account (id, or empty) in a coalition (id) at a moment. One answer for pages, API, tasks, mail."""
    standing = Standing(coalition=coalition, account=account, as_of=as_of or clock.now())
    if account:
        for provider in _providers:
            standing = provider(standing)
    return standing


def with_audiences(standing: Standing, *tokens: str) -> Standing:
    """The same standing, with these audience tokens added."""
    return replace(standing, audiences=standing.audiences | frozenset(tokens))
