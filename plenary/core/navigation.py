"""The masthead of a coalition: rooms register their pages, the base template shows those that the reader may open."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from plenary.core.standing import Standing
from plenary.core.verdicts import Label, Verdict


@dataclass(frozen=True, slots=True)
class Item:
    """One word of the masthead: its label, the name of its page, its place, and the permission that opens it."""

    label: Label
    view_name: str
    place: int
    permission: Callable[[Standing], Verdict]


_items: list[Item] = []


def register_page(label: Label, view_name: str, place: int, permission: Callable[[Standing], Verdict]) -> None:
    """Put a page of a room into the masthead. Desk 10, proposals 20, members 30, bodies 40, charter 50, record 60."""
    _items.append(Item(label, view_name, place, permission))


def pages_for(standing: Standing, slug: str) -> list[tuple[Label, str]]:
    """Label and address of each page that this standing may open, in their order."""
    return [
        (item.label, reverse(item.view_name, args=[slug]))
        for item in sorted(_items, key=lambda item: item.place)
        if item.permission(standing)
    ]


def is_any_open(standing: Standing) -> bool:
    """True when this standing may open at least one page of the coalition: to a stranger, that it shows a public face."""
    return any(item.permission(standing) for item in _items)
