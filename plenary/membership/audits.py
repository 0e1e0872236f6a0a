"""How the rows of membership are compared with the record: each member's status with the last entry that changed it."""

import json
from collections.abc import Iterable

from plenary.membership.models import Member
from plenary.membership.rules import Status
from plenary.record.audits import register_audit
from plenary.record.models import Opening

_ENTERED_AS = {"membership.applied": Status.APPLIED, "membership.confirmed": Status.ACTIVE}
"""Kinds that change the status and do not name it in their facts."""


def audit(coalition_id: str) -> Iterable[str]:
    """Each problem in one sentence: a member whose status the record contradicts, or of whom it knows nothing. Two queries."""
    openings = Opening.objects.of(coalition_id).filter(
        entry__kind__startswith="membership.", position=0, erased_at=None
    )
    entered: dict[str, str] = {}
    for kind, payload in openings.order_by("entry__n").values_list("entry__kind", "payload"):
        facts = json.loads(bytes(payload))["facts"]
        status = facts.get("status") or _ENTERED_AS.get(facts.get("happened", kind))
        if status and "member" in facts:
            entered[facts["member"]] = status
    for member, status in Member.objects.of(coalition_id).order_by("id").values_list("id", "status"):
        told = entered.get(member)
        if told is None:
            yield f"member {member}: the record has no such entry"
        elif told != status:
            yield f"member {member}: is {status}, the record says {told}"


register_audit("membership", audit)
