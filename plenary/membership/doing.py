"""What members do of what the charter counts: rooms above register what they count, such as who was at a meeting.

It is read by the member's own and by those who may accompany it in a matter of conduct. Nothing follows from it by itself.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.membership.models import Member
from plenary.membership.permissions.conduct import may_accompany
from plenary.membership.rules import AWAITED
from plenary.membership.rules.capacity import Counted, CountedDuty
from plenary.membership.rules.doing import MONTHS, Counts, Doing, asked_so_far, months_between, together

type Counter = Callable[[Member, datetime], Counts | None]

_counters: dict[Counted, list[Counter]] = {}


def counts_doing(what: Counted, counter: Counter) -> Counter:
    """Register what a room counts of a duty: it takes a member and since when, and gives how much of it was done and of how many
    there were to do; None where it cannot be known of this member. A constant number of queries."""
    _counters.setdefault(what, []).append(counter)
    return counter


def may_read_doing(standing: Standing, member: Member) -> bool:
    """To read what a member did: its own, and who may accompany it in a matter of conduct."""
    return standing.member == member.id or bool(may_accompany(standing, member))


def doing_of(member: Member, duties: Iterable[CountedDuty]) -> dict[str, Doing]:
    """What a member did in the last twelve months, by the code of each duty that rooms count. Nothing of one that is protected,
    for it stands in no list of who was there, nor while it is on leave, dormant or suspended. The caller asks who may read it.
    """
    if member.protected or member.status not in AWAITED:
        return {}
    now = clock.now()
    since = clock.months_later(now, -MONTHS)
    if member.joined_at is not None:
        since = max(since, member.joined_at)
    found: dict[str, Doing] = {}
    for duty in duties:
        told = [counts for counter in _counters.get(duty.what, ()) if (counts := counter(member, since)) is not None]
        if told:
            whole = together(told)
            asked = asked_so_far(duty.asked, months_between(member.joined_at, now), whole.held)
            found[duty.code] = Doing(duty=duty, asked=asked, done=whole.done, held=whole.held)
    return found


def doing_in_words(doing: Doing | None) -> str:
    """What was done beside what is asked, in the active language; empty where nothing is known of it."""
    if doing is None:
        return ""
    told = {"done": doing.done, "asked": doing.asked, "held": doing.held}
    if doing.held is None:
        return _("in the last twelve months: %(done)s done, %(asked)s asked so far") % told
    return _("in the last twelve months: %(done)s done, %(asked)s asked so far; there were %(held)s") % told
