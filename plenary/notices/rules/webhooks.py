"""Pure rules of webhooks: what one may be told, how an answer is classed, how long to wait, and when to pause."""

from datetime import timedelta
from enum import StrEnum

CONNECT = "notices.connect"
"""The power to have another program told what is entered."""
MOST = 5
"""How many webhooks a coalition may have."""
LEASE = timedelta(minutes=5)  # a worker that took a webhook and was not heard of for so long has died
ROUND = timedelta(minutes=1)  # the longest that one webhook keeps a worker, but for the delivery that it is at
BATCH = 50
"""How many deliveries one webhook gets before the others have their turn."""
MOST_BYTES = 64 * 1024
"""The largest body that is sent; an entry that would be larger is sent without what it says."""
BOTH_SECRETS = timedelta(days=1)
PAUSE_AFTER = timedelta(days=3)
KEPT = 20
"""How many deliveries are remembered of each webhook."""
_FIRST = timedelta(minutes=1)
_LONGEST = timedelta(hours=4)


class Reads(StrEnum):
    """Whose entries a webhook is told of, at most."""

    PUBLIC = "public"
    MEMBERS = "members"


class Says(StrEnum):
    """What is sent of an entry besides its id, kind, time and address: nothing; what public ones say; what all say."""

    NOTHING = "nothing"
    PUBLIC = "public"
    ALL = "all"


class Answer(StrEnum):
    """How a delivery went: the class of the answer's status, or that there was none."""

    TAKEN = "taken"
    REDIRECTED = "redirected"
    REFUSED = "refused"
    GONE = "gone"
    FAILED = "failed"
    UNREACHABLE = "unreachable"


class Pause(StrEnum):
    """Why a webhook is paused: it failed for days, the receiver wants no more, or nobody answers for it any more."""

    FAILING = "failing"
    GONE = "gone"
    UNHELD = "unheld"


def answer_of(status: int) -> Answer:
    """The class of an HTTP status. What is no final answer counts as none."""
    if 200 <= status < 300:
        return Answer.TAKEN
    if 300 <= status < 400:
        return Answer.REDIRECTED
    if status == 410:
        return Answer.GONE
    if 400 <= status < 500:
        return Answer.REFUSED
    return Answer.FAILED if 500 <= status < 600 else Answer.UNREACHABLE


def wait_after(failures: int) -> timedelta:
    """How long to wait after the nth failure in a row: 1 min, 4, 16, 64, then 4 h."""
    return min(_FIRST * int(4 ** min(failures - 1, 8)), _LONGEST)
