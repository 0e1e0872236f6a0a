"""Who is present at a meeting: quorum of each process that its body decides by, the speakers' list, whose voice is missing."""

from dataclasses import dataclass

from django.db.models import Q

from plenary.bodies.formed import charter_for
from plenary.bodies.queries import electorate
from plenary.charter.queries import called
from plenary.core.standing import Standing
from plenary.decisions.models import Proposal
from plenary.decisions.queries import decided_proposals, open_with_turnout
from plenary.decisions.rules.phases import Phase
from plenary.meetings.models import AgendaItem, Meeting, Speech
from plenary.meetings.queries.audience import deciding_body
from plenary.meetings.queries.meetings import attendances_of
from plenary.meetings.queries.proxies import waiting_in
from plenary.meetings.rules.presence import Heard, Quorum, Voice, in_turn, quorum_by_presence, whose_voice

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


def presence_of(meeting: Meeting) -> Presence:
    """Who is present now, and what that is enough for. Those away are not waited for; protected ones are never counted, nor
    proxies that wait to be confirmed. Five queries at most."""
    charter, here = charter_for(meeting.coalition_id, [meeting.body]), attendances_of(meeting)
    waiting = waiting_in(here)
    here = [row for row in here if row.pk not in waiting]
    present = {row.key for row in here}
    decides = deciding_body(charter, meeting.body)
    electors = electorate(meeting.coalition_id, decides) if decides else ()
    listed = [
        each for each in electors if not each.protected and (not each.away or (each.member or each.person) in present)
    ]
    there = [each for each in listed if (each.member or each.person) in present]
    weights = [each.weight for each in listed], [each.weight for each in there]
    quorums = tuple(
        ProcessQuorum(
            process.code,
            called(charter, process.names, process.code),
            quorum_by_presence(weights[1], weights[0], process.quorum),
        )
        for process in charter.processes
        if decides and process.electorate == decides and process.quorum
    )
    checked = sum(row.checked_at is not None for row in here)
    return Presence(voting=len(there), electors=len(listed), there=len(here), checked=checked, quorums=quorums)


def speeches_of(meeting: Meeting) -> list[Speech]:
    """Who asked to speak and who spoke, those under protection left out. One query."""
    rows = Speech.objects.of(meeting.coalition_id).filter(meeting=meeting, member__protected=False)
    return list(rows.select_related("member__organisation", "member__individual"))


def speakers(speeches: list[Speech]) -> tuple[Speech | None, list[Speech]]:
    """Who speaks now, and who comes next in turn."""
    now = next((row for row in speeches if row.spoke_from and not row.spoke_until), None)
    waiting = {row.pk: row for row in speeches if row.spoke_from is None}
    spoken = {row.member_id: 0 for row in speeches}
    for row in speeches:
        spoken[row.member_id] += row.spoke_from is not None
    order = in_turn([(key, spoken[row.member_id]) for key, row in waiting.items()])
    return now, [waiting[key] for key in order]


def heard_at(meeting: Meeting, speeches: list[Speech]) -> Heard:
    """Whose voice has been heard, of the members that are there. One query."""
    spoke = [row.member_id for row in speeches if row.spoke_from]
    here = [row.member for row in attendances_of(meeting) if row.member]
    return whose_voice([Voice(each.pk, each.name, each.region, spoke.count(each.pk)) for each in here])


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
