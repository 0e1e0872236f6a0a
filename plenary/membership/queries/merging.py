"""Reads of members that become one. Nobody reads of one who may not see both members, unless their own is one of the two."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.membership.models import ConductCase, Member, Merging, Representative
from plenary.membership.permissions import may_administer_members
from plenary.membership.queries.members import listed_members, visible_representatives
from plenary.membership.rules import SIGNING, Status
from plenary.membership.rules.conduct import GRAVE, Stage

TOLD = ("gone__organisation", "into__organisation", "asked_by", "agreed_by")
"""What is read with a merging."""
ASKS_STILL = Q(asked_by__until=None, asked_by__mandate=Mandate.DECIDES)
"""As `Merging.asks_still`, in the database."""
AGREES_STILL = Q(agreed_by__until=None, agreed_by__mandate=Mandate.DECIDES)
"""As `Merging.agrees_still`, in the database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What became of a member, which it took in (the newest first), and what is on its way, as far as a reader sees it."""

    went: Merging | None
    took: tuple[Merging, ...]
    waits: tuple[Merging, ...]


def visible_mergings(standing: Standing) -> ScopedQuerySet[Merging]:
    """Those of one's own member; of others, for who keeps the list, and once both sides agreed for members who read of both."""
    rows = Merging.objects.of(standing.coalition).select_related(*TOLD)
    own = Q(gone_id=standing.member) | Q(into_id=standing.member) if standing.member else Q(pk__in=[])
    seen = listed_members(standing).values("pk")
    both = Q(gone__in=seen, into__in=seen) if standing.is_inside or standing.is_system else Q(pk__in=[])
    if not may_administer_members(standing):
        both &= Q(agreed_at__isnull=False)
    named = Q(gone__protected=False, into__protected=False)
    return rows.filter(own | both).filter(named)


def visible_merging(standing: Standing, merging_id: str) -> Merging | None:
    """One that the standing may see, or None. One query."""
    return visible_mergings(standing).filter(id=merging_id).first()


def merged_of(standing: Standing, member: Member) -> Merged:
    """What the reader sees of a member's mergings. One query."""
    rows = visible_mergings(standing).filter(Q(gone=member) | Q(into=member), dropped_at=None)
    found = list(rows.order_by("-merged_at", "-asked_at", "id"))
    done = [each for each in found if each.merged_at]
    return Merged(
        went=next((each for each in done if each.gone_id == member.id), None),
        took=tuple(each for each in done if each.into_id == member.id),
        waits=tuple(each for each in found if each.is_open),
    )


def agreed_mergings(standing: Standing) -> Sequence[Merging]:
    """Those to which both sides agreed, by those who decide for them now, and which wait to be decided. One query."""
    rows = visible_mergings(standing).filter(ASKS_STILL, AGREES_STILL, dropped_at=None, merged_at=None)
    return list(rows.order_by("agreed_at", "id"))


def merging_by_id(coalition_id: str, merging_id: str) -> Merging | None:
    """A merging of a coalition by its id. Serves effects; never shown as it is."""
    rows = Merging.objects.of(coalition_id).select_related(*TOLD)
    return rows.filter(id=merging_id).first()


def hindrance(gone: Member, into: Member) -> Verdict:
    """Why two members cannot become one, or that they can: both are organisations in good standing, and neither is protected. No
    query."""
    both = (gone, into)
    fits = all(Status(each.status) in SIGNING and each.organisation_id and not each.protected for each in both)
    if not fits or gone.id == into.id:
        return refuse("membership.merging_otherwise", f"category.{gone.category}")
    return allow("membership.is_member", f"category.{gone.category}")


def hindrance_at_the_end(gone: Member, into: Member) -> Verdict:
    """The same when it is carried out: neither may a suspension or a removal of the one that goes be proposed, in its hold or
    appealed against. In words that tell nobody of a matter of conduct. One query at most."""
    if is_in_grave_conduct(gone):
        return refuse("membership.merging_otherwise", f"category.{gone.category}")
    return hindrance(gone, into)


def is_in_grave_conduct(member: Member) -> bool:
    """True while a suspension or a removal of a member is proposed, in its hold or appealed against. One query."""
    cases = ConductCase.objects.of(member.coalition_id).filter(member=member, measure__in=GRAVE)
    return cases.filter(stage__in=(Stage.PROPOSED, Stage.MEASURE, Stage.APPEAL)).exists()


def members_to_merge_into(standing: Standing, member: Member) -> Sequence[Member]:
    """The listed member organisations in good standing into which another may go, by name. One query."""
    rows = listed_members(standing).filter(status__in=SIGNING, organisation__isnull=False).exclude(id=member.id)
    return sorted(rows, key=lambda each: (each.name, each.id))


def representatives_to_keep(standing: Standing, merging: Merging) -> Sequence[Representative]:
    """Those who act for the member that goes, whom the other may name; persons under protection stay unnamed. One query."""
    return list(visible_representatives(standing, merging.gone))
