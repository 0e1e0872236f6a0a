"""Who may see, move, second, vote on, object to and discuss proposals; each answer names the clause that it rests on."""

from plenary.charter import decidable
from plenary.charter.queries import audience_for, called, charter_of, version_in_force
from plenary.charter.rules.schema import Method, Process
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.decisions import queries
from plenary.decisions.models import Effect, Objection, Proposal
from plenary.decisions.rules.phases import OBJECTED, OPEN, Phase
from plenary.membership.rules import INSIDE, Status, has_voice

OPEN_ANY = "decisions.open_any"
"""The power to open proposals without belonging to the body that may move them."""


def may_read_proposals(standing: Standing) -> Verdict:
    """To open the list: those to whom the charter discloses proposals or outcomes, members, and holders of offices.

    Before there is a charter there is nothing by which to decide.
    """
    if version_in_force(standing.coalition) is None:
        return refuse("core.not_yet")
    if standing.is_system or standing.is_inside or standing.offices or standing.bodies:
        return allow(clause="disclosure")
    charter = charter_of(standing.coalition)
    for disclosed in (charter.disclosure.proposals, charter.disclosure.outcomes):
        if standing.may_read(audience_for(charter, disclosed)):
            return allow(clause="disclosure")
    return refuse("decisions.members_only", "disclosure")


def has_a_voice(standing: Standing) -> Verdict:
    """Whether a standing takes part in discussion at all: for a member with a voice, or in a seat or office of its own."""
    clause = f"category.{standing.category}" if standing.category else ""
    if standing.member and standing.member_status == Status.SUSPENDED:
        return refuse("decisions.suspended", "accountability")
    if standing.member and standing.member_status in INSIDE:
        category = charter_of(standing.coalition).category(standing.category)
        if not has_voice(category, Status(standing.member_status)):
            return refuse("decisions.no_voice", clause)
        if standing.mandate is Mandate.OBSERVES and not standing.offices:
            return refuse("decisions.observes", clause)
        return allow("decisions.you_may", clause)
    if standing.person and (standing.offices or standing.bodies):
        return allow("decisions.you_may")
    return refuse("decisions.not_acting")


def may_draft(standing: Standing) -> Verdict:
    """To write a draft: whoever has a voice, once there is a charter."""
    return has_a_voice(standing) if version_in_force(standing.coalition) else refuse("core.not_yet")


def is_mover(standing: Standing, proposal: Proposal) -> bool:
    """True for those who act for the member that moved it, or for the person who did in their own name."""
    if proposal.moved_by_member_id:
        return standing.member == proposal.moved_by_member_id and standing.mandate is not Mandate.OBSERVES
    return bool(standing.person) and standing.person == proposal.moved_by_person


def may_amend_draft(standing: Standing, proposal: Proposal) -> Verdict:
    """To change a draft: its movers, until it opens."""
    if not is_mover(standing, proposal):
        return refuse("decisions.not_yours")
    return allow("decisions.you_may") if proposal.phase is Phase.DRAFT else refuse("decisions.not_draft")


def may_second(standing: Standing, proposal: Proposal) -> Verdict:
    """To second a draft: an elector of the body that may move it, who decides for another member than the mover's."""
    process = queries.process_of(proposal)
    clause = f"process.{process.code}"
    if proposal.phase is not Phase.DRAFT:
        return refuse("decisions.not_draft", clause)
    if not process.seconders or proposal.shown_at is None:
        return refuse("decisions.not_seconded_here", clause)
    if is_mover(standing, proposal):
        return refuse("decisions.own_proposal", clause)
    if not standing.member or queries.mover_place(standing, process) is None:
        return _not_a_mover(standing, process)
    if queries.has_seconded(standing, proposal):
        return refuse("decisions.seconded_already", clause)
    return allow("decisions.you_may", clause)


def may_open(standing: Standing, proposal: Proposal) -> Verdict:
    """To open a draft: its movers, when the body that may move it counts them in or their office may open any, it is seconded,
    and it can be done now."""
    amend = may_amend_draft(standing, proposal)
    if not amend:
        return amend
    process = queries.process_of(proposal)
    clause = f"process.{process.code}"
    if queries.mover_place(standing, process) is None and not standing.has_power(OPEN_ANY):
        return _not_a_mover(standing, process)
    missing = queries.missing_seconders(proposal)
    if missing:
        return refuse("decisions.seconders_missing", clause, missing=missing)
    effects = queries.effects_of(proposal)
    if not effects:
        return refuse("decisions.no_effects", clause)
    problem = first_problem(proposal.coalition_id, effects)
    return refuse(problem, clause) if problem else allow("decisions.you_may", clause)


def first_problem(coalition_id: str, effects: list[Effect]) -> str:
    """The reason code of the first effect that cannot be done now, or empty."""
    for row in effects:
        found = decidable.effect(row.kind).problems(coalition_id, row.payload)
        if found:
            return found[0]
    return ""


def _not_a_mover(standing: Standing, process: Process) -> Verdict:
    clause = f"process.{process.code}"
    if standing.member and standing.mandate is Mandate.CONSULTS:
        return refuse("decisions.consults", clause)
    charter = charter_of(standing.coalition)
    body = called(charter, charter.body(process.moved_by).names, process.moved_by)
    return refuse("decisions.not_a_mover", clause, body=body)


def may_withdraw(standing: Standing, proposal: Proposal) -> Verdict:
    """To take a proposal back: its movers, until voting closes."""
    if not is_mover(standing, proposal):
        return refuse("decisions.not_yours")
    if proposal.phase is Phase.DRAFT or proposal.phase in OPEN:
        return allow("decisions.you_may")
    return refuse("decisions.over")


def may_cast(standing: Standing, proposal: Proposal) -> Verdict:
    """To cast or replace a ballot: while voting is open, for an elector of the frozen electorate, by mandate to decide."""
    phase = proposal.phase
    if phase is Phase.DRAFT:
        return refuse("decisions.not_voting")
    clause = f"process.{proposal.frozen_process.code}"
    if phase in {Phase.NOTICE, Phase.DISCUSSION}:
        return refuse("decisions.too_early", clause)
    if phase is not Phase.VOTING:
        return refuse("decisions.over" if phase is Phase.WITHDRAWN else "decisions.too_late", clause)
    return decides_as_elector(standing, proposal)


def decides_as_elector(standing: Standing, proposal: Proposal) -> Verdict:
    """Whether a standing decides for an elector of the frozen electorate, whatever the phase."""
    clause = f"process.{proposal.frozen_process.code}"
    own = queries.electors_of(standing, proposal)
    if not own:
        return refuse("decisions.not_elector", clause)
    if standing.member and standing.member_status == Status.SUSPENDED:
        return refuse("decisions.suspended", "accountability")
    category = f"category.{standing.category}" if standing.category else clause
    if own[0].person:
        is_own = own[0].person == standing.person
        return allow("decisions.you_may", clause) if is_own else refuse("decisions.seat_of_another", clause)
    if standing.mandate is Mandate.CONSULTS:
        return refuse("decisions.consults", category)
    if standing.mandate is not Mandate.DECIDES:
        return refuse("decisions.observes", category)
    return allow("decisions.you_may", clause)


def may_object(standing: Standing, proposal: Proposal, effect: Effect | None = None) -> Verdict:
    """To object, from discussion until voting closes: to the whole under consent, for an elector; to one severable effect
    where the process lets members take effects out, for any member, or whoever sits in the electorate in their own name."""
    if proposal.phase not in OBJECTED:
        return refuse("decisions.not_discussed" if proposal.phase in OPEN | {Phase.DRAFT} else "decisions.over")
    process = proposal.frozen_process
    clause = f"process.{process.code}"
    if effect is None and process.method is not Method.CONSENT:
        return refuse("decisions.not_by_consent", clause)
    if effect is not None and not (process.objections and decidable.effect(effect.kind).severable):
        return refuse("decisions.not_severable", clause)
    decides = _decides_for_objection(standing, proposal, effect)
    if not decides:
        return decides
    rows = Objection.objects.of(proposal.coalition_id).filter(proposal=proposal, effect=effect, withdrawn_at=None)
    stands = rows.filter(objector=standing.member or standing.person).exists()
    return refuse("decisions.objects_already", clause) if stands else decides


def _decides_for_objection(standing: Standing, proposal: Proposal, effect: Effect | None) -> Verdict:
    if effect is None or not standing.member:
        return decides_as_elector(standing, proposal)
    voice = has_a_voice(standing)
    if voice and standing.mandate is Mandate.CONSULTS:
        return refuse("decisions.consults", f"category.{standing.category}")
    return voice


def may_withdraw_objection(standing: Standing, objection: Objection) -> Verdict:
    """To take an objection back: who decides for the one who made it, until voting closes."""
    proposal = objection.proposal
    if proposal.phase not in OBJECTED:
        return refuse("decisions.over")
    if objection.withdrawn_at is not None or objection.objector != (standing.member or standing.person):
        return refuse("decisions.no_objection")
    return _decides_for_objection(standing, proposal, objection.effect)


def may_comment(standing: Standing, proposal: Proposal) -> Verdict:
    """To speak in the discussion: whoever has a voice, from the start of discussion until voting closes."""
    if proposal.phase not in OBJECTED:
        return refuse("decisions.not_discussed" if proposal.phase in OPEN | {Phase.DRAFT} else "decisions.over")
    return has_a_voice(standing)


def may_close(standing: Standing) -> Verdict:
    """To enter an outcome: the program alone, at the deadline."""
    return allow(clause=standing.clause) if standing.is_system else refuse("decisions.only_by_rules")


def may_carry_out_again(standing: Standing, proposal: Proposal) -> Verdict:
    """To try again what could not be carried out: the decision stands, so its movers, any office, or the program."""
    if proposal.phase is not Phase.NOT_CARRIED_OUT:
        return refuse("decisions.nothing_to_mend")
    if standing.is_system or standing.offices or is_mover(standing, proposal):
        return allow("decisions.you_may", f"process.{proposal.frozen_process.code}")
    return refuse("decisions.not_to_mend")
