"""Who may read of what is watched: instruments with all that hangs on them, how actors are called, sources with their copies."""

from collections.abc import Iterable
from typing import Any

from plenary.charter.queries import offices_with
from plenary.core import visibility
from plenary.monitoring.models import Source, TreatyAction
from tests.leaks.audiences.tokens import MEMBERS, Rule, at_most_members, disclosed, holders_of


def instrument(row: Any) -> Iterable[str]:
    """Members; one that says so is public as outcomes are."""
    return [*MEMBERS, *(disclosed(row, "outcomes") if row.is_public else [])]


def of_instrument(row: Any) -> Iterable[str]:
    """As the instrument on which it hangs."""
    return instrument(row.instrument)


def extension(row: Any) -> Iterable[str]:
    """As the instrument of its obligation."""
    return instrument(row.obligation.instrument)


def brought(row: Any) -> Iterable[str]:
    """Whoever keeps instruments."""
    return holders_of(row, "monitoring.keep")


def actor(row: Any) -> Iterable[str]:
    """Members; besides, whoever reads an instrument about which it did something."""
    rows = TreatyAction.objects.of(row.coalition_id).filter(actor=row.code).select_related("instrument")
    return {*MEMBERS, *(token for each in rows for token in instrument(each.instrument))}


def source(row: Any) -> Iterable[str]:
    """Members: what is said of a source is for all inside, whoever opens its copy."""
    return [*MEMBERS]


def copy_of_source(row: Any) -> Iterable[str]:
    """Members; of a source whose copy is for those who keep sources, the offices that do."""
    found = Source.objects.of(row.coalition_id).get(pk=row.parent_id)
    return offices_with(row.coalition_id, "monitoring.keep") if found.readers == "keepers" else [*MEMBERS]


def finding(row: Any) -> Iterable[str]:
    """As its instrument once it is published; members once it is cleared; before, those who keep and who wrote it."""
    if row.stage == "published":
        return instrument(row.instrument)
    if row.stage in {"cleared", "signed-off"}:
        return [*MEMBERS]
    writers = row.steps.filter(step="write").values_list("by", flat=True)
    return [*offices_with(row.coalition_id, "monitoring.keep"), *map(visibility.person, writers)]


def step(row: Any) -> Iterable[str]:
    """Those who keep, and who wrote the finding."""
    writers = row.finding.steps.filter(step="write").values_list("by", flat=True)
    return [*offices_with(row.coalition_id, "monitoring.keep"), *map(visibility.person, writers)]


def of_finding(row: Any) -> Iterable[str]:
    """As the finding on which it hangs."""
    return finding(row.finding)


def cited(row: Any) -> Iterable[str]:
    """As the finding of its claim, and never more open than sources are: where in a source something stands."""
    return at_most_members(finding(row.claim.finding))


OF_FILES: dict[str, Rule] = {"monitoring.source": copy_of_source, "monitoring.redacted": lambda _row: [*MEMBERS]}


def inner(_row: Any) -> Iterable[str]:
    """Members, however public its instrument is."""
    return MEMBERS


RULES: dict[str, Rule] = {
    "monitoring.Source": source,
    "monitoring.Finding": finding,
    "monitoring.FindingStep": step,
    "monitoring.Claim": of_finding,
    "monitoring.ClaimSource": cited,
    "monitoring.Dissent": of_finding,
    "monitoring.Instrument": instrument,
    "monitoring.Obligation": of_instrument,
    "monitoring.TreatyAction": of_instrument,
    "monitoring.TakenList": of_instrument,
    "monitoring.BroughtList": brought,
    "monitoring.StatusSpan": of_instrument,
    "monitoring.Extension": extension,
    "monitoring.Target": inner,
    "monitoring.Approach": inner,
    "monitoring.Actor": actor,
}
