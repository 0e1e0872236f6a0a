"""Writing minutes together: each item by several, and nothing that somebody wrote is ever lost."""

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.meetings import permissions
from plenary.meetings.actions.entering import enter, lock
from plenary.meetings.models import AgendaItem
from plenary.record import actions as record

LONGEST_NOTES = 20_000


def write_minutes(*, by: Standing, item: AgendaItem, notes: str, revision: int) -> AgendaItem:
    """Write the minutes of an item over those of a `revision`. Every version stays to be read in the record.

    Refuses as permissions.may_write says, and with meetings.written_meanwhile where somebody wrote since that revision: then
    nothing is changed, and whoever asks has both texts in hand.
    """
    with record.act(by=by):
        meeting = lock(by, item.meeting)
        require(permissions.may_write(by, meeting))
        found = AgendaItem.objects.of(by.coalition).select_for_update().get(pk=item.pk)
        if found.notes == notes:
            return found
        if found.revision != revision:
            raise Refused(refuse("meetings.written_meanwhile"))
        found.notes, found.revision, found.notes_at = notes, revision + 1, clock.now()
        found.notes_by = "" if by.is_protected else by.person
        found.save(update_fields=["notes", "revision", "notes_at", "notes_by"])
        told = {"item": found.pk, "on": found.title, "revision": found.revision, "notes": notes}
        is_kept = bool(permissions.may_keep(by, meeting))
        enter(by, "meetings.minuted", meeting, told, own=not is_kept)
    return found
