"""Whose word a proxy rests on: that of the member that is not there, of whoever acts for it, or of an office."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plenary.bodies.formed import charter_for
from plenary.charter.prose import number_of
from plenary.meetings.models import Attendance, Meeting
from plenary.meetings.queries.audience import deciding_body
from plenary.meetings.rules import Manner
from plenary.membership.models import Representative


@dataclass(frozen=True, slots=True)
class Limit:
    """For how many others one may act by proxy at the meetings of a body: the key of the clause, and its number."""

    most: int
    clause: str
    number: str


def limit_of_proxies(meeting: Meeting) -> Limit | None:
    """The limit that the charter sets at a meeting, or None. No query besides the charter's, but for formed bodies."""
    charter = charter_for(meeting.coalition_id, [meeting.body])
    code = deciding_body(charter, meeting.body)
    most = next((body.proxies for body in charter.bodies if body.code == code), 0)
    return Limit(most, f"body.{code}", number_of(charter, f"body.{code}")) if most else None


def carriers_in(here: Iterable[Attendance]) -> dict[str, Attendance]:
    """Who acts for those that take part by proxy, by the ids of their rows; whoever is not among these rows is not named."""
    rows = {row.pk: row for row in here}
    return {row.pk: rows[row.carrier_id] for row in rows.values() if row.carrier_id in rows}


def own_principal(own: Attendance | None) -> Attendance | None:
    """For whom one's own member, in this row, acts by proxy, or None; nobody under protection. One query at most."""
    if own is None:
        return None
    rows = Attendance.objects.of(own.coalition_id).filter(carrier=own).exclude(member__protected=True)
    return rows.select_related("member__organisation", "member__individual", "person").first()


def voices_in(here: Iterable[Attendance]) -> dict[str, str]:
    """Who said of those that take part by proxy that they do, by the ids of their rows: the id of the member for which whoever
    entered it acted at that moment; of what an officer entered nothing. One query, where anything else was entered."""
    rows = [row for row in here if row.manner == Manner.PROXY and row.is_own]
    if not rows:
        return {}
    acted: dict[str, list[Representative]] = {}
    people = {row.entered_by for row in rows}
    for each in Representative.objects.of(rows[0].coalition_id).filter(person_id__in=people).order_by("since"):
        acted.setdefault(each.person_id, []).append(each)
    found = {}
    for row in rows:
        for each in acted.get(row.entered_by, ()):
            if each.since <= row.entered_at and (each.until is None or row.entered_at < each.until):
                found[row.pk] = str(each.member_id)
    return found


def is_said_by(row: Attendance, key: str, voices: Mapping[str, str]) -> bool:
    """True where the member, or person, of this key said that the one of the row takes part by proxy (`voices_in`)."""
    return row.is_own and (row.entered_by == key or voices.get(row.pk) == key)


def waiting_in(here: Iterable[Attendance]) -> set[str]:
    """The ids of the rows that wait to be confirmed: by proxy, as neither the one that is not there said, nor an office checked.
    One query at most."""
    rows = [row for row in here if row.manner == Manner.PROXY and row.checked_at is None]
    voices = voices_in(rows)
    return {row.pk for row in rows if not is_said_by(row, row.key, voices)}
