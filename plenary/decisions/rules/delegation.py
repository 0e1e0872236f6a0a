"""Delegation: an elector lets another cast its ballot, for one step, overridden by voting oneself (B3)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from plenary.decisions.rules.ballots import Choice, Shares, is_split, whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A delegation as a value: whose ballot (`giver`), who carries it, since when; for one proposal, or in a body."""

    giver: str
    carrier: str
    since: datetime
    for_proposal: bool = False


def standing_for(given: Iterable[Given], most: int) -> dict[str, str]:
    """Who carries whose ballot in one proposal: giver to carrier, out of the delegations that stand for it.

    One for the proposal goes before one in the body, and of several a later one. Nobody carries more than `most`: the
    delegations that are older stay, so that neither the order of rows nor a later one changes what was promised.
    """
    chosen: dict[str, Given] = {}
    for each in sorted(given, key=lambda one: (one.for_proposal, one.since, one.carrier)):
        if each.giver != each.carrier:
            chosen[each.giver] = each
    load: Counter[str] = Counter()
    found: dict[str, str] = {}
    for each in sorted(chosen.values(), key=lambda one: (one.since, one.giver)):
        if load[each.carrier] < most:
            load[each.carrier] += 1
            found[each.giver] = each.carrier
    return found


def with_carried(
    cast: Mapping[str, Shares], delegations: Mapping[str, str], weights: Mapping[str, int]
) -> tuple[dict[str, Shares], frozenset[str]]:
    """The ballots with those that were carried for others, and the keys of these others.

    `cast` are the ballots that electors cast themselves, `delegations` leads from the key of who delegates to that of who
    carries. A ballot of one's own goes before any delegation. One step only: what is carried is never passed on. Carried
    votes say what the carrier's ballot says, with the weight of the one who delegates; a carrier that split its ballot, or
    cast none, carries nothing. Nobody is counted twice.
    """
    carried: dict[str, Shares] = {}
    for giver, carrier in delegations.items():
        shares = cast.get(carrier)
        if giver in cast or giver not in weights or shares is None or is_split(shares):
            continue
        carried[giver] = whole(_said(shares), weights[giver])
    return {**cast, **carried}, frozenset(carried)


def has_room(carrier: str, delegations: Iterable[tuple[str, str]], most: int) -> bool:
    """True when a carrier may carry one ballot more: fewer than the charter's most (giver, carrier) lead to it."""
    return Counter(to for _giver, to in delegations)[carrier] < most


def _said(shares: Shares) -> Choice:
    return next(choice for choice, votes in shares.items() if votes > 0)
