"""Who may object, take an objection back, and speak in the discussion."""

from plenary.charter import decidable
from plenary.charter.rules.schema import Method
from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict, refuse
from plenary.decisions.models import Effect, Objection, Proposal, Stage
from plenary.decisions.permissions.reading import has_a_voice
from plenary.decisions.permissions.voting import answers_as_elector
from plenary.decisions.rules.phases import OBJECTED, OPEN, Phase


def may_object(standing: Standing, proposal: Proposal, effect: Effect | None = None) -> Verdict:
    """To object, from discussion until voting closes: to the whole under consent or silence, and to what was decided on a
    call, for an elector; to one severable effect where the process lets members take effects out, for any member, or
    whoever sits in the electorate in their own name."""
    if proposal.phase not in OBJECTED:
        return refuse("decisions.not_discussed" if proposal.phase in OPEN | {Phase.DRAFT} else "decisions.over")
    process = proposal.frozen_process
    clause = f"process.{process.code}"
    if effect is None and not takes_objections(proposal):
        return refuse("decisions.not_by_consent", clause)
    if effect is not None and not (process.objections and decidable.effect(effect.kind).severable):
        return refuse("decisions.not_severable", clause)
    decides = _decides_for_objection(standing, proposal, effect)
    if not decides:
        return decides
    rows = Objection.objects.of(proposal.coalition_id).filter(proposal=proposal, effect=effect, withdrawn_at=None)
    rows = rows if effect else rows.filter(elector__round=proposal.round)
    stands = rows.filter(objector=standing.member or standing.person).exists()
    return refuse("decisions.objects_already", clause) if stands else decides


def takes_objections(proposal: Proposal) -> bool:
    """True where an elector objects to an opened proposal as a whole: under consent and silence, and after a call."""
    return proposal.stage == Stage.RECORDED or proposal.frozen_process.method in (Method.CONSENT, Method.SILENCE)


def _decides_for_objection(standing: Standing, proposal: Proposal, effect: Effect | None) -> Verdict:
    """Who must consult first may object too, and says whom it asked (`actions.object_to`)."""
    return answers_as_elector(standing, proposal) if effect is None or not standing.member else has_a_voice(standing)


def may_withdraw_objection(standing: Standing, objection: Objection) -> Verdict:
    """To take an objection back: who decides for the one who made it, until voting closes."""
    proposal = objection.proposal
    if proposal.phase not in OBJECTED:
        return refuse("decisions.over")
    if objection.effect is None and objection.elector and objection.elector.round != proposal.round:
        return refuse("decisions.over")
    if objection.withdrawn_at is not None or objection.objector != (standing.member or standing.person):
        return refuse("decisions.no_objection")
    return _decides_for_objection(standing, proposal, objection.effect)


def may_comment(standing: Standing, proposal: Proposal) -> Verdict:
    """To speak in the discussion: whoever has a voice, from the start of discussion until voting closes."""
    if proposal.phase not in OBJECTED:
        return refuse("decisions.not_discussed" if proposal.phase in OPEN | {Phase.DRAFT} else "decisions.over")
    return has_a_voice(standing)
