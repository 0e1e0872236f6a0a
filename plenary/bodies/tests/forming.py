"""Bodies formed by decision, for tests of this room and of those above."""

from typing import Any

from plenary.bodies.actions.formed import form_body
from plenary.bodies.models import FormedBody
from plenary.bodies.rules.formed import formation_of
from plenary.charter.queries import charter_of
from plenary.coalitions.models import Coalition
from tests import founding

PAYLOAD: dict[str, Any] = {
    "kind": "task_force",
    "names": {"en": "Survivors first"},
    "terms": {"en": "Ask survivors what they need, and **say** it."},
    "seats": 3,
    "open": True,
    "office_months": 6,
    "rotates": False,
    "reports_to": "board",
    "review": "2099-05-04",
}


def formed(of: Coalition, **given: Any) -> FormedBody:
    """A task force of three seats that members join as they wish; what is given replaces a part of what is asked."""
    bodies = {body.code for body in charter_of(of.id).bodies}
    return form_body(by=founding.system(of), formation=formation_of(PAYLOAD | given, ("en",), bodies))
