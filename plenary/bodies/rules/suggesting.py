"""Which bodies are suggested to a member that sits in none, and why: a hint to talk about, and no rating of anybody (B2).

Looked at is what the member and the bodies say of themselves: the territory, what the member brings, and how many seats are
free; and whom to ask first: who carries least.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

AT_MOST = 3
LONG = 6
"""Letters of a word that says something by itself."""


class Why(StrEnum):
    """Why a body is suggested."""

    TERRITORY = "territory"  # what it is for names where the member is, or works
    SKILL = "skill"  # what it is for names something that the member brings
    ABSENT = "absent"  # nobody from the member's territory sits in it
    FREE = "free"  # seats are free
    DECISION = "decision"  # not by interest alone: a decision fills them


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A body in which members may sit: its code, all its words, the regions of its members, its seats and those free, and whether
    members take them by their own interest, or a decision fills them."""

    code: str
    words: str
    regions: frozenset[str] = frozenset()
    seats: int
    free: int
    joins: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Bringing:
    """A member that sits in no body: its region (as of electors), what the region is called, what each territory in which
    it works is called, and what it brings, in words. Of several names of one place the first is shown."""

    region: str = ""
    called: Sequence[str] = ()
    territories: Collection[Sequence[str]] = ()
    skills: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A body, why it is suggested, the strongest reason first, and the places of the member and what it brings that the words of
    the body name."""

    code: str
    whys: tuple[Why, ...]
    places: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()


def suggest(member: Bringing, bodies: Iterable[Sought]) -> tuple[Suggestion, ...]:
    """At most three bodies: those whose words name the member's territory or what it brings come first, then those in which
    nobody from there sits; of these those that are joined by interest; then those with most seats free, of as many those
    that are less filled, else as they were given. Bodies without a free seat are left out."""
    found = [(_suggestion(member, body), body) for body in bodies if body.free > 0]
    order = list(Why)

    def place(pair: tuple[Suggestion, Sought]) -> tuple[list[int], int, Fraction]:
        suggestion, body = pair
        return [order.index(why) for why in suggestion.whys], -body.free, -Fraction(body.free, body.seats)

    return tuple(suggestion for suggestion, _body in sorted(found, key=place)[:AT_MOST])


def least_loaded_first(members: Iterable[str], loads: Mapping[str, int]) -> tuple[str, ...]:
    """Members (ids) in the order in which they are asked to join a body: the fewer seats, offices and tasks one carries (`loads`;
    none where it is not told) the sooner, else as they were given."""
    return tuple(sorted(members, key=lambda member: loads.get(member, 0)))


def _suggestion(member: Bringing, body: Sought) -> Suggestion:
    skills = tuple(skill for skill in member.skills if _asks_for(body.words, skill))
    names = [each for each in (member.called, *member.territories) if any(_names(body.words, name) for name in each)]
    places = tuple(dict.fromkeys(each[0] for each in names))
    whys = {
        Why.TERRITORY: bool(places),
        Why.SKILL: bool(skills),
        Why.ABSENT: bool(member.region) and member.region not in body.regions,
        Why.FREE: True,
        Why.DECISION: not body.joins,
    }
    held = tuple(why for why, holds in whys.items() if holds)
    return Suggestion(code=body.code, whys=held, places=places, skills=skills)


def _asks_for(words: str, skill: str) -> bool:
    """True where words name a skill, or one of its longer words: "we need lawyers" asks for "Lawyers in three towns"."""
    long = [word for word in re.findall(r"\w+", skill) if len(word) >= LONG]
    return _names(words, skill) or any(_names(words, word) for word in long)


def _names(words: str, name: str) -> bool:
    """True where words name something, whole words alone: "Mali" is not in "formalities"."""
    wanted, text = (re.findall(r"\w+", said.casefold()) for said in (name, words))
    return bool(wanted) and any(text[at : at + len(wanted)] == wanted for at in range(len(text)))
