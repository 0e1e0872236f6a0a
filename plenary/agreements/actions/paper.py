"""Signatures on paper: an officer enters one, the member confirms it or says that it is none."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from plenary.agreements import permissions, queries
from plenary.agreements.actions.entering import enter
from plenary.agreements.actions.seconding import count_or_wait
from plenary.agreements.actions.signing import locked_to_sign, reservation_said
from plenary.agreements.models import Agreement, Edition, Signature
from plenary.agreements.rules import Form, Stage
from plenary.core import clock
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.membership.models import Representative
from plenary.membership.queries import listed_members, representatives_who_decide
from plenary.membership.rules import INSIDE
from plenary.record import actions as record


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What stands on a paper: for which member which of its representatives (ids) signed, under which name, with which
    reservation, on which day."""

    member: str
    person: str
    form: Form
    signed_on: date
    reservation: str = ""


def enter_paper(*, by: Standing, agreement: Agreement, paper: Paper) -> Signature:
    """Enter that a member signed the edition in force on paper; it counts once the member confirms it, and its members are told.

    Refuses those without the power, a member that is not in good standing or not listed (`agreements.no_such_member`), a person
    who may not decide for it (`agreements.not_its_representative`), a day before the edition was adopted or after today
    (`agreements.bad_day`), a member that stands on the edition (`agreements.signed_already`) or of which a signature waits
    (`agreements.paper_waits`, `agreements.second_waits`), and reservations as `sign` does.
    """
    with record.act(by=by):
        require(permissions.may_enter_paper(by))
        locked = locked_to_sign(by, agreement)
        edition = locked.current
        if edition is None or locked.stage_on(clock.now().date()) is not Stage.IN_FORCE:
            raise Refused(refuse("agreements.not_in_force"))
        acting = _acting(by, paper)
        _require_free(by, edition, paper)
        row = Signature.objects.create(
            coalition_id=by.coalition,
            agreement=locked,
            edition=edition,
            hash=edition.hash,
            member=acting.member,
            person=acting.person,
            mandate=str(Mandate.DECIDES),
            form=Form(paper.form),
            reservation=reservation_said(edition, paper.reservation),
            signed_at=_moment(edition, paper.signed_on),
            on_paper=True,
            entered_by=by.person,
        )
        enter(by, row, "agreements.paper_entered", is_public=False)
    return row


def confirm_paper(*, by: Standing, agreement: Agreement) -> Signature:
    """Confirm for one's member that it signed on paper: the signature counts from now on, with a receipt; where the charter asks
    for it, once the member's second address confirms it as well.

    Refuses those who may not sign for it, and where no paper waits (`agreements.no_paper`).
    """
    with record.act(by=by):
        row = _waiting(by, agreement)
        count_or_wait(by, row)
    return row


def decline_paper(*, by: Standing, agreement: Agreement) -> Signature:
    """Say for one's member that it did not sign so: the paper counts for nothing, and the record says both. Refuses as
    `confirm_paper` does."""
    with record.act(by=by):
        row = _waiting(by, agreement)
        row.withdrawn_at = clock.now()
        row.save(update_fields=["withdrawn_at"])
        enter(by, row, "agreements.paper_declined", is_public=False)
    return row


def _acting(by: Standing, paper: Paper) -> Representative:
    """Who signed, with the member. The member is one that the officer may see listed, so that nobody learns of another."""
    member = listed_members(by).filter(id=paper.member, protected=False, status__in=INSIDE).first()
    deciding = representatives_who_decide(by.coalition, [member.id]).get(member.id, ()) if member else ()
    if member is None or not deciding:
        raise Refused(refuse("agreements.no_such_member"))
    acting = next((one for one in deciding if one.person_id == paper.person and not one.person.protected), None)
    if acting is None:
        raise Refused(refuse("agreements.not_its_representative"))
    acting.member = member
    return acting


def _require_free(by: Standing, edition: Edition, paper: Paper) -> None:
    rows = Signature.objects.of(by.coalition).filter(edition=edition, member_id=paper.member, withdrawn_at=None)
    there = rows.first()
    if there is None:
        return
    if there.waits_since and there.confirmed_at is None:
        raise Refused(refuse("agreements.second_waits", permissions.CLAUSE_OF_SIGNING))
    raise Refused(refuse("agreements.signed_already" if there.confirmed_at else "agreements.paper_waits"))


def _moment(edition: Edition, day: date) -> datetime:
    adopted = edition.adopted_at or edition.made_at
    if not adopted.date() <= day <= clock.now().date():
        raise Refused(refuse("agreements.bad_day"))
    return min(max(datetime.combine(day, time(12), UTC), adopted), clock.now())


def _waiting(by: Standing, agreement: Agreement) -> Signature:
    locked = locked_to_sign(by, agreement)
    paper = queries.paper_to_confirm(by, locked.id)
    require(permissions.may_confirm(by, paper))
    rows = Signature.objects.of(by.coalition).select_related(
        "edition", "member__organisation", "member__individual", "person"
    )
    return rows.get(id=paper.id if paper else "")
