"""Replies by mail to a proposal: the whole way there and back, over SMTP and through the command."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings as given
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from plenary.accounts.models import Account
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.asks import asks_of
from plenary.core.models import ServerAct
from plenary.core.standing import standing_of
from plenary.decisions import actions
from plenary.decisions.models import Ballot, Proposal
from plenary.decisions.tests import factories
from plenary.notices.actions import mails, sending
from plenary.notices.models import HeldReply, ReceivedMail, ReplyAddress
from plenary.notices.tests.smtp import MailServer
from plenary.record.models import Entry
from plenary.texts.models import Comment
from tests import founding

pytestmark = pytest.mark.django_db
NOW = clock.now()  # a process of its own has the clock of the machine
PROOF = "Authentication-Results: mx.plenary.example; dmarc=pass header.from=example.org"


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    """A mail server on the loopback address; replies are taken in."""
    server = MailServer()
    options = {"host": "127.0.0.1", "port": server.port, "use_tls": False, "timeout": 5}
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
    settings.MAIL_REPLY, settings.MAIL_AUTHSERV = "reply@plenary.example", "mx.plenary.example"
    server.start()
    yield server
    server.stop()


class Asked:
    """A proposal in discussion, one who was mailed of it, and the mail that came."""

    def __init__(self, server: MailServer, house: Coalition, *, protected: bool = False) -> None:
        self.house, self.member = house, founding.member(house, "Campo Limpo", protected=protected)
        self.proposal: Proposal = factories.opened(founding.standing(founding.member(house, "Mover")))
        self.account: Account = founding.represent(self.member).account
        entry = Entry.objects.of(house.id).get(kind="decisions.opened")
        mails.write_mails(coalition_id=house.id, entry_id=entry.id)
        sending.send_due()
        (self.mail,) = server.to(self.account.email.partition("@")[0])

    def reply(self, text: str = "We agree.", *headers: str, sender: str = "", number: int = 1, **changed: str) -> bytes:
        """A reply as a mail program writes it."""
        lines = [
            *headers,
            f"From: {sender or self.account.email}",
            f"To: {changed.get('to', self.mail['Reply-To'])}",
            f"Message-ID: <{number}@example.org>",
            "Content-Type: text/plain; charset=utf-8",
            "",
            *[text, "", "On Mon, 4 May 2026, Plenary <plenary@localhost> wrote:", "> A proposal was opened"],
        ]
        return "\r\n".join(lines).encode()

    def comments(self) -> list[str]:
        return list(Comment.objects.of(self.house.id).order_by("at", "id").values_list("body", flat=True))


@pytest.fixture
def asked(mail_server: MailServer, house: Coalition) -> Asked:
    return Asked(mail_server, house)


def receive(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
    call_command("mail", "receive")


def test_a_reply_becomes_a_comment_once_and_never_a_vote(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked.proposal.voting_from
    text = asked.mail.get_body(("plain",)).get_content()
    assert "never a vote" in text
    assert asked.account.id not in asked.mail["Reply-To"]
    with clock.set_to(asked.proposal.voting_from):
        for _ in range(2):
            receive(monkeypatch, asked.reply("Yes", PROOF))
    assert (asked.comments(), Ballot.objects.of(asked.house.id).count()) == (["Yes"], 0)
    comment = Comment.objects.of(asked.house.id).get()
    assert (comment.member, comment.language) == (asked.member.id, "en")
    assert Entry.objects.of(asked.house.id).filter(kind="texts.commented", about=asked.proposal.id).count() == 1
    assert list(ServerAct.objects.filter(kind="notices.mail_dropped").values_list("facts__why", flat=True)) == ["twice"]


def test_the_language_is_the_accounts(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    Account.objects.filter(id=asked.account.id).update(language="fr")
    with clock.set_to(asked.proposal.voting_from):
        receive(monkeypatch, asked.reply("D’accord.", PROOF))
    assert Comment.objects.of(asked.house.id).get().language == "fr"


@pytest.mark.parametrize(
    ("headers", "sender"),
    [
        ([], ""),
        (["Authentication-Results: mx.evil.example; dmarc=pass header.from=example.org"], ""),
        (["Authentication-Results: mx.plenary.example; dmarc=fail header.from=example.org"], ""),
        ([PROOF], "somebody@example.org"),
    ],
)
def test_a_sender_that_is_not_proved_is_held_until_the_account_confirms(
    asked: Asked, monkeypatch: pytest.MonkeyPatch, client: Client, headers: list[str], sender: str
) -> None:
    with clock.set_to(asked.proposal.voting_from):
        receive(monkeypatch, asked.reply("We agree.", *headers, sender=sender))
        held = HeldReply.objects.of(asked.house.id).get()
        assert (asked.comments(), held.reason, b"agree" in bytes(held.words_sealed)) == (
            [],
            "notices.not_proved",
            False,
        )
        by = standing_of(asked.account.id, asked.house.id)
        address = reverse("notices:held", args=[asked.house.slug, held.id])
        assert [(ask.title, ask.due) for ask in asks_of(by) if ask.url == address] == [
            ("A reply by mail waits: is it yours?", clock.now() + timedelta(days=14))
        ]
        other = Client()
        other.force_login(founding.represent(asked.member).account)
        assert (other.get(address).status_code, other.post(address, {"step": "confirm"}).status_code) == (404, 404)
        client.force_login(asked.account)
        assert "We agree." in client.get(address).content.decode()
        assert (client.post(address).status_code, asked.comments()) == (400, [])
        answer = client.post(address, {"step": "confirm"})
        assert answer["Location"] == reverse("decisions:proposal", args=[asked.house.slug, asked.proposal.id])
        assert (asked.comments(), HeldReply.objects.of(asked.house.id).count()) == (["We agree."], 0)
        assert client.get(address).status_code == 404


def test_a_held_reply_is_thrown_away_or_forgotten(
    asked: Asked, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    client.force_login(asked.account)
    with clock.set_to(asked.proposal.voting_from):
        for number in (1, 2):
            receive(monkeypatch, asked.reply(number=number))
        first, second = HeldReply.objects.of(asked.house.id).order_by("id")
        address = reverse("notices:held", args=[asked.house.slug, first.id])
        assert client.post(address, {"step": "discard"}).status_code == 302
    with clock.set_to(asked.proposal.voting_from + timedelta(days=14)):
        assert client.get(reverse("notices:held", args=[asked.house.slug, second.id])).status_code == 404
        mails.forget_old_mails()
    with clock.set_to(asked.proposal.voting_from + timedelta(days=15)):
        mails.forget_old_mails()
    assert (HeldReply.objects.of(asked.house.id).count(), asked.comments()) == (0, [])


def test_what_the_page_would_refuse_is_held_with_the_reason(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.close(asked.proposal)
    assert asked.proposal.voting_until
    with clock.set_to(asked.proposal.voting_until + timedelta(hours=1)):
        receive(monkeypatch, asked.reply("Too late.", PROOF))
        assert HeldReply.objects.of(asked.house.id).get().reason == "decisions.over"
    assert asked.comments() == []


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (lambda asked: asked.reply("x", PROOF, "Auto-Submitted: auto-replied"), "automatic"),
        (lambda asked: asked.reply("x", PROOF, "Return-Path: <>"), "automatic"),
        (lambda asked: asked.reply("x", PROOF, to="reply+abcdefghijklmnopqrstuvwxyz@plenary.example"), "no_address"),
        (lambda asked: asked.reply("x", PROOF, to="reply@plenary.example"), "no_address"),
        (lambda asked: asked.reply("", PROOF), "empty"),
        (lambda asked: asked.mail.as_bytes(), "no_address"),
        (lambda _asked: b"", "no_address"),
        (lambda _asked: b"\x00\xff" * 1000, "no_address"),
        (lambda asked: asked.reply("x", PROOF) + b"x" * 10 * 1024 * 1024, "too_large"),
    ],
)
def test_what_is_no_reply_is_dropped_without_a_word(
    asked: Asked, monkeypatch: pytest.MonkeyPatch, raw: object, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with clock.set_to(asked.proposal.voting_from):
        receive(monkeypatch, raw(asked))
    act = ServerAct.objects.get(kind="notices.mail_dropped")
    assert (act.facts, act.account) == ({"why": why}, "")
    assert (asked.comments(), HeldReply.objects.of(asked.house.id).count()) == ([], 0)
    assert tuple(capsys.readouterr()) == ("", "")


def test_a_token_expires_and_ends_with_its_account_and_its_standing(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    with clock.set_to(factories.MONDAY + timedelta(days=30)):
        receive(monkeypatch, asked.reply("late", PROOF, number=1))
    with clock.set_to(asked.proposal.voting_from):
        Account.objects.filter(id=asked.account.id).update(is_active=False)
        receive(monkeypatch, asked.reply("closed", PROOF, number=2))
        Account.objects.filter(id=asked.account.id).update(is_active=True)
        asked.member.status = "removed"
        asked.member.save()
        receive(monkeypatch, asked.reply("removed", PROOF, number=3))
    assert asked.comments() == []


def test_a_token_is_for_one_person_and_one_thing(
    asked: Asked, monkeypatch: pytest.MonkeyPatch, mail_server: MailServer
) -> None:
    addresses = [str(message["Reply-To"]) for _address, message in mail_server.taken]
    assert len(set(addresses)) == len(addresses) == ReplyAddress.objects.of(asked.house.id).count()
    stored = [row.token_hash for row in ReplyAddress.objects.of(asked.house.id)]
    assert [address for address in addresses if address.partition("+")[2].partition("@")[0] in stored] == []


def test_nobody_is_asked_to_reply_where_no_mail_is_taken_in(
    mail_server: MailServer, house: Coalition, settings: Settings
) -> None:
    settings.MAIL_REPLY = ""
    asked = Asked(mail_server, house)
    assert (asked.mail["Reply-To"], "never a vote" in asked.mail.as_string()) == (None, False)
    assert ReplyAddress.objects.of(house.id).count() == 0


def test_a_protected_member_is_given_no_address(mail_server: MailServer, house: Coalition) -> None:
    asked = Asked(mail_server, house, protected=True)
    assert asked.mail["Reply-To"] is None
    assert ReplyAddress.objects.of(house.id).filter(account=asked.account).count() == 0


def test_nobody_fills_the_server_with_held_replies(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    with clock.set_to(asked.proposal.voting_from):
        for number in range(23):
            receive(monkeypatch, asked.reply(number=number))
    assert HeldReply.objects.of(asked.house.id).count() == 20


@pytest.mark.parametrize("error", [OperationalError("database is locked"), ZeroDivisionError()])
def test_what_cannot_be_taken_now_is_left_with_the_mail_server(
    asked: Asked, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def busy(**_given: object) -> None:
        raise error

    with monkeypatch.context() as broken, clock.set_to(asked.proposal.voting_from):
        broken.setattr(actions, "comment", busy)
        with pytest.raises(CommandError) as told:
            receive(monkeypatch, asked.reply("We agree.", PROOF))
        assert told.value.returncode == 75
    assert ReceivedMail.objects.count() == 0
    with clock.set_to(asked.proposal.voting_from):
        receive(monkeypatch, asked.reply("We agree.", PROOF))
    assert asked.comments() == ["We agree."]


@pytest.mark.django_db(transaction=True)
def test_the_command_of_a_mail_server_takes_in_a_reply(
    mail_server: MailServer, house: Coalition, tmp_path: Path
) -> None:
    asked = Asked(mail_server, house)
    Proposal.objects.of(house.id).update(
        discussion_from=NOW - timedelta(hours=1),
        voting_from=NOW + timedelta(days=1),
        voting_until=NOW + timedelta(days=2),
    )
    ReplyAddress.objects.of(house.id).update(expires_at=NOW + timedelta(days=1))
    (tmp_path / "secrets").symlink_to(given.VAR / "secrets")
    own = {"PLENARY_VAR": str(tmp_path)} | {
        f"PLENARY_{name}": getattr(given, name) for name in ("MAIL_REPLY", "MAIL_AUTHSERV")
    }
    empty = {"PLENARY_VAR": str(tmp_path / "empty")}
    if connection.vendor == "sqlite":
        (tmp_path / "plenary.sqlite3").symlink_to(connection.settings_dict["NAME"])
    else:
        own["PLENARY_DATABASE"] = given.DATABASE.rpartition("/")[0] + f"/{connection.settings_dict['NAME']}"
        empty["PLENARY_DATABASE"] = own["PLENARY_DATABASE"] + "_empty"
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PLENARY_")}
    command = [sys.executable, "-m", "plenary", "mail", "receive"]
    mail = asked.reply("From a pipe.", PROOF)
    done = subprocess.run(command, input=mail, env=clean | own, check=False, capture_output=True)  # noqa: S603  # our own
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert asked.comments() == ["From a pipe."]
    mail = b"Subject: x\r\n\r\nx"
    not_ready = subprocess.run(command, input=mail, env=clean | own | empty, check=False, capture_output=True)  # noqa: S603  # likewise
    assert not_ready.returncode == 75
