"""How many members have to second a draft."""

from collections.abc import Iterable

from plenary.charter.rules.schema import Process


def seconders_needed(process: Process, mover: str, members: Iterable[str]) -> int:
    """As many as the process asks, never more than there are others among the members that may: a coalition that begins
    with one or two would be locked out of its own rules. Empty keys stand for persons and are not counted."""
    return min(process.seconders, len({member for member in members if member} - {mover}))
