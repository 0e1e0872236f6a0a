"""Files with an applicant's answers: read by exactly those who read the answer, added and removed by its own while it waits."""

from collections.abc import Iterable, Mapping, Set

from django.urls import reverse

from plenary.charter.queries import charter_of, offices_with
from plenary.coalitions.queries import coalition_at
from plenary.core import visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict, refuse
from plenary.files.formats import FileError
from plenary.files.parents import Guard, Parent, register_parent
from plenary.files.queries import number_of, size_of
from plenary.membership.actions import look_at_protected
from plenary.membership.matters import ADMINISTER
from plenary.membership.models import Evidence
from plenary.membership.permissions import deciding_bodies, may_give_evidence
from plenary.membership.queries import is_of_protected, readable_evidence
from plenary.membership.rules import BELONGING
from plenary.membership.rules.joining import EVIDENCE, LARGEST_FILE, MOST_FILES, MOST_FILES_IN_ALL, MOST_OF_FILES


def _row(coalition_id: str, evidence_id: str) -> Evidence:
    rows = Evidence.objects.of(coalition_id).select_related("member__organisation", "member__individual")
    return rows.get(pk=evidence_id)


def _audience(coalition_id: str, evidence_id: str) -> list[str]:
    """Those who may read the application; of a protected applicant its own."""
    row = _row(coalition_id, evidence_id)
    member, own = row.member, visibility.member(row.member_id)
    if member.protected:
        return [visibility.SEALED, own]
    bodies = deciding_bodies(charter_of(coalition_id), member, row.wanted(member))
    decide = sorted(visibility.body(code) for code in bodies)
    return [own, *decide, *offices_with(coalition_id, ADMINISTER)]


def _may_keep(standing: Standing, evidence_id: str) -> Verdict:
    row = _row(standing.coalition, evidence_id)
    member, allowed = row.member, may_give_evidence(standing, row.member, row.category)
    answers = Evidence.objects.of(standing.coalition).filter(member=member).values_list("id", flat=True)
    if allowed and number_of(standing.coalition, EVIDENCE, answers) >= MOST_FILES_IN_ALL:
        return refuse("membership.files_enough", allowed.clause, most=MOST_FILES_IN_ALL)
    return allowed


def _bound(coalition_id: str, evidence_id: str, more: int) -> None:
    """The files of one application take so many bytes together, whatever their number."""
    member = _row(coalition_id, evidence_id).member
    answers = Evidence.objects.of(coalition_id).filter(member=member).values_list("id", flat=True)
    if size_of(coalition_id, EVIDENCE, answers) + more > MOST_OF_FILES:
        raise FileError("membership.files_too_much", most=MOST_OF_FILES // 1_000_000)


def _outside(coalition_id: str, ids: Iterable[str]) -> Set[str]:
    """The answers of those who are no members, or no longer."""
    rows = Evidence.objects.of(coalition_id).filter(id__in=ids).exclude(member__status__in=BELONGING)
    return set(rows.values_list("id", flat=True))


def _may_remove(standing: Standing, evidence_id: str) -> Verdict:
    row = _row(standing.coalition, evidence_id)
    return may_give_evidence(standing, row.member, row.category)


def _leads_to(slug: str, evidence_id: str) -> str:
    found = coalition_at(slug)
    row = Evidence.objects.of(found.id).filter(pk=evidence_id).select_related("member").first() if found else None
    if row is None:
        return ""
    address = reverse("membership:application", args=[slug, row.member_id])
    return address if row.category == row.member.category else f"{address}?category={row.category}"


def _persons(coalition_id: str, ids: Iterable[str]) -> Mapping[str, str]:
    """An individual that applies for itself."""
    rows = Evidence.objects.of(coalition_id).filter(id__in=list(ids), member__individual__isnull=False)
    return dict(rows.values_list("id", "member__individual_id"))


def _is_of_protected(standing: Standing, evidence_id: str) -> bool:
    return is_of_protected(standing, _row(standing.coalition, evidence_id).member_id)


def _looked(standing: Standing, evidence_id: str) -> None:
    look_at_protected(by=standing, members=[_row(standing.coalition, evidence_id).member])


register_parent(
    Parent(
        kind=EVIDENCE,
        visible=readable_evidence,
        audience=_audience,
        may_keep=_may_keep,
        may_remove=_may_remove,
        leads_to=_leads_to,
        most=MOST_FILES,
        largest=LARGEST_FILE,
        persons=_persons,
        outside=_outside,
        bound=_bound,
        guard=Guard(matters=_is_of_protected, looked=_looked),
    )
)
