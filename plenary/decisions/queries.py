"""Reads of proposals, electors, ballots and effects. Those that take a standing return only what it may see."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from plenary.bodies.queries import electorate
from plenary.bodies.rules import Elector as Place
from plenary.charter import decidable
from plenary.charter.queries import audience_for, charter_in, charter_of, version_in_force
from plenary.charter.rules.schema import Process
from plenary.core.models import ScopedQuerySet
from plenary.core.standing import Mandate, Standing
from plenary.decisions.models import Ballot, Effect, Elector, Objection, Proposal, Seconding
from plenary.decisions.rules import counting
from plenary.decisions.rules.phases import Phase
from plenary.decisions.rules.seconding import seconders_needed


def _mine(standing: Standing) -> Q:
    """What a standing moved: through its member, or in the person's own name."""
    found = Q(pk="")
    if standing.member:
        found |= Q(moved_by_member=standing.member)
    if standing.person:
        found |= Q(moved_by_member=None, moved_by_person=standing.person)
    return found


def _places(standing: Standing) -> Q:
    """The electors whose ballot a standing casts, or whose colleague casts it."""
    found = Q(pk="")
    if standing.member:
        found |= Q(member=standing.member)
    if standing.person:
        found |= Q(person=standing.person)
    return found


def _asked(standing: Standing) -> Q:
    """The electors whose ballot is asked of a standing: a seat that names its person asks that person alone."""
    found = Q(pk="")
    if standing.member:
        found |= Q(member=standing.member, person="")
    if standing.person:
        found |= Q(person=standing.person)
    return found


def visible_proposals(standing: Standing) -> ScopedQuerySet[Proposal]:
    """The proposals that a standing may see: its own drafts, and those shown to members to find seconders; opened ones as
    the charter discloses proposals; decided ones as it discloses outcomes; always those in whose electorate it stands."""
    proposals = Proposal.objects.of(standing.coalition).select_related("moved_by_member")
    if standing.is_system:
        return proposals
    version = version_in_force(standing.coalition)
    if version is None:
        return proposals.none()  # nothing is decided before there are rules
    charter = charter_in(version)
    disclosure = charter.disclosure
    opened, decided = Q(opened_at__isnull=False), Q(decided_at__isnull=False)
    seen = _mine(standing)
    if standing.is_inside:
        seen |= Q(opened_at=None, withdrawn_at=None, shown_at__isnull=False)
    if standing.may_read(audience_for(charter, disclosure.proposals)):
        seen |= opened
    if standing.may_read(audience_for(charter, disclosure.outcomes)):
        seen |= decided
    if standing.member or standing.person:
        places = Elector.objects.of(standing.coalition).filter(_places(standing), proposal=OuterRef("pk"))
        seen |= opened & Q(Exists(places))
    return proposals.filter(seen)


def visible_proposal(standing: Standing, proposal_id: str) -> Proposal | None:
    """The proposal of this id, when the standing may see it."""
    return visible_proposals(standing).filter(pk=proposal_id).first()


def open_proposals(standing: Standing) -> ScopedQuerySet[Proposal]:
    """Opened and not yet counted, the nearest deadline first."""
    found = visible_proposals(standing).filter(opened_at__isnull=False, withdrawn_at=None, outcome="")
    return found.order_by("voting_until", "id")


def decided_proposals(standing: Standing) -> ScopedQuerySet[Proposal]:
    """Those with an outcome, newest first."""
    return visible_proposals(standing).exclude(outcome="").order_by("-decided_at", "id")


def withdrawn_proposals(standing: Standing) -> ScopedQuerySet[Proposal]:
    """Those that were withdrawn after they had opened, newest first."""
    found = visible_proposals(standing).filter(opened_at__isnull=False, withdrawn_at__isnull=False)
    return found.order_by("-withdrawn_at", "id")


def draft_proposals(standing: Standing) -> ScopedQuerySet[Proposal]:
    """One's own drafts and those that look for seconders, newest first."""
    return visible_proposals(standing).filter(opened_at=None, withdrawn_at=None).order_by("-drafted_at", "id")


def shown_drafts(standing: Standing) -> ScopedQuerySet[Proposal]:
    """Drafts shown to members, oldest first, each with `have` (members that second it) and `is_seconded` by one's own."""
    rows = Seconding.objects.of(standing.coalition).filter(proposal=OuterRef("pk"))
    drafts = visible_proposals(standing).filter(opened_at=None, withdrawn_at=None, shown_at__isnull=False)
    found = drafts.annotate(have=_number(rows), is_seconded=Exists(rows.filter(member=standing.member or None)))
    return cast("ScopedQuerySet[Proposal]", found.order_by("shown_at", "id"))


def with_turnout(proposals: ScopedQuerySet[Proposal], standing: Standing) -> ScopedQuerySet[Proposal]:
    """The same proposals, each with `size` (electors), `voted` (ballots), `has_place` and `has_voted` for the standing."""
    electors = Elector.objects.of(standing.coalition).filter(proposal=OuterRef("pk"))
    ballots = Ballot.objects.of(standing.coalition).filter(proposal=OuterRef("pk"))
    given = Ballot.objects.of(standing.coalition).filter(elector=OuterRef("pk"))
    mine = electors.filter(_asked(standing))
    found = proposals.annotate(
        size=_number(electors),
        voted=_number(ballots),
        has_place=Exists(mine),
        has_voted=Exists(mine.filter(Exists(given))),
    )
    return cast("ScopedQuerySet[Proposal]", found)


def _number(rows: ScopedQuerySet[Elector] | ScopedQuerySet[Ballot] | ScopedQuerySet[Seconding]) -> Coalesce:
    counted = rows.order_by().values("proposal").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def process_of(proposal: Proposal) -> Process:
    """The process by which it is decided: frozen once it opened; for a draft, the one now in force for its matter."""
    if proposal.process:
        return proposal.frozen_process
    return charter_of(proposal.coalition_id).process_for(proposal.matter)


def place_among(standing: Standing, electors: Iterable[Place]) -> Place | None:
    """The place in an electorate through which a standing decides now: in its own name, or for its member by mandate."""
    by_member = None
    for place in electors:
        if place.person:
            if place.person == standing.person:
                return place
        elif place.member and place.member == standing.member and standing.mandate is Mandate.DECIDES:
            by_member = by_member or place
    return by_member


def mover_place(standing: Standing, process: Process) -> Place | None:
    """The place through which a standing moves or seconds under a process, or None when it may not."""
    return place_among(standing, electorate(standing.coalition, process.moved_by, standing.as_of))


def electors_of(standing: Standing, proposal: Proposal, *, hold: bool = False) -> tuple[Elector, ...]:
    """The electors of a proposal that belong to a standing, whatever its mandate: those in the person's name first.

    With `hold` their rows are locked until the act ends.
    """
    rows = Elector.objects.of(proposal.coalition_id).filter(_places(standing), proposal=proposal)
    rows = rows.select_for_update(of=("self",)) if hold else rows
    return tuple(sorted(rows, key=lambda row: (row.person != standing.person, row.key)))


def ballot_of(standing: Standing, proposal: Proposal) -> Ballot | None:
    """The ballot that stands for the standing's own elector, whoever of its representatives cast it. That of a seat that
    names a person is shown to that person alone, as its entry is."""
    electors = electors_of(standing, proposal)
    if not electors or electors[0].person not in {"", standing.person}:
        return None
    return Ballot.objects.of(proposal.coalition_id).filter(elector=electors[0]).select_related("elector").first()


def count_now(proposal: Proposal) -> counting.Turnout:
    """Turnout: all that is told of a count before voting closes. Serves pages of those who may see the proposal."""
    size = Elector.objects.of(proposal.coalition_id).filter(proposal=proposal).count()
    voted = Ballot.objects.of(proposal.coalition_id).filter(proposal=proposal).count()
    return counting.turnout(process_of(proposal), size, voted)


@dataclass(frozen=True, slots=True)
class Vote:
    """One line of a roll call."""

    name: str
    choice: str
    weight: int


def roll_call(standing: Standing, proposal: Proposal) -> tuple[Vote, ...]:
    """How each elector voted, by name, once the outcome is entered; protected members are never listed."""
    if not proposal.outcome or not (standing.is_inside or standing.is_system):
        return ()
    rows = Ballot.objects.of(proposal.coalition_id).filter(proposal=proposal, elector__protected=False)
    told = rows.order_by("elector__name", "elector__key").values_list("elector__name", "choice", "elector__weight")
    return tuple(Vote(*row) for row in told)


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happens if adopted: its sentence, whether it was taken out, and who objects to it."""

    id: str
    kind: str
    payload: Mapping[str, object]
    sentence: str
    severable: bool
    severed: bool
    objections: tuple[Objection, ...]


def effects_of(proposal: Proposal) -> list[Effect]:
    """The effects of a proposal, in their order."""
    return list(Effect.objects.of(proposal.coalition_id).filter(proposal=proposal))


def what_happens(proposal: Proposal) -> list[Happening]:
    """What happens if it is adopted, in order; one call a kind of effect, whatever their number."""
    rows = effects_of(proposal)
    against: dict[str, list[Objection]] = {}
    for objection in standing_objections(proposal):
        against.setdefault(objection.effect_id or "", []).append(objection)
    severs = process_of(proposal).objections
    words: dict[str, str] = {}
    for kind in {row.kind for row in rows}:
        of_kind = [row for row in rows if row.kind == kind]
        told = decidable.effect(kind).sentences(proposal.coalition_id, [row.payload for row in of_kind])
        words |= {row.id: sentence for row, sentence in zip(of_kind, told, strict=True)}
    return [
        Happening(
            id=row.id,
            kind=row.kind,
            payload=row.payload,
            sentence=words[row.id],
            severable=severs and decidable.effect(row.kind).severable,
            severed=row.severed_at is not None,
            objections=tuple(against.get(row.id, ())),
        )
        for row in rows
    ]


def standing_objections(proposal: Proposal) -> list[Objection]:
    """The objections that were not taken back, oldest first, with their electors."""
    rows = Objection.objects.of(proposal.coalition_id).filter(proposal=proposal, withdrawn_at=None)
    return list(rows.select_related("elector"))


def seconders_of(proposal: Proposal) -> list[str]:
    """The names of the members that second it, in the order in which they did; protected ones are not named."""
    rows = Seconding.objects.of(proposal.coalition_id).filter(proposal=proposal, member__protected=False)
    return [row.member.name for row in rows.select_related("member__organisation", "member__individual").order_by("at")]


def missing_seconders(proposal: Proposal) -> int:
    """How many more members must second it before it may open."""
    process = process_of(proposal)
    if not process.seconders:
        return 0
    have = Seconding.objects.of(proposal.coalition_id).filter(proposal=proposal).count()
    movers = (place.member for place in electorate(proposal.coalition_id, process.moved_by))
    return max(0, seconders_needed(process, proposal.moved_by_member_id or "", movers) - have)


def has_seconded(standing: Standing, proposal: Proposal) -> bool:
    """True when the standing's member seconds it."""
    rows = Seconding.objects.of(proposal.coalition_id).filter(proposal=proposal)
    return bool(standing.member) and rows.filter(member=standing.member).exists()


def due_to_close(moment: datetime) -> list[Proposal]:
    """Every coalition's proposals whose voting ended by a moment and whose count is not entered. Serves the task."""
    rows = Proposal.objects.across_coalitions().filter(opened_at__isnull=False, withdrawn_at=None, outcome="")
    return list(rows.filter(voting_until__lt=moment).order_by("voting_until"))


def due_to_carry_out(moment: datetime) -> list[Proposal]:
    """Every coalition's adopted proposals whose effects are due and were not tried. Serves the task."""
    rows = Proposal.objects.across_coalitions().filter(outcome="adopted", carried_out_at=None, not_carried_out={})
    return list(rows.filter(effects_due__lte=moment).order_by("effects_due"))


def asked_to_vote(standing: Standing) -> ScopedQuerySet[Proposal]:
    """Proposals in voting in whose electorate the standing has a place without a ballot yet, nearest deadline first."""
    return (
        with_turnout(open_proposals(standing), standing)
        .filter(Q(has_place=True, has_voted=False), voting_from__lte=standing.as_of, voting_until__gte=standing.as_of)
        .order_by(F("voting_until"))
    )


def is_waiting(proposal: Proposal) -> bool:
    """True when it is opened and its outcome is not entered."""
    return proposal.phase in {Phase.NOTICE, Phase.DISCUSSION, Phase.VOTING, Phase.CLOSED}
