"""Who may cast a ballot, and who decides for an elector at all."""

from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.decisions import queries
from plenary.decisions.models import Proposal
from plenary.decisions.rules.ballots import choices_of
from plenary.decisions.rules.phases import Phase
from plenary.membership.rules import Status


def may_cast(standing: Standing, proposal: Proposal) -> Verdict:
    """To cast or replace a ballot: while voting is open, for an elector of the frozen electorate, by mandate to decide."""
    phase = proposal.phase
    if phase is Phase.DRAFT:
        return refuse("decisions.not_voting")
    clause = f"process.{proposal.frozen_process.code}"
    if phase in {Phase.TRANSLATION, Phase.NOTICE, Phase.DISCUSSION}:
        return refuse("decisions.too_early", clause)
    if phase is Phase.WINDOW:
        return refuse("decisions.decided_on_a_call", clause)
    if phase is not Phase.VOTING:
        return refuse("decisions.over" if phase is Phase.WITHDRAWN else "decisions.too_late", clause)
    if not choices_of(proposal.frozen_process.method):
        return refuse("decisions.in_silence", clause)
    return decides_as_elector(standing, proposal)


def decides_as_elector(standing: Standing, proposal: Proposal) -> Verdict:
    """Whether a standing decides for an elector of the frozen electorate, whatever the phase."""
    clause = f"process.{proposal.frozen_process.code}"
    own = queries.electors_of(standing, proposal)
    if not own:
        return refuse("decisions.not_elector", clause)
    if own[0].is_recused:
        return refuse("decisions.stood_back", clause)
    if standing.member and standing.member_status == Status.SUSPENDED:
        return refuse("decisions.suspended", "accountability")
    if own[0].person:
        is_own = own[0].person == standing.person
        return allow("decisions.you_may", clause) if is_own else refuse("decisions.seat_of_another", clause)
    return _by_mandate(standing, clause)


def _by_mandate(standing: Standing, clause: str) -> Verdict:
    category = f"category.{standing.category}" if standing.category else clause
    if standing.mandate is Mandate.DECIDES:
        return allow("decisions.you_may", clause)
    return refuse("decisions.consults" if standing.mandate is Mandate.CONSULTS else "decisions.observes", category)
