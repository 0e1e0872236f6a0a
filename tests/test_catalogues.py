"""The catalogues: every string of the sources, without doubtful entries, their places kept, compiled as they are written."""

import ast
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

PLENARY = Path(__file__).resolve().parent.parent / "plenary"
LOCALE = PLENARY / "core" / "locale"
LANGUAGES = ("ar", "es", "fr")
PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+[^>]*>")


def read(language: str) -> Catalog:
    source = (LOCALE / language / "LC_MESSAGES" / "django.po").read_bytes()
    return read_po(BytesIO(source), locale=language)


def messages(language: str) -> list[Message]:
    return [message for message in read(language) if message.id]


def forms(text: object) -> list[str]:
    return [str(form) for form in text] if isinstance(text, (list, tuple)) else [str(text or "")]


def key(message: Message) -> tuple[str, ...]:
    context = message.context or ""  # compiled catalogues give it as bytes
    return (context.decode() if isinstance(context, bytes) else context, *forms(message.id))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_is_translated_without_doubt(language: str) -> None:
    lacking = [m.id for m in messages(language) if m.fuzzy or not all(form.strip() for form in forms(m.string))]
    assert lacking == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_to_fill_in_are_kept(language: str) -> None:
    broken = []
    for message in messages(language):
        wanted = {place for form in forms(message.id) for place in PLACES.findall(form)}
        for form in forms(message.string):
            found = set(PLACES.findall(form))
            if found - wanted or (len(forms(message.id)) == 1 and found != wanted):
                broken.append(message.id)
    assert broken == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    with (LOCALE / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        compiled = {key(message): forms(message.string) for message in read_mo(file) if message.id}
    assert compiled == {key(message): forms(message.string) for message in messages(language)}


def test_the_catalogues_hold_the_same_strings() -> None:
    held = {language: {key(message) for message in messages(language)} for language in LANGUAGES}
    assert held["ar"] == held["es"] == held["fr"]


SINGULAR = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
PLURAL_IN_CONTEXT = {"npgettext", "npgettext_lazy"}


SOURCES = [
    path for path in sorted(PLENARY.rglob("*.py")) if not {"tests", "migrations"} & set(path.relative_to(PLENARY).parts)
]


def test_no_string_hides_behind_a_name_that_the_catalogues_do_not_know() -> None:
    known = SINGULAR | PLURAL | IN_CONTEXT | PLURAL_IN_CONTEXT
    hidden = [
        f"{path.relative_to(PLENARY)}: {alias.name} as {alias.asname}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in known and alias.asname not in (None, "_")
    ]
    assert hidden == []


def strings_of(source: str) -> Iterator[tuple[str, ...]]:
    """Each string that Python code asks to be translated: its context, its words, and its plural where it has one."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        words = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if node.func.id in SINGULAR and words:
            yield ("", words[0])
        elif node.func.id in PLURAL and len(words) > 1:
            yield ("", words[0], words[1])
        elif node.func.id in IN_CONTEXT and len(words) > 1:
            yield (words[0], words[1])
        elif node.func.id in PLURAL_IN_CONTEXT and len(words) > 2:
            yield (words[0], words[1], words[2])


def strings_of_template(source: str) -> Iterator[tuple[str, ...]]:
    """The same of a template, which Django turns into calls among signs that stand for the rest."""
    for call in re.findall(
        r"\bn?p?gettext\((?:[^()'\"]|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")*\)", templatize(source)
    ):
        yield from strings_of(call)


def asked() -> dict[tuple[str, ...], str]:
    """Every string that the product asks to be translated, with a file that does."""
    found = {}
    for path in SOURCES:
        found.update(dict.fromkeys(strings_of(path.read_text()), path.name))
    for path in [*PLENARY.rglob("templates/**/*.html"), *PLENARY.rglob("templates/**/*.txt")]:
        found.update(dict.fromkeys(strings_of_template(path.read_text()), path.name))
    return found


def test_strings_are_found_in_code_and_templates() -> None:
    code = "_('a'); ngettext('b', 'c', n); pgettext('d', 'e'); other('f')"
    assert set(strings_of(code)) == {("", "a"), ("", "b", "c"), ("d", "e")}
    counted = "{% blocktranslate count n=1 %}one{% plural %}{{ n }} more{% endblocktranslate %}"
    page = """{% load i18n %}{% translate "It's (so)" %}""" + counted
    assert set(strings_of_template(page)) == {("", "It's (so)"), ("", "one", "%(n)s more")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_of_the_sources_is_in_the_catalogue(language: str) -> None:
    held = {key(message)[:2] for message in messages(language)}  # a catalogue is asked by context and singular
    lacking = [(name, *words) for words, name in asked().items() if words[:2] not in held]
    assert lacking == []
