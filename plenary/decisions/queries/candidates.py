"""Reads of those who stand or vote as persons: in their own name, or as an individual who is a member."""

from collections.abc import Iterable

from plenary.decisions.models import Elector, Nomination
from plenary.membership.models import Member


def persons_standing(coalition_id: str, candidates: Iterable[str]) -> dict[str, str]:
    """Of these candidates (ids) the ones whose name is a person's, each with the id of the card. One query."""
    rows = Nomination.objects.of(coalition_id).filter(pk__in=list(candidates))
    found = rows.values_list("pk", "member", "member__individual", "person")
    persons = {pk: individual if member else person for pk, member, individual, person in found}
    return {pk: person for pk, person in persons.items() if person}


def persons_voting(coalition_id: str, electors: Iterable[Elector]) -> dict[str, str]:
    """Of these electors the ones whose name is a person's, by key, each with the id of the card. One query."""
    rows = Member.objects.of(coalition_id).filter(individual__isnull=False)
    individuals = dict(rows.values_list("pk", "individual"))
    persons = {row.key: individuals.get(row.member_id) if row.member_id else row.person for row in electors}
    return {key: person for key, person in persons.items() if person}
