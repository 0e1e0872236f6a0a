"""Reads of coalitions themselves."""

from collections.abc import Iterable
from functools import lru_cache

from django.db.models import QuerySet

from plenary.coalitions.models import Coalition
from plenary.core import reach
from plenary.core.prepared import prepared


def coalition_at(slug: str) -> Coalition | None:
    """The coalition at an address, or None."""
    with reach.everywhere("an address tells which coalition is meant"):
        return next(iter(_at(slug)), None)


@lru_cache(maxsize=4096)
def slug_of(coalition_id: str) -> str:
    """The address of a coalition by its id, which never changes: read once a process. Serves rooms that link to their
    pages. Raises Coalition.DoesNotExist."""
    return Coalition.objects.values_list("slug", flat=True).get(id=coalition_id)


def coalitions_by_id(ids: Iterable[str]) -> list[Coalition]:
    """The coalitions of these ids, in this order. Serves rooms that know to whom they belong; asks no standing."""
    wanted = list(ids)
    with reach.only(*wanted):
        found = Coalition.objects.in_bulk(wanted)
    return [found[each] for each in wanted if each in found]


@prepared
def _at(slug: str) -> QuerySet[Coalition]:
    return Coalition.objects.filter(slug=slug)
