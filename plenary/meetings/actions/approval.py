"""Publishing minutes, objecting to them, and settling what was objected."""

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.meetings import permissions
from plenary.meetings.actions.entering import enter, lock
from plenary.meetings.models import Meeting, MinutesObjection
from plenary.meetings.queries.meetings import items_of
from plenary.meetings.rules.approval import LONGEST, SHORTEST, window_until
from plenary.record import actions as record


def publish_minutes(*, by: Standing, meeting: Meeting, days: int) -> Meeting:
    """Publish minutes, open to objections for so many days; published again, the time begins anew. All who may read of the
    meeting are told. Refuses as permissions.may_publish says, and with meetings.bad_window."""
    with record.act(by=by):
        found = lock(by, meeting)
        require(permissions.may_publish(by, found))
        if not SHORTEST <= days <= LONGEST:
            raise Refused(refuse("meetings.bad_window", shortest=SHORTEST, longest=LONGEST))
        found.minutes_published_at = clock.now()
        found.objections_until = window_until(found.minutes_published_at, days)
        found.save(update_fields=["minutes_published_at", "objections_until"])
        told = {
            "until": found.objections_until.isoformat(),
            "revisions": sorted([item.pk, item.revision] for item in items_of(found)),
        }
        enter(by, "meetings.published", found, told)
    return found


def object_to_minutes(*, by: Standing, meeting: Meeting, words: str) -> MinutesObjection:
    """Say what is wrong in published minutes. Refuses as permissions.may_object says."""
    with record.act(by=by):
        found = lock(by, meeting)
        require(permissions.may_object(by, found))
        row = MinutesObjection.objects.create(
            coalition_id=by.coalition,
            meeting=found,
            member_id=None if by.is_protected else by.member or None,
            words=words,
            raised_at=clock.now(),
        )
        enter(by, "meetings.objected", found, {"objection": row.pk, "words": words}, own=True)
    return row


def settle_objection(*, by: Standing, objection: MinutesObjection, answer: str) -> MinutesObjection:
    """Answer an objection, once: the minutes were corrected, or why they stand. Refuses as permissions.may_settle says."""
    with record.act(by=by):
        meeting = lock(by, objection.meeting)
        found = MinutesObjection.objects.of(by.coalition).select_for_update().get(pk=objection.pk)
        require(permissions.may_settle(by, found))
        found.answer, found.settled_at = answer, clock.now()
        found.save(update_fields=["answer", "settled_at"])
        enter(by, "meetings.settled", meeting, {"objection": found.pk, "answer": answer})
    return found
