"""Entering who was at a meeting: by those who were there, or by the one who keeps the minutes."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import Q

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.meetings import permissions, queries
from plenary.meetings.actions.entering import enter, lock
from plenary.meetings.actions.proxies import carried, claim, confirmed, keep_proxies, require_within_limit
from plenary.meetings.models import Attendance, Meeting
from plenary.meetings.rules import Manner
from plenary.record import actions as record


def attend(*, by: Standing, meeting: Meeting, manner: Manner | None, acts_for: str = "") -> None:
    """Say how one's own member, or oneself, takes part, and for whom else (a key of `queries.places_of`, or empty) it acts
    by proxy; None takes all of it back. Who may act for nobody leaves standing for whom its member acts. Refuses as
    permissions.may_say_there and may_act_for say, whoever has no place there (`meetings.not_there`), and as `proxies.claim`
    and `proxies.require_within_limit` do."""
    with record.act(by=by):
        found = lock(by, meeting)
        require(permissions.may_say_there(by, found))
        may_act = permissions.may_act_for(by, found)
        if acts_for:
            require(may_act)
        key = by.member or by.person
        places = queries.places_of(found)
        place = next((each for each in places if key in (each.member, each.person)), None)
        place = place or next((each for each in places if each.person == by.person), None)
        if place is None:
            raise Refused(refuse("meetings.not_there"))
        before = {key: carrier for key, carrier in carried(found).items() if key != place.key}
        counted = confirmed(found)
        is_changed = _put(by, found, {place.key: place}, {place.key: manner}, own=True)
        if may_act:
            is_changed |= claim(by, found, place, acts_for if manner else "", before)
        else:
            is_changed |= keep_proxies(found, before, {})
        if is_changed:
            require_within_limit(found, counted)
            enter(by, "meetings.attended", found, {"attended": _told(found)}, own=True)


def enter_attendance(
    *,
    by: Standing,
    meeting: Meeting,
    manners: Mapping[str, Manner | None],
    proxies: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Enter how those of these keys (`queries.places_of`) took part; None for one who did not; and of those who did by proxy the
    key of who acts for them, or empty. Others stay as they are.

    Whom an officer enters, or leaves standing as they said themselves, has shown credentials by that; a proxy that waits is
    confirmed by it. Nothing is entered in the record where nothing changed. Refuses as permissions.may_keep_of says, with
    meetings.not_there for a key that is none, and as `proxies.keep_proxies` and `proxies.require_within_limit` do.
    """
    with record.act(by=by):
        found = lock(by, meeting)
        require(permissions.may_keep_of(by, found))
        places = {place.key: place for place in queries.places_of(found)}
        if not set(manners) | set(proxies) <= set(places):
            raise Refused(refuse("meetings.not_there"))
        before, counted = carried(found), confirmed(found)
        is_changed = _put(by, found, places, manners, own=False)
        is_changed |= keep_proxies(found, before, proxies)
        here = [place.attendance.pk for key, place in places.items() if place.attendance and manners.get(key)]
        unchecked = Attendance.objects.of(by.coalition).filter(meeting=found, checked_at=None)
        is_checked = unchecked.filter(Q(pk__in=here) | Q(is_own=False)).update(checked_at=clock.now())
        if is_changed or is_checked:
            require_within_limit(found, counted)
            enter(by, "meetings.attended", found, {"attended": _told(found)})


def end_proxies_of(*, by: Standing, member_id: str) -> None:
    """Let a member that has no vote any more act for nobody at the meetings that are not over: those for whom it acted stay by
    proxy, and have nobody. Within the act of a receiver. One query where it acts for none."""
    rows = Attendance.objects.of(by.coalition).filter(carrier__member=member_id, meeting__ends_at__gt=clock.now())
    for meeting in Meeting.objects.of(by.coalition).filter(pk__in=rows.values("meeting"), called_off_at=None):
        found = lock(by, meeting)
        before = carried(found)
        keep_proxies(found, before, {key: "" for key, carrier in before.items() if carrier == member_id})
        enter(by, "meetings.attended", found, {"attended": _told(found)}, own=True)


def _put(
    by: Standing,
    meeting: Meeting,
    places: Mapping[str, queries.Place],
    manners: Mapping[str, Manner | None],
    *,
    own: bool,
) -> bool:
    """Save what differs; True when something did. One's own word takes the place of what others said of a proxy."""
    changed = {
        key: manner
        for key, manner in manners.items()
        if places[key].manner != manner or (own and manner == Manner.PROXY and _is_of_others(places[key]))
    }
    for key, manner in changed.items():
        place, row = places[key], places[key].attendance
        if manner is None:
            if row is not None:
                row.delete()
            continue
        since = row.was_there_from if row is not None and not queries.waiting_in([row]) else clock.now()
        row = row or Attendance(
            coalition_id=by.coalition,
            meeting=meeting,
            member_id=place.member or None,
            person_id=place.person or None,
        )
        row.there_since = since
        row.manner, row.entered_at, row.entered_by, row.is_own = manner.value, clock.now(), by.person, own
        row.carrier = None
        row.save()
    return bool(changed)


def _is_of_others(place: queries.Place) -> bool:
    """True where others said that it takes part by proxy, or who acts for it. One query at most."""
    row = place.attendance
    return row is not None and (
        row.carrier_id is not None or not queries.is_said_by(row, place.key, queries.voices_in([row]))
    )


def _told(meeting: Meeting) -> list[list[str]]:
    """Who was there by id, with how, and by proxy who acts for it, where that is told: what the record is compared with."""
    here = queries.attendances_of(meeting)
    carriers = queries.carriers_in(here)
    return sorted([row.key, row.manner, *([carriers[row.pk].key] if row.pk in carriers else [])] for row in here)
