"""Reads of coalitions themselves."""

from collections.abc import Iterable
from functools import lru_cache

from django.db.models import QuerySet

from plenary.coalitions.models import Coalition
from plenary.core import reach
from plenary.core.prepared import prepared

_IDS: dict[str, str] = {}  # by address: neither changes, so that each is looked up over all coalitions once a process


def coalition_at(slug: str) -> Coalition | None:
    """The coalition at an address, or None."""
    known = _IDS.get(slug, "")
    with reach.only(known):
        found = next(iter(_of(known, slug)), None) if known else None
    if found is None:
        with reach.everywhere("an address tells which coalition is meant"):
            found = next(iter(_at(slug)), None)
        if found:
            _IDS[slug] = found.id
    return found


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


@prepared
def _of(coalition_id: str, slug: str) -> QuerySet[Coalition]:
    return Coalition.objects.filter(id=coalition_id, slug=slug)
