"""The first screens, for strangers, for those inside, and for those with several coalitions."""

import gzip
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plenary.accounts.models import Account
from plenary.coalitions.models import Coalition
from plenary.core import asks, clock
from plenary.core.asks import Ask, Happening
from plenary.core.standing import Standing
from plenary.desk.tests import factories
from plenary.record.tests.factories import note
from tests import founding

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def only_own_tellers(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other rooms would ask is left out, so that titles can be equal to the letter."""
    for registry in ("_askers", "_at_desk", "_decided", "_coming"):
        monkeypatch.setattr(asks, registry, [])


@pytest.fixture
def amina(client: Client) -> Account:
    """Signed in with the test client."""
    account = founding.account("amina@desk.example", name="Amina Diallo")
    client.force_login(account)
    return account


def formed(slug: str = "clear-fields") -> Coalition:
    return founding.coalition(slug, factories.open_charter())


def represents(of: Coalition, who: Account) -> None:
    founding.represent(founding.member(of, "Femmes du Sahel"), who=who)


def _ask_of_members(*days: int) -> None:
    @asks.asks
    def asker(standing: Standing) -> Iterator[Ask]:
        for number in days if standing.member else ():
            due = clock.now() + timedelta(days=number)
            yield Ask(title=f"Vote {number}", sentence="Your ballot counts once.", url="/x/", button="Vote", due=due)


def _without_token(text: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


def test_welcome_lists_no_coalition(client: Client) -> None:
    formed("clear-fields")
    answer = client.get("/")
    assert answer.status_code == 200
    assert "Clear Fields" not in answer.text


def test_desk_asks_strangers_to_sign_in(client: Client) -> None:
    answer = client.get("/desk/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/sign-in/?next=/desk/")


def test_desk_without_coalitions_says_what_to_do(client: Client, amina: Account) -> None:
    assert "You take part in no coalition yet" in client.get("/desk/").text


def test_desk_with_one_coalition_goes_there(client: Client, amina: Account) -> None:
    represents(formed(), amina)
    assert client.get("/desk/")["Location"] == "/c/clear-fields/"
    assert client.get("/desk/?all").status_code == 200


def test_desk_with_several_puts_the_most_urgent_first(client: Client, amina: Account) -> None:
    rivers, fields = (formed(slug) for slug in ("wide-rivers", "clear-fields"))
    for each in (rivers, fields):
        represents(each, amina)
    assert _listed(client) == [("Clear Fields", "nothing"), ("Wide Rivers", "nothing")]

    @asks.asks
    def asker(standing: Standing) -> Iterator[Ask]:
        if standing.coalition == rivers.id:
            yield Ask(title="Vote", sentence="", url="/x/", button="Vote", due=clock.now())

    assert _listed(client) == [("Wide Rivers", "1 thing this week"), ("Clear Fields", "nothing")]


def _listed(client: Client) -> list[tuple[str, str]]:
    return [(each.name, each.asked) for each in client.get("/desk/").context["coalitions"]]


def test_coalition_shows_the_desk_to_those_inside(client: Client, amina: Account) -> None:
    coalition = formed()
    represents(coalition, amina)
    _ask_of_members(2, 5, 12)
    asks.tells_decided(
        lambda _standing: [Happening(at=clock.now(), title="Admit 14", state="adopted", state_label="adopted")]
    )
    note(Standing.system(coalition.id, "purpose"), "a letter was sent")
    desk = client.get("/c/clear-fields/").context["desk"]
    assert desk.title == "Two things need you this week"
    assert [ask.title for ask in desk.asks] == ["Vote 2", "Vote 5", "Vote 12"]
    assert [each.title for each in desk.decided] == ["Admit 14"]
    assert desk.news[0].sentence == "Noted: a letter was sent."
    assert desk.later == desk.asks[2].due
    assert desk.unhurried == 1


def test_coalition_shows_its_public_face_to_strangers(client: Client) -> None:
    formed()
    answer = client.get("/c/clear-fields/")
    assert answer.status_code == 200
    assert next(template.name for template in answer.templates) == "desk/face.html"
    assert "Charter" in [str(label) for label, _address in answer.context["shown"]]


def test_public_face_leads_those_signed_in_to_an_application(client: Client) -> None:
    formed()
    assert "/c/clear-fields/apply/" not in client.get("/c/clear-fields/").text
    client.force_login(founding.account("mbali@desk.example", name="Mbali Dube"))
    assert "/c/clear-fields/apply/" in client.get("/c/clear-fields/").text


def test_coalition_of_which_nothing_is_public_answers_like_a_missing_one(client: Client) -> None:
    founding.coalition(rules=factories.closed_charter())
    for path in ("/c/clear-fields/", "/c/no-such/"):
        assert client.get(path)["Location"] == f"/account/sign-in/?next={path}"
    client.force_login(founding.account("mbali@desk.example", name="Mbali Dube"))
    hidden, missing = client.get("/c/clear-fields/"), client.get("/c/no-such/")
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert _without_token(hidden.text).replace("clear-fields", "no-such") == _without_token(missing.text)


def test_desk_costs_the_same_whatever_it_shows(client: Client, amina: Account) -> None:
    costs = []
    client.get("/desk/")  # the first page of a session makes the key of its copies
    for slug, number in (("clear-fields", 1), ("wide-rivers", 3)):
        coalition = formed(slug)
        represents(coalition, amina)
        _ask_of_members(*range(number))
        for _each in range(number):
            note(Standing.system(coalition.id, "purpose"))
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/c/{slug}/")
        costs.append(len(asked))
    assert costs[0] == costs[1]
    assert costs[1] <= QUERIES


QUERIES = 17  # sign-in, risk, coalition, standing, charter, masthead, foot and feed together


def test_first_visit_to_the_desk_is_light(client: Client, amina: Account) -> None:
    represents(formed(), amina)
    _ask_of_members(*range(1, 11))
    page = client.get("/c/clear-fields/").text
    loaded = re.findall(r'(?:href|src)="/static/([^"]+)"', page)
    assert loaded == ["core/plenary.svg", "core/plenary.css", "core/copies.js"]
    files = [Path(str(finders.find(name))).read_bytes() for name in loaded]
    first, later = sum(len(gzip.compress(each)) for each in [page.encode(), *files]), len(gzip.compress(page.encode()))
    assert (first < 60_000, later < 20_000) == (True, True)
