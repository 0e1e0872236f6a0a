"""Meetings that a standing may read of, with their agenda; who may be there, and who was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q

from plenary.bodies.formed import charter_for
from plenary.bodies.queries import electorate
from plenary.bodies.rules import is_plenary
from plenary.charter.queries import charter_of
from plenary.core import clock
from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Standing
from plenary.decisions.models import Proposal
from plenary.decisions.queries.sight import visible_proposals
from plenary.meetings.matters import CALL, MINUTE
from plenary.meetings.models import AgendaItem, Attendance, Meeting
from plenary.meetings.queries.audience import bodies_read, deciding_body, is_of_all
from plenary.meetings.queries.proxies import carriers_in, waiting_in
from plenary.meetings.rules import FROM_ITEM, Manner
from plenary.membership.models import Member
from plenary.membership.rules import AWAITED


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One who may be at a meeting: a member, or a person in their own name. `key` tells it in forms; how it was there, if so, and
    by proxy who acts for it, as far as that may be named, and whether that waits to be confirmed."""

    key: str
    name: str
    member: str = ""
    person: str = ""
    region: str = ""
    votes: bool = False
    attendance: Attendance | None = None
    carrier: Attendance | None = None
    waits: bool = False

    @property
    def manner(self) -> Manner | None:
        """How it was there, or None."""
        return Manner(self.attendance.manner) if self.attendance else None


def visible_meetings(standing: Standing) -> ScopedQuerySet[Meeting]:
    """The meetings of the bodies of which a standing may read: its own, and for officers who look after meetings all."""
    rows = Meeting.objects.of(standing.coalition)
    if standing.is_system or standing.has_power(CALL) or standing.has_power(MINUTE):
        return rows
    return rows.filter(body__in=bodies_read(standing)) if standing.is_inside else rows.none()


def visible_meeting(standing: Standing, meeting_id: str) -> Meeting | None:
    """The meeting of this id, when the standing may read of it."""
    return visible_meetings(standing).filter(pk=meeting_id).first()


def coming_meetings(standing: Standing) -> ScopedQuerySet[Meeting]:
    """Those under way or to come, and those whose date is being found, the nearest first."""
    rows = visible_meetings(standing).filter(called_off_at=None)
    return rows.filter(Q(ends_at=None) | Q(ends_at__gt=clock.now())).order_by("starts_at", "called_at", "id")


def past_meetings(standing: Standing) -> ScopedQuerySet[Meeting]:
    """Those that are over or were called off, the newest first."""
    rows = visible_meetings(standing)
    return rows.filter(Q(ends_at__lte=clock.now()) | Q(called_off_at__isnull=False)).order_by(
        "-starts_at", "-called_at", "id"
    )


def meetings_between(standing: Standing, after: datetime, until: datetime, at_most: int = 10) -> Sequence[Meeting]:
    """The meetings that begin after one moment and up to another, the nearest first. One query."""
    rows = visible_meetings(standing).filter(called_off_at=None, starts_at__gt=after, starts_at__lte=until)
    return list(rows.order_by("starts_at", "id")[:at_most])


def next_meeting(standing: Standing) -> Meeting | None:
    """The meeting that a standing may attend and that is under way or begins next; None while none is called. One query."""
    codes = {body.code for body in charter_of(standing.coalition).bodies if is_plenary(body)} | {""}
    own = (codes if standing.is_inside else set()) | standing.bodies
    rows = Meeting.objects.of(standing.coalition).filter(body__in=own, called_off_at=None, ends_at__gt=standing.as_of)
    return rows.order_by("starts_at", "id").first()


def has_attended(standing: Standing) -> bool:
    """True once one's own member was at a meeting, not by proxy alone. One query."""
    rows = Attendance.objects.of(standing.coalition).filter(member_id=standing.member).exclude(manner=Manner.PROXY)
    return bool(standing.member) and rows.exists()


def items_of(meeting: Meeting) -> list[AgendaItem]:
    """The agenda in its order, with who presents. One query."""
    rows = AgendaItem.objects.of(meeting.coalition_id).filter(meeting=meeting)
    return list(rows.select_related("presenter__organisation", "presenter__individual"))


def proposals_seen(standing: Standing, items: Iterable[AgendaItem]) -> dict[str, Proposal]:
    """The proposals of an agenda that the standing may read, by id. One query."""
    wanted = {item.proposal_id for item in items if item.proposal_id}
    if not wanted:
        return {}
    return {row.pk: row for row in visible_proposals(standing).filter(pk__in=wanted)}


def proposals_from(standing: Standing, items: Iterable[AgendaItem]) -> dict[str, list[Proposal]]:
    """The proposals that were made and the decisions that were entered from items and that the standing may read, by item, oldest
    first. One query."""
    asked = {f"{FROM_ITEM}:{item.pk}": item.pk for item in items}
    found: dict[str, list[Proposal]] = {item: [] for item in asked.values()}
    if asked:
        for row in visible_proposals(standing).filter(begun_from__in=asked).order_by("drafted_at", "id"):
            found[asked[row.begun_from]].append(row)
    return found


def attendances_of(meeting: Meeting) -> list[Attendance]:
    """Who was there, those under protection left out. One query."""
    rows = Attendance.objects.of(meeting.coalition_id).filter(meeting=meeting)
    shown = rows.exclude(member__protected=True).exclude(person__protected=True)
    return list(shown.select_related("member__organisation", "member__individual", "person"))


def places_of(meeting: Meeting) -> list[Place]:
    """Everyone who may be at a meeting, by name, and how those who were there took part; protected members left out. Those who
    were there and sit there no more stand in it too. Six queries at most."""
    charter = charter_for(meeting.coalition_id, [meeting.body])
    here = attendances_of(meeting)
    by_key = {each.key: each for each in here}
    found: dict[str, Place] = {}
    decides = deciding_body(charter, meeting.body)
    for elector in electorate(meeting.coalition_id, decides) if decides else ():
        key = elector.member or elector.person
        if not elector.protected:
            person, votes = "" if elector.member else elector.person, not elector.away
            told = (key, elector.name, elector.region, by_key)
            found.setdefault(key, _place(*told, member=elector.member, person=person, votes=votes))
    if is_of_all(charter, meeting.body):
        for member in members_there(meeting.coalition_id):
            found.setdefault(member.pk, _place(member.pk, member.name, member.region, by_key, member=member.pk))
    for each in here:
        told = (each.key, each.name, each.member.region if each.member else "", by_key)
        found.setdefault(each.key, _place(*told, member=each.member_id or "", person=each.person_id or ""))
    carriers, waiting = carriers_in(here), waiting_in(here)
    placed = [
        replace(place, carrier=carriers.get(place.attendance.pk), waits=place.attendance.pk in waiting)
        if place.attendance
        else place
        for place in found.values()
    ]
    return sorted(placed, key=lambda place: (place.name, place.key))


def members_there(coalition_id: str) -> ScopedQuerySet[Member]:
    """The members that may be at a meeting of all and be named there: in good standing, and not protected."""
    rows = Member.objects.of(coalition_id).filter(status__in=AWAITED, protected=False)
    return rows.select_related("organisation", "individual").order_by("organisation__name", "individual__name", "id")


def _place(
    key: str,
    name: str,
    region: str,
    here: dict[str, Attendance],
    *,
    member: str = "",
    person: str = "",
    votes: bool = False,
) -> Place:
    return Place(key=key, name=name, member=member, person=person, region=region, votes=votes, attendance=here.get(key))


def own_attendance(standing: Standing, meeting: Meeting) -> Attendance | None:
    """How one's own member, or oneself, was there; None where nobody entered it. One query."""
    rows = Attendance.objects.of(standing.coalition).filter(meeting=meeting)
    mine = Q(person=standing.person)
    if standing.member:
        mine |= Q(member=standing.member)
    return rows.filter(mine).first()
