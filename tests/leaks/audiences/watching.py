"""Who may read of what is watched: instruments with all that hangs on them, and how actors are called."""

from collections.abc import Iterable
from typing import Any

from plenary.monitoring.models import TreatyAction
from tests.leaks.audiences.tokens import MEMBERS, Rule, disclosed


def instrument(row: Any) -> Iterable[str]:
    """Members; one that says so is public as outcomes are."""
    return [*MEMBERS, *(disclosed(row, "outcomes") if row.is_public else [])]


def of_instrument(row: Any) -> Iterable[str]:
    """As the instrument on which it hangs."""
    return instrument(row.instrument)


def extension(row: Any) -> Iterable[str]:
    """As the instrument of its obligation."""
    return instrument(row.obligation.instrument)


def actor(row: Any) -> Iterable[str]:
    """Members; besides, whoever reads an instrument about which it did something."""
    rows = TreatyAction.objects.of(row.coalition_id).filter(actor=row.code).select_related("instrument")
    return {*MEMBERS, *(token for each in rows for token in instrument(each.instrument))}


def inner(_row: Any) -> Iterable[str]:
    """Members, however public its instrument is."""
    return MEMBERS


RULES: dict[str, Rule] = {
    "monitoring.Instrument": instrument,
    "monitoring.Obligation": of_instrument,
    "monitoring.TreatyAction": of_instrument,
    "monitoring.TakenList": of_instrument,
    "monitoring.StatusSpan": of_instrument,
    "monitoring.Extension": extension,
    "monitoring.Target": inner,
    "monitoring.Approach": inner,
    "monitoring.Actor": actor,
}
