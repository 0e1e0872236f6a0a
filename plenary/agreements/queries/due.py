"""Reads of the agreements that one's member may sign: those in force on which it does not stand."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from plenary.agreements.models import Agreement, Edition, Signature
from plenary.agreements.permissions import may_sign_for_member
from plenary.charter.queries import charter_of
from plenary.core.prepared import prepared
from plenary.core.standing import Standing


class OwnPart(NamedTuple):
    """An agreement in force on whose edition one's member does not stand."""

    agreement: Agreement
    is_given: bool  # it signed, and its second address is waited for
    has_withdrawn: (
        bool  # it withdrew its signature while what is agreed now held: nobody asks it, and it may sign again
    )


def agreements_to_sign(standing: Standing) -> Sequence[tuple[Agreement, int]]:
    """The agreements in force on whose edition one's member does not stand and from which it did not withdraw, for those who may
    sign for it, each with the number of the edition that it signed last, or 0; those adopted first stand first. One query."""
    return [(row, signed) for row, signed, is_given in agreements_due(standing) if not is_given]


def agreements_due(standing: Standing) -> Sequence[tuple[Agreement, int, bool]]:
    """The same with those that one's member signed and that wait for its second address: whether it did. One query."""
    if not may_sign_for_member(standing):
        return ()
    return [(row, row.signed, _is_given(row)) for row in _in_force(standing) if row.waits and not row.withdrew]


def own_part(standing: Standing) -> tuple[int, Sequence[OwnPart]]:
    """How many agreements are in force, and those on whose edition one's member does not stand, whoever may sign for it; those
    adopted first stand first. One query."""
    rows = _in_force(standing)
    return len(rows), [OwnPart(row, _is_given(row), row.withdrew) for row in rows if row.waits]


def _is_given(row: Any) -> bool:
    """True where it was signed and its second address is waited for: as long as the charter asks for one."""
    return row.given and charter_of(row.coalition_id).signing.second_address


def _in_force(standing: Standing) -> list[Any]:
    """The agreements in force, those adopted first before others, each with the number of the edition that one's member signed
    last, or 0 (`signed`), whether it does not stand on the one in force (`waits`), whether it signed that one and its second
    address has not confirmed it (`given`), and whether it withdrew, and what is agreed has not changed since (`withdrew`)."""
    today = standing.as_of.date()
    rows = _not_ended(standing.coalition, standing.member)
    return [row for row in rows if row.current.expires_on is None or row.current.expires_on >= today]


@prepared
def _not_ended(coalition_id: str, member_id: str) -> QuerySet[Agreement, Any]:
    own = Signature.objects.of(coalition_id).filter(
        agreement=OuterRef("pk"), member_id=member_id, withdrawn_at=None, confirmed_at__isnull=False
    )
    later = Edition.objects.of(coalition_id).filter(
        agreement=OuterRef("pk"), adopted_at__isnull=False, is_material=True, number__gt=OuterRef("signed")
    )
    given = Signature.objects.of(coalition_id).filter(
        edition=OuterRef("current"),
        member_id=member_id,
        withdrawn_at=None,
        confirmed_at=None,
        waits_since__isnull=False,
    )
    newest = Signature.objects.of(coalition_id).filter(
        Q(confirmed_at__isnull=False) | Q(waits_since__isnull=False), agreement=OuterRef("pk"), member_id=member_id
    )
    is_since_it_joined = Q(member__joined_at=None) | Q(withdrawn_at__gte=F("member__joined_at"))
    went = newest.annotate(at=Case(When(is_since_it_joined, contested_at=None, then="withdrawn_at")))
    anew = Edition.objects.of(coalition_id).filter(
        agreement=OuterRef("pk"), is_material=True, adopted_at__gt=OuterRef("went_at")
    )
    return (
        Agreement.objects.of(coalition_id)
        .filter(ended_at=None, current__isnull=False)
        .annotate(given=Exists(given))
        .annotate(signed=Coalesce(Subquery(own.order_by("-edition__number").values("edition__number")[:1]), Value(0)))
        .annotate(waits=ExpressionWrapper(Q(signed=0) | Exists(later), output_field=BooleanField()))
        .annotate(went_at=Subquery(went.order_by("-signed_at", "-id").values("at")[:1]))
        .annotate(
            withdrew=ExpressionWrapper(
                Q(signed=0) & Q(went_at__isnull=False) & ~Exists(anew), output_field=BooleanField()
            )
        )
        .select_related("current")
        .defer("current__paragraphs")
        .order_by("current__adopted_at", "id")
    )
