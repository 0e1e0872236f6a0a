"""Which cards bodies use: those of persons who hold a seat or an office."""

from collections.abc import Collection, Iterable

from plenary.bodies.queries import terms_in_force
from plenary.directory.uses import register_use


@register_use
def cards_of_holders(coalition_id: str, ids: Collection[str]) -> Iterable[str]:
    """Cards of persons who hold something now. One query."""
    held = terms_in_force(coalition_id).filter(person_id__in=ids).order_by()
    yield from (person for person in held.values_list("person_id", flat=True) if person)
