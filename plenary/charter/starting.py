"""The charters that ship with the product, read from their TOML files: four to start from, and the one-page charter."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from plenary.charter.rules import questions
from plenary.charter.rules.asking import Answers, Question
from plenary.charter.rules.document import charter_from_json
from plenary.charter.rules.schema import Charter
from plenary.core.languages import SOURCE, TAGS, TRANSLATED

STARTING = ("elected-board", "steering-committee", "lead-member", "loose-network")
ONE_PAGE = "one-page"


@cache
def shipped(code: str) -> Charter:
    """The shipped charter of this code, one of STARTING or ONE_PAGE. Raises KeyError when there is none."""
    if code not in (*STARTING, ONE_PAGE):
        raise KeyError(code)
    said = {tag: words_of(tag) for tag in TRANSLATED}
    return charter_from_json({**_in_all_languages(_read(f"{code}.toml"), said), "languages": list(TAGS)})


def words_of(language: str) -> dict[str, str]:
    """The words of the shipped charters in a language, by the English that stands in them; empty when none are there."""
    return _read(f"words/{language}.toml")


def _read(path: str) -> dict[str, Any]:
    file = files("plenary.charter").joinpath("charters", path)
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def _in_all_languages(part: Any, said: Mapping[str, Mapping[str, str]]) -> Any:
    """A part of a document, each of its words beside what it is in the other languages, as far as they have it."""
    if isinstance(part, list):
        return [_in_all_languages(each, said) for each in part]
    if not isinstance(part, dict):
        return part
    if (words := part.get(SOURCE)) is None:
        return {name: _in_all_languages(each, said) for name, each in part.items()}
    return dict(sorted((part | {tag: own[words] for tag, own in said.items() if words in own}).items()))


def questions_of(code: str, language: str) -> tuple[Question, ...]:
    """What the shipped charter of this code asks: seven questions for the one-page charter. Raises KeyError."""
    return questions.seven_questions() if code == ONE_PAGE else questions.questions_of(shipped(code), language)


def answered(code: str, answers: Answers, language: str) -> Charter:
    """The shipped charter of this code with its answers filled in. Raises KeyError, AnswersError."""
    if code == ONE_PAGE:
        return one_page_charter(answers, language)
    return questions.charter_from_answers(shipped(code), answers, language)


def one_page_charter(answers: Answers, language: str) -> Charter:
    """The charter that seven answers make, for a coalition that is forming. Raises AnswersError."""
    return questions.charter_from_seven(shipped(ONE_PAGE), answers, language)
