"""Reads of nominations: what is nominated for, who stands, with the statements, what waits for an answer, and what is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from plenary.charter import decidable
from plenary.core.models import ScopedQuerySet
from plenary.core.prepared import prepared
from plenary.core.standing import Standing
from plenary.decisions.models import Effect, Nomination, Proposal
from plenary.decisions.queries.choosing import Choice, box_of, choice_of
from plenary.decisions.rules.phases import Phase
from plenary.directory.models import Person
from plenary.directory.queries import visible_persons
from plenary.membership.models import Member
from plenary.membership.queries import listed_members
from plenary.membership.rules import SEATED
from plenary.record.models import Entry
from plenary.texts import queries as texts
from plenary.texts.queries import Reading

CLOSED, AGAIN_OPEN = "decisions.nominations_closed", "decisions.nominations_again"
"""The kinds of entries that tell that nominations are closed, and that they are open once more."""

FIXED = "decisions.candidates_fixed"
"""The kind of entry that tells, when voting opens after a discussion, who stands then and what follows."""

DECLINED = "declined"
"""Why a nomination ended that the one nominated did not accept."""

_OPEN = ("", AGAIN_OPEN)
_NEW_ROUND = "decisions.round_opened"
_TURNS = (CLOSED, AGAIN_OPEN, FIXED, _NEW_ROUND)
_NOTICE_OVER = frozenset({Phase.DISCUSSION, Phase.VOTING, Phase.CLOSED})
_VOTING_OPENED = frozenset({Phase.VOTING, Phase.CLOSED})


@dataclass(frozen=True, slots=True)
class Stands:
    """A nomination with its statement, as the reader gets it, or None."""

    row: Nomination
    statement: Reading | None


def nominating_kinds() -> list[str]:
    """The codes of the kinds of effects for which candidates are nominated."""
    return sorted(code for code in decidable.effects() if (kind := decidable.choosing(code)) and kind.nominates)


def election_of(proposal: Proposal) -> Choice | None:
    """What a proposal chooses where its candidates are nominated, else None."""
    found = choice_of(proposal)
    return found if found and found.asked.nominated else None


def is_election(proposal: Proposal) -> bool:
    """True when candidates are nominated for what it chooses. One query."""
    rows = Effect.objects.of(proposal.coalition_id).filter(proposal=proposal, kind__in=nominating_kinds())
    return rows.exists()


def nomination_of(proposal: Proposal, nomination_id: str) -> Nomination | None:
    """A nomination of a proposal by its id, ended ones too; with member, person and proposal."""
    rows = Nomination.objects.of(proposal.coalition_id).filter(proposal=proposal, pk=nomination_id)
    return rows.select_related("member__organisation", "member__individual", "person", "proposal").first()


def statements_of(proposal: Proposal, rows: Sequence[Nomination], language: str = "") -> list[Stands]:
    """Nominations of a proposal, each with the statement in a language (the active one) where it is there. Two queries whatever
    their number."""
    wanted = language or get_language() or ""
    found = texts.readings(proposal.coalition_id, [row.text for row in rows if row.text], wanted)
    return [Stands(row, found.get(row.text)) for row in rows]


def is_nominated(proposal: Proposal, member: str, person: str) -> bool:
    """True when a member, or a person in its own name (ids, or empty), stands or is asked to."""
    rows = Nomination.objects.of(proposal.coalition_id).filter(proposal=proposal, ended_at=None)
    who = Q(member=member) if member else Q(member=None, person=person)
    return rows.filter(who).exists()


def has_declined(proposal: Proposal, member: str, person: str) -> bool:
    """True when a member, or a person in its own name (ids, or empty), declined a nomination in this election. One query."""
    rows = Nomination.objects.of(proposal.coalition_id).filter(proposal=proposal, ended_because=DECLINED)
    return rows.filter(Q(member=member) if member else Q(member=None, person=person)).exists()


def not_to_nominate(proposal: Proposal, choice: Choice, own: str) -> frozenset[str]:
    """The ids of members, and of persons in their own name, whom no form offers for nomination: who is nominated, who declined
    (but for one's own, `own`), and who holds such a seat beyond the start. Two queries."""
    rows = Nomination.objects.of(proposal.coalition_id).filter(proposal=proposal, ended_because=DECLINED)
    declined = {member or person or "" for member, person in rows.values_list("member", "person")} - {own}
    nominated = {row.member_id or row.person_id or "" for row in choice.nominated}
    kind = decidable.choosing(choice.effect.kind)
    holders = kind.holders(proposal.coalition_id, choice.effect.payload) if kind else frozenset()
    return holders | declined | nominated


def members_to_nominate(standing: Standing) -> ScopedQuerySet[Member]:
    """The members whom a standing may nominate: those in good standing that it sees."""
    return listed_members(standing).filter(status__in=SEATED)


def persons_to_nominate(standing: Standing) -> QuerySet[Person]:
    """The persons whom a standing may nominate: those that it sees, but for protected ones."""
    return visible_persons(standing).filter(protected=False)


def was_entered(proposal: Proposal, kind: str) -> bool:
    """True when an entry of this kind about the proposal stands in the record."""
    return Entry.objects.of(proposal.coalition_id).filter(kind=kind, about=proposal.pk).exists()


def has_closed_nominations(proposal: Proposal) -> bool:
    """True when it is entered that nominations are closed, and not since that they are open once more. One query."""
    return _last_turn(proposal) not in _OPEN


def has_fixed_candidates(proposal: Proposal) -> bool:
    """True when it is entered who stands when voting opens. Where no discussion lies between, that nominations are closed says
    so; a further round asks anew. One query."""
    return _is_fixed(proposal, _last_turn(proposal))


def turn_due(proposal: Proposal) -> str:
    """What of an election the program is to do now, as the kind of the entry that tells of it: `CLOSED` once its notice is over,
    `FIXED` once its voting has opened; empty where that is done, or it is decided. One query."""
    if proposal.outcome or proposal.phase not in _NOTICE_OVER:
        return ""
    last = _last_turn(proposal)
    if last in _OPEN:
        return CLOSED
    return FIXED if proposal.phase in _VOTING_OPENED and not _is_fixed(proposal, last) else ""


def awaits_closing(proposal: Proposal) -> bool:
    """True for an election in voting of which it is not entered yet who stands: whether a ballot is held is known within a
    minute. A query or two."""
    return is_election(proposal) and not has_fixed_candidates(proposal)


def nominations_to_close(moment: datetime) -> list[Proposal]:
    """Every coalition's open elections whose time for nominations is over, and whose closing is not entered. Serves the task."""
    return list(_open_elections(Q(turn__in=_OPEN, discussion_from__lte=moment)).order_by("discussion_from"))


def candidates_to_fix(moment: datetime) -> list[Proposal]:
    """Every coalition's open elections in voting of which it is not entered who stands when it opens. Serves the task."""
    is_waiting = Q(turn=_NEW_ROUND) | Q(turn=CLOSED, voting_from__gt=F("discussion_from"))
    return list(_open_elections(is_waiting & Q(voting_from__lte=moment)).order_by("voting_from"))


def _open_elections(are: Q) -> QuerySet[Proposal]:
    """Every coalition's undecided elections of which something holds; `turn` is the kind of the latest entry that tells how far
    one is, or empty."""
    rows = Proposal.objects.across_coalitions().filter(opened_at__isnull=False, withdrawn_at=None, outcome="")
    effects = Effect.objects.across_coalitions().filter(proposal=OuterRef("pk"), kind__in=nominating_kinds())
    told = Entry.objects.across_coalitions().filter(
        coalition=OuterRef("coalition"), about=OuterRef("pk"), kind__in=_TURNS
    )
    latest = Subquery(told.order_by("-n").values("kind")[:1])
    return rows.filter(Exists(effects)).alias(turn=Coalesce(latest, Value(""))).filter(are)


def _last_turn(proposal: Proposal) -> str:
    """The kind of the latest entry that tells how far an election is, or empty."""
    rows = Entry.objects.of(proposal.coalition_id).filter(about=proposal.pk, kind__in=_TURNS)
    return rows.order_by("-n").values_list("kind", flat=True).first() or ""


def _is_fixed(proposal: Proposal, last: str) -> bool:
    closes, opens = proposal.discussion_from, proposal.voting_from
    has_discussion = closes is not None and opens is not None and opens > closes
    return last == FIXED or (last == CLOSED and not has_discussion)


def nominated_to_answer(standing: Standing) -> Sequence[Nomination]:
    """The nominations of one's own member, or of oneself, that wait for an answer; with their proposals."""
    return list(_to_answer(standing.coalition, standing.member, standing.person, standing.as_of))


@prepared
def _to_answer(coalition_id: str, member: str, person: str, now: datetime) -> ScopedQuerySet[Nomination]:
    rows = Nomination.objects.of(coalition_id).filter(accepted_at=None, ended_at=None)
    own = Q(pk="")  # who acts for none, or has no card, is asked nothing
    if member:
        own |= Q(member_id=member)
    if person:
        own |= Q(member=None, person_id=person)
    asked = rows.filter(own, proposal__discussion_from__gt=now, proposal__outcome="", proposal__withdrawn_at=None)
    return asked.select_related("proposal").order_by("proposal__discussion_from", "id")[:10]


def opened_before(coalition_id: str, kind: str) -> list[tuple[Proposal, dict[str, object]]]:
    """The opened proposals with an effect of a kind that were not withdrawn, each with its payload; the latest first."""
    rows = Effect.objects.of(coalition_id).filter(
        kind=kind, proposal__opened_at__isnull=False, proposal__withdrawn_at=None
    )
    found = rows.select_related("proposal").order_by("-proposal__opened_at", "-proposal__id")
    return [(row.proposal, row.payload) for row in found]


def calls_again(proposal: Proposal) -> bool:
    """True when its ballots chose to open nominations again."""
    box = box_of(proposal)
    return bool(box and decidable.AGAIN in box.winners)
