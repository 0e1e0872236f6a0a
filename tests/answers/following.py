"""Which answers follow by themselves: of an export from its page, of a page without ids from the permission of its mark."""

from tests.answers.doors import DOORS
from tests.answers.house import OF_THE_HOUSE
from tests.answers.rooms import OF_ROOMS
from tests.walk import door_of, in_coalitions, methods_of, page_of


def _follows(name: str) -> str:
    """What an address answers by its mark; empty where it must be told by name."""
    if page := page_of(name):
        return (OF_THE_HOUSE | OF_ROOMS).get(page) or (_follows(page) if page in in_coalitions() else "")
    is_read = "GET" in (methods_of(name) or {"GET"})
    return DOORS[door_of(name)][0] if is_read and in_coalitions()[name] == ("slug",) and door_of(name) in DOORS else ""


FOLLOWING = {name: answer for name in in_coalitions() if (answer := _follows(name))}
