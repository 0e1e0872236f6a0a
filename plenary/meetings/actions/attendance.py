"""Entering who was at a meeting: by those who were there, or by the one who keeps the minutes."""

from collections.abc import Mapping

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.meetings import permissions, queries
from plenary.meetings.actions.entering import enter, lock
from plenary.meetings.models import Attendance, Meeting
from plenary.meetings.rules import Manner
from plenary.record import actions as record


def attend(*, by: Standing, meeting: Meeting, manner: Manner | None) -> None:
    """Say how one's own member, or oneself, takes part; None takes it back. Refuses as permissions.may_say_there says."""
    with record.act(by=by):
        found = lock(by, meeting)
        require(permissions.may_say_there(by, found))
        key = by.member or by.person
        place = next((each for each in queries.places_of(found) if key in (each.member, each.person)), None)
        place = place or next((each for each in queries.places_of(found) if each.person == by.person), None)
        if place is None:
            raise Refused(refuse("meetings.not_there"))
        if _put(by, found, {place.key: place}, {place.key: manner}, own=True):
            enter(by, "meetings.attended", found, {"attended": _told(found)}, own=True)


def enter_attendance(*, by: Standing, meeting: Meeting, manners: Mapping[str, Manner | None]) -> None:
    """Enter how those of these keys (`queries.places_of`) took part; None for one who did not. Others stay as they are.

    Nothing is entered in the record where nothing changed. Refuses as permissions.may_keep_of says, and with
    meetings.not_there for a key that is none.
    """
    with record.act(by=by):
        found = lock(by, meeting)
        require(permissions.may_keep_of(by, found))
        places = {place.key: place for place in queries.places_of(found)}
        if not set(manners) <= set(places):
            raise Refused(refuse("meetings.not_there"))
        if _put(by, found, places, manners, own=False):
            enter(by, "meetings.attended", found, {"attended": _told(found)})


def _put(
    by: Standing,
    meeting: Meeting,
    places: Mapping[str, queries.Place],
    manners: Mapping[str, Manner | None],
    *,
    own: bool,
) -> bool:
    """Save what differs; True when something did."""
    changed = {key: manner for key, manner in manners.items() if places[key].manner != manner}
    for key, manner in changed.items():
        place, row = places[key], places[key].attendance
        if manner is None:
            if row is not None:
                row.delete()
            continue
        row = row or Attendance(
            coalition_id=by.coalition,
            meeting=meeting,
            member_id=place.member or None,
            person_id=place.person or None,
        )
        row.manner, row.entered_at, row.entered_by, row.is_own = manner.value, clock.now(), by.person, own
        row.save()
    return bool(changed)


def _told(meeting: Meeting) -> list[list[str]]:
    """Who was there by id, with how: what the record is compared with."""
    return sorted([str(row.member_id or row.person_id), row.manner] for row in queries.attendances_of(meeting))
