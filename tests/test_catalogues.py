"""The catalogues: every string of the sources, without doubtful entries, their places kept, compiled as they are written."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo

from plenary.core.languages import TRANSLATED
from scripts import words
from scripts.words import forms, key

PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+[^>]*>")
each_language = pytest.mark.parametrize("language", TRANSLATED)


def messages(language: str) -> list[words.Message]:
    path = words.places(language)[0]
    assert path.exists(), f"{path}: no catalogue lies there; make words begins one"
    return words.messages(words.read(language))


@pytest.mark.owed
@each_language
def test_every_string_is_translated_without_doubt(language: str) -> None:
    lacking = words.lacking(words.read(language))
    assert lacking == [], f"translate these in {words.places(language)[0]}, then run make words"


@each_language
def test_places_to_fill_in_are_kept(language: str) -> None:
    broken = []
    for message in messages(language):
        wanted = {place for form in forms(message.id) for place in PLACES.findall(form)}
        for form in forms(message.string):
            found = set(PLACES.findall(form))
            if found - wanted or (len(forms(message.id)) == 1 and found != wanted):
                broken.append(message.id)
    assert broken == []


@each_language
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    path = words.places(language)[1]
    assert path.exists(), f"{path}: nothing is compiled; run make words"
    with path.open("rb") as file:
        compiled = {key(message): forms(message.string) for message in read_mo(file) if message.id}
    assert compiled == {key(message): forms(message.string) for message in messages(language)}


def test_the_catalogues_hold_the_same_strings() -> None:
    first, *others = TRANSLATED
    held = {language: {key(message) for message in messages(language)} for language in TRANSLATED}
    assert {other: odd for other in others if (odd := held[other] ^ held[first])} == {}, "run make words"


def test_no_string_hides_behind_a_name_that_the_catalogues_do_not_know() -> None:
    hidden = [
        f"{path.relative_to(words.PLENARY)}: {alias.name} as {alias.asname}"
        for path in words.code()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in words.WORDS and alias.asname not in (None, "_")
    ]
    assert hidden == []


def test_strings_are_found_in_code_and_templates() -> None:
    code = "_('a'); ngettext('b', 'c', n); pgettext('d', 'e'); other('f')"
    assert set(words.strings_of(code)) == {("", "a"), ("", "b", "c"), ("d", "e")}
    counted = "{% blocktranslate count n=1 %}one{% plural %}{{ n }} more{% endblocktranslate %}"
    page = """{% load i18n %}{% translate "It's (so)" %}{{ name|default:_("nobody") }}""" + counted
    assert set(words.strings_of_template(page)) == {("", "It's (so)"), ("", "nobody"), ("", "one", "%(n)s more")}


@pytest.mark.owed
def test_the_catalogues_hold_what_the_sources_ask_for_and_nothing_else() -> None:
    found = words.asked()
    assert words.at_odds(found) == [], "one string, two plurals: a catalogue keeps one; let them have the same blanks"
    said = [line for language in TRANSLATED for line in words.bring_up(language, found, only_look=True)]
    assert said == [], "run make words, translate what is empty in each django.po, and run it again"


def test_a_catalogue_follows_the_sources_and_keeps_the_rest_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "LOCALE", tmp_path)
    monkeypatch.setattr(words, "ROOT", tmp_path)
    first = {("", "One %(n)s"): "a.py", ("", "leaf", "%(n)s leaves"): "a.py", ("tree", "leaf"): "b.html"}
    said = list(words.bring_up("fr", first, only_look=True))
    assert (len(said), list(tmp_path.rglob("*.po"))) == (6, []), "only looked"
    assert list(words.bring_up("fr", first, only_look=False))[2:] == [
        "fr/LC_MESSAGES/django.po: 3 empty; translate them, then run make words",
        "  a.py: 'One %(n)s'", "  a.py: 'leaf'", "  b.html: 'leaf'",
    ]  # fmt: skip
    catalogue = words.read("fr")
    for message in words.messages(catalogue):
        message.string = ("feuille",) * 3 if isinstance(message.id, tuple) else "Un %(n)s"
    words.places("fr")[0].write_bytes(words.written(catalogue)[0])
    told = list(words.bring_up("fr", first, only_look=False))
    assert told == ["fr/LC_MESSAGES/django.mo written"]
    assert list(words.bring_up("fr", first, only_look=False)) == [], "a second run changes nothing"
    second = {("", "new"): "c.py", ("", "leaf", "%(n)s leaves"): "a.py", ("tree", "leaf"): "b.html"}
    assert "  removed: 'One %(n)s'" in list(words.bring_up("fr", second, only_look=False))
    held = [(key(each), forms(each.string)[0]) for each in words.messages(words.read("fr"))]
    assert held == [(("", "leaf", "%(n)s leaves"), "feuille"), (("tree", "leaf"), "Un %(n)s"), (("", "new"), "")]
