"""The agreements on which a body may rest that is formed: terms of reference that hold."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.utils.translation import get_language

from plenary.agreements.models import Agreement
from plenary.agreements.queries import titles_in, visible_agreements
from plenary.agreements.rules import Kind, Stage
from plenary.bodies.grounds import register_grounds
from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Disclosed
from plenary.core import clock
from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Standing


class TermsThatHold:
    """Agreements of the kind of terms of reference that were adopted, and neither ended nor expired."""

    def choices(self, standing: Standing) -> Sequence[tuple[str, str]]:
        """Id and title of each, by title. Two queries at most."""
        rows = _held(visible_agreements(standing))
        titles = titles_in(rows, get_language() or "")
        return sorted(((row.pk, titles[row.pk]) for row in rows), key=lambda pair: (pair[1], pair[0]))

    def holding(self, coalition_id: str, ids: Collection[str]) -> Mapping[str, str]:
        """Those that hold, with the title where it is public, or the charter keeps proposals and outcomes from the public."""
        rows = _held(Agreement.objects.of(coalition_id).filter(id__in=ids).select_related("current"))
        disclosure = charter_of(coalition_id).disclosure
        is_within = Disclosed.PUBLIC not in (disclosure.proposals, disclosure.outcomes)
        return {row.pk: row.shown_title if is_within or (row.current and row.current.is_public) else "" for row in rows}


def _held(rows: ScopedQuerySet[Agreement]) -> Sequence[Agreement]:
    today = clock.now().date()
    found: Iterable[Agreement] = rows.filter(kind=Kind.TERMS, ended_at=None, current__isnull=False)
    return [row for row in found if row.stage_on(today) is Stage.IN_FORCE]


register_grounds(TermsThatHold())
