"""The masthead of a coalition: a view says with which word it stands there, the base template shows what the reader may open."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.urls import reverse

from plenary.core.http.access import Permission, access_of
from plenary.core.http.addresses import views
from plenary.core.standing import Standing
from plenary.core.verdicts import Label


@dataclass(frozen=True, slots=True)
class Word:
    """With which word, and where, a page stands in the masthead; `permission` where the view's own lets more in."""

    label: Label
    place: int
    permission: Permission | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One word of the masthead: its label, the name of its page, its place, and the permission that opens it."""

    label: Label
    view_name: str
    place: int
    permission: Permission


def in_masthead[V: Callable[..., object]](
    label: Label, place: int, *, permission: Permission | None = None
) -> Callable[[V], V]:
    """Put a page without ids into the masthead, for those whom its mark lets in, or of them whom `permission` does. Desk 10,
    proposals 20, members 30, bodies 40, charter 50, record 60."""

    def put(view: V) -> V:
        view.masthead = Word(label, place, permission)  # type: ignore[attr-defined]  # as the mark of who may enter
        return view

    return put


@cache
def items() -> tuple[Item, ...]:
    """All words of the masthead, in their order."""
    found = []
    for each in views():
        word, access = getattr(each.view, "masthead", None), access_of(each.view, each.name)
        opens = word and (word.permission or (access and access.asks))
        if word and opens:
            found.append(Item(word.label, each.name, word.place, opens))
    return tuple(sorted(found, key=lambda item: item.place))


def pages_for(standing: Standing, slug: str) -> list[tuple[Label, str]]:
    """Label and address of each page that this standing may open, in their order."""
    return [(item.label, reverse(item.view_name, args=[slug])) for item in items() if item.permission(standing)]


def is_any_open(standing: Standing) -> bool:
    """True when this standing may open at least one page of the coalition: to a stranger, that it shows a public face."""
    return any(item.permission(standing) for item in items())
