"""What is asked of a member on its desk, read with its row: one query for all of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, IntegerField, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce

from plenary.core.standing import Standing
from plenary.membership.models import Member, MemberCommitment, OpeningAnswer, TouchedSubject
from plenary.membership.queries.contributions import delivered


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOf:
    """A member, when it looked at the answer longest ago that it still gives, whether any member that may be listed answered
    an opening question, how many things touched its subjects that it has not seen, and by when the first of its promises is
    due that is not delivered."""

    member: Member
    looked_at: datetime | None
    is_begun: bool
    touches: int
    due_on: date | None


def asked_of_member(standing: Standing) -> AskedOf | None:
    """What is asked of the member that a standing represents, or None. One query."""
    if not standing.member:
        return None
    own, coalition = {"member": OuterRef("pk")}, standing.coalition
    answers = OpeningAnswer.objects.of(coalition)
    oldest = answers.filter(replaced_at=None, **own).order_by().values("member").annotate(at=Min("looked_again_at"))
    unseen = TouchedSubject.objects.of(coalition).filter(seen_at=None, accommodation__member=OuterRef("pk"))
    number: Any = unseen.order_by().values("accommodation__member").annotate(number=Count("id")).values("number")
    promised = MemberCommitment.objects.of(coalition).filter(withdrawn_at=None, **own).exclude(delivered())
    first_due = promised.order_by().values("member").annotate(on=Min("due_on"))
    rows = Member.objects.of(coalition).select_related("organisation", "individual").filter(id=standing.member)
    found = rows.annotate(
        looked_at=Subquery(oldest.values("at")),
        is_begun=Exists(answers.filter(member__protected=False)),
        touches=Coalesce(Subquery(number, output_field=IntegerField()), 0),
        due_on=Subquery(first_due.values("on")),
    ).first()
    if found is None:
        return None
    return AskedOf(
        member=found, looked_at=found.looked_at, is_begun=found.is_begun, touches=found.touches, due_on=found.due_on
    )
