"""Pages of concerns: raising without an account, coming back, the box, and what strangers are told."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from plenary.charter.rules.schema import Disclosed
from plenary.health import attempts
from plenary.health.models import RaisedConcern, ReceiverKey, SealedMessage
from plenary.health.rules.receivers import About
from plenary.health.tests.factories import PASSPHRASE, WORDS, World, proposal_on, world

pytestmark = pytest.mark.django_db
SLUG = "clear-fields"


def sent(client: Client, **given: object) -> str:
    """Raise a concern through the page and give the code."""
    answer = client.post(reverse("health:raise", args=[SLUG]), {"words": WORDS, **given})
    found = re.search(r"id=\"code\">([\d ]{24})<", answer.content.decode())
    assert found is not None
    return found[1]


def come_back(client: Client, code: str, **given: object) -> str:
    return client.post(reverse("health:come_back"), {"code": code, **given}).content.decode()


def signed_in(of: World, role: str) -> Client:
    client = Client()
    client.force_login(of.account(role))
    return client


def test_a_concern_is_raised_and_read_without_an_account(client: Client) -> None:
    world()
    code = sent(client, about=["office:chair"], told_about="The chair", name="", may_be_named="on")
    page = come_back(client, code)
    assert WORDS in page
    assert "The one concerned may be told who raised it." in page
    assert "It is sealed, and sent." in come_back(client, code, step="say", words="It was on Monday.")
    assert "It was on Monday." in come_back(client, code)
    assert set(client.cookies) == {"csrftoken"}


@pytest.mark.parametrize(
    ("disclosed", "who", "expected"),
    [
        (Disclosed.PUBLIC, "", 200),
        (Disclosed.MEMBERS, "", 302),
        (Disclosed.PUBLIC, "member", 200),
        (Disclosed.MEMBERS, "member", 200),
    ],
)
def test_it_is_raised_by_whoever_may_read_the_charter(disclosed: Disclosed, who: str, expected: int) -> None:
    of = world(disclosed=disclosed, keys=("chair",))
    client = signed_in(of, who) if who else Client()
    assert client.get(reverse("health:raise", args=[SLUG])).status_code == expected
    assert client.get(reverse("health:concerns", args=[SLUG])).status_code == expected


def test_a_code_that_opens_nothing_is_answered_alike_whatever_it_is(client: Client) -> None:
    world()
    wrong = [come_back(client, code) for code in ("0000 0000 0000 0000 0000", "9999 9999 9999 9999 9999")]
    alike = [re.sub(r'value="\w{64}"', "", page) for page in wrong]
    assert alike[0].replace("0000", "9999") == alike[1]
    assert "A code has twenty digits." in come_back(client, "12")


def test_attempts_are_limited_and_no_address_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "MOST", 2)
    client = Client(REMOTE_ADDR="192.0.2.7")
    for _attempt in range(2):
        assert "This code opens nothing." in come_back(client, "0000 0000 0000 0000 0000")
    assert "Too many attempts." in come_back(client, "0000 0000 0000 0000 0000")
    kept = str(cache._cache)
    assert ("health:" in kept, "192.0.2.7" in kept) == (True, False)


def test_a_receiver_opens_with_the_passphrase_and_nobody_else_sees_that_there_is_one() -> None:
    of = world()
    _code, concern = of.raised(About(offices=frozenset({"chair"})))
    address = reverse("health:concern", args=[SLUG, concern.pk])
    deputy, chair = signed_in(of, "deputy"), signed_in(of, "chair")
    assert WORDS not in deputy.get(address).content.decode()
    page = deputy.post(address, {"step": "open", "passphrase": f"{PASSPHRASE} deputy"})
    assert WORDS in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert WORDS not in deputy.post(address, {"step": "open", "passphrase": "wrong"}).content.decode()
    missing = chair.get(reverse("health:concern", args=[SLUG, "0000000000000000"]))
    hidden = chair.get(address)
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert "Nothing is here." in chair.get(reverse("health:box", args=[SLUG])).content.decode()
    assert signed_in(of, "member").get(address).status_code == 404


def test_the_whole_way_through_pages(client: Client) -> None:
    of = world()
    code = sent(client)
    concern = RaisedConcern.objects.of(of.of.id).get()
    address = reverse("health:concern", args=[SLUG, concern.pk])
    chair = signed_in(of, "chair")
    chair.post(address, {"step": "acknowledge", "words": "We have it."})
    asked = chair.post(address, {"step": "hear", "words": "What happened?"}).content.decode()
    found = re.search(r"id=\"code\">([\d ]{24})<", asked)
    assert found is not None
    other = found[1]
    assert "Your statement" in come_back(client, other)
    come_back(client, other, step="say", words="I was loud.")
    chair.post(address, {"step": "mediate", "words": "Somebody from outside."})
    wrong = chair.post(address, {"step": "conclude", "words": "An apology.", "check_on": "2001-01-01"})
    assert "The day of the check must lie in the future." in wrong.content.decode()
    chair.post(address, {"step": "conclude", "words": "An apology.", "check_on": "2099-01-01"})
    for each in (code, other):
        page = come_back(client, each)
        assert "Do you accept the mediator?" in page
        for step in ("mediator", "outcome"):
            come_back(client, each, step=step, is_yes="yes", proposal=proposal_on(page, step))
    for each in (code, other):
        assert "Was it fair?" in come_back(client, each)
        come_back(client, each, step="fair", is_yes="no", words="It took long.")
    concern.refresh_from_db()
    assert concern.state == RaisedConcern.AGREED
    page = chair.post(address, {"step": "open", "passphrase": f"{PASSPHRASE} chair"}).content.decode()
    assert page.count("It was not fair") == 2
    assert SealedMessage.objects.of(of.of.id).count() == 14


def test_a_key_is_made_on_its_page_and_the_desk_asks_for_it() -> None:
    of = world(keys=())
    chair = signed_in(of, "chair")
    desk = reverse("desk:coalition", args=[SLUG])
    assert "Make your key for concerns" in chair.get(desk).content.decode()
    address = reverse("health:key", args=[SLUG])
    assert chair.post(address, {"passphrase": PASSPHRASE, "again": "other"}).context["form"].errors == {
        "again": ["The two are not the same."]
    }
    chair.post(address, {"passphrase": PASSPHRASE, "again": PASSPHRASE})
    assert ReceiverKey.objects.of(of.of.id).count() == 1
    of.raised()
    assert "Something waits for you alone" in chair.get(desk).content.decode()
    assert "key already" in chair.post(address, {"passphrase": PASSPHRASE, "again": PASSPHRASE}).content.decode()
    chair.post(address, {"passphrase": PASSPHRASE, "again": PASSPHRASE, "anew": "on"})
    assert ReceiverKey.objects.of(of.of.id).filter(is_retired=True).count() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_box_asks_as_often_whatever_it_holds(number: int, django_assert_num_queries: object) -> None:
    of = world()
    for _each in range(number):
        of.raised()
    chair = signed_in(of, "chair")
    chair.get(reverse("health:box", args=[SLUG]))
    with django_assert_num_queries(11):
        chair.get(reverse("health:box", args=[SLUG]))
