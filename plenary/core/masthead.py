"""Who acts, and what the foot of a page says of the record: rooms register it, the base template shows it.

Core knows no names; membership says for whom the reader acts, the record says how large it is.
"""

from collections.abc import Callable
from dataclasses import dataclass

from plenary.core.standing import Standing
from plenary.core.verdicts import Label


@dataclass(frozen=True, slots=True)
class Who:
    """The one who acts: the person's name, the member represented (empty for none) and what the mandate allows, in words."""

    person: str
    member: str = ""
    mandate: Label = ""


@dataclass(frozen=True, slots=True)
class Foot:
    """One remark at the foot of a coalition's pages: a sentence, a code set as such (a tree head), where to read on."""

    sentence: str
    code: str = ""
    url: str = ""
    link: Label = ""


type Namer = Callable[[Standing], Who | None]
type Footer = Callable[[Standing], Foot | None]

_namers: list[Namer] = []
_footers: list[Footer] = []


def register_who(namer: Namer) -> Namer:
    """Register who says for whom a standing acts. At most two queries; None when it does not know."""
    _namers.append(namer)
    return namer


def register_footer(footer: Footer) -> Footer:
    """Register a remark for the foot of every page of a coalition. At most one query; None when this reader sees none."""
    _footers.append(footer)
    return footer


def who(standing: Standing) -> Who | None:
    """The names of the one who acts, from the first room that knows them."""
    return next((found for namer in _namers if (found := namer(standing))), None)


def footers(standing: Standing) -> list[Foot]:
    """All remarks for the foot of the page that this standing sees."""
    return [found for footer in _footers if (found := footer(standing))]
