"""Referrals: a proposal in discussion is sent to a body for advice, and comes back."""

from datetime import datetime

from plenary.bodies.formed import bodies_at_work
from plenary.bodies.queries import electorate
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.times import zone_of
from plenary.core.verdicts import Refused, refuse, require
from plenary.decisions import permissions
from plenary.decisions.actions import audiences, freezing, locking
from plenary.decisions.actions.advice import enter_asked, held, move_due, of_advice
from plenary.decisions.models import Advice, Proposal
from plenary.decisions.rules.advice import Voting, came_back, sent
from plenary.record import actions as record


def refer(*, by: Standing, proposal: Proposal, body: str, days: int, question: str = "") -> Advice:
    """Send a proposal to a body for advice, for so many whole days. In order: lock it; check; move voting later by these
    days, on days that count; keep what is asked; enter both.

    Advice that the charter asks for is due when voting opens, so it moves along. Refuses as permissions.may_refer says,
    and with decisions.too_long_away, decisions.no_such_body, decisions.asked_already and decisions.nobody_sits_there.
    """
    with record.act(by=by):
        proposal = locking.take(proposal)
        require(permissions.may_refer(by, proposal))
        _require_body(by, proposal, body, days)
        due, moved = sent(_voting(proposal), _here(proposal), days, proposal.frozen_days)
        advice = Advice(
            coalition_id=by.coalition,
            proposal=proposal,
            body=body,
            is_referral=True,
            question=question.strip(),
            asked_at=clock.now(),
            asked_by=by.person,
            due=due,
        )
        _move(proposal, moved)
        advice.save()
        _enter(by, advice, "decisions.referred", for_days=days, question=advice.question)
        enter_asked(audiences.of_one_unnamed(by, proposal), advice)
    return advice


def send_back(*, by: Standing, advice: Advice) -> Proposal:
    """Send a proposal back with the advice that was given: it is changed no more, and the discussion goes on at once for
    as long as was left when the proposal was sent. Refuses as permissions.may_send_back says."""
    with record.act(by=by):
        advice = held(by, advice)
        require(permissions.may_send_back(by, advice))
        proposal = advice.proposal
        _move(proposal, came_back(_voting(proposal), advice.due, _here(proposal), proposal.frozen_days))
        advice.due = clock.now()
        advice.save(update_fields=["due"])
        _enter(by, advice, "decisions.came_back")
    return proposal


def _require_body(by: Standing, proposal: Proposal, body: str, days: int) -> None:
    process = proposal.frozen_process
    clause = f"process.{process.code}"
    if not 1 <= days <= process.referral_days:
        raise Refused(refuse("decisions.too_long_away", clause, most=process.referral_days))
    if body == process.electorate or body not in {each.code for each in bodies_at_work(by.coalition)}:
        raise Refused(refuse("decisions.no_such_body", clause))
    if Advice.objects.of(by.coalition).filter(proposal=proposal, body=body).exists():
        raise Refused(refuse("decisions.asked_already", clause))
    if not electorate(by.coalition, body, clock.now()):
        raise Refused(refuse("decisions.nobody_sits_there", f"body.{body}"))


def _voting(proposal: Proposal) -> Voting:
    return Voting(proposal.voting_from or clock.now(), proposal.voting_until or clock.now())


def _here(proposal: Proposal) -> datetime:
    return clock.now().astimezone(zone_of(proposal.frozen_days.time_zone))


def _move(proposal: Proposal, voting: Voting) -> None:
    """Move voting, and with it the day on which the advice is due that the charter asks for."""
    opened = proposal.voting_from
    proposal.voting_from, proposal.voting_until = voting.opens, voting.closes
    move_due(proposal, opened)
    proposal.save(update_fields=["voting_from", "voting_until"])


def _enter(by: Standing, advice: Advice, kind: str, **facts: object) -> None:
    proposal = advice.proposal
    record.enter(
        by=audiences.of_one_unnamed(by, proposal),
        kind=kind,
        about=proposal.id,
        audience=of_advice(advice),
        facts=audiences.told(
            proposal, advice=advice.id, of_body=advice.body, **facts, **freezing.frozen_facts(proposal)
        ),
    )
