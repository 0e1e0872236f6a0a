"""Signing an edition for one's member, and withdrawing the signature."""

from collections.abc import Sequence
from typing import Any

from plenary.agreements import permissions, queries
from plenary.agreements.actions.editions import audience_of
from plenary.agreements.models import Agreement, Edition, Signature
from plenary.agreements.rules import LONGEST_RESERVATION, SCANS, Form
from plenary.charter.queries import audience_for, charter_of
from plenary.charter.rules.schema import Disclosed
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.directory.models import Person
from plenary.files.actions import remove_files_of
from plenary.membership.actions import hearing
from plenary.membership.models import Member
from plenary.record import actions as record


def sign(
    *, by: Standing, agreement: Agreement, hash: str, form: Form, reservation: str = ""
) -> Signature:  # the field's name
    """Sign the edition in force for one's member; the entry of the record is its receipt.

    `hash` is that of the edition that was read: where another holds by now it refuses (`agreements.other_edition`). Refuses those
    who may not sign, a reservation where none are allowed (`agreements.no_reservations`) and one of more than 4,000 characters
    (`agreements.too_long`). What a protected member signs is entered for its own alone.
    """
    with record.act(by=by):
        locked = locked_to_sign(by, agreement)
        require(permissions.may_sign(by, locked, queries.own_signature(by, locked.id)))
        edition = locked.current
        if edition is None or edition.hash != hash:
            raise Refused(refuse("agreements.other_edition"))
        said = reservation_said(edition, reservation)
        member = _member(by)
        row = Signature(
            coalition_id=by.coalition,
            agreement=locked,
            edition=edition,
            hash=edition.hash,
            member=member,
            person=Person.objects.of(by.coalition).get(id=by.person),
            mandate=str(by.mandate),
            form=Form(form),
            reservation=said,
            signed_at=clock.now(),
            confirmed_at=clock.now(),
        )
        _drop_papers(by, row)
        row.entry = enter_signed(by, row)
        row.save(force_insert=True)
    return row


def withdraw_signature(*, by: Standing, agreement: Agreement) -> Signature:
    """Withdraw one's member's signatures of an agreement, the older ones too; gives the newest. Both dates stay to be read.

    Refuses those who may not, and a member that has not signed (`agreements.not_signed`).
    """
    with record.act(by=by):
        locked = locked_to_sign(by, agreement)
        own = queries.own_signature(by, locked.id)
        require(permissions.may_withdraw(by, own))
        rows = Signature.objects.of(by.coalition).filter(agreement=locked, member_id=by.member, withdrawn_at=None)
        standing = list(rows.select_for_update(of=("self",)))
        for row in standing:
            row.withdrawn_at = clock.now()
        Signature.objects.of(by.coalition).bulk_update(standing, ["withdrawn_at"])
        newest = (
            Signature.objects.of(by.coalition)
            .select_related("edition", "member__organisation", "member__individual", "person")
            .get(id=own.id if own else "")
        )
        enter(by, newest, "agreements.signature_withdrawn")
    return newest


def enter_signed(by: Standing, row: Signature, scan: str = "") -> str:
    """Enter that a signature counts; gives the entry's id, which is its receipt. `scan` is the SHA-256 of the scan that its
    member saw, empty for none. Within the caller's act."""
    more: dict[str, Any] = {
        "form": row.form,
        "reservation": row.reservation,
        "mandate": row.mandate,
        "on_paper": row.on_paper,
    }
    if scan:
        more["scan"] = scan
    return enter(by, row, "agreements.signed", **more)


def locked_to_sign(by: Standing, agreement: Agreement) -> Agreement:
    """The row of an agreement with its edition in force, held to the end of the act."""
    rows = Agreement.objects.of(by.coalition).select_for_update(of=("self",)).select_related("current")
    locked = rows.filter(id=agreement.id).first()
    if locked is None:
        raise Refused(refuse("agreements.gone"))
    return locked


def _drop_papers(by: Standing, row: Signature) -> None:
    """A paper of the same edition that waits to be confirmed needs no answer any more, and its scan is not needed."""
    rows = Signature.objects.of(by.coalition).filter(edition=row.edition, member=row.member, confirmed_at=None)
    waiting = list(rows.filter(withdrawn_at=None).values_list("id", flat=True))
    if waiting:
        rows.filter(id__in=waiting).update(withdrawn_at=clock.now())
        remove_files_of(by=by, kind=SCANS, parent_ids=waiting)


def _member(by: Standing) -> Member:
    return Member.objects.of(by.coalition).select_related("organisation", "individual").get(id=by.member)


def reservation_said(edition: Edition, words: str) -> str:
    """The words of a reservation. Refuses any where the edition allows none (`agreements.no_reservations`), and too many."""
    said = words.replace("\r\n", "\n").strip()
    if said and not edition.allows_reservations:
        raise Refused(refuse("agreements.no_reservations"))
    if len(said) > LONGEST_RESERVATION:
        raise Refused(refuse("agreements.too_long", most=LONGEST_RESERVATION))
    return said


def enter(
    by: Standing,
    row: Signature,
    kind: str,
    *,
    is_public: bool = True,
    also: Sequence[record.Part] = (),
    **more: Any,
) -> str:
    """Enter it for those who may read who signed, where it is not `is_public` for those inside alone; gives the entry's id. Names
    of persons stand in parts of their own; `also` are parts for others than the entry is for."""
    member, person = row.member, row.person
    facts = {
        "agreement": row.agreement_id,
        "title": row.edition.title,
        "edition": row.edition.number,
        "hash": row.hash,
        "signature": row.id,
        **more,
    }
    if member.protected:
        return hearing.enter(by, kind, member, facts, also)
    parts = [*also]
    audience = _audience(row, is_public=is_public)
    if member.individual_id:
        parts.append(record.Part(facts={"name": member.name}, person=member.individual_id))
    else:
        facts["name"] = member.name
    if row.form == Form.PERSONAL and person.id != member.individual_id:
        own = [visibility.member(member.id)] if person.protected else []
        parts.append(record.Part(facts={"signatory": person.name}, audience=own, person=person.id))
    return record.enter(
        by=by, kind=kind, about=row.agreement_id, audience=audience, facts={**facts, "member": member.id}, parts=parts
    )


def _audience(row: Signature, *, is_public: bool) -> list[str]:
    """Those who may read both that the agreement holds and who the members are; the member's own always."""
    disclosed = charter_of(row.coalition_id).disclosure.members
    if is_public and disclosed is Disclosed.PUBLIC and visibility.PUBLIC in audience_of(row.edition):
        return [visibility.PUBLIC]
    return audience_of_name(row.coalition_id, row.member_id)


def audience_of_name(coalition_id: str, member_id: str) -> list[str]:
    """Those inside who may read who the members are, officers alone where the charter says so; the member's own always. For one
    that is not protected."""
    own, charter = visibility.member(member_id), charter_of(coalition_id)
    disclosed = charter.disclosure.members
    if disclosed is Disclosed.OFFICERS:
        return [own, *sorted(audience_for(charter, disclosed))]
    return [own, visibility.MEMBERS]
