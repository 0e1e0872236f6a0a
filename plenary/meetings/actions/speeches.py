"""The speakers' list: asking to speak, taking it back, and giving the floor."""

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.meetings import permissions, queries
from plenary.meetings.actions.entering import enter, lock
from plenary.meetings.models import Meeting, Speech
from plenary.record import actions as record


def ask_to_speak(*, by: Standing, meeting: Meeting) -> None:
    """Put one's own member on the speakers' list, once at a time, as the one who speaks for it. Refuses as
    permissions.may_ask_to_speak says."""
    with record.act(by=by):
        found = lock(by, meeting)
        require(permissions.may_ask_to_speak(by, found))
        waits = Speech.objects.of(by.coalition).filter(meeting=found, member=by.member, spoke_until=None)
        if not waits.exists():
            made = Speech.objects.create(
                coalition_id=by.coalition,
                meeting=found,
                member_id=by.member,
                person_id=by.person,
                asked_at=clock.now(),
            )
            enter(by, "meetings.asked_to_speak", found, {"speech": made.pk, "member": by.member}, own=True)


def take_back(*, by: Standing, meeting: Meeting) -> None:
    """Take one's own member off the speakers' list, where it waits. Refuses as permissions.may_ask_to_speak says."""
    with record.act(by=by):
        found = lock(by, meeting)
        require(permissions.may_ask_to_speak(by, found))
        waits = Speech.objects.of(by.coalition).filter(meeting=found, member=by.member, spoke_from=None)
        if waits.delete()[0]:
            enter(by, "meetings.took_back", found, {"member": by.member}, own=True)


def give_floor(*, by: Standing, meeting: Meeting, speech: Speech | None, person: str = "") -> None:
    """Let one who waits speak, or with None nobody; whoever speaks has spoken then. `person` names another who speaks for the
    same member (the id of the card).

    Refuses as permissions.may_give_floor says, and with meetings.not_there for who does not act for the member.
    """
    with record.act(by=by):
        found, now = lock(by, meeting), clock.now()
        require(permissions.may_give_floor(by, found))
        rows = Speech.objects.of(by.coalition).filter(meeting=found, spoke_until=None)
        rows.exclude(spoke_from=None).update(spoke_until=now)
        if speech is not None:
            given = {"spoke_from": now} | ({"person_id": person} if person else {})
            if person and person not in {who.pk for who in queries.who_may_speak(found, [speech])[speech.member_id]}:
                raise Refused(refuse("meetings.not_there"))
            rows.filter(pk=speech.pk, spoke_from=None).update(**given)
        enter(by, "meetings.floor_given", found, {"speech": speech.pk if speech else ""})
