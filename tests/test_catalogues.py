"""The catalogues: whole, without doubtful entries, their places to fill in kept, and compiled as they are written."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "plenary" / "core" / "locale"
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
