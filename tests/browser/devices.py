"""What lies on a visitor's device, and how a visitor comes without a line."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from conftest import Site

HOME = "/c/clear-fields/"
GATHERED = "/desk/copies/"
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
        self.page.wait_for_load_state()
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

