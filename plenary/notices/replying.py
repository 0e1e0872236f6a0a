"""To what a reply by mail can go: rooms above register a kind of thing, how a reply is entered there, and its page."""

from collections.abc import Callable
from dataclasses import dataclass

from plenary.core.standing import Standing
from plenary.notices.wordings import Address

type Enter = Callable[[Standing, str, str, str], None]


@dataclass(frozen=True, slots=True)
class Handler:
    """How replies to a kind of thing are entered: `enter(standing, id of the thing, words, language)`, and its page."""

    enter: Enter
    address: Address


_handlers: dict[str, Handler] = {}


def register_reply(kind: str, enter: Enter, address: Address) -> None:
    """Let replies by mail go to a kind of thing.

    `enter` makes a comment through the standing that it is given, and refuses as the page would (`core.verdicts.Refused`);
    for a thing that the standing may not see it raises LookupError. It never votes. Raises ValueError for a kind twice.
    """
    if kind in _handlers:
        raise ValueError(f"replies to {kind} are registered twice")
    _handlers[kind] = Handler(enter, address)


def handler_of(kind: str) -> Handler | None:
    """How replies to this kind are entered, or None."""
    return _handlers.get(kind)
