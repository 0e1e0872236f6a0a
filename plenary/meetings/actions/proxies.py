"""Writing down who acts for whom at a meeting: whoever takes part by proxy is counted once, while somebody is there for it."""

from collections.abc import Mapping

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse
from plenary.meetings import queries
from plenary.meetings.models import Attendance, Meeting
from plenary.meetings.rules import Manner


def carried(meeting: Meeting) -> dict[str, str]:
    """Who acts for whom: the key of each that takes part by proxy with that of who acts for it, where that is told. One query."""
    here = queries.attendances_of(meeting)
    carriers = queries.carriers_in(here)
    return {row.key: carriers[row.pk].key for row in here if row.pk in carriers}


def keep_proxies(meeting: Meeting, before: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    """Write down who acts for whom, as `wanted` says (empty: nobody is named) and else as it was `before`; True where something
    differs. Who was there only through somebody who is there no more, is not there either.

    Refuses with meetings.bad_proxy where one does not take part by proxy, or who is to act for it is not there itself.
    """
    rows = {row.key: row for row in queries.attendances_of(meeting)}
    is_changed = False
    for key, by_whom in {**before, **wanted}.items():
        row, carrier = rows.get(key), rows.get(by_whom)
        is_carried = row is not None and row.manner == Manner.PROXY
        can_carry = carrier is not None and carrier.manner != Manner.PROXY
        if key in wanted and not (is_carried and (can_carry or not by_whom)):
            raise Refused(refuse("meetings.bad_proxy"))
        if row is None or not is_carried:
            continue
        if by_whom and not can_carry:
            row.delete()
            is_changed = True
        elif row.carrier_id != (carrier.pk if carrier else None):
            row.carrier = carrier
            row.save(update_fields=["carrier"])
            is_changed = True
    return is_changed


def claim(by: Standing, meeting: Meeting, place: queries.Place, acts_for: str, before: Mapping[str, str]) -> bool:
    """Say for whom alone one's own member, at this place, acts (a key, or empty); True where that differs from `before`.

    Refuses with meetings.not_there for who cannot be at the meeting, with meetings.has_come for who is there or for whom somebody
    else acts, and as `keep_proxies` does.
    """
    rows = {row.key: row for row in queries.attendances_of(meeting)}
    given_up = [
        row
        for key, row in rows.items()
        if before.get(key) == place.key and row.entered_by == by.person and key != acts_for
    ]
    for row in given_up:
        row.delete()
    left = {key: carrier for key, carrier in before.items() if key not in {row.key for row in given_up}}
    if not acts_for:
        return keep_proxies(meeting, left, {}) or bool(given_up)
    other = next((each for each in queries.places_of(meeting) if each.key == acts_for), None)
    if other is None or other.key == place.key:
        raise Refused(refuse("meetings.not_there"))
    its = rows.get(acts_for)
    if its is not None and (its.manner != Manner.PROXY or before.get(acts_for, place.key) != place.key):
        raise Refused(refuse("meetings.has_come"))
    if its is None:
        Attendance.objects.create(
            coalition_id=by.coalition,
            meeting=meeting,
            member_id=other.member or None,
            person_id=other.person or None,
            manner=Manner.PROXY.value,
            entered_at=clock.now(),
            entered_by=by.person,
            is_own=True,
        )
    return keep_proxies(meeting, left, {acts_for: place.key}) or bool(given_up)
