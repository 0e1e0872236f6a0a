"""What an application must say, and who refers to whom: pure functions."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from plenary.charter.rules.schema import Category


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """How an applicant meets one requirement: in words, perhaps with a page that shows it."""

    words: str
    link: str = ""


def numbers_of(category: Category) -> range:
    """The numbers of what a category requires, from 1, as evidence names them."""
    return range(1, len(category.requirements) + 1)


def unanswered(category: Category, said: Mapping[int, Said]) -> tuple[int, ...]:
    """The numbers of the requirements of which nothing is said in words; a link alone is no answer (B4)."""
    return tuple(number for number in numbers_of(category) if number not in said or not said[number].words.strip())


def both_ways(pairs: Iterable[tuple[str, str]]) -> Set[frozenset[str]]:
    """Those who say yes to each other, out of who says yes to whom; nobody is a pair with itself (A9)."""
    said = set(pairs)
    return {frozenset(pair) for pair in said if pair[0] != pair[1] and (pair[1], pair[0]) in said}
