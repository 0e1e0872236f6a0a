"""Pure rules of sending mail: how long to wait after a failure, and when to give up."""

from datetime import timedelta

LEASE = timedelta(minutes=10)  # a sender that took a mail and was not heard of for so long has died
LONGEST_WAIT = timedelta(days=2)  # no mail is to wait so long, after a failure or for the end of quiet hours
MOST_ATTEMPTS = 8
KEEP_SENT = timedelta(days=30)
KEEP_GIVEN_UP = timedelta(days=60)
KEEP_RECEIVED = timedelta(days=60)  # longer than a reply token holds, so that none comes twice
_FIRST = timedelta(minutes=1)
_LONGEST = timedelta(hours=6)


def wait_after(attempts: int) -> timedelta | None:
    """How long a mail waits after its nth failed attempt: 1 min, 4, 16, 64, then 4 h 16 min and 6 h; None: given up."""
    if attempts >= MOST_ATTEMPTS:
        return None
    return min(_FIRST * int(4 ** (attempts - 1)), _LONGEST)
