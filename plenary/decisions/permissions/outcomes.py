"""Who may enter an outcome, and try again what could not be carried out."""

from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.decisions.models import Proposal
from plenary.decisions.permissions.reading import is_mover
from plenary.decisions.rules.phases import Phase


def may_close(standing: Standing) -> Verdict:
    """To enter an outcome: the program alone, at the deadline."""
    return allow(clause=standing.clause) if standing.is_system else refuse("decisions.only_by_rules")


def may_carry_out_again(standing: Standing, proposal: Proposal) -> Verdict:
    """To try again what could not be carried out: the decision stands, so its movers, any office, or the program. Not where it
    waits and is tried by itself, or was dropped for what was decided since."""
    if proposal.phase is not Phase.NOT_CARRIED_OUT or proposal.is_waiting or proposal.is_dropped:
        return refuse("decisions.nothing_to_mend")
    if standing.is_system or standing.offices or is_mover(standing, proposal):
        return allow("decisions.you_may", f"process.{proposal.frozen_process.code}")
    return refuse("decisions.not_to_mend")
