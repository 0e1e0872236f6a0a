"""How seats are spread over members, and persons over seats and offices, for the page of balance (B11)."""

from collections import Counter
from collections.abc import Iterable, Mapping

from plenary.bodies.queries import terms_in_force


def seats_by_member(coalition_id: str) -> Mapping[str, int]:
    """How many seats each member holds now. One query."""
    held = terms_in_force(coalition_id).exclude(seats="").order_by().values_list("member_id", flat=True)
    return Counter(key for key in held if key)


def persons_in_place(coalition_id: str) -> Iterable[str]:
    """The persons who sit in seats or hold offices now, each as often as they do. One query."""
    held = terms_in_force(coalition_id).order_by().values_list("person_id", flat=True)
    return [key for key in held if key]
