"""What is asked of a member on its desk, read with its row: one query for all of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, IntegerField, Max, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from plenary.core.prepared import prepared
from plenary.core.standing import Standing
from plenary.membership.models import (
    Evidence,
    Member,
    MemberCommitment,
    Merging,
    OpeningAnswer,
    Representative,
    TouchedSubject,
    Willing,
)
from plenary.membership.queries.contributions import delivered
from plenary.membership.queries.merging import AGREES_STILL, ASKS_STILL
from plenary.membership.rules import SPEAKING


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOf:
    """A member, when it looked at the answer longest ago that it still gives, whether any member that may be listed answered
    an opening question, how many things touched its subjects that it has not seen, by when the first of its promises is
    due that is not delivered, whether it said how it meets what its category requires, how many members would gladly
    work with it of which it has not said the same, whether another asked to be taken in by it and nobody who decides for it
    now has agreed, whether what it asked so itself must be asked again, for whoever asked decides for it no more, and when
    the last went who acted for it and does not again, and when who asks last read what those left."""

    member: Member
    looked_at: datetime | None
    is_begun: bool
    touches: int
    due_on: date | None
    has_evidence: bool
    yeses: int
    takes_in: bool
    asks_again: bool
    gone_at: datetime | None
    read_at: datetime | None


def asked_of_member(standing: Standing) -> AskedOf | None:
    """What is asked of the member that a standing represents, or None. One query."""
    if not standing.member:
        return None
    found = next(iter(_asked(standing.coalition, standing.member, standing.person)), None)
    if found is None:
        return None
    return AskedOf(
        member=found,
        looked_at=found.looked_at,
        is_begun=found.is_begun,
        touches=found.touches,
        due_on=found.due_on,
        has_evidence=found.has_evidence,
        yeses=found.yeses,
        takes_in=found.takes_in,
        asks_again=found.asks_again,
        gone_at=found.gone_at,
        read_at=found.read_at,
    )


@prepared
def _asked(coalition: str, member_id: str, person: str) -> QuerySet[Member, Any]:
    own = {"member": OuterRef("pk")}
    answers = OpeningAnswer.objects.of(coalition)
    oldest = answers.filter(replaced_at=None, **own).order_by().values("member").annotate(at=Min("looked_again_at"))
    unseen = TouchedSubject.objects.of(coalition).filter(seen_at=None, accommodation__member=OuterRef("pk"))
    number: Any = unseen.order_by().values("accommodation__member").annotate(number=Count("id")).values("number")
    promised = MemberCommitment.objects.of(coalition).filter(withdrawn_at=None, **own).exclude(delivered())
    said = Willing.objects.of(coalition)
    back = Exists(said.filter(by_member=OuterRef("with_member"), with_member=OuterRef("by_member")))
    towards = said.filter(with_member=OuterRef("pk"), by_member__status__in=SPEAKING, by_member__protected=False)
    towards = towards.filter(at__gte=OuterRef("status_since"))
    yeses: Any = towards.exclude(back).order_by().values("with_member").annotate(number=Count("id")).values("number")
    mergings = Merging.objects.of(coalition).filter(dropped_at=None, merged_at=None)
    first_due = promised.order_by().values("member").annotate(on=Min("due_on"))
    acted = Representative.objects.of(coalition).filter(**own)
    acts = Representative.objects.of(coalition).filter(until=None, member=OuterRef("member"), person=OuterRef("person"))
    gone = (
        Representative.objects.of(coalition)
        .filter(**own, until__isnull=False)
        .exclude(person=person)
        .exclude(Exists(acts))
    )
    rows = Member.objects.of(coalition).select_related("organisation", "individual").filter(id=member_id)
    return rows.annotate(
        looked_at=Subquery(oldest.values("at")),
        is_begun=Exists(answers.filter(member__protected=False, before_joining=False)),
        touches=Coalesce(Subquery(number, output_field=IntegerField()), 0),
        due_on=Subquery(first_due.values("on")),
        has_evidence=Exists(
            Evidence.objects.of(coalition).filter(
                category=OuterRef("category"), at__gte=OuterRef("status_since"), **own
            )
        ),
        takes_in=Exists(mergings.filter(~AGREES_STILL, ASKS_STILL, into=OuterRef("pk"), gone__protected=False)),
        asks_again=Exists(mergings.filter(~ASKS_STILL, gone=OuterRef("pk"), into__protected=False)),
        yeses=Coalesce(Subquery(yeses, output_field=IntegerField()), 0),
        gone_at=Subquery(gone.order_by().values("member").annotate(at=Max("until")).values("at")),
        read_at=Subquery(acted.filter(until=None, person=person).values("taken_over_at")[:1]),
    )
