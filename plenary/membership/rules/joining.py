"""What an application must say: pure functions."""

from collections.abc import Collection, Mapping
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


def carried_over(wordings: Mapping[int, str], said: Mapping[str, Said]) -> dict[int, Said]:
    """What was said of requirements that are worded alike elsewhere, by their number here: it is not asked again. `wordings` are
    the requirements by number, `said` the answers by the wording of what they answered."""
    return {number: said[words] for number, words in wordings.items() if words in said and said[words].words.strip()}


MOST_WAIVED = 1000  # characters of the reason why what lacks is waived


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """What a member has not done of what stands before its category: the purpose accepted, and the numbers of the requirements
    without an answer. False where nothing lacks."""

    purpose: bool = False
    answers: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return self.purpose or bool(self.answers)


def lacking(category: Category, *, has_accepted: bool, answered: Collection[int]) -> Lacking:
    """What lacks, by the charter as it stands: `answered` are the numbers of the requirements that have an answer (A1, B4)."""
    return Lacking(
        purpose=not has_accepted,
        answers=tuple(number for number in numbers_of(category) if number not in answered),
    )


def waiver_problem(lacks: Lacking, waived: object) -> str:
    """Why it may not be decided so, as a reason code, or empty: what lacks is waived in words, or it is there (B4).

    `waived` comes from a payload and may be anything; a reason that says nothing waives nothing.
    """
    if waived is not None and (not isinstance(waived, str) or len(waived) > MOST_WAIVED):
        return "membership.waiver_unreadable"
    if not lacks or (waived is not None and waived.strip()):
        return ""
    if lacks.purpose and lacks.answers:
        return "membership.lacks_both"
    return "membership.lacks_purpose" if lacks.purpose else "membership.lacks_answers"
