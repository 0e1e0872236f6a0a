"""Nothing of a concern is found outside of its seal: words are planted in several scripts, and looked for wherever they lie."""

import base64
import io
import logging
import re
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from plenary.core import clock
from plenary.health import actions, queries, sealing
from plenary.health.models import RaisedConcern, SealedFile
from plenary.health.tasks import look_after_concerns
from plenary.health.tests.factories import PASSPHRASE, World, proposal_on, world
from plenary.notices.models import OutgoingMail
from plenary.record.models import Entry, Opening

PLANTED = ("Zwielichtblatt", "Čtvrťžluť", "يشتكيالقمر", "月下門前告白", "ЖалобаЛуны", "שכחתירח")
WORDS = " ".join(PLANTED)
CODE = re.compile(r"id=\"code\">([\d ]{24})<")


def writings(word: str) -> Iterator[bytes]:
    """A word as it could lie in a file: plain, escaped, in base 64 at each offset, in hexadecimal, percent-encoded."""
    plain = word.encode()
    yield plain
    yield word.encode("utf-16-le")
    yield word.encode("unicode_escape")
    yield plain.hex().encode()
    yield "".join(f"%{byte:02X}" for byte in plain).encode()
    for offset in range(3):
        whole = base64.b64encode(b"\0" * offset + plain)
        yield whole[-(-offset * 4 // 3) + 1 : -4]


def found_in(data: bytes, *secrets: str) -> list[str]:
    """Which of the secrets lie in some bytes, in whatever writing."""
    return [each for each in secrets if any(written and written in data for written in writings(each))]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that is logged, at every level, the queries too."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    loggers = [logging.getLogger(), logging.getLogger("django.request"), logging.getLogger("plenary")]
    before = [each.level for each in loggers]
    for each in loggers:
        each.addHandler(handler)
        each.setLevel(logging.DEBUG)
    yield written
    for each, level in zip(loggers, before, strict=True):
        each.removeHandler(handler)
        each.setLevel(level)


def test_writings_are_looked_for_in_each_form() -> None:
    for word in PLANTED:
        assert found_in(b"xx" + word.encode() + b"yy", word) == [word]
        assert found_in(base64.b64encode(b"a sentence, then " + word.encode() + b" and more"), word) == [word]
    assert found_in(b"nothing of it", *PLANTED) == []


def raised_through_pages(of: World) -> tuple[list[str], bytes]:
    """A concern from the first word to an outcome, through the pages: its codes, and all that others were shown meanwhile."""
    nobody, chair = Client(), Client()
    chair.force_login(of.account("chair"))
    letter = SimpleUploadedFile(f"{PLANTED[0]}.txt", WORDS.encode(), content_type="text/plain")
    given = {"words": WORDS, "told_about": WORDS, "name": WORDS, "about": ["office:deputy"], "file": letter}
    code = CODE.findall(nobody.post(reverse("health:raise", args=[of.of.slug]), given).content.decode())[0]
    concern = RaisedConcern.objects.of(of.of.id).get()
    address = reverse("health:concern", args=[of.of.slug, concern.pk])
    chair.post(address, {"step": "acknowledge", "words": WORDS})
    other = CODE.findall(chair.post(address, {"step": "hear", "words": WORDS}).content.decode())[0]
    nobody.post(reverse("health:come_back"), {"code": other, "step": "say", "words": WORDS})
    nobody.post(reverse("health:come_back"), {"code": code, "step": "propose", "words": WORDS})
    chair.post(address, {"step": "mediate", "words": WORDS})
    chair.post(address, {"step": "conclude", "words": WORDS, "check_on": "2099-01-01"})
    for each in (code, other):
        read = proposal_on(nobody.post(reverse("health:come_back"), {"code": each}).content.decode(), "outcome")
        given = {"code": each, "step": "outcome", "is_yes": "yes", "words": WORDS, "proposal": read}
        nobody.post(reverse("health:come_back"), given)
    for each in (code, other):
        nobody.post(reverse("health:come_back"), {"code": each, "step": "fair", "is_yes": "no", "words": WORDS})
    opened = chair.post(address, {"step": "open", "passphrase": f"{PASSPHRASE} chair"})
    assert opened.content.decode().count(PLANTED[0]) == 18
    row = SealedFile.objects.of(of.of.id).get()
    file = chair.post(address, {"step": "file", "passphrase": f"{PASSPHRASE} chair", "file": row.pk})
    assert b"".join(file.streaming_content) == WORDS.encode()
    chair.post(reverse("health:box", args=[of.of.slug]), {"passphrase": f"{PASSPHRASE} chair"})
    chair.post(address, {"step": "open", "passphrase": WORDS})
    shown = [chair.get(address), chair.get(reverse("health:box", args=[of.of.slug]))]
    shown.append(chair.get(reverse("record:feed", args=[of.of.slug])))
    shown.append(chair.get(reverse("desk:coalition", args=[of.of.slug])))
    return [code, other], b"".join(page.content for page in shown)


@pytest.mark.django_db(transaction=True)
def test_planted_words_and_codes_are_found_nowhere(
    tmp_path: Path, log: io.StringIO, keys_derived_as_in_life: None
) -> None:
    of = world()
    codes, shown = raised_through_pages(of)
    with clock.set_to(clock.now()):
        look_after_concerns()
    secrets = (*PLANTED, *codes, *(code.replace(" ", "") for code in codes), PASSPHRASE)
    assert found_in(shown, *PLANTED, PASSPHRASE) == []
    assert found_in(log.getvalue().encode(), *secrets) == []
    mails = [*(f"{row.subject} {row.text} {row.html} {row.key}" for row in OutgoingMail.objects.all())]
    mails += [str(message.message()) for message in mail.outbox]
    assert mails
    assert found_in(" ".join(mails).encode(), *secrets) == []
    record = b"".join(bytes(row.envelope) for row in Entry.objects.of(of.of.id))
    record += b"".join(bytes(row.payload) for row in Opening.objects.of(of.of.id) if row.payload)
    assert found_in(record, *secrets) == []
    assert found_in(all_that_is_stored(tmp_path), *secrets) == []


def all_that_is_stored(tmp_path: Path) -> bytes:
    """The database, byte by byte: on SQLite a copy of the file, its free pages too, as a backup takes it; else every row."""
    if connection.vendor == "sqlite":
        copy = tmp_path / "copy.sqlite3"
        with sqlite3.connect(copy) as into:
            connection.connection.backup(into)
        into.close()
        return copy.read_bytes()
    rows = (row for model in apps.get_models() for row in model._base_manager.values_list())
    kept = (bytes(value) if isinstance(value, memoryview) else str(value).encode() for row in rows for value in row)
    return b"\n".join(kept)


@pytest.mark.django_db
def test_the_same_words_make_other_bytes_of_a_length_that_tells_little() -> None:
    of = world()
    sizes = set()
    for words in ("Short.", "A little longer than that, and still short."):
        code, concern = of.raised(words=words)
        thread = concern.threads.get()
        sizes.add(len(bytes(thread.messages.get().sealed)))
        assert [said.words for said in queries.by_code(code).messages()] == [words]
    assert len(sizes) == 1


def test_keys_cost_what_is_told(keys_derived_as_in_life: None) -> None:
    """A passphrase three rounds over 64 MiB, a code two over 19 MiB: everywhere else in the tests they cost little."""
    salt, digits = secrets.token_bytes(sealing.SALT), "01234567890123456789"
    kept = Argon2id(salt=salt, length=32, iterations=3, lanes=1, memory_cost=65_536)
    assert sealing.key_of_passphrase(PASSPHRASE, salt) == kept.derive(PASSPHRASE.encode())
    for found, master in zip(sealing.of_code(digits), settings.MASTER_KEYS, strict=True):
        told = HKDF(SHA256(), sealing.SALT, None, b"plenary concern receipt 1").derive(master)
        made = Argon2id(salt=told, length=32, iterations=2, lanes=1, memory_cost=19_456).derive(digits.encode())
        assert found.hash + found.key == HKDF(SHA256(), 64, None, b"plenary concern receipt 1").derive(made)


@pytest.mark.django_db
def test_a_message_moved_to_another_place_does_not_open() -> None:
    of = world()
    code, concern = of.raised(words="One.")
    thread = concern.threads.get()
    actions.acknowledge(by=of.by("chair"), concern=concern, words="Two.")
    first, second = thread.messages.all()
    first.sealed, second.sealed = second.sealed, first.sealed
    first.save()
    second.save()
    opened = queries.by_code(code)
    assert opened is not None
    with pytest.raises(ValueError, match="does not belong here"):
        opened.messages()
