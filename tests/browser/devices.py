"""What lies on a visitor's device, and how a visitor comes without a line."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.browser.test_pages import faults
from tests.serving import Site

HOME = "/c/clear-fields/"
GATHERED = "/desk/copies/"
VOTED = "Admit five organisations from the Balkans and the Danube"
LISTED = """async () => {
  const copies = [];
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) copies.push(new URL(request.url).pathname);
  }
  return copies.sort();
}"""
HELD = f"""async () => ({{
  copies: await ({LISTED})(),
  caches: await caches.keys(),
  databases: (await indexedDB.databases()).map(each => each.name),
  keepers: (await navigator.serviceWorker.getRegistrations()).length,
}})"""
STORED = """async () => {
  const [kept] = await indexedDB.databases();
  if (!kept) return [];  // the keeper makes it at its first answer
  const asked = indexedDB.open(kept.name);
  const opened = await new Promise(done => { asked.onsuccess = () => done(asked.result); });
  const rows = opened.transaction("answers").objectStore("answers").getAll();
  await new Promise(done => { rows.onsuccess = done; });
  opened.close();
  return rows.result;
}"""
"""The answers that lie on the device, whole."""

LOOKS, PAUSE = 300, 100  # ms
NOTHING = {"copies": [], "caches": [], "databases": [], "keepers": 0}


@dataclass
class Device:
    """A browser of one visitor, whose line can be cut."""

    site: Site
    page: Any

    def signs_in(self, role: str) -> "Device":
        """As a person of the demonstration."""
        self.page.set_default_timeout(15_000)
        self.page.goto(self.site.sign_in_path(role))
        self.page.locator("main form button").first.click()
        return self

    def visits(self, address: str = HOME) -> "Device":
        """Open a page with a line, and wait until what is to be kept has been."""
        self.page.goto(address)
        self.waits_until(lambda: GATHERED in self.holds()["copies"])
        return self

    def waits_until(self, is_so: Callable[[], bool]) -> None:
        """Look again and again, for a bounded time: the keeper works beside the page."""
        for _look in range(LOOKS):
            if is_so():
                return
            self.page.wait_for_timeout(PAUSE)
        pytest.fail(f"it did not come to that: {self.holds()}")

    def loses_its_line(self) -> "Device":
        """From now on nothing reaches the server."""
        self.page.context.set_offline(True)
        return self

    def has_a_line_again(self) -> "Device":
        """The line is back."""
        self.page.context.set_offline(False)
        return self

    def holds(self) -> dict[str, Any]:
        """All that lies on it of this site."""
        found: dict[str, Any] = self.page.evaluate(HELD)
        return found

    def holds_nothing(self) -> None:
        """Wait until nothing lies on it; clearing takes a moment."""
        self.waits_until(lambda: self.holds() == NOTHING)

    def reads(self) -> str:
        """The title of the open page."""
        return str(self.page.get_by_role("heading", level=1).inner_text())

    @property
    def banner(self) -> Any:
        """What a copy says of itself."""
        return self.page.get_by_text("You read a copy of ")

    @property
    def unsent(self) -> Any:
        """The answers that wait, and what became of them."""
        return self.page.get_by_role("region", name="Your answers given without a line")


def phone_of(site: Site, visitor: Callable[..., Any], role: str, **options: Any) -> Device:
    """A phone whose owner has signed in as a person of the demonstration."""
    options = {"locale": "en", "width": 360, "height": 740} | options
    return Device(site, visitor(**options).new_page()).signs_in(role)


def shell_of(change: str) -> str:
    """Code for `Site.shell` that changes rows of the coalition as an officer's act would have."""
    return f"from plenary.coalitions.queries import coalition_at\nhouse = coalition_at('clear-fields').id\n{change}"


def answers_without_a_line(device: Device, choice: str) -> None:
    """Open the kept proposal and cast a ballot."""
    device.loses_its_line()
    device.page.goto(HOME)
    device.page.get_by_role("link", name=f"Vote: {VOTED}").click()
    device.page.get_by_role("radio", name=re.compile(f"^{choice}")).check()
    device.page.get_by_role("button", name="Cast the ballot").click()
    device.unsent.get_by_text("It counts only if it arrives").first.wait_for()
    assert device.unsent.get_by_text(choice, exact=True).count() == 1


def is_told(device: Device, words: str) -> None:
    """The line is back: what became of the answer is said, to screen readers too, and what was answered lies there no more."""
    device.has_a_line_again()
    said = device.unsent.locator("li").get_by_text(words)
    said.wait_for(state="attached", timeout=60_000)
    if not said.is_visible():  # one line, until it is opened: by keyboard too
        device.unsent.locator("summary").press("Enter")
        said.wait_for()
    assert words in device.unsent.get_by_role("status").inner_text()
    device.page.evaluate("scrollTo(0, document.body.scrollHeight)")  # nowhere else does the notice lie over nothing
    assert faults(device.page) == []
    kept = device.page.evaluate(STORED)
    assert [(answer["fields"], answer["words"]) for answer in kept] == [([], "")]
    device.unsent.get_by_role("button", name="I have read this").click()
    device.waits_until(lambda: device.page.evaluate(STORED) == [])
    assert device.unsent.locator("li").count() == 0
