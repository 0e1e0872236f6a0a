"""In which order addresses are asked, and with which rows: every address, each kind of row, and no row twice for nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from plenary.coalitions.models import Coalition
from tests.leaks.checking import Tokens
from tests.leaks.members import FIRST_TRIED
from tests.leaks.routes import (
    Route,
    each_code,
    filled,
    is_for,
    one_of_each_shape,
    rows_of,
)

MOST_TRIED = 4
"""So many rows are tried at an address that was not answered yet."""


@dataclass(slots=True)
class Walked:
    """What the readers of one walk tell each other: by name of an address a row that it was answered for; the forms that
    were sent, and the names of addresses that took one; and the names that were answered to the present reader,
    or, where it has none `before` it, to anybody. One `tries_hidden` rows unless `test_missing` tries them."""

    answering: dict[str, Any] = field(default_factory=dict)
    sent: set[object] = field(default_factory=set)
    taking: set[str] = field(default_factory=set)
    answered: set[str] = field(default_factory=set)
    before: "Walked | None" = None
    tries_hidden: bool = True

    def by_another(self, *, tries_hidden: bool = True) -> "Walked":
        """The same walk, with another reader."""
        return Walked(self.answering, self.sent, self.taking, before=self, tries_hidden=tries_hidden)

    def mark_answered(self, name: str) -> None:
        """An address was answered to this reader."""
        self.answered.add(name)
        if self.before is not None:
            self.before.mark_answered(name)


def asked(
    wanted: Iterable[Route], coalition: Coalition | None, tokens: Tokens, walked: Walked, *, is_thorough: bool
) -> Iterator[tuple[Route, dict[str, str]]]:
    """Each address with what it is filled with: one hidden row, if it is read, and visible ones. The shortest address that
    names a kind of row gets one of each shape (a route of the API where it `is_thorough`); the others the row for which
    another reader was answered, or a few until one is answered."""
    shown: set[tuple[str, str]] = set()
    for route in wanted:
        if not route.ids:
            yield from ((route, given) for given in each_code(route, coalition))
            continue
        argument = route.ids[-1]
        rows, is_first = one_of_each_shape(argument, coalition), (argument, route.method) not in shown
        shown.add((argument, route.method))
        visible = [row for row in reversed(rows) if is_for(row, tokens, coalition)]
        if route.name in FIRST_TRIED:
            visible.sort(key=FIRST_TRIED[route.name], reverse=True)
        hidden = [row for row in rows if row not in visible][-1:] if walked.tries_hidden and not route.is_write else []
        shows_all = is_first and not route.is_write and (is_thorough or not route.is_of_api)
        few = visible if shows_all else _few(visible, walked.answering.get(route.name), is_thorough=is_thorough)
        yield from _until_answered(route, (*hidden, *few), coalition, walked, goes_on=shows_all)


def every_row(
    wanted: Iterable[Route], coalition: Coalition | None, tokens: Tokens, walked: Walked
) -> Iterator[tuple[Route, dict[str, str]]]:
    """Each of these addresses with every row that these tokens let one know of, until one is answered."""
    for route in wanted:
        rows = rows_of(route.ids[-1], coalition) if route.ids else ()
        yield from _until_answered(route, (row for row in rows if is_for(row, tokens, coalition)), coalition, walked)


def _until_answered(
    route: Route, rows: Iterable[Any], coalition: Coalition | None, walked: Walked, *, goes_on: bool = False
) -> Iterator[tuple[Route, dict[str, str]]]:
    for row in rows:
        if goes_on or route.name not in walked.answered:
            yield route, filled(route, row, route.ids[-1], coalition)
            if route.name in walked.answered:
                walked.answering.setdefault(route.name, row)


def _few(visible: list[Any], known: Any, *, is_thorough: bool) -> list[Any]:
    if known is not None:
        return [row for row in visible if row == known]
    return visible[: MOST_TRIED if is_thorough else 1]
