"""A budget of twelve projects, and a secret choice: on a phone without JavaScript, by keyboard alone; and with a script."""

import re
from collections.abc import Callable
from typing import Any

from tests.browser.clock import Clock
from tests.browser.gathering import gather, places_of
from tests.browser.people import PHONE, Person, enter
from tests.browser.test_pages import faults
from tests.serving import Site

SLUG = "river-towns"
PEOPLE = (
    ("Ana Reyes", "Harbour Forum"),
    ("Ben Okafor", "Northside Tenants"),
    ("Chloe Martin", "Avon Carers"),
)
PROJECTS = tuple(
    f"{name} | {cost} | {what}"
    for name, cost, what in (
        (
            "A well for the school",
            "4.500,00",
            "Drilled to forty metres, with a hand pump that the school's *own* team mends.",
        ),
        ("Lamps along the quay", "2.250", "Twelve lamps that the sun feeds."),
        ("A boat to share", "12000", "It carries nine people and a stretcher."),
        ("First aid in four villages", "3.800,50", "Training for two people in each, and the bags that they carry."),
        ("A mill", "6.400", ""),
        ("Seeds for spring", "900", "Beans, maize and onions for sixty gardens."),
        ("The bridge at Ford Lane", "9.750", "New planks and a rail."),
        ("A room for the young", "2.000", "Rent for a year."),
        ("Radio in three languages", "1.600", "An hour each evening."),
        ("Maps of where it is safe", "3.300", "Printed, and put up where paths begin."),
        ("A nurse, two days a week", "11.200", "For one year."),
        ("Books", "650,25", ""),
    )
)
TERMS: dict[str, dict[str, Any]] = {
    "budget": {"matter": "decisions.budget", "method": "choice", "counting": "greedy-budget", "points": 10},
    "choosing": {"matter": "decisions.choice", "method": "choice", "secrecy": "secret"},
}
QUICK = {"seconders": 0, "notice_days": 0, "discussion_days": 0, "voting_days": 3, "delegation": False}
QUICK |= {"moved_by": "plenary", "electorate": "plenary", "recorded_by": (), "objections": False, "early": False}
QUICK |= {"referral_days": 0}
ENOUGH_TABS = 120
CODE = re.compile(r"\b[C-Y2-9]{3}(?:-[C-Y2-9]{3}){3}\b")


def reaches(who: Person, label: str, *keys: str, role: str = "spinbutton") -> None:
    """Press Tab until the field of this name has the focus, then type."""
    target = who.page.get_by_role(role, name=label).first
    for _tab in range(ENOUGH_TABS):
        if target.evaluate("each => each === document.activeElement"):
            break
        who.page.keyboard.press("Tab")
    else:
        raise AssertionError(f"the keyboard does not reach {label}")
    for key in keys:
        if key == "Enter":
            with who.page.expect_navigation():
                who.page.keyboard.press(key)
        else:
            who.page.keyboard.press(key)


def move(ana: Person, kind: str, words: dict[str, str]) -> str:
    """One moves, and opens it; the address of the proposal."""
    ana.at_desk().opens("Proposals")
    ana.opens("Move a proposal")
    ana.opens(kind)
    ana.writes(words)
    ana.opens("Keep the draft", "button")
    if ana.page.get_by_role("alert").count():
        raise AssertionError(ana.page.get_by_role("alert").inner_text())
    ana.opens("Open the proposal", "button")
    return str(ana.page.url)


def budget(ana: Person) -> str:
    """A line is wrong first, and told by its number."""
    words = {"What the money is for": "What we do this year", "How much money there is": "30.000", "Currency": "eur"}
    ana.at_desk().opens("Proposals")
    ana.opens("Move a proposal")
    ana.opens("Share out a budget among projects")
    ana.writes({**words, "The projects": "\n".join([*PROJECTS, "A tower | 31000"]), "Title": "The budget of the year"})
    ana.opens("Keep the draft", "button")
    assert ana.page.get_by_role("alert").get_by_text("Line 13: it costs more than there is.").count() == 1
    ana.writes({"The projects": "\n".join(PROJECTS)})
    ana.opens("Keep the draft", "button")
    assert ana.page.get_by_text("There is €30,000; all projects together cost €58,350.75.").count() == 1
    ana.opens("Open the proposal", "button")
    return str(ana.page.url)


def share_out(ben: Person, address: str) -> None:
    """Too many points first: told, with all that was filled in; then cast, read again in words, and changed."""
    ben.page.goto(address)
    ben.fits()
    assert ben.page.get_by_role("spinbutton").count() == len(PROJECTS)
    reaches(ben, "A well for the school", "6")
    reaches(ben, "Seeds for spring", "5")
    reaches(ben, "Cast the ballot", "Enter", role="button")
    assert ben.page.get_by_role("alert").get_by_text("You gave 11 points, and there are 10: take 1 away.").count() == 1
    assert ben.page.get_by_role("spinbutton", name="A well for the school").input_value() == "6"
    ben.fits()
    reaches(ben, "Seeds for spring", "ArrowDown")
    reaches(ben, "Cast the ballot", "Enter", role="button")
    ben.page.get_by_text("Your ballot: A well for the school: 6; Seeds for spring: 4.").first.wait_for()
    details = ben.page.get_by_text("What it is A well for the school").first
    details.press("Enter")
    assert ben.page.get_by_text("Drilled to forty metres").last.is_visible()
    reaches(ben, "Cast a blank ballot", "Space", role="checkbox")
    reaches(ben, "Change the ballot", "Enter", role="button")
    assert ben.page.get_by_text("It is filled in. Empty it, or do not cast it blank.").count() == 2


def choose_secretly(ben: Person, address: str) -> None:
    """What is promised is read first; the code is shown once."""
    ben.page.goto(address)
    ben.fits()
    assert ben.page.get_by_text("Nobody sees how you voted, neither members nor officers.").is_visible()
    assert ben.page.get_by_text("Fewer than five may vote").is_visible()
    reaches(ben, "Oslo", "1", role="combobox")
    reaches(ben, "Cast the ballot", "Enter", role="button")
    ben.fits()
    codes = CODE.findall(ben.page.locator("main").inner_text())
    assert len(codes) == 1
    reaches(ben, "I have written it down", "Enter", role="link")
    shown = ben.page.locator("main").inner_text()
    assert (CODE.findall(shown), "Your ballot lies sealed." in shown) == ([], True)
    assert ben.page.get_by_role("combobox", name="Oslo").input_value() == ""


def test_a_budget_and_a_secret_choice(site: Site, clock: Clock, visitor: Callable[..., Any]) -> None:
    def comes(who: tuple[str, str], **browser: Any) -> Person:
        page = visitor(width=PHONE, height=740, locale="en", **browser).new_page()
        return enter(site, page, *who, SLUG)

    ana, ben = (comes(who, java_script_enabled=False) for who in PEOPLE[:2])
    chloe = comes(PEOPLE[2])
    gather(site, clock, SLUG, places_of([ana, ben, chloe]), **{code: {**QUICK, **own} for code, own in TERMS.items()})
    clock.pass_days(0, hours=1)
    money = budget(ana)
    words = {
        "The question": "Where do we meet?",
        "The answers": "Tirana | Near the *sea*\nOslo\nDakar",
        "Title": "A place",
    }
    place = move(ana, "Choose among several", words)
    clock.pass_days(0, hours=2)
    share_out(ben, money)
    choose_secretly(ben, place)
    with_a_script(chloe, money, place)


# Longer: one way through the page.
def with_a_script(chloe: Person, money: str, place: str) -> None:
    """What is wrong comes into the page, and the code too, which lies nowhere on the device."""
    chloe.page.goto(money)
    assert faults(chloe.page) == []
    chloe.page.get_by_role("spinbutton", name="A mill").fill("9")
    chloe.page.get_by_role("spinbutton", name="Books").fill("9")
    chloe.page.get_by_role("button", name="Cast the ballot").click()
    chloe.page.get_by_text("You gave 18 points, and there are 10: take 8 away.").wait_for()
    assert chloe.page.get_by_role("spinbutton", name="Books").input_value() == "9"
    assert faults(chloe.page) == []
    chloe.page.goto(place)
    assert faults(chloe.page) == []
    chloe.page.get_by_role("combobox", name="Dakar").select_option("1")
    chloe.page.get_by_role("button", name="Cast the ballot").click()
    chloe.page.get_by_text("Write this code down now").wait_for()
    shown = chloe.page.locator("#codes").inner_text()
    assert (len(CODE.findall(shown)), chloe.page.url) == (1, place)
    assert chloe.page.get_by_text("Your ballot lies sealed.").is_visible()
    assert faults(chloe.page) == []
    kept = chloe.page.evaluate(
        """async () => {
            const texts = [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage})];
            for (const name of await caches.keys()) {
                const cache = await caches.open(name);
                for (const request of await cache.keys()) texts.push(await (await cache.match(request)).text());
            }
            for (const {name} of await indexedDB.databases()) {
                const opened = await new Promise((keep) => {
                    const asked = indexedDB.open(name);
                    asked.onsuccess = () => keep(asked.result);
                });
                for (const store of opened.objectStoreNames) {
                    const rows = await new Promise((keep) => {
                        const asked = opened.transaction(store).objectStore(store).getAll();
                        asked.onsuccess = () => keep(asked.result);
                    });
                    texts.push(JSON.stringify(rows));
                }
            }
            return texts;
        }"""
    )
    assert [text for text in kept if CODE.search(text) or "of_3" in text.partition('id="ballot"')[0]] == []
    chloe.page.reload()
    assert CODE.findall(chloe.page.locator("main").inner_text()) == []
