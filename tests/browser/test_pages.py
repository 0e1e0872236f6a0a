"""Every page of the product on the demonstration's data, as those see it who may: set well, reachable, the same everywhere."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils.translation import get_language_info

from tests.answers import ANSWERS
from tests.serving import Site
from tests.walk import ROLES, in_coalitions

HOME = "/c/clear-fields/"
OTHER = "/c/whole-again/"
MANY = {"/style/"}  # the style page shows every button
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# an address, or where to begin and what the links from there on have in their addresses or words; besides these, every page of a
# coalition without ids is looked at, as the officer who opens it
type Way = str | tuple[str, ...]

PAGES: dict[str, list[Way]] = {
    "anonymous": [
        "/",
        "/account/sign-in/",
        "/account/sign-in/code/",
        "/account/password/forgotten/",
        "/account/sign-up/",
        "/style/",
        HOME,
        OTHER,
        f"{HOME}members/",
        f"{HOME}charter/",
        f"{HOME}record/",
        f"{HOME}record/verify/",
        f"{HOME}nothing/",
    ],
    "member representative": [
        "/account/",
        "/account/sign-out/",
        "/form/",
        HOME,
        f"{HOME}inbox/",
        f"{HOME}inbox/mails/",
        "/account/mails/",
        f"{HOME}proposals/",
        f"{HOME}proposals/?state=drafts",
        f"{HOME}proposals/?state=withdrawn",
        (HOME, "Admit five"),
        (f"{HOME}proposals/", "A seat on the board"),
        (f"{HOME}proposals/", "Statement for the meeting"),
        (f"{HOME}proposals/", "A common answer"),
        (f"{HOME}proposals/", "Meet in person twice"),
        (f"{HOME}proposals/", "Remove a member"),
        (f"{HOME}proposals/?page=2", "Amend the charter"),
        (f"{HOME}proposals/?state=withdrawn", "Answer the parliament"),
        (f"{HOME}proposals/", "Lend the spare", "/brief/"),
        (f"{HOME}proposals/", "Statement for the meeting", "/replace/"),
        (f"{HOME}proposals/", "A common answer", "/translation/"),
        f"{HOME}ballots/",
        f"{HOME}proposals/new/",
        f"{HOME}proposals/new/?effect=decisions.resolve",
        f"{HOME}members/?q=Femmes",
        (f"{HOME}members/?q=Femmes", "Femmes du Sahel"),
        f"{HOME}members/protected/",
        f"{HOME}bodies/",
        f"{HOME}bodies/board/",
        (f"{HOME}bodies/", "/give-up/"),
        f"{HOME}charter/versions/",
        f"{HOME}charter/compare/?from=1&to=2",
        f"{HOME}charter/new/",
        f"{HOME}charter/new/?start=elected-board",
        (f"{HOME}record/", "/record/"),
        f"{HOME}directory/",
        (f"{HOME}directory/", "Afghan Pathfinders"),
        f"{HOME}directory/persons/",
    ],
    "coordinator": [
        f"{HOME}proposals/call/",
        f"{HOME}proposals/call/?effect=decisions.resolve",
        (f"{HOME}proposals/", "Lend the spare", "/answers/"),
        f"{HOME}members/applicants/",
        (f"{HOME}members/?q=Femmes", "Femmes du Sahel"),
        f"{HOME}directory/import/",
        f"{HOME}directory/export/",
        f"{HOME}directory/organisations/add/",
        f"{HOME}directory/persons/add/",
        f"{HOME}proposals/new/?effect=membership.admit",
        f"{HOME}proposals/new/?effect=bodies.appoint",
    ],
    "chair": [HOME, f"{HOME}members/protected/", f"{HOME}members/protected/new/"],
    "representative of a provisional member": [HOME, (f"{HOME}proposals/", "A seat on the board")],
    "protected member": [HOME, f"{HOME}members/vouch/"],
    "member of another coalition": [OTHER, f"{OTHER}bodies/", f"{OTHER}proposals/", HOME, f"{HOME}apply/"],
}


TOLD = {way for ways in PAGES.values() for way in ways}


def without_ids(role: str) -> list[str]:
    """Every page of a coalition without ids that an officer opens in the story; the coordinator those that both open."""
    both = {name: ANSWERS[name].split() for name, wanted in in_coalitions().items() if wanted == ("slug",)}
    opens = {
        name: [each for each in ("coordinator", "chair") if told[ROLES.index(each)] == "200"]
        for name, told in both.items()
    }
    return [reverse(name, args=["clear-fields"]) for name, officers in opens.items() if officers[:1] == [role]]


class Reader:
    """One person's browser: a page that notes what its console complains of, and one that runs no scripts."""

    def __init__(self, chromium: Any, site: Site, role: str) -> None:
        self.complaints: list[str] = []
        self.site = site
        self._contexts = [
            chromium.new_context(base_url=site.url, viewport={"width": 1280, "height": 900}, locale="en", **options)
            for options in ({}, {"java_script_enabled": False})
        ]
        self.page, self.plain = (context.new_page() for context in self._contexts)
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        if role != "anonymous":
            for opened in (self.page, self.plain):
                opened.goto(site.sign_in_path(role))
                opened.locator("main form button").first.click()
                speak(opened, "en")
                opened.goto(f"{HOME}inbox/")  # seen once, so that its title stays the same
                opened.wait_for_load_state()
        self.complaints.clear()

    def _note(self, message: Any) -> None:
        """Keep warnings and errors; that a page answers 403 or 404 is what some are here for."""
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def shows(self, address: str) -> bool:
        """Whether an address is a page, and no file to take away."""
        return "text/html" in self.page.request.get(address).headers["content-type"]

    def go(self, way: Way) -> str:
        """Open a page and give its address."""
        if isinstance(way, str):
            self.page.goto(way)
            return way
        address, *steps = way
        for towards in steps:
            address = self._follow(address, towards)
        self.page.goto(address)
        return address

    def _follow(self, begin: str, towards: str) -> str:
        self.page.goto(begin)
        links = self.page.locator("main a[href]")
        found = [str(link) for link in links.evaluate_all("all => all.map(a => a.getAttribute('href'))")]
        words = [str(word) for word in links.evaluate_all("all => all.map(a => a.textContent)")]
        both = [href for href, word in zip(found, words, strict=True) if towards in href or towards in word]
        assert both, f"no link to {towards} on {begin}"
        return urljoin(begin, both[0])

    def close(self) -> None:
        """End both visits."""
        for context in self._contexts:
            context.close()


def speak(page: Any, language: str) -> None:
    """Choose a language in the foot of the page; where one alone is offered there is nothing to choose."""
    choice = page.locator(f".foot button[name=language][value={language}]")
    if choice.count():
        choice.click()
        page.locator(f"html[lang={language}]").wait_for(state="attached")
        page.wait_for_load_state()


def faults(page: Any) -> list[str]:
    """What axe finds, each with the element."""
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{fault['id']}: {node['html'][:120]}" for fault in found for node in fault["nodes"]]


def what_is_wrong(reader: Reader, address: str) -> list[str]:
    """Everything on the open page that a page must not have; empty when it is well."""
    page, wrong = reader.page, []
    titles = [text.strip() for text in page.locator("h1").all_inner_texts()]
    if len(titles) != 1:
        wrong.append(f"titles: {titles}")
    filled = page.locator(".button.main:visible").count()
    if filled > 1 and address not in MANY:
        wrong.append(f"{filled} filled buttons")
    if page.evaluate("[document.documentElement.lang, document.documentElement.dir]") != ["en", "ltr"]:
        wrong.append("language or direction")
    wrong += faults(page)
    page.set_viewport_size({"width": 360, "height": 740})
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if over > 0:
        wrong.append(f"{over} px wider than 360")
    page.evaluate("document.documentElement.dir = 'rtl'")
    if page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") > 0:
        wrong.append("wider than 360 px from right to left")
    page.set_viewport_size({"width": 1280, "height": 900})
    reader.plain.goto(address)
    if [text.strip() for text in reader.plain.locator("h1").all_inner_texts()] != titles:
        wrong.append("another title without scripts")
    wrong += reader.complaints
    reader.complaints.clear()
    return wrong


@pytest.fixture
def reader(request: pytest.FixtureRequest, chromium: Any, site: Site) -> Iterator[Reader]:
    """The reader of the role that the test names."""
    come = Reader(chromium, site, request.param)
    yield come
    come.close()


@pytest.mark.parametrize(("reader", "role"), [(role, role) for role in PAGES], ids=list(PAGES), indirect=["reader"])
def test_pages_of_each_person_are_well_made(reader: Reader, role: str) -> None:
    """One title, at most one filled button, nothing that axe finds, no wider than the screen, alike without scripts."""
    found = {}
    for way in [*PAGES[role], *(each for each in without_ids(role) if each not in TOLD and reader.shows(each))]:
        address = reader.go(way)
        if wrong := what_is_wrong(reader, address):
            found[address] = wrong
    assert found == {}


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_contrast_holds_in_both_schemes(visitor: Any, site: Site, scheme: str) -> None:
    """The style page shows every component; axe measures their contrast as they are drawn."""
    page = visitor(locale="en", color_scheme=scheme).new_page()
    page.goto("/style/")
    assert faults(page) == []


def test_pages_stand_in_every_language_that_is_offered(page: Any, site: Site) -> None:
    """Language and direction are said, axe finds nothing, and nothing is wider than a small screen."""
    page.goto(site.sign_in_path("coordinator"))
    page.locator("main form button").first.click()
    offered = page.locator(".foot button[name=language]").evaluate_all("all => all.map(one => one.value)")
    for language in offered:
        page.set_viewport_size({"width": 1200, "height": 900})
        speak(page, language)
        masthead = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert (language, masthead) == (language, 0)
        page.set_viewport_size({"width": 360, "height": 740})
        for address in (HOME, f"{HOME}charter/", f"{HOME}members/"):
            page.goto(address)
            root = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
            assert root == [language, "rtl" if get_language_info(language)["bidi"] else "ltr"]
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert (language, address, max(over, 0), faults(page)) == (language, address, 0, [])


def test_keyboard_reaches_the_content_first(page: Any) -> None:
    """The first Tab meets the way past the masthead; taken, it brings the content into focus."""
    page.goto(HOME)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)") is True


def test_focus_is_seen_on_everything_that_takes_it(site: Site, page: Any) -> None:
    """Each stop of the Tab key on a proposal draws an outline, on itself or on the choice that holds it."""
    page.goto(site.sign_in_path("member representative"))
    page.locator("main form button").first.click()
    page.goto(HOME)
    page.get_by_role("link", name="Admit five").first.click()
    unseen = []
    for _stop in range(30):
        page.keyboard.press("Tab")
        name, style = page.evaluate(
            "() => { const it = document.activeElement; const held = it.closest('.choice') || it;"
            " return [it.outerHTML.slice(0, 80), getComputedStyle(held).outlineStyle] }"
        )
        if re.match("<body", name):
            break
        if style == "none":
            unseen.append(name)
    assert unseen == []
