"""Reads of contributions and commitments: those of one member, and the overviews, in which protected members never stand."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db.models import F, OuterRef, Q, Subquery

from plenary.charter.rules.schema import Charter
from plenary.core import clock
from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Standing
from plenary.membership.models import Contribution, Member, MemberCommitment
from plenary.membership.queries.members import listed_members, visible_members
from plenary.membership.queries.opening import hears
from plenary.membership.rules import BELONGING
from plenary.membership.rules.capacity import CountedDuty, counted_duties
from plenary.membership.rules.contributions import Capacity, Circle, Kept, due_at, kept

_BY_NAME = ("member__organisation__name", "member__individual__name")
_CARDS = ("member__organisation", "member__individual")


def visible_contributions(standing: Standing) -> ScopedQuerySet[Contribution]:
    """What members bring now, as far as the standing may know of it."""
    rows = Contribution.objects.of(standing.coalition).filter(hears(standing), withdrawn_at=None)
    return rows.filter(member__in=visible_members(standing).values("id")).select_related(*_CARDS)


def contributions_of(standing: Standing, member: Member) -> Iterable[Contribution]:
    """What one member brings, by kind."""
    return visible_contributions(standing).filter(member=member).order_by("kind", "offered_at", "id")


def listed_contributions(
    standing: Standing, *, q: str = "", kind: str = "", country: str = "", language: str = ""
) -> ScopedQuerySet[Contribution]:
    """Who brings what, by name: of listed members that belong; narrowed to words, a kind, a country, a language."""
    listed = listed_members(standing).filter(status__in=BELONGING).values("id")
    rows = visible_contributions(standing).filter(member__in=listed)
    if q.strip():
        rows = rows.filter(Q(words__icontains=q.strip()) | Q(area__icontains=q.strip()))
    if kind:
        rows = rows.filter(kind=kind)
    if country:
        rows = rows.filter(country=country)
    if language:
        rows = rows.filter(language=language)
    return rows.order_by(*_BY_NAME, "kind", "id")


def countries_and_languages(standing: Standing) -> tuple[list[str], list[str]]:
    """The countries and the languages of what members bring, for filters. One query."""
    pairs = list(listed_contributions(standing).order_by().values_list("country", "language").distinct())
    return sorted({pair[0] for pair in pairs} - {""}), sorted({pair[1] for pair in pairs} - {""})


def capacities(coalition_id: str, members: Collection[str] | None = None) -> dict[str, str]:
    """The capacity that each member (of these ids, or every one) gave with its newest promise to all, by id. One query."""
    own = MemberCommitment.objects.of(coalition_id).filter(member=OuterRef("pk"), audience=Circle.MEMBERS)
    newest = Subquery(own.order_by("-promised_at", "-id").values("capacity")[:1])
    rows = Member.objects.of(coalition_id).order_by()
    rows = rows if members is None else rows.filter(pk__in=members)
    return {key: size for key, size in rows.annotate(size=newest).values_list("id", "size") if size}


def counted_for(charter: Charter, member: Member) -> tuple[CountedDuty, ...]:
    """The duties that the charter counts for a member, scaled to the capacity that it gave. One query, where any is counted."""
    if not counted_duties(charter, member.category, None):
        return ()
    said = capacities(member.coalition_id, [member.pk]).get(member.pk)
    return counted_duties(charter, member.category, Capacity(said) if said else None)


def visible_commitments(standing: Standing) -> ScopedQuerySet[MemberCommitment]:
    """What members promised, as far as the standing may know of it; withdrawn ones too."""
    rows = MemberCommitment.objects.of(standing.coalition).filter(hears(standing))
    return rows.filter(member__in=visible_members(standing).values("id")).select_related(*_CARDS)


def commitments_of(standing: Standing, member: Member) -> Iterable[MemberCommitment]:
    """What one member promised, what is due first."""
    rows = visible_commitments(standing).filter(member=member)
    return rows.order_by("withdrawn_at", "is_done", F("due_on").asc(nulls_last=True), "id")


def listed_commitments(standing: Standing, state: str = "") -> ScopedQuerySet[MemberCommitment]:
    """What listed members that belong promised, what is due first: what is open, or what was delivered."""
    listed = listed_members(standing).filter(status__in=BELONGING).values("id")
    rows = visible_commitments(standing).filter(member__in=listed, withdrawn_at=None)
    rows = rows.filter(delivered()) if state == Kept.DELIVERED else rows.exclude(delivered())
    return rows.order_by(F("due_on").asc(nulls_last=True), *_BY_NAME, "id")


def commitments_due(coalition_id: str, after: datetime, until: datetime) -> Iterable[MemberCommitment]:
    """The promises that are due after one moment and up to another, and neither delivered nor taken back. One query."""
    rows = MemberCommitment.objects.of(coalition_id).filter(withdrawn_at=None).exclude(delivered())
    rows = rows.filter(due_on__gte=after.date(), due_on__lte=until.date()).order_by("due_on", "id")
    return [row for row in rows if row.due_on and after < due_at(row.due_on) <= until]


def delivered() -> Q:
    """Which promises are delivered, as `rules.contributions.kept` says."""
    return Q(is_done=True) | Q(number__isnull=False, delivered_number__isnull=False, delivered_number__gte=F("number"))


def kept_now(row: MemberCommitment, today: date | None = None) -> Kept:
    """Where a promise stands today (UTC)."""
    return kept(
        row.number,
        row.delivered_number,
        is_done=row.is_done,
        is_withdrawn=row.withdrawn_at is not None,
        due_on=row.due_on,
        today=today or clock.now().date(),
    )
