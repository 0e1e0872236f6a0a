"""The way in of a newly admitted member: rooms register what it would do first; membership shows it (B4)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from plenary.core.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that a newly admitted member does: what it is, a sentence, the page where it is done, whether it is done.

    `code` names it to programs. Steps stand by `order`. `at` is when it can be done, where it has a moment.
    """

    code: str
    label: str
    sentence: str
    url: str
    is_done: bool
    order: int
    at: datetime | None = None


type Provider = Callable[[Standing], Iterable[Step]]

_providers: list[Provider] = []


def welcomes(provider: Provider) -> Provider:
    """Register what a room has for the member of a standing; nothing where there is nothing to do. A constant number of
    queries."""
    _providers.append(provider)
    return provider


def steps_of(standing: Standing) -> list[Step]:
    """All steps of the member of a standing, in order; none for who represents no member."""
    if not standing.member:
        return []
    found = [step for provider in _providers for step in provider(standing)]
    return sorted(found, key=lambda step: (step.order, step.code))
