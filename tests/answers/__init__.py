"""What each address answers each role: the table that the walk of access holds the pages to."""

from tests.answers.closed import CLOSED_ROLES, answer_behind_closed_doors
from tests.answers.doors import DOORS
from tests.answers.following import FOLLOWING
from tests.answers.house import OF_THE_HOUSE
from tests.answers.patterns import ALL
from tests.answers.rooms import OF_ROOMS

__all__ = ["ANSWERS", "CLOSED_ROLES", "DOORS", "FOLLOWING", "PROPOSALS", "TOLD", "answer_behind_closed_doors"]

TOLD = OF_THE_HOUSE | OF_ROOMS
ANSWERS = FOLLOWING | TOLD

# the same roles on proposals in other states
PROPOSALS = {
    "carried_out": ALL,
    "rejected": ALL,
    "lapsed": ALL,
    "held": ALL,
    "not_carried_out": ALL,
    "amended": ALL,
    "notice": "in 404 404 200 200 200 200 404",
    "voting": "in 404 404 200 200 200 200 404",
    "window": "in 404 404 200 200 200 200 404",
    "withdrawn": "in 404 404 200 200 200 200 404",
    "draft": "in 404 404 200 404 404 404 404",
    "shown": "in 404 404 200 200 200 200 404",  # looks for seconders among members
}
