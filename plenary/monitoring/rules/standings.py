"""Standings: how an actor stands to an instrument, in one word, from one day to another; these are kept as rows."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from plenary.monitoring.rules.spans import Span, Timeline


class Stands(StrEnum):
    """How an actor stands to an instrument: one of these on each day, the furthest that holds."""

    IN_FORCE = "in-force"
    PARTY = "party"
    PROVISIONAL = "provisional"
    SIGNED = "signed"


BINDS = frozenset({Stands.IN_FORCE, Stands.PARTY})
"""Who stands so is a party, as the depositary counts."""


def standings(told: Timeline) -> tuple[tuple[Span, Stands, bool], ...]:
    """The timeline in spans that do not overlap, in order: each with how the actor stands, and whether it had signed. Days on
    which it has nothing to do with the instrument lie in none."""
    edges = sorted({edge for span in _all(told) for edge in (span.first, span.until) if edge})
    found: list[tuple[Span, Stands, bool]] = []
    for place, first in enumerate(edges):
        stands = stands_on(told, first)
        if stands is not None:
            until = edges[place + 1] if place + 1 < len(edges) else None
            found.append((Span(first, until), stands, told.had_signed(first)))
    return tuple(_joined(found))


def stands_on(told: Timeline, day: date) -> Stands | None:
    """How an actor stood on a day; None where it had nothing to do with the instrument."""
    held = {
        Stands.IN_FORCE: told.was_bound(day),
        Stands.PARTY: told.was_party(day),
        Stands.PROVISIONAL: told.applied_provisionally(day),
        Stands.SIGNED: told.had_signed(day),
    }
    return next((stands for stands, holds in held.items() if holds), None)


def _all(told: Timeline) -> Iterable[Span]:
    return (*told.signed, *told.party, *told.in_force, *told.provisional)


def _joined(found: Iterable[tuple[Span, Stands, bool]]) -> Iterable[tuple[Span, Stands, bool]]:
    """Neighbours that say the same are one span."""
    last: tuple[Span, Stands, bool] | None = None
    for span, stands, signed in found:
        if last and last[0].until == span.first and last[1:] == (stands, signed):
            last = (Span(last[0].first, span.until), stands, signed)
            continue
        if last:
            yield last
        last = (span, stands, signed)
    if last:
        yield last
