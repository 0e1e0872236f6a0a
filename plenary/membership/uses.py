"""Which cards membership uses: those of members and of their representatives."""

from collections.abc import Collection, Iterable

from plenary.directory.uses import register_use
from plenary.membership.models import Member, Representative


@register_use
def cards_of_members(coalition_id: str, ids: Collection[str]) -> Iterable[str]:
    """Cards of members, past ones too, and of those who represent them now. Three queries."""
    members = Member.objects.of(coalition_id)
    yield from members.filter(organisation_id__in=ids).values_list("organisation_id", flat=True)
    yield from members.filter(individual_id__in=ids).values_list("individual_id", flat=True)
    acting = Representative.objects.of(coalition_id).filter(until=None, person_id__in=ids)
    yield from acting.values_list("person_id", flat=True)
