"""Reasons of counts and of files: each is marked for the catalogues with a place for each fact, and told in another language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.core.management import CommandError
from django.test import override_settings
from django.utils import translation

from plenary.decisions.formats.reading import MalformedError
from plenary.decisions.formats.registry import read
from plenary.decisions.labels.reasons import reason_in_words
from plenary.decisions.rules.methods.accounts import UncountableError
from plenary.decisions.rules.methods.registry import METHODS, count
from plenary.decisions.tests.test_count_command import BLT, counted, written

ROOM = Path(__file__).resolve().parents[1]
SOURCES = [*(ROOM / "formats").glob("*.py"), *(ROOM / "rules").rglob("*.py"), *(ROOM / "management").rglob("*.py")]
ERRORS = {"MalformedError": 1, "UncountableError": 0}  # which argument is the sentence


def refusals() -> Iterator[tuple[str, ast.Call]]:
    """Each call that makes a refusal, but for the copy with another line in `MalformedError.at`."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS:
                if not any(keyword.arg is None for keyword in node.keywords):
                    yield f"{path.name}:{node.lineno}", node
                else:
                    assert path.name == "reading.py"


def sentence_of(node: ast.Call) -> str | None:
    """The marked constant that a refusal says."""
    assert isinstance(node.func, ast.Name)
    said = node.args[ERRORS[node.func.id]]
    if isinstance(said, ast.Call) and isinstance(said.func, ast.Name) and said.func.id == "gettext_noop":
        (words,) = said.args
        return words.value if isinstance(words, ast.Constant) and isinstance(words.value, str) else None
    return None


def test_every_reason_is_a_marked_sentence_with_a_place_for_each_fact() -> None:
    found = {where: (sentence_of(node), sorted(str(each.arg) for each in node.keywords)) for where, node in refusals()}
    assert len(found) > 100
    assert [where for where, (sentence, _facts) in found.items() if sentence is None] == []
    differing = {
        where: sentence
        for where, (sentence, facts) in found.items()
        if sorted(set(re.findall(r"%\((\w+)\)s", sentence or ""))) != facts
        or "%" in re.sub(r"%\(\w+\)s", "", sentence or "")
    }
    assert differing == {}


def test_words_within_a_reason_are_marked() -> None:
    """What a fact says in plain words is translated too: no constant text of several words stands there unmarked."""
    bare = [
        (where, text.value)
        for where, node in refusals()
        for keyword in node.keywords
        for text in constants(keyword.value)
        if " " in text.value.strip(", ")
    ]
    assert bare == []


def test_what_is_counted_is_named_in_marked_words() -> None:
    named = [
        (path.name, node.args[1].value)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"whole", "_amount", "_number"}
        and len(node.args) > 1
        if isinstance(node.args[1], ast.Constant) and node.args[1].value != "num_cand"
        if node.args[1].value != "committeesize"
    ]
    assert named == []


def constants(node: ast.AST) -> Iterator[ast.Constant]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "gettext_noop":
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from constants(child)


FRENCH = {
    "%(what)s is not a whole number: %(text)s": "%(what)s n’est pas un nombre entier : %(text)s",
    "the number of seats": "le nombre de sièges",
    "there is no candidate %(candidate)s": "il n’y a pas de candidat %(candidate)s",
    "without a number": "sans numéro",
    "the method %(method)s counts %(first)s, and these are %(given)s": "%(method)s : %(first)s, non %(given)s",
    "approvals": "approbations",
    "ranked ballots": "bulletins classés",
}


@pytest.fixture
def _french(tmp_path: Path) -> Iterator[None]:
    catalogue = Catalog(locale="fr", header_comment="", charset="utf-8")
    for english, french in FRENCH.items():
        catalogue.add(english, french)
    (tmp_path / "locale" / "fr" / "LC_MESSAGES").mkdir(parents=True)
    with (tmp_path / "locale" / "fr" / "LC_MESSAGES" / "django.mo").open("wb") as out:
        write_mo(out, catalogue)
    with override_settings(LOCALE_PATHS=[tmp_path / "locale"]), translation.override("fr"):
        yield


@pytest.mark.usefixtures("_french")
@pytest.mark.parametrize(
    ("content", "words", "english"),
    [
        (
            "3 two\n",
            "le nombre de sièges n’est pas un nombre entier : two",
            "the number of seats is not a whole number: two",
        ),
        (BLT.replace("2 3 0", "2 9 0"), "il n’y a pas de candidat 9", "there is no candidate 9"),
        (
            BLT.replace("2 3 0", "2 3= 0"),
            "il n’y a pas de candidat sans numéro",
            "there is no candidate without a number",
        ),
    ],
)
def test_why_a_file_is_malformed_is_told_in_the_readers_language(content: str, words: str, english: str) -> None:
    with pytest.raises(MalformedError) as refused:
        read("a.blt", content.encode())
    assert (reason_in_words(refused.value), refused.value.reason) == (words, english)
    assert str(refused.value) == f"line {refused.value.line}: {english}"


@pytest.mark.usefixtures("_french")
def test_why_ballots_cannot_be_counted_is_told_in_the_readers_language(tmp_path: Path) -> None:
    with pytest.raises(UncountableError) as refused:
        count(METHODS["approval"], read("a.blt", BLT.encode()).profile)
    assert reason_in_words(refused.value) == "approval : approbations, non bulletins classés"
    assert str(refused.value) == "the method approval counts approvals, and these are ranked ballots"
    file = written(tmp_path, "a.blt", BLT)
    with pytest.raises(CommandError, match=r"approval : approbations, non bulletins classés"):
        counted(file, "--method", "approval")
