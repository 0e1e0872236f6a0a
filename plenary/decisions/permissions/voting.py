"""Who may cast a ballot, and who decides for an elector at all."""

from collections.abc import Sequence

from plenary.charter.rules.schema import Method
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.decisions import queries
from plenary.decisions.models import Elector, Proposal
from plenary.decisions.rules.ballots import takes_ballots
from plenary.decisions.rules.phases import OPEN, Phase
from plenary.decisions.rules.reading import Given, is_of_now
from plenary.membership.rules import WITHOUT_VOTE

type Electors = Sequence[Elector]


def may_cast(standing: Standing, proposal: Proposal, own: Electors | None = None) -> Verdict:
    """To cast or replace a ballot: while voting is open, for an elector of the frozen electorate, by mandate to decide, or
    after consulting (`must_say_whom`). `own` are the standing's electors where they are read already."""
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
    if not takes_ballots(proposal.frozen_process.method):
        return refuse("decisions.in_silence", clause)
    return answers_as_elector(standing, proposal, own)


def may_cast_later(proposal: Proposal) -> Verdict:
    """To cast a ballot that lay on a device until there was a line: any but a secret one, which is kept nowhere."""
    if proposal.opened_at and queries.is_secret(proposal.frozen_process):
        return refuse("decisions.not_sent_later", f"process.{proposal.frozen_process.code}")
    return allow()


def is_not_boxed(proposal: Proposal) -> Verdict:
    """Whether ballots of the present round are still taken, where a box is closed before they are counted: on a machine whose
    clock is ahead it may be, while here voting goes on."""
    process = proposal.frozen_process
    if (process.method is Method.CHOICE or queries.is_secret(process)) and queries.box_of(proposal):
        return refuse("decisions.too_late", f"process.{process.code}")
    return allow()


def asks_the_same(proposal: Proposal, given: Given) -> Verdict:
    """Whether a proposal still asks what an answer was given on. Of one that is over its phase tells (`may_cast`)."""
    if given.seen and proposal.phase in OPEN and not is_of_now(given, queries.as_asked(proposal)):
        return refuse("decisions.asked_otherwise", f"process.{proposal.frozen_process.code}")
    return allow()


def answers_as_elector(standing: Standing, proposal: Proposal, own: Electors | None = None) -> Verdict:
    """Whether a standing gives an elector's answer: who decides for it does, and who must consult does once it says whom it
    asked."""
    decides = decides_as_elector(standing, proposal, own=own)
    if decides.reason != "decisions.consults":
        return decides
    return allow("decisions.after_asking", f"category.{standing.category}")


def must_say_whom(standing: Standing, elector: Elector) -> bool:
    """True when an answer of this standing for an elector counts only with the words whom it asked, and when."""
    return elector.person != standing.person and standing.mandate is Mandate.CONSULTS


def decides_as_elector(
    standing: Standing, proposal: Proposal, *, though_back: bool = False, own: Electors | None = None
) -> Verdict:
    """Whether a standing decides for an elector of the frozen electorate, whatever the phase; `though_back` for one that
    stood back too."""
    clause = f"process.{proposal.frozen_process.code}"
    own = queries.electors_of(standing, proposal) if own is None else own
    if not own:
        return refuse("decisions.not_elector", clause)
    if own[0].is_recused and not though_back:
        return refuse("decisions.stood_back", clause)
    if standing.member_status in WITHOUT_VOTE:
        return refuse("decisions.suspended", "accountability")
    if own[0].person and own[0].person == standing.person:
        return allow("decisions.you_may", clause)
    if queries.casts_alone(own[0]):
        return refuse("decisions.seat_of_another", clause)
    return _by_mandate(standing, clause)


def _by_mandate(standing: Standing, clause: str) -> Verdict:
    category = f"category.{standing.category}" if standing.category else clause
    if standing.mandate is Mandate.DECIDES:
        return allow("decisions.you_may", clause)
    return refuse("decisions.consults" if standing.mandate is Mandate.CONSULTS else "decisions.observes", category)
