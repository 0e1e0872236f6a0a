"""Findings that a standing may see, with what they rest on."""

from django.db.models import Count, Prefetch, QuerySet
from django.db.models.query_utils import Q

from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Standing
from plenary.monitoring.models import Claim, ClaimSource, Dissent, Finding, FindingStep, Instrument, StatusSpan
from plenary.monitoring.permissions.findings import reads_drafts
from plenary.monitoring.queries.instruments import visible_instruments
from plenary.monitoring.queries.steps import WROTE
from plenary.monitoring.rules.findings import INSIDE, Side, Stage, Standings
from plenary.monitoring.rules.findings import Claim as Told
from plenary.monitoring.rules.sources import Reliability
from plenary.monitoring.rules.spans import Span
from plenary.monitoring.rules.standings import Stands


def visible_findings(standing: Standing) -> ScopedQuerySet[Finding]:
    """Published ones for whoever reads their instrument; cleared ones for those inside; earlier ones for those who keep, and for
    whoever wrote them."""
    rows = Finding.objects.of(standing.coalition)
    if standing.is_system:
        return rows
    if not standing.is_inside:
        return rows.filter(stage=Stage.PUBLISHED.value, instrument__in=visible_instruments(standing).values("id"))
    if reads_drafts(standing):
        return rows
    own = FindingStep.objects.of(standing.coalition).filter(by=standing.person, step=WROTE) if standing.person else None
    seen = Q(stage__in=[each.value for each in INSIDE])
    return rows.filter(seen | Q(id__in=own.values("finding_id")) if own is not None else seen)


def visible_finding(standing: Standing, finding_id: str) -> Finding | None:
    """One that the standing may see, with its instrument, obligation and steps; None where it is hidden or missing."""
    rows = visible_findings(standing).select_related("instrument", "obligation")
    steps = Prefetch("steps", FindingStep.objects.of(standing.coalition))
    return rows.filter(id=finding_id).prefetch_related(steps).first()


def findings_of(standing: Standing, instrument: Instrument, year: int) -> QuerySet[Finding]:
    """The findings of an instrument for a year that the standing may see, with their obligations and how many claims speak
    against each."""
    against = Count("claims", filter=Q(claims__side=Side.CONTRADICTS.value))
    rows = visible_findings(standing).filter(instrument=instrument, year=year)
    return rows.select_related("obligation").annotate(against=against)


def years_of(standing: Standing, instrument: Instrument) -> list[int]:
    """The years of which there is a finding that the standing may see, the latest first. One query."""
    rows = visible_findings(standing).filter(instrument=instrument).order_by("-year")
    return list(rows.values_list("year", flat=True).distinct())


def claims_of(finding: Finding) -> QuerySet[Claim]:
    """What speaks for a finding and against it, oldest first, with the sources. Who may read of it is decided by the caller."""
    cited = (
        ClaimSource.objects.of(finding.coalition_id).select_related("source").order_by("source__kept_at", "place", "id")
    )
    return Claim.objects.of(finding.coalition_id).filter(finding=finding).prefetch_related(Prefetch("cited", cited))


def told(claim: Claim) -> Told:
    """A claim as the rules weigh it, by its sources that were not withdrawn. `claims_of` read them already."""
    sources = (each.source for each in claim.cited.all())
    return Told(Side(claim.side), tuple(Reliability(each.reliability) for each in sources if not each.is_withdrawn))


def dissents_of(finding: Finding) -> QuerySet[Dissent]:
    """Which members see a finding otherwise, oldest first. Who may read of it is decided by the caller."""
    return Dissent.objects.of(finding.coalition_id).filter(finding=finding)


def standings_of(instrument: Instrument, actor: str) -> Standings:
    """How an actor stood to an instrument, through all days. One query."""
    rows = StatusSpan.objects.of(instrument.coalition_id).filter(instrument=instrument, actor=actor)
    return [(Span(row.first, row.until), Stands(row.stands), row.signed) for row in rows]
