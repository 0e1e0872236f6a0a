"""What rooms above show on the page of a member, and on that of a matter of conduct: each registers a section, which answers what
this reader may see of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from plenary.core.standing import Standing
from plenary.core.verdicts import Label
from plenary.membership.models import ConductCase, Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a section: a sentence, perhaps with a page to read on and a remark."""

    sentence: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section: its heading, its lines, and what stands there when there are none (empty: it is left out). What `ends` when the
    member leaves is told on the page of leaving too."""

    heading: Label
    lines: tuple[Line, ...]
    empty: Label = ""
    ends: bool = False


type Teller = Callable[[Standing, Member], Section | None]

type CaseTeller = Callable[[Standing, ConductCase], Section | None]

_tellers: list[Teller] = []
_of_case: list[CaseTeller] = []


def tells_of_member(teller: Teller) -> Teller:
    """Register a section of the member's page; None when this reader sees none. A constant number of queries."""
    _tellers.append(teller)
    return teller


def sections_of(standing: Standing, member: Member) -> Iterable[Section]:
    """The sections of a member's page that have something to say, in the order of rooms."""
    found = (teller(standing, member) for teller in _tellers)
    return [section for section in found if section is not None and (section.lines or section.empty)]


def tells_of_case(teller: CaseTeller) -> CaseTeller:
    """Register a section of the page of a matter of conduct; None when this reader sees none. A constant number of queries."""
    _of_case.append(teller)
    return teller


def sections_of_case(standing: Standing, case: ConductCase) -> list[Section]:
    """The sections of a matter of conduct that have something to say, in the order of rooms."""
    found = (teller(standing, case) for teller in _of_case)
    return [section for section in found if section is not None and section.lines]
