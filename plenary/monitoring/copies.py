"""Archived copies of sources, and what was redacted from them: who reads them, adds and removes them."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from plenary.charter.queries import offices_with
from plenary.core import visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict, refuse
from plenary.files import rules as files
from plenary.files.formats import FileError
from plenary.files.parents import Parent, register_parent
from plenary.monitoring.formats.formulas import has_formulas
from plenary.monitoring.matters import KEEP
from plenary.monitoring.models import Source
from plenary.monitoring.permissions.sources import may_change, may_read_sources, opens_all_copies
from plenary.monitoring.rules.sources import COPIES, REDACTED, Readers

MOST_REDACTED = 10


def audience_of_copy(source: Source) -> list[str]:
    """Who reads what is told of the archived copy alone. One query at most."""
    offices = offices_with(source.coalition_id, KEEP) if source.readers == Readers.KEEPERS else []
    return offices or [visibility.MEMBERS]


def _source(coalition_id: str, source_id: str) -> Source | None:
    return Source.objects.of(coalition_id).filter(pk=source_id).first()


def _opened(standing: Standing, ids: Iterable[str]) -> set[str]:
    """Two queries at most."""
    if not may_read_sources(standing):
        return set()
    seen = Q() if opens_all_copies(standing) else Q(readers=Readers.MEMBERS)
    return set(Source.objects.of(standing.coalition).filter(seen, id__in=list(ids)).values_list("id", flat=True))


def _read(standing: Standing, ids: Iterable[str]) -> set[str]:
    """One query."""
    if not may_read_sources(standing):
        return set()
    return set(Source.objects.of(standing.coalition).filter(id__in=list(ids)).values_list("id", flat=True))


def _audience(coalition_id: str, source_id: str) -> list[str]:
    found = _source(coalition_id, source_id)
    return audience_of_copy(found) if found else [visibility.SEALED]


def _may_keep_copy(standing: Standing, source_id: str) -> Verdict:
    """With the source alone, which says what content it is: `actions.keep_source`, `actions.amend_source`."""
    found = _source(standing.coalition, source_id)
    if found is not None and not found.sha256:
        return refuse("monitoring.copy_by_its_form")
    return _may_keep(standing, source_id)


def _may_keep(standing: Standing, source_id: str) -> Verdict:
    found = _source(standing.coalition, source_id)
    return may_change(standing, found) if found else refuse("core.not_here")


def _may_not(_standing: Standing, _source_id: str) -> Verdict:
    """A source is what it is: its copy goes with it."""
    return refuse("monitoring.copy_stays")


def _leads_to(slug: str, source_id: str) -> str:
    return reverse("monitoring:source", args=[slug, source_id])


def _require_figures(kind: files.Kind, data: bytes) -> None:
    if has_formulas(kind, data):
        raise FileError("monitoring.formulas")


register_parent(
    Parent(
        kind=COPIES,
        visible=_opened,
        audience=_audience,
        may_keep=_may_keep_copy,
        may_remove=_may_not,
        leads_to=_leads_to,
        most=1,
        holds=_require_figures,
    )
)
register_parent(
    Parent(
        kind=REDACTED,
        visible=_read,
        audience=lambda _coalition, _source: [visibility.MEMBERS],
        may_keep=_may_keep,
        leads_to=_leads_to,
        kinds=(*files.SCANS, files.TEXT),
        most=MOST_REDACTED,
    )
)
