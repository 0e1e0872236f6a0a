"""Writing down who acts for whom at a meeting: whoever takes part by proxy is counted once, while somebody is there for it."""

from collections.abc import Mapping

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse
from plenary.meetings import queries
from plenary.meetings.models import Attendance, Meeting
from plenary.meetings.rules import Manner
from plenary.meetings.rules.proxies import beyond


def carried(meeting: Meeting) -> dict[str, str]:
    """Who acts for whom: the key of each that takes part by proxy with that of who acts for it, where that is told. One query."""
    here = queries.attendances_of(meeting)
    carriers = queries.carriers_in(here)
    return {row.key: carriers[row.pk].key for row in here if row.pk in carriers}


def confirmed(meeting: Meeting) -> dict[str, str]:
    """The same of those alone that count: what waits to be confirmed is left out. Two queries at most."""
    here = queries.attendances_of(meeting)
    waiting, carriers = queries.waiting_in(here), queries.carriers_in(here)
    return {row.key: carriers[row.pk].key for row in here if row.pk in carriers and row.pk not in waiting}


def require_within_limit(meeting: Meeting, before: Mapping[str, str]) -> None:
    """Go on where nobody acts for more than the charter lets one, of those that count; `before` is who acted for whom until now.

    Refuses with meetings.too_many_proxies and the clause of the body that meets.
    """
    limit = queries.limit_of_proxies(meeting)
    if limit is None:
        return
    acting = confirmed(meeting)
    if found := beyond(acting, before, limit.most):
        name = next(row.name for row in queries.attendances_of(meeting) if row.key == found[0])
        raise Refused(
            refuse("meetings.too_many_proxies", limit.clause, name=name, most=limit.most, number=limit.number)
        )


def keep_proxies(meeting: Meeting, before: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    """Write down who acts for whom, as `wanted` says (empty: nobody is named) and else as it was `before`; True where something
    differs. Whom somebody said to be there through them is not there either once they are not; others have nobody then.

    Refuses with meetings.bad_proxy where one does not take part by proxy, or who is to act for it is not there itself.
    """
    here = queries.attendances_of(meeting)
    rows, voices = {row.key: row for row in here}, queries.voices_in(here)
    is_changed = False
    for key, by_whom in {**before, **wanted}.items():
        row, carrier = rows.get(key), rows.get(by_whom)
        is_carried = row is not None and row.manner == Manner.PROXY
        can_carry = carrier is not None and carrier.manner != Manner.PROXY
        if key in wanted and not (is_carried and (can_carry or not by_whom)):
            raise Refused(refuse("meetings.bad_proxy"))
        if row is None or not is_carried:
            continue
        if by_whom and not can_carry and _is_claimed(row, by_whom, voices):
            row.delete()
            is_changed = True
        elif row.carrier_id != (carrier.pk if carrier and can_carry else None):
            row.carrier = carrier if can_carry else None
            row.save(update_fields=["carrier"])
            is_changed = True
    return is_changed


def claim(by: Standing, meeting: Meeting, place: queries.Place, acts_for: str, before: Mapping[str, str]) -> bool:
    """Say for whom alone one's own member, at this place, acts (a key, or empty); True where that differs from `before`. Those
    given up are there no more where one's own member alone said so; others stay by proxy, and have nobody.

    Refuses with meetings.not_there for who cannot be at the meeting, with meetings.has_come for who is there or for whom somebody
    else acts, with meetings.proxy_not_given for whom others entered, and as `keep_proxies` does.
    """
    here = queries.attendances_of(meeting)
    rows, voices = {row.key: row for row in here}, queries.voices_in(here)
    given_up = {key for key, carrier in before.items() if carrier == place.key and key != acts_for and key in rows}
    mistaken = {key for key in given_up if _is_claimed(rows[key], place.key, voices)}
    for key in mistaken:
        rows[key].delete()
    left = {key: carrier for key, carrier in before.items() if key not in mistaken}
    wanted = dict.fromkeys(given_up - mistaken, "")
    if acts_for:
        if before.get(acts_for) != place.key:
            its = rows.get(acts_for)
            _require_free(place, acts_for, its, voices, is_carried=acts_for in before)
            _enter_for(by, meeting, acts_for, its)
        wanted[acts_for] = place.key
    return keep_proxies(meeting, left, wanted) or bool(given_up)


def _is_claimed(row: Attendance, carrier: str, voices: Mapping[str, str]) -> bool:
    """True where that it takes part by proxy was said by whoever acts for it, and not by itself."""
    return queries.is_said_by(row, carrier, voices) and not queries.is_said_by(row, row.key, voices)


def _require_free(
    place: queries.Place, acts_for: str, its: Attendance | None, voices: Mapping[str, str], *, is_carried: bool
) -> None:
    """Go on where the member at this place may say that it acts for another: whoever is not entered yet, said itself that it
    takes part by proxy, or was entered by that member. Refuses as `claim` says."""
    if acts_for == place.key:
        raise Refused(refuse("meetings.not_there"))
    if its is not None and (is_carried or its.manner != Manner.PROXY):
        raise Refused(refuse("meetings.has_come"))
    if its is not None and not any(queries.is_said_by(its, key, voices) for key in (acts_for, place.key)):
        raise Refused(refuse("meetings.proxy_not_given"))


def _enter_for(by: Standing, meeting: Meeting, acts_for: str, its: Attendance | None) -> None:
    """Enter that another takes part by proxy, where that is not entered; an office checks it anew. Refuses with
    meetings.not_there."""
    if its is not None:
        its.checked_at = None
        its.save(update_fields=["checked_at"])
        return
    other = next((each for each in queries.places_of(meeting) if each.key == acts_for), None)
    if other is None:
        raise Refused(refuse("meetings.not_there"))
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
