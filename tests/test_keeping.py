"""What may lie on a reader's device: the marks of views, the key of a session, and when a device is told to clear all."""

import pytest
from django.test import Client

from plenary.accounts.models import Account
from plenary.config.static_files import add_headers
from plenary.core import copies
from plenary.core.http.addresses import views
from plenary.core.http.keeping import COOKIE, COPY, NOBODY, READER

pytestmark = pytest.mark.django_db
CLEARED = '"cache", "storage"'

KEPT = {
    "core:offline",
    "desk:desk",
    "desk:coalition",
    "decisions:proposals",
    "decisions:proposal",
    "decisions:brief",
    "decisions:count",
    "charter:draft",
}
"""Every page that may lie on a device. Before a view is added: does its page name protected members to an officer?"""


def test_these_pages_may_be_kept_and_no_others():
    assert {each.name for each in views() if getattr(each.view, "kept_offline", False)} == KEPT


@pytest.fixture
def amina() -> Account:
    return Account.objects.create(email="amina@example.org", name="Amina Diallo")


@pytest.fixture
def device(amina: Account) -> Client:
    client = Client()
    client.force_login(amina)
    return client


def test_a_page_says_whose_it_is_and_whether_it_may_be_kept(device):
    kept, other = device.get("/desk/"), device.get("/account/")
    key = kept[READER]
    assert (kept[READER], kept[COPY], len(key)) == (key, "kept", 32)
    assert (other[READER], other.has_header(COPY)) == (NOBODY, False)  # the device holds nothing yet
    assert "no-store" in kept["Cache-Control"]
    told = device.get("/desk/copies/")
    assert (told.json()["reader"], device.cookies[COOKIE].value, device.cookies[COOKIE]["httponly"]) == (key, key, True)
    other = device.get("/account/")
    assert (other[READER], other.has_header(COPY), other.has_header("Clear-Site-Data")) == (key, False, False)
    missing = device.get("/nothing/")
    assert (missing.status_code, missing[READER], missing.has_header(COPY)) == (404, key, False)


def test_strangers_keep_nothing_and_are_told_nothing():
    answer = Client().get("/")
    assert (answer[READER], answer.has_header("Clear-Site-Data"), b"copies.js" in answer.content) == (
        NOBODY,
        False,
        False,
    )
    assert Client().get("/desk/copies/").status_code == 302


def test_signing_out_clears_the_device_without_a_script(device):
    device.get("/desk/copies/")
    answer = device.post("/account/sign-out/")
    assert (answer["Clear-Site-Data"], answer.cookies[COOKIE].value) == (CLEARED, "")
    assert device.get("/").has_header("Clear-Site-Data") is False  # once is enough


def test_an_ended_session_clears_at_the_next_contact_whatever_is_asked(device, amina):
    device.get("/desk/copies/")
    device.session.flush()
    answer = device.get("/desk/")
    assert (answer.status_code, answer["Clear-Site-Data"]) == (302, CLEARED)


def test_another_account_on_the_device_clears_what_the_first_one_left(device, amina):
    device.get("/desk/copies/")
    first = device.cookies[COOKIE].value
    other = Account.objects.create(email="joana@example.org")
    device.force_login(other)
    assert device.get("/desk/")["Clear-Site-Data"] == CLEARED
    assert device.get("/desk/copies/").json()["reader"] not in {first, NOBODY}


def test_signing_in_again_makes_another_key(device, amina):
    first = device.get("/desk/copies/").json()["reader"]
    device.logout()
    device.force_login(amina)
    assert device.get("/desk/copies/").json()["reader"] != first


def test_who_chooses_that_nothing_be_kept_has_the_device_cleared_at_once(device, amina):
    device.get("/desk/copies/")
    answer = device.post("/account/", {"name": "Amina", "language": "", "time_zone": "UTC"})  # not ticked
    assert (answer.status_code, answer["Clear-Site-Data"]) == (302, CLEARED)
    page = device.get("/desk/")
    assert (page[READER], page.has_header(COPY), b"copies.js" in page.content) == (NOBODY, False, False)
    assert device.get("/desk/copies/").json() == {"reader": NOBODY}


def test_who_is_at_risk_from_now_on_has_the_device_cleared_at_any_contact(device, amina, monkeypatch):
    device.get("/desk/copies/")
    monkeypatch.setattr(copies, "_finders", [lambda account: account == amina.id])
    answer = device.get("/account/")
    assert (answer[READER], answer["Clear-Site-Data"]) == (NOBODY, CLEARED)
    assert device.get("/desk/copies/").json() == {"reader": NOBODY}
    assert COOKIE not in {name for name, cookie in device.cookies.items() if cookie.value}


def test_an_unmarked_page_costs_a_device_without_copies_no_query(device, django_assert_num_queries):
    device.get("/account/sign-out/")
    with django_assert_num_queries(2):  # the session and its account
        device.get("/account/sign-out/")


def test_the_keeper_answers_for_all_pages_and_reaches_this_server_alone():
    headers: dict[str, str] = {}
    add_headers(headers, "", "/static/core/plenary.0123456789ab.css")
    assert headers == {}
    add_headers(headers, "", "/static/core/keeper.0123456789ab.js")
    assert headers == {
        "Service-Worker-Allowed": "/",
        "Content-Security-Policy": "default-src 'none'; connect-src 'self'",
    }


def test_what_is_asked_is_kept_first(monkeypatch):
    asked, other = copies.Copy(url="/a/", is_asked=True), copies.Copy(url="/b/")
    monkeypatch.setattr(copies, "_keepers", [lambda _standing: [other], lambda _standing: [asked]])
    assert copies.copies_for(None) == [asked, other]
