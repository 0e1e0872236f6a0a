"""A ballot from the desk: on a phone, without JavaScript, by keyboard alone; in three taps, with a receipt, and changed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.serving import Site, serve_copy

ENOUGH_TABS = 80
MOST_TAPS = 3


@pytest.fixture
def site(prepared_var: Path, tmp_path: Path) -> Iterator[Site]:
    """A server for each test: her desk asks for the ballot anew."""
    with serve_copy(prepared_var, tmp_path / "var") as served:
        yield served


@dataclass
class Representative:
    """The member representative at her desk, whose taps are counted."""

    page: Any
    taps: int = 0

    def taps_on(self, target: Any) -> None:
        target.click()
        self.taps += 1

    def reaches(self, target: Any, key: str) -> None:
        """Press Tab until the target has the focus, then a key."""
        for _tab in range(ENOUGH_TABS):
            self.page.keyboard.press("Tab")
            if target.evaluate("each => each === document.activeElement"):
                self.page.keyboard.press(key)
                return
        pytest.fail(f"the keyboard does not reach {target}")

    @property
    def vote(self) -> Any:
        return self.page.get_by_role("link", name="Vote: ").first

    @property
    def cast(self) -> Any:
        return self.page.get_by_role("button", name="Cast the ballot")

    def choice(self, word: str) -> Any:
        return self.page.get_by_role("radio", name=re.compile(f"^{word}"))

    def is_told(self, sentence: str) -> None:
        self.page.get_by_role("status").get_by_text(sentence).wait_for()


@pytest.fixture
def comes(site: Site, visitor: Callable[..., Any]) -> Callable[..., Representative]:
    """Sign her in, in a browser of some kind; she stands at her desk."""

    def come(**browser: Any) -> Representative:
        page = visitor(locale="en", **browser).new_page()
        page.goto(site.sign_in_path("member representative"))
        page.get_by_role("button", name="Sign in").click()
        page.goto("/c/clear-fields/")
        return Representative(page)

    return come


def receipt_holds(her: Representative, site: Site, folder: Path) -> None:
    with her.page.expect_download() as download:
        her.page.get_by_role("link", name="receipt").click()
    file = folder / "ballot.receipt.json"
    download.value.save_as(file)
    assert site.command("record", "verify", str(file)).startswith("Entry ")


def test_on_a_phone(site: Site, comes: Callable[..., Representative], tmp_path: Path) -> None:
    her = comes(width=360, height=740)
    title = her.vote.get_attribute("aria-label").removeprefix("Vote: ")
    her.taps_on(her.vote)
    assert her.page.get_by_role("heading", level=1).inner_text() == title
    assert her.page.evaluate("document.documentElement.scrollWidth") == 360
    her.taps_on(her.choice("Yes"))
    her.taps_on(her.cast)
    her.is_told("Your ballot says yes.")
    assert her.taps == MOST_TAPS
    receipt_holds(her, site, tmp_path)

    her.choice("No").click()
    her.page.get_by_role("button", name="Change the ballot").click()
    her.is_told("Your ballot says no.")
    her.page.goto("/c/clear-fields/")
    assert her.page.get_by_role("link", name=f"Vote: {title}").count() == 0


def test_without_javascript(site: Site, comes: Callable[..., Representative], tmp_path: Path) -> None:
    her = comes(java_script_enabled=False)
    her.taps_on(her.vote)
    her.taps_on(her.choice("Abstain"))
    her.taps_on(her.cast)
    her.is_told("Your ballot is cast and entered in the record.")
    her.is_told("Your ballot says that you abstain.")
    assert her.taps == MOST_TAPS
    receipt_holds(her, site, tmp_path)

    her.choice("Yes").click()
    her.page.get_by_role("button", name="Change the ballot").click()
    her.is_told("Your ballot says yes.")


def test_by_keyboard_alone(comes: Callable[..., Representative]) -> None:
    her = comes()
    her.reaches(her.vote, "Enter")
    her.cast.wait_for()
    her.reaches(her.choice("Yes"), "Space")
    her.reaches(her.cast, "Enter")
    her.is_told("Your ballot says yes.")
    her.page.get_by_role("button", name="Change the ballot").wait_for()
    her.reaches(her.choice("Yes"), "ArrowDown")
    her.page.keyboard.press("Tab")
    her.page.keyboard.press("Enter")
    her.is_told("Your ballot says no.")
