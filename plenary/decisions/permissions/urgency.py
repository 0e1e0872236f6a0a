"""Who may open what cannot wait, and try again to undo what was not confirmed."""

from plenary.bodies.queries import electorate
from plenary.charter import decidable
from plenary.charter.concerning import concerning
from plenary.charter.queries import charter_of
from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.decisions import queries
from plenary.decisions.models import Effect, Proposal, Stage
from plenary.decisions.permissions.drafting import first_problem, may_amend_draft
from plenary.decisions.permissions.reading import is_mover
from plenary.decisions.permissions.resting import may_put
from plenary.decisions.rules.urgency import is_urgent_matter


def may_open_urgently(standing: Standing, proposal: Proposal) -> Verdict:
    """To open a draft for the few: its movers, when they decide in the body of the urgent process, its matter is one that
    the charter lets be decided so, and all that it does can be done now, at once, and undone."""
    amend = may_amend_draft(standing, proposal)
    if not amend:
        return amend
    charter = charter_of(standing.coalition)
    if not is_urgent_matter(charter.urgent, proposal.matter, charter.matters):
        return refuse("decisions.not_urgent_matter", "urgent" if charter.urgent.process else "")
    few = charter.process(charter.urgent.process)
    if queries.place_among(standing, electorate(standing.coalition, few.electorate, standing.as_of)) is None:
        return refuse("decisions.not_of_the_few", "urgent")
    if not electorate(standing.coalition, charter.process(charter.urgent.confirmed_by).electorate, standing.as_of):
        return refuse("decisions.no_electors", "urgent")
    effects = queries.effects_of(proposal)
    reason = _reason(proposal, effects)
    if reason:
        return refuse(reason, "urgent")
    again = may_put(standing, few, [(row.kind, row.payload) for row in effects])
    return allow("decisions.you_may", "urgent") if again else again


def _reason(proposal: Proposal, effects: list[Effect]) -> str:
    """Why these effects cannot be decided urgently now, or empty."""
    if not effects:
        return "decisions.no_effects"
    if proposal.effects_from is not None or any(not decidable.effect(row.kind).revocable for row in effects):
        return "decisions.not_urgently"
    if any(concerning_hold(row) for row in effects):
        return "decisions.heard_first"
    return first_problem(proposal.coalition_id, effects)


def concerning_hold(row: Effect) -> bool:
    """True for what concerns somebody who may hold it by an appeal: it cannot be in force before."""
    kind = concerning(row.kind)
    return kind is not None and kind.hold_hours(row.coalition_id, row.payload) > 0


def may_undo_again(standing: Standing, proposal: Proposal) -> Verdict:
    """To try again to undo what was not confirmed: its movers, any office, or the program."""
    unconfirmed = proposal.stage == Stage.CONFIRMING and proposal.outcome == "lapsed"
    if not (unconfirmed and proposal.not_carried_out and proposal.carried_out_at):
        return refuse("decisions.nothing_to_mend")
    if standing.is_system or standing.offices or is_mover(standing, proposal):
        return allow("decisions.you_may", "urgent")
    return refuse("decisions.not_to_mend")
