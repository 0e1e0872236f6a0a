"""How the rows of membership are compared with the record: each member's status with the last entry that changed it, and
who acts for whom with the entries of it."""

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Count

from plenary.membership.models import (
    ConductCase,
    Evidence,
    Member,
    OpeningAnswer,
    Recommendation,
    Representative,
    Willing,
)
from plenary.membership.rules import Follows, Status
from plenary.record.audits import register_audit
from plenary.record.kinds import does
from plenary.record.models import Opening

_ENTERED_AS = {"membership.applied": Status.APPLIED, "membership.confirmed": Status.ACTIVE}
"""Kinds that change the status and do not name it in their facts."""

_COMPARED = ("status", "category", "commitment", "protected")

_SAYS_MANDATE = frozenset({"membership.represented", "membership.mandate_changed"})
_NEVER_BELONGED = "membership.application_taken_back"


def audit(coalition_id: str) -> Iterable[str]:
    """Each problem in one sentence: a member of whom the record knows nothing, or whose status, category, degree of
    commitment or protection it contradicts. Individuals whose card is removed are left out. Two queries.
    """
    openings = Opening.objects.of(coalition_id).filter(
        entry__kind__startswith="membership.", position=0, erased_at=None
    )
    entered: dict[str, dict[str, object]] = {}
    for kind, payload in openings.order_by("entry__n").values_list("entry__kind", "payload"):
        facts = json.loads(bytes(payload))["facts"]
        if "member" in facts:
            told = entered.setdefault(facts["member"], {})
            status = facts.get("status") or _ENTERED_AS.get(facts.get("happened", kind))
            told |= {"protected": kind == "membership.sealed"} | ({"status": status} if status else {})
            told |= {name: facts[name] for name in ("category", "commitment") if name in facts}
    members = Member.objects.of(coalition_id).exclude(individual__removed_at__isnull=False)
    for row in members.order_by("id").values("id", *_COMPARED):
        told = entered.get(row["id"], {})
        if "status" not in told:
            yield f"member {row['id']}: the record has no such entry"
            continue
        for name in _COMPARED:
            if told.get(name, row[name]) != row[name]:
                yield f"member {row['id']}: {name} is {row[name]}, the record says {told[name]}"


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
            if happened == _NEVER_BELONGED or Follows.ENDS_MEMBERSHIP in does(happened):
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


def audit_conduct(coalition_id: str) -> Iterable[str]:
    """Each problem in one sentence: a matter of conduct that stands elsewhere than the record says. Two queries."""
    openings = Opening.objects.of(coalition_id).filter(
        entry__kind__in=["membership.conduct", "membership.sealed"], position=0, erased_at=None
    )
    told: dict[str, str] = {}
    for payload in openings.order_by("entry__n").values_list("payload", flat=True):
        facts = json.loads(bytes(payload))["facts"]
        if "case" in facts:
            told[facts["case"]] = facts["stage"]
    for case, stage in ConductCase.objects.of(coalition_id).order_by("id").values_list("id", "stage"):
        if told.get(case) != stage:
            yield f"matter of conduct {case}: stage is {stage}, the record says {told.get(case, 'nothing')}"


def audit_opening(coalition_id: str) -> Iterable[str]:
    """Each problem in one sentence: an answer to an opening question that the record does not know so. Two queries.

    An answer whose entry was erased is left out: nothing is left to compare it with.
    """
    openings = Opening.objects.of(coalition_id).filter(entry__kind__startswith="membership.", position=0)
    entered: dict[str, tuple[object, object]] = {}
    some_erased = False
    for erased_at, payload in openings.order_by("entry__n").values_list("erased_at", "payload"):
        some_erased |= erased_at is not None
        facts = {} if erased_at else json.loads(bytes(payload))["facts"]
        if "answer" in facts:
            entered[facts["answer"]] = (facts["question"], facts["audience_of_answer"])
    rows = OpeningAnswer.objects.of(coalition_id).order_by("given_at", "id").values_list("id", "question", "audience")
    for answer, question, audience in rows:
        told = entered.get(answer)
        if told is None and not some_erased:
            yield f"answer {answer}: the record has no such entry"
        elif told is not None and told != (question, audience):
            yield f"answer {answer}: {question} for {audience}, the record says {told[0]} for {told[1]}"


_STANDS: dict[str, type[Recommendation | Willing]] = {"recommendation": Recommendation, "yes": Willing}
_TAKES_BACK = frozenset({"membership.recommendation_taken_back", "membership.willing_no_longer"})
_OF_JOINING = (
    _TAKES_BACK
    | {"membership.recommended", "membership.willing", "membership.evidence_given"}
    | {"membership.other_evidence_given"}
)


def audit_joining(coalition_id: str) -> Iterable[str]:
    """Each problem in one sentence: an application that answers otherwise than the record says; a recommendation, or a yes
    to working together, that stands in the record or among the rows alone. Four queries.

    Nothing where one of the entries was erased: nothing is left to compare with.
    """
    entered = _entered_of_joining(coalition_id)
    if entered is None:
        return
    answered = {facts["member"]: facts["requirements"] for _kind, facts in entered if "requirements" in facts}
    given = Evidence.objects.of(coalition_id).order_by().values("member").annotate(number=Count("id"))
    rows = dict(given.values_list("member", "number"))
    for member in sorted(rows.keys() | answered.keys()):
        is_said, told = rows.get(member, 0), answered.get(member, 0)
        if is_said != told:
            yield f"application of member {member}: answers to {is_said} requirements, the record says {told}"
    for name, model in _STANDS.items():
        stands = {facts[name]: happened not in _TAKES_BACK for happened, facts in entered if name in facts}
        known = {row for row, is_there in stands.items() if is_there}
        there = set(model.objects.of(coalition_id).values_list("id", flat=True))
        yield from (f"{name} {row}: the record has no such entry" for row in sorted(there - known))
        yield from (f"{name} {row}: stands in the record and not among the rows" for row in sorted(known - there))


def _entered_of_joining(coalition_id: str) -> list[tuple[str, dict[str, Any]]] | None:
    """What happened and its facts, in order; None where one of them was erased. One query."""
    kinds = [*_OF_JOINING, "membership.applied", "membership.sealed"]
    openings = Opening.objects.of(coalition_id).filter(entry__kind__in=kinds, position=0).order_by("entry__n")
    entered: list[tuple[str, dict[str, Any]]] = []
    for kind, erased_at, payload in openings.values_list("entry__kind", "erased_at", "payload"):
        if erased_at is not None:
            return None
        facts = json.loads(bytes(payload))["facts"]
        entered.append((facts.get("happened", kind), facts))
    return entered


register_audit("conduct", audit_conduct)
register_audit("joining", audit_joining)
register_audit("membership", audit)
register_audit("opening answers", audit_opening)
register_audit("representatives", audit_representatives)
