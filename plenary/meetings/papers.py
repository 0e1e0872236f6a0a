"""Papers of agenda items: files that whoever sees the item sees, and that whoever prepares the agenda adds and removes."""

from collections.abc import Iterable

from django.urls import reverse

from plenary.coalitions.queries import coalition_at
from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict, refuse
from plenary.files.parents import Parent, register_parent
from plenary.meetings.models import AgendaItem
from plenary.meetings.permissions import may_change, may_read_meetings
from plenary.meetings.queries import audience_of, visible_meetings
from plenary.meetings.rules import PAPERS


def _visible(standing: Standing, ids: Iterable[str]) -> set[str]:
    """Two queries at most besides the charter's."""
    if not may_read_meetings(standing):
        return set()
    rows = AgendaItem.objects.of(standing.coalition).filter(id__in=list(ids), meeting__in=visible_meetings(standing))
    return set(rows.values_list("id", flat=True))


def _audience(coalition_id: str, item_id: str) -> list[str]:
    return audience_of(AgendaItem.objects.of(coalition_id).select_related("meeting").get(pk=item_id).meeting)


def _may_keep(standing: Standing, item_id: str) -> Verdict:
    item = AgendaItem.objects.of(standing.coalition).select_related("meeting").filter(pk=item_id).first()
    return may_change(standing, item.meeting) if item else refuse("core.not_here")


def _leads_to(slug: str, item_id: str) -> str:
    found = coalition_at(slug)
    item = AgendaItem.objects.of(found.id).filter(pk=item_id).first() if found else None
    return f"{reverse('meetings:meeting', args=[slug, item.meeting_id])}#item-{item.pk}" if item else ""


register_parent(Parent(kind=PAPERS, visible=_visible, audience=_audience, may_keep=_may_keep, leads_to=_leads_to))
