"""Who spoke, presented, wrote and did what was agreed, for the page of balance (B11)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from plenary.core import clock
from plenary.meetings.models import ActionPoint, AgendaItem, Speech
from plenary.meetings.rules.presence import minutes_of
from plenary.membership.balance import of_their_members
from plenary.membership.rules.balance import counted_from, in_lots


@dataclass(frozen=True, slots=True)
class _Spoken:
    member: str
    person: str
    day: date
    minutes: int


def _spoken(coalition_id: str) -> list[_Spoken]:
    """The speeches that are counted. One query."""
    since = counted_from(clock.now().date())
    rows = Speech.objects.of(coalition_id).filter(spoke_from__gte=since).exclude(spoke_until=None).order_by()
    return [
        _Spoken(member, person or "", begun.date(), minutes_of(begun, ended))
        for member, person, begun, ended in rows.values_list("member_id", "person_id", "spoke_from", "spoke_until")
        if begun and ended
    ]


def turns_by_member(coalition_id: str) -> Mapping[str, int]:
    """How often each member spoke. One query."""
    return Counter(each.member for each in _spoken(coalition_id))


def minutes_by_member(coalition_id: str) -> Mapping[str, int]:
    """For how many minutes each member spoke, each that began counted as one. One query."""
    found: Counter[str] = Counter()
    for each in _spoken(coalition_id):
        found[each.member] += each.minutes
    return found


def turns_by_person(coalition_id: str) -> Mapping[str, int]:
    """How often each person spoke, in lots. One query."""
    return in_lots(((each.day, each.person, 1) for each in _spoken(coalition_id)), clock.now().date())


def minutes_by_person(coalition_id: str) -> Mapping[str, int]:
    """For how many minutes each person spoke, in lots. One query."""
    return in_lots(((each.day, each.person, each.minutes) for each in _spoken(coalition_id)), clock.now().date())


def presented_by_member(coalition_id: str) -> Mapping[str, int]:
    """How many items each member presented, at meetings that are over. One query."""
    now = clock.now()
    rows = AgendaItem.objects.of(coalition_id).filter(
        meeting__starts_at__gte=counted_from(now.date()), meeting__ends_at__lte=now, meeting__called_off_at=None
    )
    return Counter(rows.exclude(presenter=None).order_by().values_list("presenter_id", flat=True))


def done_by_member(coalition_id: str) -> Mapping[str, int]:
    """How many actions each member did. One query."""
    since = counted_from(clock.now().date())
    rows = ActionPoint.objects.of(coalition_id).filter(done_at__gte=since, is_dropped=False).exclude(owner=None)
    return Counter(rows.order_by().values_list("owner_id", flat=True))


def _written(coalition_id: str) -> list[tuple[date, str]]:
    """The day on which each item's minutes were written last, and by whom. One query."""
    rows = AgendaItem.objects.of(coalition_id).filter(notes_at__gte=counted_from(clock.now().date())).exclude(notes="")
    return [(at.date(), person) for at, person in rows.order_by().values_list("notes_at", "notes_by") if at]


def written_by_member(coalition_id: str) -> Mapping[str, int]:
    """The minutes of how many items those who act for a member wrote last. Two queries."""
    return of_their_members(coalition_id, (person for _day, person in _written(coalition_id)))


def minutes_written(coalition_id: str) -> Mapping[str, int]:
    """The minutes of how many items each person wrote last, in lots. One query."""
    return in_lots(((day, person, 1) for day, person in _written(coalition_id)), clock.now().date())
