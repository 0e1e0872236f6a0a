"""Who is present at a meeting: quorum of each process that its body decides by, the speakers' list, whose voice is missing."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, Q

from plenary.bodies.formed import charter_for
from plenary.bodies.queries import electorate
from plenary.bodies.rules import Elector
from plenary.charter.queries import called
from plenary.charter.rules.schema import Process
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions.models import Proposal
from plenary.decisions.queries import decided_proposals, open_with_turnout
from plenary.decisions.rules.counting import quorum_of
from plenary.decisions.rules.phases import Phase
from plenary.directory.models import Person
from plenary.directory.rules.gender import counted
from plenary.meetings.models import AgendaItem, Attendance, Meeting, Speech
from plenary.meetings.queries.audience import deciding_body
from plenary.meetings.queries.meetings import attendances_of
from plenary.meetings.queries.proxies import waiting_in
from plenary.meetings.rules import FROM_ITEM, Manner
from plenary.meetings.rules.presence import Heard, Quorum, Voice, in_turn, quorum_by_presence, whose_voice
from plenary.membership.models import Representative
from plenary.membership.queries.contributions import capacities

MOST_PROPOSALS = 30
MOST_ITEMS = 32_767


@dataclass(frozen=True, slots=True)
class ProcessQuorum:
    """The quorum of a process by who is present: its code and name."""

    code: str
    name: str
    quorum: Quorum

    @property
    def clause(self) -> str:
        """The key of the clause that asks for it."""
        return f"process.{self.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """How many who have a vote are present, and are by their credentials to be; and the quorum of each process that asks one."""

    voting: int
    electors: int
    there: int
    checked: int
    quorums: tuple[ProcessQuorum, ...]


def present_at(meeting: Meeting) -> list[Attendance]:
    """Who is there, and who is by a proxy that counts: those that wait to be confirmed are left out. Two queries at most."""
    here = attendances_of(meeting)
    waiting = waiting_in(here)
    return [row for row in here if row.pk not in waiting]


def presence_of(meeting: Meeting, here: Sequence[Attendance] | None = None) -> Presence:
    """Who is present now (`here`, where `present_at` told it already), and what that is enough for. Those away are not waited
    for. Protected ones who have a vote are waited for, as in every turnout, or the two would tell by subtraction how many they
    are; they are never present, nor are proxies that wait to be confirmed. Five queries at most."""
    charter = charter_for(meeting.coalition_id, [meeting.body])
    here = present_at(meeting) if here is None else here
    present = {row.key for row in here}
    decides = deciding_body(charter, meeting.body)
    electors = electorate(meeting.coalition_id, decides) if decides else ()
    listed = [each for each in electors if not each.away or (each.member or each.person) in present]
    there = [each for each in listed if not each.protected and (each.member or each.person) in present]
    weights = [each.weight for each in listed], [each.weight for each in there]
    quorums = tuple(
        ProcessQuorum(
            process.code,
            called(charter, process.names, process.code),
            _of_those_present(process, listed, present)
            if process.presence
            else quorum_by_presence(weights[1], weights[0], process.quorum),
        )
        for process in charter.processes
        if decides and process.electorate == decides and process.quorum
    )
    checked = sum(row.checked_at is not None for row in here)
    return Presence(voting=len(there), electors=len(listed), there=len(here), checked=checked, quorums=quorums)


def _of_those_present(process: Process, listed: Sequence[Elector], present: Collection[str]) -> Quorum:
    """The quorum by which a process counts those present: each once, whatever its ballot weighs, and nobody who is away."""
    waited_for = [each for each in listed if not each.away]
    there = sum((each.member or each.person) in present for each in waited_for)
    return Quorum(there, len(waited_for), quorum_of(process, len(waited_for)), by_head=True)


def present_where_voted(proposal: Proposal) -> frozenset[str] | None:
    """The ids of the members, and of the persons in their own name, who were present at the meeting at which a proposal is voted
    on, as it was entered before its voting ended; None where it is voted on at none. That is a meeting of the body that decides,
    and during which its voting was open: on whose agenda it stands, or in whose items it began and which went on when it was
    opened and when its voting was, for in what it began its mover says alone; of several the last that began. Five queries at
    most, and those of formed bodies."""
    if proposal.voting_from is None or proposal.voting_until is None:
        return None
    opened = proposal.opened_at or proposal.voting_from
    code, _colon, item = proposal.begun_from.partition(":")
    begun = Q(pk=item, meeting__starts_at__lte=opened) if code == FROM_ITEM else Q(pk="")
    rows = AgendaItem.objects.of(proposal.coalition_id).filter(Q(proposal=proposal) | begun)
    rows = rows.filter(meeting__called_off_at=None, meeting__ends_at__gt=proposal.voting_from)
    rows = rows.filter(meeting__starts_at__lte=min(clock.now(), proposal.voting_until)).select_related("meeting")
    decides = proposal.frozen_process.electorate
    for row in rows.order_by("-meeting__starts_at", "id"):
        meeting = row.meeting
        if deciding_body(charter_for(meeting.coalition_id, [meeting.body]), meeting.body) == decides:
            until = proposal.voting_until
            return frozenset(each.key for each in present_at(meeting) if each.was_there_from <= until)
    return None


def speeches_of(meeting: Meeting) -> list[Speech]:
    """Who asked to speak and who spoke, those under protection left out. One query."""
    rows = Speech.objects.of(meeting.coalition_id).filter(meeting=meeting, member__protected=False)
    return list(rows.select_related("member__organisation", "member__individual", "person"))


def who_may_speak(meeting: Meeting, waiting: Iterable[Speech]) -> dict[str, list[Person]]:
    """The persons who act for the members of these speeches, by member, each by name; nobody under protection. One query."""
    members = {row.member_id for row in waiting}
    rows = Representative.objects.of(meeting.coalition_id).filter(
        member_id__in=members, until=None, person__protected=False, person__removed_at=None
    )
    found: dict[str, list[Person]] = {key: [] for key in members}
    for row in rows.select_related("person").order_by("person__name", "id"):
        found[row.member_id].append(row.person)
    return found


def speakers(speeches: list[Speech]) -> tuple[Speech | None, list[Speech]]:
    """Who speaks now, and who comes next in turn."""
    now = next((row for row in speeches if row.spoke_from and not row.spoke_until), None)
    waiting = {row.pk: row for row in speeches if row.spoke_from is None}
    spoken = {row.member_id: 0 for row in speeches}
    for row in speeches:
        spoken[row.member_id] += row.spoke_from is not None
    order = in_turn([(key, spoken[row.member_id]) for key, row in waiting.items()])
    return now, [waiting[key] for key in order]


def heard_at(meeting: Meeting, speeches: list[Speech], here: Sequence[Attendance] | None = None) -> Heard:
    """Whose voice has been heard, of those that are there (`here`, where `present_at` told it already), but not of those whose
    proxy waits to be confirmed. By gender only as far as persons let all members read it. Four queries at most."""
    here = present_at(meeting) if here is None else here
    members = [row.member for row in here if row.member]
    if not members:
        return whose_voice([])
    spoke = Counter(row.member_id for row in speeches if row.spoke_from)
    turns = Counter(row.person_id for row in speeches if row.spoke_from and row.person_id)
    sizes = capacities(meeting.coalition_id, [each.pk for each in members])
    voices = [Voice(each.pk, each.name, each.region, spoke[each.pk], sizes.get(each.pk, "")) for each in members]
    return whose_voice(voices, _genders_read(meeting, here, turns), turns)


def _genders_read(meeting: Meeting, here: Iterable[Attendance], turns: Mapping[str, int]) -> dict[str, str]:
    """The gender of those persons who said that they are there, or spoke, as far as all may read it on their cards. One query."""
    there = {row.person_id or row.entered_by for row in here if row.is_own and row.manner != Manner.PROXY}
    cards = Person.objects.of(meeting.coalition_id).filter(pk__in=there | set(turns), protected=False, removed_at=None)
    shown = cards.exclude(gender_given="").filter(gender=F("gender_given"))
    return {key: counted(given) for key, given in shown.values_list("pk", "gender_given")}


def votes_at(standing: Standing, meeting: Meeting) -> list[Proposal]:
    """The proposals that the standing may read and that are voted on at a meeting: those open that stand on the agenda and are
    voted on, or that the body of the meeting decides, those of the agenda first, each with its turnout and whether one's own
    ballot is cast; then those that this body decided while the meeting went on, the latest first. Three queries."""
    decides = deciding_body(charter_for(meeting.coalition_id, [meeting.body]), meeting.body)
    agenda = AgendaItem.objects.of(meeting.coalition_id).filter(meeting=meeting).exclude(proposal=None)
    places = dict(agenda.order_by("-place").values_list("proposal_id", "place"))
    rows = [
        row
        for row in open_with_turnout(standing)
        if row.frozen_process.electorate == decides or (row.pk in places and row.phase is Phase.VOTING)
    ]
    during = Q(decided_at__gte=meeting.starts_at, decided_at__lt=meeting.ends_at)
    done = decided_proposals(standing).filter(during) if meeting.starts_at else ()
    decided = [row for row in done if row.frozen_process.electorate == decides or row.pk in places]
    return sorted(rows, key=lambda row: places.get(row.pk, MOST_ITEMS))[:MOST_PROPOSALS] + decided[:MOST_PROPOSALS]
