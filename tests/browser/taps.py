"""What people do in a browser: taps, fields, keys and pages, counted where Playwright taps, types and loads."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator

from tests.serving import ROOT

PAGE = ROOT / "docs" / "developers" / "journeys.md"
"""Where the tables are of what each journey takes."""

TAPS = ("click", "check", "uncheck", "press")
FIELDS = ("fill", "select_option", "set_input_files")


@dataclass
class Cost:
    """All that somebody did, and the pages that they were sent; one that leads on to another counts once."""

    taps: int = 0
    fields: int = 0
    keys: int = 0
    pages: int = 0

    def grown(self, promised: "Cost") -> dict[str, tuple[int, int]]:
        """What is more than was promised: each with what it is and what it was."""
        both = {name: (now, getattr(promised, name)) for name, now in vars(self).items()}
        return {name: (now, most) for name, (now, most) in both.items() if now > most}

    def line(self, what: str) -> str:
        """It as a line of a table."""
        return f"| {what} | {self.taps} | {self.fields} | {self.keys} | {self.pages} |"


def promised() -> dict[str, Cost]:
    """What the tables say, by the words of their first column."""
    lines = [line.strip("| ").split(" | ") for line in PAGE.read_text(encoding="utf-8").splitlines()]
    return {line[0]: Cost(*map(int, line[1:])) for line in lines if len(line) == 5 and line[1].isdigit()}


@contextmanager
def counting() -> Iterator[Cost]:
    """Count in all browsers until it ends; pages in those that open their first page in the meantime too."""
    cost = Cost()

    def tapped(*_given: Any, **_named: Any) -> None:
        cost.taps += 1

    def filled(_field: Locator, value: Any = "", **_named: Any) -> None:
        cost.fields += 1
        cost.keys += len(value) if isinstance(value, str) else 0

    def opens(context: BrowserContext, **_named: Any) -> None:
        context.on("request", loads)

    def loads(request: Any) -> None:
        cost.pages += request.is_navigation_request() and not request.redirected_from

    with pytest.MonkeyPatch.context() as patch:
        for names, tells in ((TAPS, tapped), (FIELDS, filled)):
            for name in names:
                patch.setattr(Locator, name, telling(getattr(Locator, name), tells))
        patch.setattr(BrowserContext, "new_page", telling(BrowserContext.new_page, opens))
        yield cost


def telling[**P, R](does: Callable[P, R], tells: Callable[..., None]) -> Callable[P, R]:
    """A function that does the same and tells of it first."""

    @wraps(does)
    def doing(*given: P.args, **named: P.kwargs) -> R:
        tells(*given, **named)
        return does(*given, **named)

    return doing
