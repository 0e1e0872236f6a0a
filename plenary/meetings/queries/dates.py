"""Reads for finding a date: the times offered and how fair they are, who answered what, what each needs."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.times import zone_of
from plenary.meetings.models import Attendance, Availability, DateOption, Meeting, Need
from plenary.meetings.queries.meetings import places_of, visible_meetings
from plenary.meetings.rules.fairness import (
    LOOKS_BACK,
    Participant,
    Slot,
    Weighed,
    carried,
    fair_times,
    fairest_of_each_day,
    slots_between,
)
from plenary.membership.models import Representative

SUGGESTED = 5
"""So many times are suggested."""
MOST_ASKED = 20


def options_of(meeting: Meeting) -> list[DateOption]:
    """The times that are offered, in their order. One query."""
    return list(DateOption.objects.of(meeting.coalition_id).filter(meeting=meeting))


def own_answers(standing: Standing, meeting: Meeting) -> dict[str, str]:
    """What one's own member answered, by option. One query."""
    if not standing.member:
        return {}
    rows = Availability.objects.of(standing.coalition).filter(option__meeting=meeting, member=standing.member)
    return dict(rows.values_list("option_id", "answer"))


def answers_of(meeting: Meeting) -> list[Availability]:
    """What each answered, those under protection left out. One query."""
    rows = Availability.objects.of(meeting.coalition_id).filter(option__meeting=meeting, member__protected=False)
    return list(rows.select_related("member__organisation", "member__individual"))


def participants(meeting: Meeting) -> list[Participant]:
    """The members that may be there, where they are, and how much they carried at the last meetings of the same body. A member
    is where the one is who decides for it, or acts for it longest. Nine queries at most."""
    members = [place.member for place in places_of(meeting) if place.member]
    rows = Representative.objects.of(meeting.coalition_id).filter(until=None, member_id__in=members)
    acting = rows.filter(person__account__isnull=False, person__protected=False).order_by("mandate", "since", "id")
    zones: dict[str, str] = {}
    for member, zone in acting.values_list("member_id", "person__account__time_zone"):
        zones.setdefault(member, zone)
    known = {member: zone_of(zone) for member, zone in zones.items()}
    before = carried(((slot, there) for slot, there in _before(meeting)), known)
    return [Participant(member, known[member], before[member]) for member in sorted(known)]


def _before(meeting: Meeting) -> Iterable[tuple[Slot, list[str]]]:
    """The last meetings of the same body that are over, with the members that were there."""
    rows = Meeting.objects.of(meeting.coalition_id).filter(
        body=meeting.body, called_off_at=None, ends_at__lte=clock.now()
    )
    last = list(rows.exclude(pk=meeting.pk).order_by("-starts_at", "id")[:LOOKS_BACK])
    here: QuerySet[Attendance] = Attendance.objects.of(meeting.coalition_id).filter(meeting__in=last)
    there: dict[str, list[str]] = {}
    for key, member in here.exclude(member=None).values_list("meeting_id", "member_id"):
        there.setdefault(key, []).append(str(member))
    for each in last:
        if each.starts_at and each.ends_at:
            yield Slot(each.pk, each.starts_at, each.ends_at), there.get(each.pk, [])


def weighed_options(meeting: Meeting) -> list[Weighed]:
    """The times that are offered, the fairest first."""
    slots = [Slot(row.pk, row.starts_at, row.ends_at) for row in options_of(meeting)]
    said = {(row.option_id, row.member_id): row.answer for row in answers_of(meeting)}
    return fair_times(slots, participants(meeting), said)


def suggested_times(meeting: Meeting, first: date, last: date, minutes: int) -> Sequence[Weighed]:
    """The fairest time of each day between two, no more than five, in their order."""
    zone, now = zone_of(meeting.time_zone), clock.now()
    slots = [slot for slot in slots_between(first, last, minutes, zone) if slot.starts > now]
    return fairest_of_each_day(fair_times(slots, participants(meeting)), zone, SUGGESTED)


def needs_of(standing: Standing, meeting: Meeting, *, calls: bool) -> list[Need]:
    """What members need to take part: all of it for one who `calls` meetings, of others their own. One query."""
    rows = Need.objects.of(standing.coalition).filter(meeting=meeting, member__protected=False)
    if not calls:
        rows = rows.filter(member=standing.member or None)
    return list(rows.select_related("member__organisation", "member__individual"))


def own_need(standing: Standing, meeting: Meeting) -> str:
    """What one's own member said that it needs; empty where nothing. One query."""
    rows = Need.objects.of(standing.coalition).filter(meeting=meeting, member=standing.member or None)
    return next(iter(rows.values_list("words", flat=True)), "")


def meetings_that_ask(standing: Standing, moment: datetime) -> list[Meeting]:
    """The meetings that ask something of one's own member: those that offer times to which it has not answered, and those whose
    minutes are open to objections at a moment. One query."""
    options = DateOption.objects.of(standing.coalition).filter(meeting=OuterRef("pk"))
    answers = Availability.objects.of(standing.coalition).filter(member=standing.member or None)
    answered = answers.filter(option__meeting=OuterRef("pk"))
    asks = Q(Exists(options), ~Q(Exists(answered)), starts_at=None)
    is_open = Q(objections_until__gte=moment, minutes_published_at__lte=moment)
    rows = visible_meetings(standing).filter(asks | is_open, called_off_at=None)
    return list(rows.order_by("objections_until", "called_at", "id")[:MOST_ASKED])
