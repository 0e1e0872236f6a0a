"""Signing an edition for one's member, and withdrawing the signature."""

from django.db.models import Q

from plenary.agreements import permissions, queries
from plenary.agreements.actions.drafting import locked_agreement
from plenary.agreements.actions.entering import enter, own_under_seal
from plenary.agreements.actions.seconding import count_or_wait, locked_member
from plenary.agreements.models import Agreement, Edition, Signature
from plenary.agreements.rules import LONGEST_RESERVATION, SCANS, Form
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.directory.models import Person
from plenary.files.actions import remove_files_of
from plenary.record import actions as record


def sign(
    *, by: Standing, agreement: Agreement, hash: str, form: Form, reservation: str = ""
) -> Signature:  # the field's name
    """Sign the edition in force for one's member; the entry of the record is its receipt. Where the charter asks for it, it waits
    for the member's second address, and counts once that confirms it.

    `hash` is that of the edition that was read: where another holds by now it refuses (`agreements.other_edition`). Refuses those
    who may not sign, a reservation where none are allowed (`agreements.no_reservations`) and one of more than 4,000 characters
    (`agreements.too_long`). What a protected member signs is entered for its own alone.
    """
    require(permissions.may_sign_for_member(by))
    with record.act(by=by):
        locked = locked_agreement(by, agreement.id)
        member = locked_member(by.coalition, by.member)
        waiting = queries.waiting_of(by, locked.id)
        require(permissions.may_sign(by, locked, queries.own_signature(by, locked.id), waiting))
        edition = locked.current
        if edition is None or edition.hash != hash:
            raise Refused(refuse("agreements.other_edition"))
        said = reservation_said(edition, reservation)
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
        )
        _drop_papers(by, row)
        count_or_wait(by, row)
    return row


def withdraw_signature(*, by: Standing, agreement: Agreement) -> Signature:
    """Withdraw one's member's signatures of an agreement, the older ones too; gives the newest. Both dates stay to be read.

    Refuses those who may not, and a member that has not signed (`agreements.not_signed`).
    """
    with record.act(by=by):
        locked = locked_agreement(by, agreement.id)
        counts = queries.own_signature(by, locked.id)
        own = counts or queries.waiting_of(by, locked.id)
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
        enter(by, newest, "agreements.signature_withdrawn", to=() if counts else own_under_seal(newest))
    return newest


def withdraw_all(*, by: Standing) -> None:
    """Withdraw whatever one's member signed, as with `withdraw_signature` of each agreement; nothing where it signed nothing.
    Within the act by which it leaves, in which its row is held. Two queries, whatever the number of agreements.

    Refuses those who may not.
    """
    with record.act(by=by):
        rows = (
            Signature.objects.of(by.coalition)
            .filter(member_id=by.member, withdrawn_at=None)
            .select_related("edition", "member__organisation", "member__individual", "person")
            .defer("edition__paragraphs")
        )
        signed: dict[str, list[Signature]] = {}
        for row in rows.select_for_update(of=("self",)).order_by("id"):
            signed.setdefault(row.agreement_id, []).append(row)
        ended = []
        for mine in signed.values():
            given = [row for row in mine if row.confirmed_at or row.waits_since]
            if not given:
                continue
            newest = max(given, key=lambda row: (row.confirmed_at is not None, row.edition.number))
            require(permissions.may_withdraw(by, newest))
            for row in mine:
                row.withdrawn_at = clock.now()
            ended += mine
            heard = () if newest.confirmed_at else own_under_seal(newest)
            enter(by, newest, "agreements.signature_withdrawn", to=heard)
        Signature.objects.of(by.coalition).bulk_update(ended, ["withdrawn_at"])


def _drop_papers(by: Standing, row: Signature) -> None:
    """A paper of the same edition that waits to be confirmed needs no answer any more, and its scan is not needed; nor does what
    waits for a second address, of an older edition or while the charter asks for none any more."""
    rows = Signature.objects.of(by.coalition).filter(agreement=row.agreement, member=row.member, confirmed_at=None)
    superseded = rows.filter(Q(edition=row.edition) | Q(waits_since__isnull=False), withdrawn_at=None)
    waiting = list(superseded.values_list("id", flat=True))
    if waiting:
        rows.filter(id__in=waiting).update(withdrawn_at=clock.now())
        remove_files_of(by=by, kind=SCANS, parent_ids=waiting)


def reservation_said(edition: Edition, words: str) -> str:
    """The words of a reservation. Refuses any where the edition allows none (`agreements.no_reservations`), and too
    many (`agreements.too_long`)."""
    said = words.replace("\r\n", "\n").strip()
    if said and not edition.allows_reservations:
        raise Refused(refuse("agreements.no_reservations"))
    if len(said) > LONGEST_RESERVATION:
        raise Refused(refuse("agreements.too_long", most=LONGEST_RESERVATION))
    return said
