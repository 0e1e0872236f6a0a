"""Reads of those who stand as persons: in their own name, or as an individual who is a member."""

from collections.abc import Iterable

from plenary.decisions.models import Nomination


def persons_standing(coalition_id: str, candidates: Iterable[str]) -> dict[str, str]:
    """Of these candidates (ids) the ones whose name is a person's, each with the id of the card. One query."""
    rows = Nomination.objects.of(coalition_id).filter(pk__in=list(candidates))
    found = rows.values_list("pk", "member", "member__individual", "person")
    persons = {pk: individual if member else person for pk, member, individual, person in found}
    return {pk: person for pk, person in persons.items() if person}
