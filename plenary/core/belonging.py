"""Which coalitions an account belongs to: rooms that tie accounts to coalitions register it."""

from collections.abc import Callable, Iterable

type Belonging = Callable[[str], Iterable[str]]

_belongings: list[Belonging] = []


def register_belonging(belonging: Belonging) -> Belonging:
    """Register which coalitions (ids) an account (id) belongs to: member, officer or applicant. One query."""
    _belongings.append(belonging)
    return belonging


def coalitions_of(account_id: str) -> list[str]:
    """The ids of an account's coalitions, each once, in the order in which the rooms gave them."""
    return list(dict.fromkeys(found for belonging in _belongings for found in belonging(account_id)))
