"""Reads of members and representatives; those that take a coalition's id serve other rooms and name nobody to a reader.

Lists, names and every number leave protected members out (C4): no two of them tell by subtraction how many there are.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from plenary.accounts.models import Invitation
from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Charter
from plenary.core import clock
from plenary.core.models import ScopedQuerySet
from plenary.core.prepared import prepared
from plenary.core.standing import Mandate, Standing
from plenary.directory.models import Organisation
from plenary.directory.rules.names import fold
from plenary.membership import signs
from plenary.membership.matters import SEE_PROTECTED
from plenary.membership.models import Member, Representative, Vouch
from plenary.membership.permissions import may_administer_members, may_keep, may_read_members
from plenary.membership.rules import AWAY, BELONGING, WAITING, Status, has_vote, status_at, votes_though_away

PURPOSE = "membership.represent"
"""By this an invitation is known as one to represent a member."""

_CARDLESS = Q(individual__removed_at__isnull=False)
"""An individual whose card is removed: what becomes of it while it must be known to nobody."""


def _of(coalition_id: str) -> ScopedQuerySet[Member]:
    return Member.objects.of(coalition_id).select_related("organisation", "individual")


def visible_members(standing: Standing) -> ScopedQuerySet[Member]:
    """The members that a standing may see, of every status, with their cards.

    Everyone sees the member that they represent. Applicants, and those who left, are seen by members and officers.
    Protected members are seen by those with the power to know them alone.
    """
    mine = Q(id=standing.member) if standing.member else Q(id="")
    if not may_read_members(standing):
        return _of(standing.coalition).filter(mine)
    if standing.has_power(SEE_PROTECTED):
        return _of(standing.coalition).exclude(_CARDLESS)
    seen = Q(protected=False)
    if not (standing.is_inside or standing.is_system or standing.powers):
        seen &= Q(status__in=BELONGING)
    return _of(standing.coalition).filter(mine | seen)


def is_of_protected(standing: Standing, member_id: str) -> bool:
    """True for a protected member that is not one's own, for those who may know it."""
    if not standing.has_power(SEE_PROTECTED) or member_id == standing.member:
        return False
    return visible_members(standing).filter(id=member_id, protected=True).exists()


def listed_members(standing: Standing) -> ScopedQuerySet[Member]:
    """What lists show: the visible members that are not protected, whoever looks."""
    return visible_members(standing).filter(protected=False)


def narrowed(
    members: ScopedQuerySet[Member], *, q: str = "", status: str = "", category: str = ""
) -> ScopedQuerySet[Member]:
    """The same members, narrowed to a part of the name, a status, a category; each empty for any."""
    if q.strip():
        key = fold(q)
        named = Q(organisation__name_key__contains=key) | Q(individual__name_key__contains=key)
        members = members.filter(named if key else Q(organisation__name__icontains=q.strip()))
    if status:
        members = members.filter(status=status)
    return members.filter(category=category) if category else members


def found_members(standing: Standing, **asked: str) -> ScopedQuerySet[Member]:
    """What the list of members shows: those that fit what is asked (`narrowed`), or without it those that belong."""
    found = listed_members(standing)
    return narrowed(found, **asked) if any(asked.values()) else found.filter(status__in=BELONGING)


def ids_by_name(members: ScopedQuerySet[Member]) -> QuerySet[Member, str]:
    """The ids of members, by name. The names stand in other tables: of a page, the ids are sorted and the rest is read after."""
    return members.order_by("organisation__name", "individual__name", "id").values_list("pk", flat=True)


def in_order(members: ScopedQuerySet[Member], ids: Sequence[str]) -> list[Member]:
    """Those among members that have these ids, in their order."""
    found = {member.id: member for member in members.filter(pk__in=ids)}
    return [found[each] for each in ids if each in found]


def protected_members(standing: Standing) -> ScopedQuerySet[Member]:
    """The protected members, for those with the power to know them; the page that shows them enters the look."""
    if not standing.has_power(SEE_PROTECTED):
        return _of(standing.coalition).none()
    return _of(standing.coalition).filter(protected=True).exclude(_CARDLESS)


def applicants(standing: Standing) -> ScopedQuerySet[Member]:
    """Those who wait for admission and are not protected, oldest first."""
    return listed_members(standing).filter(status__in=WAITING).order_by("status_since", "id")


def waiting_unseen(coalition_id: str) -> int:
    """How many applicants of a coalition wait, protected ones left out. Serves the desk's ask."""
    return Member.objects.of(coalition_id).filter(status=Status.APPLIED, protected=False).count()


def member_of(standing: Standing) -> Member | None:
    """The member that this standing represents, or None."""
    return next(iter(_member(standing.coalition, standing.member)), None) if standing.member else None


@prepared
def _member(coalition_id: str, member_id: str) -> QuerySet[Member]:
    return _of(coalition_id).filter(id=member_id)


def total_members(coalition_id: str) -> int:
    """How many members belong, of those that lists show: protected ones are in no number, or one could subtract."""
    return Member.objects.of(coalition_id).filter(status__in=BELONGING, protected=False).count()


def total_countries(standing: Standing) -> int:
    """In how many countries the listed members are at home; where protected ones are is never told."""
    here = listed_members(standing).filter(status__in=BELONGING, organisation=OuterRef("pk"))
    homes = Organisation.objects.of(standing.coalition).filter(Exists(here)).exclude(country="")
    return homes.order_by().values("country").distinct().count()


def counts_by(standing: Standing, field: str) -> Mapping[str, int]:
    """How many listed members belong, by `status` or `category`; protected ones are never counted in a breakdown."""
    rows = (
        listed_members(standing).filter(status__in=BELONGING).order_by().values_list(field).annotate(number=Count("*"))
    )
    return dict(rows)


def members_with_vote(
    coalition_id: str, as_of: datetime | None = None, charter: Charter | None = None, *, away: bool = False
) -> tuple[Member, ...]:
    """The members that cast ballots now, or would at a later moment, by name. One query besides the charter's.

    With `away` those on leave or dormant are among them that may, and are not waited for. Serves electorates, which hand
    over the charter that they have read. Protected members stand in it where the charter gives them a vote.
    """
    moment = as_of or clock.now()
    rules = charter or charter_of(coalition_id)
    rows = sorted(_belonging(coalition_id), key=lambda member: (member.name, member.id))
    return tuple(member for member in rows if votes_at(rules, member, moment, away=away))


@prepared
def _belonging(coalition_id: str) -> QuerySet[Member]:
    return _of(coalition_id).filter(status__in=BELONGING)


def votes_at(charter: Charter, member: Member, moment: datetime, *, away: bool = True) -> bool:
    """True when a member casts ballots at a moment under a charter; with `away` also one that may, and is not waited for."""
    category = next((each for each in charter.categories if each.code == member.category), None)
    if category is None:
        return False
    status, until, protected = Status(member.status), member.provisional_until, member.protected
    if status in AWAY:
        return away and votes_though_away(category, status, until, moment, charter.protection, protected=protected)
    return has_vote(category, status_at(status, until, moment), charter.protection, protected=protected)


def members_asked_to_take_part(coalition_id: str) -> tuple[Member, ...]:
    """The members in good standing that have a vote and are not away: those whose silence is a matter. Serves the task.

    Protected members are left out: much of what they do is tied to nobody, so their silence cannot be told.
    """
    return tuple(member for member in members_with_vote(coalition_id) if not member.protected)


def members_asked_whether_here(coalition_id: str, after: datetime, until: datetime) -> tuple[Member, ...]:
    """The members that were asked after one moment and up to another whether they are still here, and gave no sign since."""
    asked = Member.objects.of(coalition_id).filter(dormancy_noticed_at__gt=after, dormancy_noticed_at__lte=until)
    return tuple(member for member in asked.exclude(status__in=AWAY) if member.is_asked)


def last_signs(coalition_id: str, members: Iterable[Member]) -> Mapping[str, datetime]:
    """When each of these members last took part, by its id: joining, coming back, saying that it is here, whatever its
    representatives began, and what rooms above know of (`signs.tells_signs`). Two queries, and those of the rooms."""
    found = {
        member.id: max(moment for moment in (member.joined_at, member.here_at, member.status_since) if moment)
        for member in members
    }
    begun = Representative.objects.of(coalition_id).order_by().values_list("member_id").annotate(Max("since"))
    for told in (dict(begun), *signs.told(coalition_id)):
        for member_id, moment in told.items():
            if member_id in found:
                found[member_id] = max(found[member_id], moment)
    return found


def personal_categories(coalition_id: str) -> frozenset[str]:
    """The codes of the categories whose members take part in a personal capacity and speak for no institution."""
    return frozenset(category.code for category in charter_of(coalition_id).categories if category.personal)


def members_by_id(coalition_id: str, ids: Iterable[str]) -> Mapping[str, Member]:
    """Members of a coalition by id, with their cards, protected ones too. Serves effects; never shown as it is."""
    return {member.id: member for member in _of(coalition_id).filter(id__in=set(ids))}


def provisional_until(coalition_id: str, member_id: str) -> datetime | None:
    """Until when a member is on trial; None where it is not."""
    return _of(coalition_id).values_list("provisional_until", flat=True).filter(id=member_id).first()


def names_of_members(coalition_id: str, ids: Iterable[str]) -> Mapping[str, str]:
    """Names by id, in one query; a protected member goes unnamed, one that is not here is left out."""
    found = members_by_id(coalition_id, ids)
    return {key: _("a protected member") if member.protected else member.name for key, member in found.items()}


def _representing(coalition_id: str) -> ScopedQuerySet[Representative]:
    return (
        Representative.objects.of(coalition_id)
        .filter(until=None, person__removed_at=None)
        .select_related("person__account")
        .order_by("since")
    )


def representatives_who_decide(
    coalition_id: str, member_ids: Iterable[str]
) -> Mapping[str, tuple[Representative, ...]]:
    """Those who may decide for each of these members now, with their person and account; a member without one is left out."""
    found: dict[str, tuple[Representative, ...]] = {}
    rows = _representing(coalition_id).filter(member_id__in=set(member_ids), mandate=Mandate.DECIDES)
    for representative in rows:
        found[representative.member_id] = (*found.get(representative.member_id, ()), representative)
    return found


def visible_representatives(standing: Standing, member: Member) -> ScopedQuerySet[Representative]:
    """Those who represent a member that the standing may see; persons under protection are named to their own alone."""
    rows = _representing(standing.coalition).filter(member=member)
    if member.id == standing.member or standing.has_power(SEE_PROTECTED):
        return rows
    if not (standing.is_inside or may_administer_members(standing)):
        return rows.none()
    return rows.filter(person__protected=False)


def visible_representative(standing: Standing, member: Member, representative_id: str) -> Representative | None:
    """One who represents a member that the standing may see, with that member's row; None for others."""
    shown = visible_representatives(standing, member).select_related("member", "person")
    return shown.filter(id=representative_id).first()


def representative_of_person(coalition_id: str, person_id: str) -> Representative | None:
    """The representation that a person holds now, with its member, or None."""
    return next(iter(_held_with_names(coalition_id, person_id)), None)


@prepared
def _held_with_names(coalition_id: str, person_id: str) -> QuerySet[Representative]:
    rows = Representative.objects.of(coalition_id).filter(person_id=person_id, until=None)
    return rows.select_related("member__organisation", "member__individual", "person").order_by("pk")[:1]


def open_invitations(standing: Standing, member: Member) -> QuerySet[Invitation]:
    """The invitations to represent a member that still let somebody in, oldest first; for those who may keep it."""
    if not may_keep(standing, member):
        return Invitation.objects.none()
    rows = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=clock.now())
    own = {"purpose__kind": PURPOSE, "purpose__coalition": standing.coalition, "purpose__member": member.id}
    return rows.filter(**own).order_by("made_at", "id")


@prepared
def _held_by(coalition_id: str, person_id: str) -> QuerySet[Representative]:
    rows = Representative.objects.of(coalition_id).filter(person_id=person_id, until=None)
    return rows.select_related("member").order_by("pk")[:1]


def representation_held_by(coalition_id: str, person_id: str) -> Representative | None:
    """The representation that a person holds now, with its member's row alone: for standings, which need no names."""
    return next(iter(_held_by(coalition_id, person_id)), None)


def vouchers_of(standing: Standing) -> Mapping[str, int]:
    """How many members vouch for each protected one, by its id; for those with the power to know them. One query."""
    if not standing.has_power(SEE_PROTECTED):
        return {}
    rows = Vouch.objects.of(standing.coalition).order_by().values_list("member_id").annotate(number=Count("id"))
    return dict(rows)
