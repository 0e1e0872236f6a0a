"""How the rows of membership are compared with the record: each member's status with the last entry that changed it, and
who acts for whom with the entries of it."""

import json
from collections.abc import Iterable

from plenary.membership.models import Member, Representative
from plenary.membership.rules import Status
from plenary.record.audits import register_audit
from plenary.record.models import Opening

_ENTERED_AS = {"membership.applied": Status.APPLIED, "membership.confirmed": Status.ACTIVE}
"""Kinds that change the status and do not name it in their facts."""

_SAYS_MANDATE = frozenset({"membership.represented", "membership.mandate_changed"})
_ENDS_ALL = frozenset({"membership.withdrawn", "membership.removed", "membership.application_taken_back"})


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


def audit_representatives(coalition_id: str) -> Iterable[str]:
    """Each problem in one sentence: somebody acts for a member, or may decide, whom the record does not know so; or the
    record knows somebody who no longer does. Two queries.

    Whom an entry is about stands in the column of its part, which erasing a person leaves.
    """
    openings = (
        Opening.objects.of(coalition_id).filter(entry__kind__startswith="membership.").order_by("entry__n", "position")
    )
    acting: dict[tuple[str, str], str] = {}
    happened, facts = "", dict[str, str]()
    for kind, position, person, payload in openings.values_list("entry__kind", "position", "person", "payload"):
        if position == 0:
            facts = json.loads(bytes(payload))["facts"]
            happened = facts.get("happened", kind)
            if happened in _ENDS_ALL:
                acting = {pair: mandate for pair, mandate in acting.items() if pair[0] != facts["member"]}
        elif position > 1:
            continue  # the name of an individual who is the member
        elif happened in _SAYS_MANDATE:
            acting[facts["member"], person] = facts["mandate"]
        elif happened == "membership.representation_ended":
            acting.pop((facts["member"], person), None)
    rows = Representative.objects.of(coalition_id).filter(until=None).order_by("since", "id")
    for member, person, mandate in rows.values_list("member_id", "person_id", "mandate"):
        told = acting.pop((member, person), "")
        if told != mandate:
            yield f"representative {person} of member {member}: {mandate}, the record says {told or 'nothing'}"
    for member, person in acting:
        yield f"representative {person} of member {member}: stands in the record and not among the rows"


register_audit("membership", audit)
register_audit("representatives", audit_representatives)
