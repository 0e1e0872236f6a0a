"""Calling a meeting, changing its date, place and words, and calling it off."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from plenary.bodies.formed import bodies_at_work
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.meetings import permissions
from plenary.meetings.actions.entering import enter, lock
from plenary.meetings.models import Meeting
from plenary.meetings.rules import LONGEST
from plenary.record import actions as record


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What is told of a meeting. Both moments (aware) or neither; `time_zone` is an IANA name; `about`, `safety` and `access`
    are Markdown."""

    title: str
    time_zone: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    about: str = ""
    place: str = ""
    link: str = ""
    safety: str = ""
    access: str = ""
    interpretation: str = ""


def call_meeting(*, by: Standing, body: str, details: Details) -> Meeting:
    """Call a meeting of a body (a charter code), or of all members where it is empty.

    Enters it for those who may read of it. Refuses as permissions.may_call says, and with meetings.no_such_body and
    meetings.ends_too_soon.
    """
    with record.act(by=by):
        require(permissions.may_call(by, body))
        if body and body not in {each.code for each in bodies_at_work(by.coalition)}:
            raise Refused(refuse("meetings.no_such_body"))
        _check(details)
        meeting = Meeting(coalition_id=by.coalition, body=body, called_at=clock.now(), **asdict(details))
        meeting.save(force_insert=True)
        enter(by, "meetings.called", meeting, _told(meeting))
    return meeting


def amend_meeting(*, by: Standing, meeting: Meeting, details: Details) -> Meeting:
    """Change date, place and words of a meeting; nothing is entered where nothing changed. All who may read of it are told.

    Refuses as permissions.may_change says, and with meetings.ends_too_soon.
    """
    with record.act(by=by):
        found = lock(by, meeting)
        require(permissions.may_change(by, found))
        _check(details)
        changed = {name: value for name, value in asdict(details).items() if getattr(found, name) != value}
        if changed:
            for name, value in changed.items():
                setattr(found, name, value)
            found.save(update_fields=list(changed))
            enter(by, "meetings.changed", found, _told(found))
    return found


def call_off(*, by: Standing, meeting: Meeting) -> Meeting:
    """Call a meeting off; it stays to be read. Refuses as permissions.may_change says."""
    with record.act(by=by):
        found = lock(by, meeting)
        require(permissions.may_change(by, found))
        found.called_off_at = clock.now()
        found.save(update_fields=["called_off_at"])
        enter(by, "meetings.called_off", found)
    return found


def _check(details: Details) -> None:
    starts, ends = details.starts_at, details.ends_at
    if (starts is None) != (ends is None):
        raise Refused(refuse("meetings.ends_too_soon"))
    if starts is not None and ends is not None and not starts < ends <= starts + LONGEST:
        raise Refused(refuse("meetings.ends_too_soon"))


def _told(meeting: Meeting) -> dict[str, Any]:
    return {
        "body": meeting.body,
        "starts": meeting.starts_at.isoformat() if meeting.starts_at else "",
        "ends": meeting.ends_at.isoformat() if meeting.ends_at else "",
    }
