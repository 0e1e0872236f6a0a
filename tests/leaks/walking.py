"""In which order addresses are asked, and with which rows: every address, each kind of row, and no row twice for nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from plenary.coalitions.models import Coalition
from tests.leaks.checking import Tokens
from tests.leaks.routes import Route, each_code, filled, is_for, one_of_each_shape, rows_of

MOST_TRIED = 2
"""So many rows are tried at an address, by whoever does not try all."""


@dataclass(slots=True)
class Walked:
    """What the readers of one walk tell each other: by name of an address a row that it was answered for; the forms that
    were sent, and the names of addresses that took one; and the names that were answered to the present reader."""

    answering: dict[str, Any] = field(default_factory=dict)
    sent: set[object] = field(default_factory=set)
    taking: set[str] = field(default_factory=set)
    answered: set[str] = field(default_factory=set)

    def by_another(self) -> "Walked":
        """The same walk, with another reader."""
        return Walked(self.answering, self.sent, self.taking)


def asked(
    wanted: Iterable[Route], coalition: Coalition | None, tokens: Tokens, walked: Walked, *, tries_all: bool
) -> Iterator[tuple[Route, dict[str, str]]]:
    """Each address with what it is filled with: one hidden row, if it is read, and visible ones. The shortest address that
    names a kind of row gets one of each shape; the others get rows until they are answered."""
    shown: set[tuple[str, str]] = set()
    for route in wanted:
        if not route.ids:
            yield from ((route, given) for given in each_code(route, coalition))
            continue
        argument = route.ids[-1]
        rows, is_first = one_of_each_shape(argument, coalition), (argument, route.method) not in shown
        shown.add((argument, route.method))
        visible = [row for row in reversed(rows) if is_for(row, tokens, coalition)]
        hidden = [] if route.is_write else [row for row in rows if row not in visible][-1:]
        shows_all = is_first and (not route.is_of_api or (tries_all and not route.is_write))
        few = visible if shows_all else _few(route, visible, coalition, tokens, walked, tries_all=tries_all)
        for row in (*hidden, *few):
            if shows_all or route.name not in walked.answered:
                yield route, filled(route, row, argument, coalition)
                if route.name in walked.answered:
                    walked.answering.setdefault(route.name, row)


def _few(
    route: Route, visible: list[Any], of: Coalition | None, tokens: Tokens, walked: Walked, *, tries_all: bool
) -> list[Any]:
    """The row that answered another reader, and a few more; where none did, whoever tries all gets all that there are."""
    known = walked.answering.get(route.name)
    if known is None and tries_all:
        return [
            *visible,
            *(row for row in rows_of(route.ids[-1], of) if row not in visible and is_for(row, tokens, of)),
        ]
    return [*(row for row in visible if row == known), *(row for row in visible[:MOST_TRIED] if row != known)]
