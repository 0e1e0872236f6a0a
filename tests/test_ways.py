"""Six lives, driven from address to page: they pass what `docs/developers/ways.md` tells, in that order, and no way is long."""

import io
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from plenary.agreements.tests import factories as agreements
from plenary.bodies.models import Term
from plenary.charter.actions import begin_draft
from plenary.charter.forms.parts import PartForm
from plenary.charter.queries import charter_of
from plenary.charter.rules.parts import parts
from plenary.charter.rules.schema import Office
from plenary.core import clock
from plenary.core.standing import standing_of
from plenary.decisions import actions as decisions
from plenary.decisions.models import Proposal
from plenary.decisions.tasks import keep_deadlines
from plenary.decisions.tests import factories
from plenary.directory.models import Organisation
from plenary.directory.permissions import ADMINISTER, IMPORT
from plenary.notices.actions.mails import write_mails
from plenary.notices.actions.sending import send_due
from plenary.record.models import Entry
from plenary.texts.models import Comment
from tests import founding
from tests.ways import Life, traced

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # functions are the same on either database

TOLD = (Path(__file__).resolve().parent.parent / "docs" / "developers" / "ways.md").read_text()
LIVES = ("ballot", "imported row", "amendment", "objection by mail", "signature", "deadline at night")
MOST = 4  # hops, and functions above what is written
NIGHT = timedelta(minutes=3)
FILE = b"name,country\nQuiet Hands,Mali\n"


class Stage:
    """A coalition of two members, the first of which has the chair; each signs in, and stands where it stood on Monday."""

    def __init__(self) -> None:
        chair = Office(code="chair", names={"en": "chair"}, body="board", powers=(IMPORT, ADMINISTER))
        self.house = founding.coalition(rules=replace(factories.charter(), offices=(chair,)))
        self.accounts = [founding.represent(founding.member(self.house, name)).account for name in ("Campo", "Valley")]
        self.chair, self.other = (standing_of(account.id, self.house.id) for account in self.accounts)
        Term.objects.create(coalition=self.house, office="chair", person_id=self.chair.person, starts=clock.now())
        self.client = Client()
        self.client.force_login(self.accounts[0])
        self.proposal = factories.opened(self.chair)

    def at(self, name: str, *ids: str) -> str:
        """The address of a page."""
        return reverse(name, args=[self.house.slug, *ids])

    def sends(self, name: str, *ids: str, **given: Any) -> None:
        """Send a form, which is taken, and read the page to which it leads."""
        answer = self.client.post(self.at(name, *ids), given)
        assert answer.status_code == 302, answer.content
        assert self.client.get(answer["Location"]).status_code == 200

    def vote(self, proposal: Proposal) -> None:
        """Both say yes."""
        for by in (self.chair, self.other):
            decisions.cast_ballot(by=factories.now(by), proposal=proposal, choice="yes")


@contextmanager
def _living(lives: dict[str, Life], name: str, moment: datetime | None) -> Iterator[None]:
    assert moment is not None
    with clock.set_to(moment), traced(lives.setdefault(name, Life())):
        yield


def _ballot(stage: Stage, lives: dict[str, Life]) -> None:
    with _living(lives, "ballot", stage.proposal.voting_from):
        stage.sends("decisions:cast", stage.proposal.id, choice="yes")


def _imported_row(stage: Stage, lives: dict[str, Life]) -> None:
    with _living(lives, "imported row", factories.MONDAY):
        given = {"kind": "organisations", "file": SimpleUploadedFile("cards.csv", FILE)}
        begun = stage.client.post(stage.at("directory:import"), given)["Location"]
        then = stage.client.post(begun, {"name": "name", "country": "country"})["Location"]
        assert stage.client.post(then, {"duplicates": "add"})["Location"] == then
        assert stage.client.get(then).status_code == 200
    assert Organisation.objects.of(stage.house.id).get(name="Quiet Hands").imported is not None


def _amendment(stage: Stage, lives: dict[str, Life]) -> None:
    with clock.set_to(factories.MONDAY):
        draft = begin_draft(by=stage.chair, title="Anew")
        charter = charter_of(stage.house.id)
        asked = {field.html_name: field.value() for field in PartForm(charter, parts(charter)["review"])}
    with _living(lives, "amendment", factories.MONDAY):
        stage.client.post(
            stage.at("charter:part", draft.id, "review"), {**asked, "every_months": 18, "revision": 1, "step": "save"}
        )
    with clock.set_to(factories.MONDAY):
        proposal = factories.draft(stage.chair, [("charter.amend", {"draft": draft.id})], "Amend")
    with _living(lives, "amendment", factories.MONDAY):
        stage.client.post(stage.at("decisions:open", proposal.id))
    proposal.refresh_from_db()
    with clock.set_to(proposal.voting_from):
        stage.vote(proposal)
    with _living(lives, "amendment", proposal.voting_until and proposal.voting_until + NIGHT):
        keep_deadlines()
    assert charter_of(stage.house.id).review.every_months == 18


def _objection_by_mail(stage: Stage, lives: dict[str, Life]) -> None:
    with clock.set_to(factories.MONDAY):
        entry = Entry.objects.of(stage.house.id).get(kind="decisions.opened", about=stage.proposal.id)
        write_mails(coalition_id=stage.house.id, entry_id=entry.id, actor=stage.accounts[0].id)
        send_due()
    sender = stage.accounts[1].email
    (asked,) = (message for message in mail.outbox if message.to == [sender])
    lines = [
        "Authentication-Results: mx.plenary.example; dmarc=pass header.from=example.org",
        f"From: {sender}",
        f"To: {asked.reply_to[0]}",
        "Message-ID: <1@example.org>",
        "",
        "We object.",
    ]
    pipe = SimpleNamespace(buffer=io.BytesIO("\r\n".join(lines).encode()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", pipe)
        with _living(lives, "objection by mail", stage.proposal.voting_from):
            call_command("mail", "receive")
    assert Comment.objects.of(stage.house.id).get().body == "We object."


def _signature(stage: Stage, lives: dict[str, Life]) -> None:
    with clock.set_to(factories.MONDAY):
        agreement = agreements.adopted(stage.house, stage.chair, ("We call for a ban.",))
    assert agreement.current
    with _living(lives, "signature", factories.MONDAY):
        given = {"form": "organisation", "hash": agreement.current.hash, "has_read": "on"}
        stage.sends("agreements:sign", agreement.id, **given)


def _deadline_at_night(stage: Stage, lives: dict[str, Life]) -> None:
    with clock.set_to(stage.proposal.voting_from):
        stage.vote(stage.proposal)
    with _living(lives, "deadline at night", stage.proposal.voting_until and stage.proposal.voting_until + NIGHT):
        keep_deadlines()
    stage.proposal.refresh_from_db()
    assert stage.proposal.carried_out_at is not None


DRIVEN: tuple[Callable[[Stage, dict[str, Life]], None], ...] = (
    _ballot,
    _imported_row,
    _objection_by_mail,
    _signature,
    _amendment,
    _deadline_at_night,
)


@pytest.fixture(scope="module")
def lives(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Mapping[str, Life]:
    """All six, lived once in one coalition, and undone."""
    found: dict[str, Life] = {}
    whole = transaction.atomic()
    whole._from_testcase = True  # as TestCase does: inside it, durable blocks may begin
    mails = override_settings(MAIL_REPLY="reply@plenary.example", MAIL_AUTHSERV="mx.plenary.example")
    with django_db_blocker.unblock(), whole, mails:
        with clock.set_to(factories.MONDAY):
            stage = Stage()
        for drive in DRIVEN:
            drive(stage, found)
        transaction.set_rollback(True)
    return found


def _section(name: str) -> str:
    number = LIVES.index(name) + 1
    return re.split(r"^## \d\. ", TOLD, flags=re.MULTILINE)[number]


@pytest.mark.parametrize("name", LIVES)
def test_a_life_passes_what_is_told_in_that_order(lives: Mapping[str, Life], name: str) -> None:
    passed = iter(lives[name].passed)
    told = re.findall(r"^\d+\. `([\w.]+)`", _section(name), re.MULTILINE)
    missing = [each for each in told if each not in passed]  # goes on where the one before was found
    assert told
    assert missing == []


@pytest.mark.parametrize("name", LIVES)
def test_a_life_writes_what_is_told(lives: Mapping[str, Life], name: str) -> None:
    (told,) = re.findall(r"^Written: (.+?)$", _section(name), re.MULTILINE)
    assert {table for table in lives[name].written if not table.startswith(("record_", "django_"))} == set(
        re.findall(r"`(\w+)`", told)
    )


@pytest.mark.parametrize("name", LIVES)
def test_no_way_is_long(lives: Mapping[str, Life], name: str) -> None:
    assert lives[name].longer_than(MOST) == []


@pytest.mark.parametrize("name", LIVES)
def test_the_figures_are_told(lives: Mapping[str, Life], name: str) -> None:
    (told,) = re.findall(rf"^\| {LIVES.index(name) + 1}\. [^|]+\| (\d) \| (\d) \|$", TOLD, re.MULTILINE)
    assert tuple(map(int, told)) == (lives[name].hops(), lives[name].depth())
