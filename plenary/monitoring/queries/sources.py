"""Sources that a standing may see."""

from functools import reduce
from operator import or_

from django.db.models import Q

from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Standing
from plenary.monitoring.models import Source
from plenary.monitoring.permissions.sources import may_read_sources

_SEARCHED = ("title", "publisher", "address", "note")


def visible_sources(standing: Standing) -> ScopedQuerySet[Source]:
    """All for those inside, the newest first; none for others."""
    rows = Source.objects.of(standing.coalition)
    return rows if may_read_sources(standing) else rows.none()


def found_sources(standing: Standing, words: str = "", kind: str = "") -> ScopedQuerySet[Source]:
    """Those that the standing may see of a kind (empty: of any), with each of some words in what is said of it."""
    rows = visible_sources(standing)
    for word in words.split()[:10]:
        rows = rows.filter(reduce(or_, (Q(**{f"{name}__icontains": word}) for name in _SEARCHED)))
    return rows.filter(kind=kind) if kind else rows


def visible_source(standing: Standing, source_id: str) -> Source | None:
    """One that the standing may see; None where it is hidden or missing."""
    return visible_sources(standing).filter(id=source_id).first()


def source_of_content(coalition_id: str, sha256: str) -> Source | None:
    """The source, not withdrawn, whose archived copy this is; who may read of it is decided by the caller."""
    return Source.objects.of(coalition_id).filter(sha256=sha256, withdrawn_at=None).first() if sha256 else None


def citable_sources(standing: Standing) -> list[Source]:
    """Those on which a claim of the standing may rest: all that it sees and that were not withdrawn, by title. One query."""
    return list(visible_sources(standing).filter(withdrawn_at=None).order_by("title", "id"))
