"""Agreements, meetings, concerns, opening questions and promises of the demonstration: what a member does on a phone, and how
their pages are set."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.devices import HOME, Device, phone_of
from tests.browser.test_pages import Reader, Way, faults, speak, what_is_wrong
from tests.serving import Site

PLATFORM = {
    "en": "What we ask of every state",
    "fr": "Ce que nous demandons à chaque État",
    "ar": "ما نطلبه من كل دولة",
}
SIGNED = re.compile(r"(\d+) have signed and stand on it")
PAGES: dict[str, list[Way]] = {
    "member representative": [
        f"{HOME}agreements/",
        (f"{HOME}agreements/", "What we ask"),
        (f"{HOME}agreements/", "What we ask", "/draft/"),
        (f"{HOME}agreements/", "What we ask", "/draft/", "/suggest/"),
        (f"{HOME}agreements/", "How we share maps"),
        f"{HOME}agreements/new/",
        f"{HOME}meetings/",
        (f"{HOME}meetings/", "Board call on"),
        (f"{HOME}meetings/", "Annual plenary"),
        (f"{HOME}meetings/", "Annual plenary", "/need/"),
        f"{HOME}concerns/",
        f"{HOME}concerns/raise/",
        f"{HOME}opening/",
        (f"{HOME}members/?q=Femmes", "Femmes du Sahel", "/opening/"),
        (f"{HOME}members/?q=Femmes", "Femmes du Sahel", "/commitments/new/"),
        f"{HOME}contributions/",
        f"{HOME}commitments/",
        f"{HOME}balance/",
    ],
    "coordinator": [
        (f"{HOME}meetings/", "Annual plenary", "/agenda/"),
        (f"{HOME}meetings/", "Policy committee", "/dates/"),
        (f"{HOME}agreements/", "What we ask", "/paper/"),
        f"{HOME}conduct/",
        (f"{HOME}conduct/", "British Friends"),
    ],
    "chair": [f"{HOME}concerns/box/", (f"{HOME}concerns/box/", "/concerns/box/")],
}
IN_ARABIC = [way for way in PAGES["member representative"] if isinstance(way, str)]


def signatures(page: Any) -> int:
    """How many the page of the platform says have signed."""
    found = SIGNED.search(page.locator("p.lede").inner_text())
    assert found, page.url
    return int(found[1])


def fits(page: Any) -> None:
    """On a phone no page is wider than the screen."""
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, page.url


def test_a_platform_is_read_in_three_languages_and_signed_on_a_phone(site: Site, visitor: Callable[..., Any]) -> None:
    chair = Device(site, visitor(locale="en").new_page()).signs_in("chair")
    chair.page.goto(f"{HOME}agreements/")
    chair.page.get_by_role("link", name=PLATFORM["en"], exact=True).click()
    before = signatures(chair.page)

    amina = phone_of(site, visitor, "member representative")
    page = amina.page
    page.goto(HOME)
    page.get_by_role("link", name=f"Sign: {PLATFORM['en']}", exact=True).click()
    fits(page)
    assert amina.reads() == f"Sign: {PLATFORM['en']}"
    page.get_by_role("link", name=PLATFORM["en"], exact=True).click()
    assert amina.reads() == PLATFORM["en"]
    for name, tag in (("français", "fr"), ("العربيّة", "ar")):
        page.get_by_role("complementary").get_by_role("link", name=name, exact=True).click()
        page.get_by_role("heading", level=1, name=PLATFORM[tag]).wait_for()
        fits(page)
        assert page.locator(f".clause[lang={tag}]").count() == 4
        assert page.get_by_text("Where it differs, the text in English holds.").is_visible()

    page.get_by_role("link", name="Sign for your member").click()
    page.get_by_label("I have read this edition").check()
    page.get_by_role("button", name="Sign for your member").click()
    page.get_by_role("link", name="Your receipt").wait_for()
    fits(page)
    paper = page.get_by_role("link", name="Print it (PDF)").get_attribute("href")
    answer = page.context.request.get(paper)
    assert (answer.headers["content-type"], answer.body()[:5]) == ("application/pdf", b"%PDF-")
    chair.page.reload()
    assert signatures(chair.page) == before + 1
    assert chair.page.get_by_role("complementary").get_by_text("Femmes du Sahel pour des champs sûrs").count() == 1


CALLED = """
from datetime import timedelta
from plenary.accounts.models import Account
from plenary.coalitions.queries import coalition_at
from plenary.core import clock
from plenary.core.standing import standing_of
from plenary.meetings import actions
by = standing_of(Account.objects.get(email="coordinator@demonstration.example").id, coalition_at("clear-fields").id)
now = clock.now()
details = actions.Details(
    title="Short call on visas", time_zone="Africa/Maputo", starts_at=now - timedelta(minutes=5), ends_at=now + timedelta(hours=2)
)
actions.call_meeting(by=by, body="plenary", details=details)
"""
"""A call of all members that has just begun."""


def test_agenda_attendance_and_minutes_on_a_phone(site: Site, visitor: Callable[..., Any]) -> None:
    site.shell(CALLED)
    amina = phone_of(site, visitor, "member representative")
    page = amina.page
    page.goto(f"{HOME}meetings/")
    page.get_by_role("link", name="Annual plenary").click()
    fits(page)
    assert page.locator("#agenda li b").all_inner_texts()[0] == "The year in four pages"
    assert page.get_by_role("link", name="A seat on the board for survivors’ organisations").is_visible()
    page.get_by_role("link", name="Say what you need").click()
    page.get_by_role("textbox").fill("A line by phone, if the road is under water.")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("A line by phone, if the road is under water.").wait_for()
    fits(page)

    page.goto(f"{HOME}meetings/")
    page.get_by_role("link", name="Short call on visas").click()
    page.get_by_label("How do you take part?").select_option(label="by phone")
    page.get_by_role("button", name="Say so").click()
    page.locator("#there li", has_text="Femmes du Sahel pour des champs sûrs").get_by_text("by phone").wait_for()
    fits(page)

    page.goto(f"{HOME}meetings/")
    page.get_by_role("link", name="Board call on the rains and the plenary").click()
    fits(page)
    assert page.get_by_text("The minutes are approved.").is_visible()
    assert page.locator("#agenda .note").count() == 3
    done = page.locator("#actions li", has_text="Buy three satellite phones")
    assert "done" in done.inner_text()


@pytest.mark.parametrize("role", list(PAGES))
def test_their_pages_are_well_made(chromium: Any, site: Site, role: str) -> None:
    """One title, at most one filled button, nothing that axe finds, no wider than the screen, alike without scripts."""
    reader, found = Reader(chromium, site, role), {}
    for way in PAGES[role]:
        address = reader.go(way)
        if wrong := what_is_wrong(reader, address):
            found[address] = wrong
    reader.close()
    assert found == {}


def test_they_stand_in_arabic_on_a_phone(site: Site, visitor: Callable[..., Any]) -> None:
    amina = phone_of(site, visitor, "member representative")
    page, found = amina.page, {}
    speak(page, "ar")
    page.goto(f"{HOME}agreements/")
    platform = page.locator("main a", has_text=PLATFORM["ar"]).first.get_attribute("href")
    page.goto(f"{HOME}meetings/")
    met = [
        page.locator("main a", has_text=words).get_attribute("href") for words in ("Board call on", "Annual plenary")
    ]
    for address in (*IN_ARABIC, platform, *met):
        page.goto(address)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        set_as = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
        wrong = faults(page)
        if wrong or over > 0 or set_as != ["ar", "rtl"]:
            found[address] = (wrong, over, set_as)
    page.goto("/account/")
    speak(page, "en")
    assert found == {}
