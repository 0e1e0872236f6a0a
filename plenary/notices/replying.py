"""To what a reply by mail can go: rooms above register a kind of thing, how a reply is entered there, and its page."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urldefrag

from django.urls import Resolver404, resolve, reverse

from plenary.core.standing import Standing

type Enter = Callable[[Standing, str, str, str], None]


@dataclass(frozen=True, slots=True)
class Handler:
    """How replies to a kind of thing are entered: `enter(standing, id of the thing, words, language)`, and its page's name."""

    enter: Enter
    view_name: str

    def address(self, slug: str, parent: str) -> str:
        """The page of one thing."""
        return reverse(self.view_name, args=[slug, parent])


_handlers: dict[str, Handler] = {}


def register_reply(kind: str, enter: Enter, view_name: str) -> None:
    """Let replies by mail go to a kind of thing, whose page takes the coalition's slug and the thing's id.

    `enter` makes a comment through the standing that it is given, and refuses as the page would (`core.verdicts.Refused`);
    for a thing that the standing may not see it raises LookupError. It never votes. Raises ValueError for a kind twice.
    """
    if kind in _handlers:
        raise ValueError(f"replies to {kind} are registered twice")
    _handlers[kind] = Handler(enter, view_name)


def handler_of(kind: str) -> Handler | None:
    """How replies to this kind are entered, or None."""
    return _handlers.get(kind)


def thing_at(path: str) -> tuple[str, str]:
    """The kind and the id of the thing whose page, or place on it, this is, where replies go to it; else two empty words."""
    try:
        found = resolve(urldefrag(path).url)
    except Resolver404:
        return "", ""
    for kind, handler in _handlers.items():
        if handler.view_name == found.view_name:
            return kind, next(str(value) for name, value in found.kwargs.items() if name != "slug")
    return "", ""
