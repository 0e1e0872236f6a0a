"""Reads of signatures: who signed which edition and on which it stands; protected members are never among them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet

from plenary.agreements.models import Agreement, Edition, Signature
from plenary.agreements.permissions import (
    may_enter_paper,
    may_open_drafts,
    may_read_agreements,
    may_read_signatories,
    may_sign_for_member,
)
from plenary.agreements.rules import SCANS, Adopted, Form, reaches
from plenary.core.models import ScopedQuerySet
from plenary.core.prepared import prepared
from plenary.core.standing import Standing
from plenary.files.queries import files_of
from plenary.membership.models import Member
from plenary.membership.rules import BELONGING


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Who signed, as it is shown: the name in the form that was chosen, the edition, and the one on which it stands now."""

    member: str
    name: str
    beside: str  # of whom, where a person signed in a personal capacity
    form: str
    edition: int
    stands_on: int
    is_current: bool
    reservation: str
    signed_at: datetime
    withdrawn_at: datetime | None
    belongs: bool  # its member still belongs; the signature of one that left, was removed or merged is not counted
    is_own: bool
    on_paper: bool
    seconded_at: datetime | None  # when its second address confirmed it, where it was asked
    entry: str
    scan: str  # id of the scan of a paper, for those who may read it


class _Row(NamedTuple):
    """What is read of a signature to be shown."""

    id: str
    member_id: str
    status: str
    organisation: str | None
    individual: str | None
    person: str
    form: str
    edition: int
    reservation: str
    signed_at: datetime
    withdrawn_at: datetime | None
    on_paper: bool
    waits_since: datetime | None
    confirmed_at: datetime | None
    entry: str


def own_signature(standing: Standing, agreement_id: str) -> Signature | None:
    """The newest signature of one's own member that stands, with its edition."""
    if not standing.member:
        return None
    rows = Signature.objects.of(standing.coalition).filter(
        agreement_id=agreement_id, member_id=standing.member, withdrawn_at=None, confirmed_at__isnull=False
    )
    return rows.select_related("edition").defer("edition__paragraphs").order_by("-edition__number").first()


def signatories(standing: Standing, agreement: Agreement, adopted: Iterable[Edition]) -> Sequence[Signatory]:
    """Who signed an agreement and did not withdraw, by name: of each member the newest signature, of one that belongs no more
    too, which stands on nothing any more (`belongs`). One query.

    `adopted` are its adopted editions. Protected members, and persons under protection who signed in a personal capacity, are
    told to their own alone; a reader who may not know the members gets one's own.
    """
    newest: dict[str, _Row] = {}
    for row in _rows(_visible(standing, agreement).filter(withdrawn_at=None)):
        known = newest.get(row.member_id)
        if known is None or known.edition < row.edition:
            newest[row.member_id] = row
    return _told(standing, agreement, newest.values(), adopted)


def withdrawn_signatures(standing: Standing, agreement: Agreement, adopted: Iterable[Edition]) -> Sequence[Signatory]:
    """The signatures that were withdrawn, with their dates, by name; told to the same readers. One query."""
    rows = list(_rows(_visible(standing, agreement).filter(withdrawn_at__isnull=False)))
    return _told(standing, agreement, rows, adopted)


def papers_to_confirm(standing: Standing) -> Sequence[Signature]:
    """Signatures on paper that an officer entered for one's member and that wait for its word, for those who may sign for it, the
    oldest first. One query."""
    return [row for row in unconfirmed(standing) if row.waits_since is None]


def unconfirmed(standing: Standing) -> Sequence[Signature]:
    """The signatures of one's member that do not count yet, for those who may sign for it, the oldest first: papers that wait for
    its word, and those that wait for its second address. One query."""
    if not may_sign_for_member(standing):
        return ()
    return _unconfirmed(standing.coalition, standing.member)


@prepared
def _unconfirmed(coalition_id: str, member_id: str) -> QuerySet[Signature]:
    rows = Signature.objects.of(coalition_id).filter(member_id=member_id, confirmed_at=None, withdrawn_at=None)
    return rows.select_related("edition", "person", "agreement__current").order_by("signed_at", "id")


def paper_to_confirm(standing: Standing, agreement_id: str) -> Signature | None:
    """The paper of one agreement that waits for the word of one's member, or None."""
    return next((row for row in papers_to_confirm(standing) if row.agreement_id == agreement_id), None)


def papers_unconfirmed(standing: Standing, agreement_id: str) -> Sequence[Signature]:
    """The papers of an agreement that no member confirmed, those that wait and those that count for nothing, for those who enter
    papers; the oldest first. One query."""
    if not may_enter_paper(standing):
        return ()
    rows = Signature.objects.of(standing.coalition).filter(
        agreement_id=agreement_id, on_paper=True, confirmed_at=None, member__protected=False, person__protected=False
    )
    rows = rows.select_related("member__organisation", "member__individual", "person", "edition")
    return list(rows.defer("edition__paragraphs").order_by("signed_at", "id"))


def members_that_signed(coalition_id: str, agreement_id: str) -> list[str]:
    """The ids of the members that stand on some edition of an agreement, protected ones too: for whom to tell, never shown. One
    query."""
    rows = Signature.objects.of(coalition_id).filter(
        agreement_id=agreement_id, withdrawn_at=None, confirmed_at__isnull=False
    )
    return list(rows.order_by("member_id").values_list("member_id", flat=True).distinct())


def signed_by_member(standing: Standing, member: Member) -> Sequence[Signature]:
    """The newest signature of a member on each agreement that the standing may see, by title; none to whom they are not told. One
    query."""
    rows = _seen(standing, Signature.objects.of(standing.coalition).filter(member=member, withdrawn_at=None))
    if not may_open_drafts(standing):
        rows = rows.filter(edition__is_public=True) if may_read_agreements(standing) else rows.none()
    newest = {row.agreement_id: row for row in rows.order_by("edition__number")}
    return sorted(newest.values(), key=lambda row: row.edition.title.casefold())


def _visible(standing: Standing, agreement: Agreement) -> QuerySet[Signature]:
    return _seen(standing, Signature.objects.of(standing.coalition).filter(agreement=agreement))


def _seen(standing: Standing, rows: ScopedQuerySet[Signature]) -> QuerySet[Signature]:
    """Those of these signatures that count and that the standing may see, with what is shown of them."""
    rows = (
        rows.filter(confirmed_at__isnull=False)
        .select_related("member__organisation", "member__individual", "person", "edition")
        .defer("edition__paragraphs")
    )
    own = Q(member_id=standing.member) if standing.member else Q(pk__in=[])
    if not may_read_signatories(standing):
        return rows.filter(own)
    hidden = Q(member__protected=True) | Q(form=Form.PERSONAL, person__protected=True)
    return rows.filter(own | ~hidden)


def _rows(rows: QuerySet[Signature]) -> Iterator[_Row]:
    """Signatures as values: a thousand of them are shown on one page."""
    for one in rows.order_by("signed_at", "id").values_list(
        "id",
        "member_id",
        "member__status",
        "member__organisation__name",
        "member__individual__name",
        "person__name",
        "form",
        "edition__number",
        "reservation",
        "signed_at",
        "withdrawn_at",
        "on_paper",
        "waits_since",
        "confirmed_at",
        "entry",
    ):
        yield _Row(*one)


def _told(
    standing: Standing, agreement: Agreement, rows: Collection[_Row], adopted: Iterable[Edition]
) -> Sequence[Signatory]:
    editions = [Adopted(number=each.number, is_material=each.is_material) for each in adopted]
    current = agreement.current.number if agreement.current else 0
    reached = {number: reaches(number, editions) for number in {row.edition for row in rows}}
    scans = _scans(standing, rows)
    found = [_signatory(standing, row, reached[row.edition], current, scans.get(row.id, "")) for row in rows]
    return sorted(found, key=lambda one: (one.name.casefold(), one.signed_at))


def _scans(standing: Standing, rows: Iterable[_Row]) -> dict[str, str]:
    """The scan of each signature on paper that the standing may read one of. Two queries, none for others."""
    reads_all = may_enter_paper(standing)
    ids = [row.id for row in rows if row.on_paper and (reads_all or row.member_id == standing.member)]
    found = files_of(standing, SCANS, ids) if ids else {}
    return {row: files[0].id for row, files in found.items() if files}


def _signatory(standing: Standing, row: _Row, stands_on: int, current: int, scan: str) -> Signatory:
    in_person = row.form == Form.PERSONAL
    return Signatory(
        member=row.member_id,
        name=row.person if in_person else row.organisation or row.individual or "",
        beside=(row.organisation or "") if in_person else "",
        form=row.form,
        edition=row.edition,
        stands_on=stands_on,
        is_current=stands_on >= current,
        reservation=row.reservation,
        signed_at=row.signed_at,
        withdrawn_at=row.withdrawn_at,
        belongs=row.status in BELONGING,
        is_own=row.member_id == standing.member,
        on_paper=row.on_paper,
        seconded_at=row.confirmed_at if row.waits_since else None,
        entry=row.entry,
        scan=scan,
    )
