"""Signatures on paper: an officer enters one, the member confirms it or says that it is none."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from plenary.agreements import permissions, queries
from plenary.agreements.actions.drafting import locked_agreement
from plenary.agreements.actions.entering import enter
from plenary.agreements.actions.seconding import count_or_wait, locked_member
from plenary.agreements.actions.signing import reservation_said
from plenary.agreements.models import Agreement, Edition, Signature
from plenary.agreements.rules import LONGEST_REASON, SCANS, Form, Stage
from plenary.agreements.scans import audience_of_scan
from plenary.core import clock
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.files.actions import keep_found, lock_files
from plenary.files.formats import Found
from plenary.files.queries import files_of
from plenary.membership.models import Representative
from plenary.membership.queries import listed_members, representatives_who_decide
from plenary.membership.rules import SIGNING
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


def enter_paper(
    *, by: Standing, agreement: Agreement, paper: Paper, scan: Found | None = None, no_scan: str = ""
) -> Signature:
    """Enter that a member signed the edition in force on paper; it counts once the member confirms it, and its members are
    told.

    `scan` is a scan of the paper, which the member sees before it answers and whose hash the entry tells; where there is none,
    `no_scan` says why (`agreements.no_scan` without either), to the member and to those who enter papers. Raises FileError
    for a scan that is not kept.

    Refuses those without the power, an agreement that is not in force (`agreements.not_in_force`), a member that is not in good
    standing or not listed (`agreements.no_such_member`), a person who may not decide for it
    (`agreements.not_its_representative`), a day before the edition was adopted or after today (`agreements.bad_day`), a member
    that stands on the edition or of which a signature waits for one or the other word (`agreements.paper_not_needed`: which of
    them, is told to its own alone), and reservations as `sign` does.
    """
    with record.act(by=by):
        require(permissions.may_enter_paper(by))
        locked = locked_agreement(by, agreement.id)
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
            no_scan="" if scan else _reason(no_scan),
        )
        kept = keep_found(by=by, kind=SCANS, parent_id=row.id, found=scan) if scan else None
        told = {"scan": kept.sha256} if kept else {}
        said = {"no_scan": row.no_scan}  # about whoever signed, and forgotten with them
        also = [] if kept else [record.Part(facts=said, audience=audience_of_scan(row), person=row.person_id)]
        enter(by, row, "agreements.paper_entered", is_public=False, also=also, **told)
    return row


def confirm_paper(*, by: Standing, agreement: Agreement, scan: str = "") -> Signature:
    """Confirm for one's member that it signed on paper: the signature counts from now on, with a receipt, which tells the hash
    of the scan; where the charter asks for it, once the member's second address confirms it as well. `scan` is the SHA-256 of
    the one that was seen; empty where there is none. No other takes its place meanwhile: the files are held first.

    Refuses those who may not sign for it, where no paper waits (`agreements.no_paper`), where another scan stands there
    (`agreements.other_scan`), and where the second address is of whoever signed or confirms (`agreements.second_is_own`).
    """
    with record.act(by=by):
        row = _waiting(by, agreement)
        lock_files(by.coalition)
        if scan != scan_seen(by, row):
            raise Refused(refuse("agreements.other_scan"))
        row.confirmed_by = by.person
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


def scan_seen(by: Standing, row: Signature) -> str:
    """The SHA-256 of the scan of a paper; empty where there is none, or for those who may not read it."""
    return next((file.sha256 for file in files_of(by, SCANS, [row.id])[row.id]), "")


def _reason(no_scan: str) -> str:
    """Why there is no scan. Refuses none (`agreements.no_scan`), and too many words (`agreements.too_long`)."""
    said = no_scan.replace("\r\n", "\n").strip()
    if not said:
        raise Refused(refuse("agreements.no_scan"))
    if len(said) > LONGEST_REASON:
        raise Refused(refuse("agreements.too_long", most=LONGEST_REASON))
    return said


def _acting(by: Standing, paper: Paper) -> Representative:
    """Who signed, with the member. The member is one that the officer may see listed, so that nobody learns of another."""
    member = listed_members(by).filter(id=paper.member, protected=False, status__in=SIGNING).first()
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
    if rows.exists():
        raise Refused(refuse("agreements.paper_not_needed"))


def _moment(edition: Edition, day: date) -> datetime:
    adopted = edition.adopted_at or edition.made_at
    if not adopted.date() <= day <= clock.now().date():
        raise Refused(refuse("agreements.bad_day"))
    return min(max(datetime.combine(day, time(12), UTC), adopted), clock.now())


def _waiting(by: Standing, agreement: Agreement) -> Signature:
    locked = locked_agreement(by, agreement.id)
    if by.member:
        locked_member(by.coalition, by.member)
    paper = queries.paper_to_confirm(by, locked.id)
    require(permissions.may_confirm(by, paper))
    rows = Signature.objects.of(by.coalition).select_related(
        "edition", "member__organisation", "member__individual", "person"
    )
    return rows.get(id=paper.id if paper else "")
