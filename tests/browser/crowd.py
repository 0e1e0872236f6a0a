"""The many whom no browser follows: each reads the same pages over HTTP, and sends the forms that stand there."""

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape

from tests.crash.voters import ACKNOWLEDGED, Browser

LINES = 8
"""So many of them ask at the same time."""


@dataclass(frozen=True)
class Distant:
    """One of the many: a name, a member, and a line of their own on which they are signed in."""

    name: str
    organisation: str
    line: Browser

    def reads(self, path: str) -> str:
        """A page, which they may read."""
        got = self.line.get(path)
        assert got.status == 200, (path, got.status)
        return got.page

    def follows(self, path: str, link: str) -> str:
        """Where the first link on a page leads whose words begin so."""
        found = re.search(rf'<a [^>]*href="([^"]+)"[^>]*>{re.escape(link)}', self.reads(path))
        assert found, (path, link)
        return unescape(found[1]).partition("#")[0]

    def sends(self, path: str, ending: str, **fields: str) -> None:
        """Send the form of a page whose address ends so, as it stands there, with these answers."""
        page = self.reads(path)
        [form] = re.findall(rf'<form[^>]* action="([^"]*{re.escape(ending)})"[^>]*>(.*?)</form>', page, re.DOTALL)
        address, inside = form
        assert [name for name in fields if f'name="{name}"' not in inside] == []
        got = self.line.post(unescape(address), **fields)
        assert got.status == ACKNOWLEDGED, (address, got.status)


def all_at_once(crowd: Sequence[Distant], act: Callable[[Distant], None]) -> None:
    """Each does it, several at the same time; nobody's failure is passed over."""
    with ThreadPoolExecutor(LINES) as pool:
        list(pool.map(act, crowd))
    for each in crowd:
        each.line.close()
