"""Reads of accommodations: those that a standing hears of, what touched them, and which of them words touch."""

from collections.abc import Iterable, Mapping

from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Standing
from plenary.membership.models import Accommodation, Member, TouchedSubject
from plenary.membership.queries.members import visible_members
from plenary.membership.queries.opening import hears
from plenary.membership.rules import BELONGING
from plenary.membership.rules.touching import keys_of, passages_of, touching


def visible_accommodations(standing: Standing) -> ScopedQuerySet[Accommodation]:
    """The accommodations of which a standing hears, past ones too, of members that it may see."""
    seen = visible_members(standing).values("id")
    rows = Accommodation.objects.of(standing.coalition).filter(hears(standing), member__in=seen)
    return rows.select_related("member__organisation", "member__individual")


def accommodations_of(standing: Standing, member: Member) -> list[Accommodation]:
    """Those of one member, the present ones first, the newest first."""
    rows = visible_accommodations(standing).filter(member=member).order_by("-asked_at", "-id")
    return sorted(rows, key=lambda each: each.ended_at is not None)


def touched_of(standing: Standing, accommodations: Iterable[Accommodation]) -> Mapping[str, list[TouchedSubject]]:
    """What touched these accommodations, by their id, the newest first; for the member's own alone. One query."""
    own = [each.id for each in accommodations if each.member_id == standing.member]
    found: dict[str, list[TouchedSubject]] = {}
    for row in TouchedSubject.objects.of(standing.coalition).filter(accommodation__in=own).order_by("-at", "-id"):
        found.setdefault(row.accommodation_id, []).append(row)
    return found


def accommodations_touched(coalition_id: str, words: Iterable[str]) -> list[tuple[Accommodation, tuple[str, ...]]]:
    """The present accommodations of members that belong which some of these words touch, with the passages that do
    (`rules.touching`). One query, and `words` are
    read only where there is an accommodation. Serves rooms in which words go out; whoever is shown it must hear of it."""
    present = Accommodation.objects.of(coalition_id).filter(ended_at=None, member__status__in=BELONGING)
    rows = list(present.select_related("member__organisation", "member__individual").order_by("asked_at", "id"))
    passages = passages_of(words) if rows else ()
    return [
        (row, found) for row in rows if (found := touching(keys_of(row.room.subject, row.room.key_words), passages))
    ]
