"""What an application must say: pure functions."""

from collections.abc import Mapping
from dataclasses import dataclass

from plenary.charter.rules.schema import Category

EVIDENCE = "membership.evidence"
"""What files hang on, among files: the answer to one requirement."""
MOST_FILES = 3  # with one answer
MOST_FILES_IN_ALL = 12  # with one application
MOST_OF_FILES = 20_000_000  # bytes of all that come with one application
LARGEST_FILE = 5_000_000  # bytes: whoever is signed in may apply


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
