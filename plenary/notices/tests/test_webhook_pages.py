"""Pages of webhooks: made by those whose office carries it, the secret shown once, errors by field."""

import re
import socket
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plenary.accounts.models import Account
from plenary.coalitions.models import Coalition
from plenary.core import clock, standing
from plenary.core.standing import Standing
from plenary.notices import queries
from plenary.notices.models import Webhook, WebhookDelivery
from plenary.notices.rules.signatures import secret_of
from plenary.notices.rules.webhooks import CONNECT
from plenary.notices.tests.mailing import NOW
from tests import founding

pytestmark = pytest.mark.django_db
LIST, NEW = "/c/clear-fields/webhooks/", "/c/clear-fields/webhooks/new/"
FILLED = {"address": "https://hooks.example.org/in/ours", "reads": "members", "says": "public"}


@pytest.fixture
def coalition() -> Coalition:
    return founding.unchartered()


@pytest.fixture
def officer(coalition: Coalition, client: Client, monkeypatch: pytest.MonkeyPatch) -> Account:
    """Signed in, with an office that connects other programs."""
    account = founding.account("coordinator@example.org", name="Coordinator")

    def provide(given: Standing) -> Standing:
        if given.account != account.id:
            return given
        return standing.with_audiences(replace(given, person="p", powers=frozenset({CONNECT})), "members")

    monkeypatch.setattr(standing, "_providers", [provide])
    client.force_login(account)
    return account


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What the system's resolver answers: host -> addresses; of any other there is none."""
    known: dict[str, list[str]] = {"hooks.example.org": ["1.1.1.1"]}

    def getaddrinfo(host: str, port: int, **_options: object) -> list[tuple[object, ...]]:
        if host not in known:
            raise socket.gaierror
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in known[host]]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return known


def text(page: object) -> str:
    return re.sub(r"\s+", " ", page.content.decode())


def test_it_is_made_with_its_secret_shown_once_and_only_its_host_afterwards(
    coalition: Coalition, officer: Account, names: dict[str, list[str]], client: Client
) -> None:
    made = client.post(NEW, FILLED)
    hook = Webhook.objects.of(coalition.id).get()
    (secret,) = queries.secrets_of_webhook(hook)
    shown = re.search(r"whsec_[\w+/=]+", text(made))
    assert shown
    assert (secret_of(shown[0]), made["Cache-Control"].split(", ")) == (
        secret,
        ["max-age=0", "no-cache", "no-store", "must-revalidate", "private"],
    )
    assert (hook.reads, hook.says, hook.account_id) == ("members", "public", officer.id)
    for page in (LIST, f"{LIST}{hook.pk}/"):
        said = text(client.get(page))
        assert ("hooks.example.org" in said, "whsec_" in said, "ours" in said.replace("hours", "")) == (
            True,
            False,
            False,
        )
    renewed = text(client.post(f"{LIST}{hook.pk}/", {"step": "renew"}))
    assert re.search(r"whsec_[\w+/=]+", renewed)
    assert shown[0] not in renewed


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({"address": ""}, "This field is required."),
        ({"address": "http://hooks.example.org/"}, "The address must begin with https://."),
        (
            {"address": "https://10.0.0.1/"},
            "The address must name a host, such as hooks.example.org, and not a number.",
        ),
        ({"address": "https://inside.example.org/"}, "This name does not lead to an address on the public net."),
        ({"address": "https://nowhere.example.org/"}, "This name does not lead to an address on the public net."),
        ({"reads": "body:board"}, "Select a valid choice. body:board is not one of the available choices."),
        ({"says": ""}, "This field is required."),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_made(
    *,
    coalition: Coalition,
    officer: Account,
    names: dict[str, list[str]],
    client: Client,
    sent: dict[str, str],
    error: str,
) -> None:
    names["inside.example.org"] = ["1.1.1.1", "10.0.0.1"]
    page = client.post(NEW, {**FILLED, **sent})
    ((field, errors),) = page.context["form"].errors.items()
    assert (page.status_code, field, list(errors)) == (200, next(iter(sent)), [error])
    assert Webhook.objects.of(coalition.id).count() == 0


def test_it_is_changed_woken_and_ended_on_its_page(
    coalition: Coalition, officer: Account, names: dict[str, list[str]], client: Client
) -> None:
    client.post(NEW, FILLED)
    hook = Webhook.objects.of(coalition.id).get()
    page = f"{LIST}{hook.pk}/"
    assert client.post(page, {"step": "amend", "reads": "public", "says": "nothing"}).status_code == 302
    hook.refresh_from_db()
    assert (hook.reads, hook.says) == ("public", "nothing")
    assert client.post(page, {"step": "amend", "reads": "all", "says": "nothing"}).status_code == 200
    assert client.post(page, {"step": "wake"}).status_code == 403
    assert client.post(page, {"step": "sell"}).status_code == 400
    Webhook.objects.of(coalition.id).update(paused="failing")
    assert "for three days nothing was taken" in text(client.get(page))
    assert client.post(page, {"step": "wake"}).status_code == 302
    assert client.post(page, {"step": "end"}).status_code == 302
    assert (Webhook.objects.of(coalition.id).count(), client.get(page).status_code) == (0, 404)


def test_a_webhook_of_another_coalition_is_not_there(
    coalition: Coalition, officer: Account, names: dict[str, list[str]], client: Client
) -> None:
    client.post(NEW, FILLED)
    hook = Webhook.objects.of(coalition.id).get()
    founding.unchartered("elsewhere")
    assert client.get(f"/c/elsewhere/webhooks/{hook.pk}/").status_code == 404
    assert client.post(f"/c/elsewhere/webhooks/{hook.pk}/", {"step": "end"}).status_code == 404
    assert Webhook.objects.of(coalition.id).count() == 1


def test_deliveries_are_told_by_moment_and_class_in_a_constant_number_of_queries(
    coalition: Coalition, officer: Account, names: dict[str, list[str]], client: Client
) -> None:
    client.post(NEW, FILLED)
    hook = Webhook.objects.of(coalition.id).get()
    counts = []
    with clock.set_to(NOW):
        for n, answer in ((1, "taken"), (2, "unreachable"), (3, "failed")):
            WebhookDelivery.objects.create(coalition=coalition, webhook=hook, at=NOW, n=n, answer=answer)
            with CaptureQueriesContext(
                connection,
            ) as queried:
                page = client.get(f"{LIST}{hook.pk}/")
            counts.append(len(queried))
    assert len(set(counts)) == 1
    cells = [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td>(.*?)</td>", text(page))]
    assert cells[1::3] == ["entry 3", "entry 2", "entry 1"]
    assert cells[2::3] == ["answered with an error of its own (5xx)", "could not be reached", "taken"]


def test_the_list_takes_as_many_queries_for_three_as_for_one(
    coalition: Coalition, officer: Account, names: dict[str, list[str]], client: Client
) -> None:
    counts = []
    for _each in range(3):
        client.post(NEW, FILLED)
        with CaptureQueriesContext(connection) as queried:
            client.get(LIST)
        counts.append(len(queried))
    assert len(set(counts)) == 1
