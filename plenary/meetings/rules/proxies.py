"""For how many one may act by proxy, where the charter limits it: pure."""

from collections import Counter
from collections.abc import Mapping


def beyond(acting: Mapping[str, str], before: Mapping[str, str], most: int) -> tuple[str, ...]:
    """Who acts for more than `most` others (0: there is no limit) and for more than `before`, in order: both say for each that is
    not there itself who acts for it (empty: nobody is named). What stood before the limit did is not taken away."""
    if not most:
        return ()
    now, then = (Counter(carrier for carrier in told.values() if carrier) for told in (acting, before))
    return tuple(sorted(carrier for carrier, number in now.items() if number > most and number > then[carrier]))
