"""What the demonstration watches: a list is taken over and the map follows; the pages of instruments, as readers see them."""

from collections.abc import Callable
from typing import Any

from tests.browser.devices import HOME, Device, phone_of
from tests.browser.test_pages import Reader, Way, faults, speak, what_is_wrong
from tests.serving import Site

INSTRUMENTS = f"{HOME}instruments/"
PAGES: list[Way] = [
    INSTRUMENTS,
    (INSTRUMENTS, "Mine Ban"),
    (INSTRUMENTS, "Mine Ban", "/map/"),
    (INSTRUMENTS, "Mine Ban", "/obligations/"),
    (INSTRUMENTS, "Mine Ban", "/list/"),
    (INSTRUMENTS, "Mine Ban", "/actions/new/"),
    f"{HOME}instruments/watch/",
    f"{HOME}instruments/new/",
    f"{HOME}actors/",
    f"{HOME}actors/LTU/",
    f"{HOME}sources/",
]
LIST = b"""actor,name,action,day,takes_effect,note,source
MNG,,accession,2026-05-05,,,The depositary
XXX,Atlantis,accession,2026-05-05,,,
"""


def test_a_list_is_taken_over_and_the_map_follows(site: Site, visitor: Callable[..., Any]) -> None:
    keeper = Device(site, visitor(locale="en").new_page()).signs_in("coordinator")
    page = keeper.page
    page.goto(INSTRUMENTS)
    page.get_by_role("link", name="Mine Ban Convention", exact=True).click()
    assert page.locator("p.lede").inner_text().startswith("161 parties, 131 signatories.")
    page.get_by_role("link", name="Take over a status list").click()
    page.locator("input[type=file]").set_input_files({"name": "mine-ban.csv", "mimeType": "text/csv", "buffer": LIST})
    page.get_by_role("button", name="Compare it").click()
    page.get_by_text("Mongolia").first.wait_for()
    assert page.get_by_text("No state or organisation of this name is known.").is_visible()
    page.locator("main form button.main").click()
    page.get_by_role("heading", level=1, name="Mine Ban Convention").wait_for()
    assert page.locator("p.lede").inner_text().startswith("162 parties")

    reader = phone_of(site, visitor, "member representative").page
    reader.goto(INSTRUMENTS)
    reader.get_by_role("link", name="Mine Ban Convention", exact=True).click()
    reader.get_by_role("link", name="On the map, and over the years").click()
    reader.locator("svg.world").wait_for()
    assert reader.evaluate("document.documentElement.scrollWidth") <= 360
    row = reader.locator("tbody tr", has_text="Party, not in force yet").or_(
        reader.locator("tbody tr", has_text="Party, in force")
    )
    assert any("Mongolia" in words for words in row.all_inner_texts())
    reader.get_by_label("On the day").fill("1999-03-01")
    reader.get_by_role("button", name="Show").click()
    assert "Mongolia" not in reader.locator("tbody tr", has_text="Party").first.inner_text()


def test_its_pages_are_well_made(chromium: Any, site: Site) -> None:
    """One title, at most one filled button, nothing that axe finds, no wider than the screen, alike without scripts."""
    reader, found = Reader(chromium, site, "coordinator"), {}
    for way in PAGES:
        address = reader.go(way)
        if wrong := what_is_wrong(reader, address):
            found[address] = wrong
    reader.close()
    assert found == {}


def test_they_stand_in_arabic_on_a_phone(site: Site, visitor: Callable[..., Any]) -> None:
    page, found = phone_of(site, visitor, "coordinator").page, {}
    page.goto(INSTRUMENTS)
    treaty = page.get_by_role("link", name="Mine Ban Convention", exact=True).get_attribute("href").partition("?")[0]
    speak(page, "ar")
    for address in (INSTRUMENTS, treaty, f"{treaty}map/", f"{treaty}obligations/", f"{HOME}actors/LTU/"):
        page.goto(address)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        set_as = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
        if (wrong := faults(page)) or over > 0 or set_as != ["ar", "rtl"]:
            found[address] = (wrong, over, set_as)
    page.goto("/account/")
    speak(page, "en")
    assert found == {}
