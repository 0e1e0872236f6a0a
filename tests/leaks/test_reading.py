"""What each role reads, all of it: nothing above it. And that nearly everything is read by somebody, so that this can fail."""

import re

import pytest

from plenary.files.rules import CSV, DOCX, JPEG, PDF, PNG, WEBP, XLSX
from tests.leaks.book import Book
from tests.leaks.fields import fields_with_words, label_of, models_of_rooms
from tests.leaks.people import ON_BOTH, READERS
from tests.leaks.readings import Readings
from tests.leaks.routes import routes

pytestmark = pytest.mark.django_db  # else no database is made where this file is run alone

NEVER_SHOWN = {
    "charter.DraftChange.before": "an earlier document is told by what differs, to whoever changed the same",
    "agreements.SecondAddress.former": "a mail alone goes there; no page says where it went before",
    "notices.Webhook.address_sealed": "the host alone is shown",
    "emergency.Guide.answer_sealed": "two say it, each without seeing what the other said",
}
"""Fields with words that no page shows, with the reason."""
OF_SIGNING_IN = re.compile(r"account_|mfa_|demo:sign_in$")
"""Addresses of the library that signs in, and the demonstration's: some show nothing but in the midst of it."""


EACH_READER = [
    pytest.param(slug, role, marks=() if (slug, role) in ON_BOTH else pytest.mark.once)
    for slug, roles in READERS.items()
    for role in roles
]


@pytest.mark.parametrize(("slug", "role"), EACH_READER)
def test_a_role_reads_nothing_that_is_above_it(readings: Readings, slug: str, role: str) -> None:
    assert readings.pages[slug, role] > 20
    assert [str(leak) for leak in readings.leaks[slug, role]] == []


@pytest.mark.once
def test_papers_pictures_and_packages_are_among_what_is_read(readings: Readings) -> None:
    wanted = {kind.media_type for kind in (PDF, PNG, JPEG, WEBP, CSV, XLSX, DOCX)}
    wanted |= {"text/calendar", "application/json", "application/jsonl", "application/octet-stream"}
    assert sorted(wanted - readings.kinds) == []


def test_mails_say_nothing_that_is_above_their_reader(readings: Readings) -> None:
    assert readings.pages["", "mails"] > 50
    assert [str(leak) for leak in readings.leaks["", "mails"]] == []


@pytest.mark.once
def test_every_field_with_words_is_read_by_somebody(readings: Readings, book: Book) -> None:
    read = {holder.label for mark in readings.read for holder in book.holders[mark] if holder.readers}
    words = {label_of(model, field) for model in models_of_rooms() for field in fields_with_words(model)}
    assert sorted(words - read - NEVER_SHOWN.keys()) == []
    assert sorted(NEVER_SHOWN.keys() & read) == []


@pytest.mark.once
def test_every_address_is_read_by_somebody(readings: Readings) -> None:
    known = {route.name for route in routes()}
    missed = [name for name in sorted(known - readings.answered) if not OF_SIGNING_IN.match(name)]
    assert missed == [], "tell a row that these show to one of people.SENDERS, in tests/story/rest.py"
