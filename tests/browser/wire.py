"""What came over the network to one page, as the browser tells it."""

from dataclasses import dataclass, field
from typing import Any

from tests.serving import Site


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
