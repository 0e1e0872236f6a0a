"""Pairs: a square for each candidate against each other, with a figure: by how many more ballots prefer it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from plenary.decisions.rules.methods.accounts import Account
from plenary.decisions.shown.accounts import names_of
from plenary.decisions.shown.pictures.shapes import FINE, Box, Drawing, Label, Sign, Table, cut, isolated

_CELL, _HIGH, _NAME, _HEAD, _NARROWEST, _LETTER = 54, 30, 20, 20, 320, 8  # pixels


def pairs(account: Account) -> Drawing:
    """The picture of a count by pairs: margins, the candidates in the order of how many others each prevails over."""
    order = _order(account)
    names = names_of(account)
    width = max(_NARROWEST, len(order) * _CELL)
    return Drawing(
        title=_("Each against each other"),
        description=_(
            "In the row of a candidate, under the number of another: by how many more ballots prefer it to that one; with "
            "a minus, by how many fewer."
        ),
        width=width,
        height=_HEAD + len(order) * (_NAME + _HIGH) + 4,
        boxes=tuple(_boxes(account, order)),
        labels=(*_heads(order), *_names(account, order, names, width), *_figures(account, order)),
        key=(
            Sign("win-2", _("+ preferred by more")),
            Sign("lose-2", _("− preferred by fewer")),
            Sign("even", _("0 as many")),
        ),
        table=Table(
            caption=_("By how many more ballots prefer the candidate of the row"),
            head=(_("Candidate"), *(f"{place}. {names[each]}" for place, each in enumerate(order, 1))),
            rows=tuple(
                (
                    f"{place}. {_chosen(account, each, names[each])}",
                    *("–" if each == other else _signed(_margin(account, each, other)) for other in order),
                )
                for place, each in enumerate(order, 1)
            ),
        ),
    )


def _margin(account: Account, first: int, second: int) -> int:
    matrix = account.facts["matrix"]
    return int(matrix[first][second] - matrix[second][first])


def _order(account: Account) -> list[int]:
    """Those who stand: winners, then by how many others each prevails over, by its margins, by its place in the list."""
    met = {each for stage in account.stages for each in stage.about}.union(
        account.winners, account.facts.get("lots", ())
    )

    def key(each: int) -> tuple[bool, int, int, int]:
        margins = [_margin(account, each, other) for other in met]
        return each not in account.winners, -sum(margin > 0 for margin in margins), -sum(margins), each

    return sorted(met, key=key)


def _signed(margin: int) -> str:
    return f"+{margin}" if margin > 0 else f"−{-margin}" if margin else "0"


def _chosen(account: Account, each: int, name: str) -> str:
    return f"✓ {name} · {_('elected')}" if each in account.winners else name


def _line(row: int) -> int:
    """Where the squares of a row begin, in pixels."""
    return _HEAD + row * (_NAME + _HIGH) + _NAME


def _boxes(account: Account, order: list[int]) -> Iterator[Box]:
    most = max((abs(_margin(account, each, other)) for each in order for other in order), default=0) or 1
    for row, each in enumerate(order):
        for column, other in enumerate(order):
            margin = _margin(account, each, other)
            deep = 1 + (3 * abs(margin) > most) + (3 * abs(margin) > 2 * most)
            what = "self" if each == other else f"win-{deep}" if margin > 0 else f"lose-{deep}" if margin else "even"
            x, y = column * _CELL * FINE, _line(row) * FINE
            size = {"width": (_CELL - 2) * FINE, "height": (_HIGH - 2) * FINE}
            yield Box(x=x, y=y, what=f"cell {what}", votes=margin, of=each, **size)


def _heads(order: list[int]) -> Iterator[Label]:
    for column in range(len(order)):
        yield Label(x=column * _CELL + _CELL // 2 - 1, y=14, text=isolated(str(column + 1)), what="head middle")


def _names(account: Account, order: list[int], names: tuple[str, ...], width: int) -> Iterator[Label]:
    for row, each in enumerate(order):
        chosen = each in account.winners
        room = width // _LETTER - (len(_("elected")) + 5 if chosen else 0) - 4
        text = f"{row + 1}. {_chosen(account, each, isolated(cut(names[each], room)))}"
        yield Label(x=0, y=_line(row) - 5, text=text, what=f"name{' chosen' if chosen else ''}")


def _figures(account: Account, order: list[int]) -> Iterator[Label]:
    for row, each in enumerate(order):
        for column, other in enumerate(order):
            text = "–" if each == other else _signed(_margin(account, each, other))
            x, y = column * _CELL + _CELL // 2 - 1, _line(row) + 19
            yield Label(x=x, y=y, text=isolated(text), what="figure middle")
