"""Scans of signatures on paper: who reads them, who adds and removes them, and with whose erasure they go."""

from collections.abc import Iterable, Mapping

from django.db.models import Q
from django.urls import reverse

from plenary.agreements.matters import ENTER_PAPER
from plenary.agreements.models import Signature
from plenary.agreements.permissions import clause_of_adoption, may_enter_paper
from plenary.agreements.rules import SCANS
from plenary.charter.queries import offices_with
from plenary.coalitions.queries import coalition_at
from plenary.core import visibility
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.files import rules as files
from plenary.files.parents import Parent, register_parent


def audience_of_scan(row: Signature) -> list[str]:
    """Who reads what is told of a paper alone: the member's own, and the offices that enter papers; of one under protection its
    own. Select `member` and `person` with the row."""
    own = visibility.member(row.member_id)
    if row.member.protected or row.person.protected:
        return [visibility.SEALED, own]
    return [own, *offices_with(row.coalition_id, ENTER_PAPER)]


def _visible(standing: Standing, ids: Iterable[str]) -> set[str]:
    """One query besides the charter's."""
    seen = Q(member_id=standing.member) if standing.member else Q(pk__in=[])
    if may_enter_paper(standing):
        seen |= Q(member__protected=False, person__protected=False)
    rows = Signature.objects.of(standing.coalition).filter(seen, id__in=list(ids), on_paper=True)
    return set(rows.values_list("id", flat=True))


def _row(coalition_id: str, signature_id: str) -> Signature:
    rows = Signature.objects.of(coalition_id).select_related("member", "person")
    return rows.get(pk=signature_id)


def _audience(coalition_id: str, signature_id: str) -> list[str]:
    return audience_of_scan(_row(coalition_id, signature_id))


def _may_keep(standing: Standing, signature_id: str) -> Verdict:
    """While the paper waits for its member's word; what the member saw and confirmed stays as it is."""
    row, allowed = _row(standing.coalition, signature_id), may_enter_paper(standing)
    if allowed and (row.confirmed_at or row.waits_since or row.withdrawn_at):
        return refuse("agreements.scan_stands", clause_of_adoption(standing.coalition))
    return allowed


def _may_remove(standing: Standing, signature_id: str) -> Verdict:
    """As adding; and once the signature counts for nothing any more, whoever may decide for the member too."""
    row = _row(standing.coalition, signature_id)
    if row.withdrawn_at is None:
        return _may_keep(standing, signature_id)
    if standing.member == row.member_id and standing.mandate is Mandate.DECIDES:
        return allow("agreements.yours", f"category.{standing.category}")
    return may_enter_paper(standing)


def _leads_to(slug: str, signature_id: str) -> str:
    found = coalition_at(slug)
    row = Signature.objects.of(found.id).filter(pk=signature_id).first() if found else None
    return reverse("agreements:agreement", args=[slug, row.agreement_id]) if row else ""


def _persons(coalition_id: str, ids: Iterable[str]) -> Mapping[str, str]:
    """Who signed: a scan shows the hand of a person."""
    return dict(Signature.objects.of(coalition_id).filter(id__in=list(ids)).values_list("id", "person_id"))


register_parent(
    Parent(
        kind=SCANS,
        visible=_visible,
        audience=_audience,
        may_keep=_may_keep,
        may_remove=_may_remove,
        leads_to=_leads_to,
        kinds=files.SCANS,
        most=1,
        persons=_persons,
    )
)
