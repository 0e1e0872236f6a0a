"""What rules of audiences are made of: tokens, and what the charter discloses to whom."""

from collections.abc import Callable, Iterable
from typing import Any

from plenary.charter.queries import charter_of, version_in_force
from plenary.charter.rules.schema import Charter, Disclosed
from plenary.core import visibility

type Rule = Callable[[Any], Iterable[str]]

KNOWN, HOLDER = "known", "holder"
MEMBERS = (visibility.MEMBERS,)
NOBODY: tuple[str, ...] = ()


def account(account_id: str) -> str:
    """One account, in whatever coalition."""
    return f"account:{account_id}"


def nobody(_row: Any) -> Iterable[str]:
    """What no page shows."""
    return NOBODY


def own_account(row: Any) -> Iterable[str]:
    """The account whose row it is."""
    return [account(row.account_id)]


def members(_row: Any) -> Iterable[str]:
    """Whoever represents a member or holds an office."""
    return MEMBERS


def charter_now(row: Any) -> Charter | None:
    return charter_of(row.coalition_id) if version_in_force(row.coalition_id) else None


def disclosed(row: Any, what: str) -> list[str]:
    """Those to whom the charter discloses members, bodies, proposals, outcomes or itself."""
    charter = charter_now(row)
    to = getattr(charter.disclosure, what) if charter else Disclosed.MEMBERS
    if to is Disclosed.OFFICERS:
        return [visibility.office(office.code) for office in charter.offices] if charter else []
    return [visibility.PUBLIC if to is Disclosed.PUBLIC else visibility.MEMBERS]


def holders_of(row: Any, power: str) -> list[str]:
    """The offices to which the charter gives a power."""
    charter = charter_now(row)
    return [visibility.office(each.code) for each in charter.offices if power in each.powers] if charter else []


def at_most_members(tokens: Iterable[str]) -> Iterable[str]:
    return {visibility.MEMBERS if token == visibility.PUBLIC else token for token in tokens}
