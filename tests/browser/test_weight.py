"""What the desk weighs over the wire, as the browser itself counts it, and how often it asks."""

from dataclasses import dataclass, field
from typing import Any

from conftest import Site

FIRST = 60 * 1024
LATER = 20 * 1024


@dataclass
class Wire:
    """The answers that came over the network to one page: their addresses and their bytes, headers and all."""

    asked: dict[str, str] = field(default_factory=dict)
    bytes_of: dict[str, int] = field(default_factory=dict)
    had: set[str] = field(default_factory=set)

    def answered(self, event: Any) -> None:
        """Note an answer that is not the browser's own copy."""
        if not event["response"].get("fromDiskCache") and event["requestId"] not in self.had:
            self.asked[event["requestId"]] = event["response"]["url"]

    def kept(self, event: Any) -> None:
        """Leave out what the browser had in its memory."""
        self.asked.pop(event["requestId"], None)
        self.had.add(event["requestId"])

    def finished(self, event: Any) -> None:
        """Note how many bytes an answer had as it was sent."""
        if event["requestId"] in self.asked:
            self.bytes_of[event["requestId"]] = int(event["encodedDataLength"])

    def forget(self) -> None:
        """Begin a new count."""
        self.asked.clear()
        self.bytes_of.clear()

    def paths(self, site: Site) -> list[str]:
        """What was asked for, without the names that carry a hash."""
        found = [url.removeprefix(site.url).split("?")[0] for url in self.asked.values()]
        return sorted("/static/…" if path.startswith("/static/") else path for path in found)


def at_the_desk(page: Any, site: Site) -> Wire:
    """Sign in, empty the browser's memory, and listen to the wire."""
    page.goto(site.sign_in_path("member representative"))
    page.locator("main form button").first.click()
    page.goto("about:blank")
    wire, session = Wire(), page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    session.on("Network.responseReceived", wire.answered)
    session.on("Network.requestServedFromCache", wire.kept)
    session.on("Network.loadingFinished", wire.finished)
    return wire


def test_desk_is_light_at_first_and_lighter_later(page: Any, site: Site) -> None:
    """The page, its one stylesheet and its sign; afterwards the page alone. No script, no font, no other host."""
    wire = at_the_desk(page, site)
    page.goto("/c/clear-fields/", wait_until="networkidle")
    assert wire.paths(site) == ["/c/clear-fields/", "/static/…", "/static/…"]
    assert sum(wire.bytes_of.values()) <= FIRST
    wire.forget()
    page.goto("/c/clear-fields/", wait_until="networkidle")
    assert wire.paths(site) == ["/c/clear-fields/"]
    assert sum(wire.bytes_of.values()) <= LATER


def test_desk_is_sent_compressed_and_styles_are_kept(page: Any, site: Site) -> None:
    """Pages are compressed; the stylesheet has the hash of its content in its name, so that browsers keep it for good."""
    page.goto("/c/clear-fields/")
    sheet = page.locator("link[rel=stylesheet]").get_attribute("href")
    answer = page.context.request.get(sheet)
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] in {"gzip", "br", "zstd"}
    assert page.context.request.get("/c/clear-fields/").headers["content-encoding"] in {"gzip", "br", "zstd"}
