"""How the rows of meetings are compared with the record: titles and moments, agendas, minutes, who was there, actions."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from plenary.meetings.models import ActionPoint, AgendaItem, Attendance, Meeting
from plenary.record.audits import register_audit
from plenary.record.models import Opening


def audit(coalition_id: str) -> Iterable[str]:
    """Each problem in one sentence: a meeting, the minutes of an item or an action that the record tells otherwise. Five
    queries. Who is protected by now is in the record of then, and is not compared."""
    told = _told(coalition_id)
    items: dict[str, list[AgendaItem]] = {}
    for item in AgendaItem.objects.of(coalition_id):
        items.setdefault(item.meeting_id, []).append(item)
    there: dict[str, list[list[str]]] = {}
    for row in Attendance.objects.of(coalition_id).select_related("carrier__member", "carrier__person"):
        there.setdefault(row.meeting_id, []).append([row.key, row.manner, *_carrier(row)])
    for meeting in Meeting.objects.of(coalition_id).order_by("called_at", "id"):
        yield from _of_meeting(meeting, told, items.get(meeting.pk, []), there.get(meeting.pk, []))
    for point in ActionPoint.objects.of(coalition_id).order_by("agreed_at", "id"):
        facts = told.get(("meetings.agreed", point.pk))
        if facts is None or facts["words"] != point.words:
            yield f"action {point.pk}: the record says otherwise"
        if (("meetings.finished", point.pk) in told) != (point.done_at is not None):
            yield f"action {point.pk}: ended in one of rows and record, and not in the other"


def _of_meeting(
    meeting: Meeting,
    told: Mapping[tuple[str, str], Mapping[str, Any]],
    items: list[AgendaItem],
    there: list[list[str]],
) -> Iterable[str]:
    facts = told.get(("meetings.called", meeting.pk))
    if facts is None:
        yield f"meeting {meeting.pk}: the record has no such entry"
        return
    published = meeting.minutes_published_at is not None
    if (("meetings.published", meeting.pk) in told) != published:
        yield f"meeting {meeting.pk}: its minutes are published in one of rows and record, and not in the other"
    starts = meeting.starts_at.isoformat() if meeting.starts_at else ""
    if (facts["title"], facts["body"], facts["starts"]) != (meeting.title, meeting.body, starts):
        yield f"meeting {meeting.pk}: the record says otherwise"
    if (("meetings.called_off", meeting.pk) in told) != (meeting.called_off_at is not None):
        yield f"meeting {meeting.pk}: called off in one of rows and record, and not in the other"
    agenda = told.get(("meetings.agenda_set", meeting.pk), {"items": []})["items"]
    if sorted([item.pk, item.title] for item in items) != sorted(agenda):
        yield f"meeting {meeting.pk}: its agenda is another than the record's"
    known = told.get(("meetings.attended", meeting.pk), {"attended": []})["attended"]
    if not {each[0] for each in there} <= {each[0] for each in known}:
        yield f"meeting {meeting.pk}: somebody was there of whom the record does not know"
    if not {(each[0], each[2]) for each in there if each[2:]} <= {(each[0], each[2]) for each in known if each[2:]}:
        yield f"meeting {meeting.pk}: somebody acted by proxy of whom the record does not know"
    for item in items:
        minuted = told.get(("meetings.minuted", item.pk), {"notes": ""})
        if minuted["notes"] != item.notes:
            yield f"minutes of {item.pk}: the record says otherwise"


def _carrier(row: Attendance) -> list[str]:
    """Who acts for it by proxy; nobody who is protected by now."""
    who = row.carrier and (row.carrier.member or row.carrier.person)
    return [row.carrier.key] if row.carrier and who and not who.protected else []


def _told(coalition_id: str) -> dict[tuple[str, str], Mapping[str, Any]]:
    """The newest facts of each kind about each thing; a change tells of a meeting what its call told."""
    rows = Opening.objects.of(coalition_id).filter(entry__kind__startswith="meetings.", position=0, erased_at=None)
    found: dict[tuple[str, str], Mapping[str, Any]] = {}
    for kind, about, payload in rows.order_by("entry__n").values_list("entry__kind", "entry__about", "payload"):
        facts = json.loads(bytes(payload))["facts"]
        thing = facts.get("point") or facts.get("item") or about
        found["meetings.called" if kind in {"meetings.changed", "meetings.date_found"} else kind, thing] = facts
    return found


register_audit("meetings", audit)
