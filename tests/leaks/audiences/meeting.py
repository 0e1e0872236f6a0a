"""Who may read of meetings: those of the body, and the offices that call meetings or keep minutes."""

from collections.abc import Iterable
from typing import Any

from plenary.core import visibility
from tests.leaks.audiences.tokens import holders_of


def link(row: Any) -> Iterable[str]:
    """Where it is joined: those for whom it is held."""
    return [visibility.MEMBERS if row.body in {"", "plenary"} else visibility.body(row.body)]


def meeting(row: Any) -> Iterable[str]:
    """Those for whom it is held; the offices of its body, and those that call meetings or keep minutes."""
    chair = [visibility.office("chair")] if row.body == "board" else []
    return [*link(row), *chair, *holders_of(row, "meetings.call"), *holders_of(row, "meetings.minute")]


def of_meeting(row: Any) -> Iterable[str]:
    """As the meeting."""
    return meeting(row.meeting)
