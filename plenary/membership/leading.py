"""Which offices lead a matter of conduct when those that keep the list may not: bodies, above, tells who holds which."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from plenary.charter.queries import NoCharterError, charter_of
from plenary.core.standing import Standing
from plenary.membership.matters import ADMINISTER
from plenary.membership.rules.leading import Holder, kept_alone, leads_instead

type Holders = Callable[[str], Iterable[Holder]]

_holders: list[Holders] = []


class Instead(NamedTuple):
    """The member (id) for which all act who keep the list, and the offices (codes) that lead what is about it; no member where
    the list is kept as usual."""

    member: str = ""
    offices: frozenset[str] = frozenset()


def tells_holders(holders: Holders) -> Holders:
    """Register who holds offices in a coalition (id) now, and for which member each acts. One query."""
    _holders.append(holders)
    return holders


def led_instead(coalition_id: str) -> Instead:
    """About which member other offices lead than those that keep the list, and which; serves other rooms too. One query besides
    the charter's."""
    try:
        offices = {office.code: office.powers for office in charter_of(coalition_id).offices}
    except NoCharterError:
        return Instead()
    held: Sequence[Holder] = [
        holder for holders in _holders for holder in holders(coalition_id) if holder.office in offices
    ]
    member = kept_alone(held, {code for code, powers in offices.items() if ADMINISTER in powers})
    return Instead(member, leads_instead(held, member)) if member else Instead()


def member_led_instead(standing: Standing) -> str:
    """The member (id) whose matters of conduct an officer leads who does not keep the list; empty for none, and for the member
    that one represents. One query for officers who do not keep it, none for others."""
    if not standing.offices or standing.has_power(ADMINISTER):
        return ""
    found = led_instead(standing.coalition)
    return found.member if found.offices & standing.offices and found.member != standing.member else ""
