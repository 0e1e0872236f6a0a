"""Writes of accommodations (A8): asked for, agreed, ended; and that one has seen what touches a subject."""

from dataclasses import replace

from plenary.charter.queries import charter_of
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.membership import permissions
from plenary.membership.actions.hearing import enter
from plenary.membership.actions.locking import lock
from plenary.membership.models import Accommodation, Member, Room, TouchedSubject
from plenary.membership.queries.opening import tokens_of
from plenary.membership.rules.opening import Audience
from plenary.record import actions as record


def ask_accommodation(
    *, by: Standing, member: Member, room: Room, audience: Audience, language: str, consents: bool = False
) -> Accommodation:
    """Ask for room on a subject, for one's own member; or type it in for a member, by whoever leads the conversation.

    From then on the member is told when something touches the subject. `consents`: the author is told too; the member's own
    alone say so. What is asked is in force at once, and agreed by the other side later.
    """
    require(permissions.may_answer(by, member))
    with record.act(by=by):
        locked = lock(by.coalition, member.id)
        own = by.member == locked.id
        made = Accommodation(
            coalition_id=by.coalition,
            member=locked,
            audience=audience,
            language=language,
            consents_author_told=consents and own,
            is_typed_in=not own,
            by_person=by.person,
            asked_at=clock.now(),
        )
        made.keep(room)
        made.save(force_insert=True)
        _enter(by, "membership.accommodation_asked", made)
        return made


def agree_accommodation(*, by: Standing, accommodation: Accommodation, does: str = "") -> Accommodation:
    """Agree what the coalition does about it: the other side than the one that asked. `does` says it in words (Markdown),
    where it changes. Refuses one that is agreed or over (`membership.accommodation_settled`)."""
    with record.act(by=by):
        locked = _lock(by, accommodation)
        require(permissions.may_agree_accommodation(by, locked))
        if locked.agreed_at or locked.ended_at:
            raise Refused(refuse("membership.accommodation_settled"))
        if does.strip():
            locked.keep(replace(locked.room, does=does.strip()))
        locked.agreed_at, locked.agreed_by_person = clock.now(), by.person
        locked.save(update_fields=["room_sealed", "agreed_at", "agreed_by_person"])
        _enter(by, "membership.accommodation_agreed", locked)
        return locked


def set_consent(*, by: Standing, accommodation: Accommodation, consents: bool) -> Accommodation:
    """Say whether authors are told that their words touch the subject. The member's own representatives alone."""
    require(permissions.may_consent(by, accommodation))
    with record.act(by=by):
        locked = _lock(by, accommodation)
        if locked.consents_author_told != consents:
            locked.consents_author_told = consents
            locked.save(update_fields=["consents_author_told"])
            facts = {"accommodation": locked.id, "consents": consents}
            enter(by, "membership.accommodation_consented", locked.member, facts, own_alone=True)
        return locked


def end_accommodation(*, by: Standing, accommodation: Accommodation) -> Accommodation:
    """End it: the subject is touched by nothing any more. Those who may answer for the member. Twice does no harm."""
    require(permissions.may_answer(by, accommodation.member))
    with record.act(by=by):
        locked = _lock(by, accommodation)
        if locked.ended_at is None:
            locked.ended_at = clock.now()
            locked.save(update_fields=["ended_at"])
            _enter(by, "membership.accommodation_ended", locked)
        return locked


def see_touched(*, by: Standing, accommodation: Accommodation) -> None:
    """Note that one's own have seen what touched a subject. Nothing is entered: it is between them and their desk. Refuses
    as `permissions.may_consent` says."""
    require(permissions.may_consent(by, accommodation))
    with record.act(by=by):
        rows = TouchedSubject.objects.of(by.coalition).filter(accommodation=accommodation, seen_at=None)
        rows.update(seen_at=clock.now())


def _lock(by: Standing, accommodation: Accommodation) -> Accommodation:
    rows = Accommodation.objects.of(by.coalition).select_related("member__organisation", "member__individual")
    found = rows.select_for_update(of=("self",)).filter(id=accommodation.id).first()
    if found is None:
        raise Refused(refuse("membership.no_such_member"))
    return found


def _enter(by: Standing, kind: str, accommodation: Accommodation) -> None:
    member = accommodation.member
    audience = tokens_of(charter_of(by.coalition), member, accommodation.audience)
    enter(by, kind, member, {"accommodation": accommodation.id}, audience=audience)
