"""Audiences and an announced kind for every test of this room, servers on loopback, and who connects other programs."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pytest
from pytest_django.fixtures import Settings

from plenary.accounts.models import Account
from plenary.coalitions.models import Coalition
from plenary.core import asks, standing, visibility
from plenary.core.standing import Standing
from plenary.notices import audiences, calling, deadlines, topics, wordings
from plenary.notices.actions import telling
from plenary.notices.announcements import announce
from plenary.notices.rules.ways import Way
from plenary.notices.rules.webhooks import CONNECT
from plenary.notices.tests.hooks import Offices, Tell
from plenary.notices.tests.receiver import HOST, Authority, Receiver
from plenary.notices.tests.smtp import MailServer
from plenary.record import kinds
from plenary.record.tests.factories import NOTED
from tests import founding


class People:
    """Who reads what, as rooms above would know it."""

    def __init__(self) -> None:
        self.behind: defaultdict[str, set[str]] = defaultdict(set)
        self.at_risk: set[str] = set()


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> People:
    known = People()
    monkeypatch.setattr(audiences, "_resolvers", {})
    monkeypatch.setattr(audiences, "_content_free", [lambda _coalition: known.at_risk])
    monkeypatch.setattr(wordings, "_announcements", {})
    monkeypatch.setattr(kinds, "_receivers", defaultdict(list))
    for prefix in (visibility.MEMBERS, "body:", "person:"):
        audiences.register_audience(prefix, lambda _coalition, token: known.behind[token])
    monkeypatch.setattr(topics, "_topics", dict(topics._topics))
    topics.register_topic("test", "Tests", "What tests note.", ways=tuple(Way), begins=Way.AT_ONCE)
    announce(NOTED, "%(coalition)s: a note", "It says: %(text)s.", asks=True)
    return known


@pytest.fixture
def coalition() -> Coalition:
    return founding.unchartered()


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    """A mail server on the loopback address, to which the product sends."""
    server = MailServer()
    options = {"host": "127.0.0.1", "port": server.port, "use_tls": False, "timeout": 5}
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
    server.start()
    yield server
    server.stop()


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every account is a member, and nothing is asked of anybody until a test says so."""

    def inside(given: Standing) -> Standing:
        return standing.with_audiences(replace(given, person="p"), visibility.MEMBERS)

    monkeypatch.setattr(standing, "_providers", [inside])
    for name in ("_askers", "_coming"):
        monkeypatch.setattr(asks, name, [])
    monkeypatch.setattr(deadlines, "_finders", [])


@pytest.fixture
def offices(monkeypatch: pytest.MonkeyPatch) -> Offices:
    known = Offices()
    monkeypatch.setattr(standing, "_providers", [known.provide])
    return known


@pytest.fixture
def officer(offices: Offices) -> Account:
    account = founding.account("coordinator@example.org")
    offices.powers[account.id] = {CONNECT}
    offices.inside.add(account.id)
    return account


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def receiver(authority: Authority) -> Iterator[Receiver]:
    begun = Receiver(authority.serves(HOST))
    yield begun
    begun.stop()


@pytest.fixture
def tell(receiver: Receiver, authority: Authority) -> Tell:
    """One round of the worker, against the test's own server."""
    post = partial(
        calling.post,
        resolve=lambda _host, _seconds: ["127.0.0.1"],
        is_allowed="127.0.0.1".__eq__,
        trust=authority.trust,
        port=receiver.port,
    )
    return lambda hook: telling.tell_webhook(webhook_id=hook.pk, post=post)
