"""Advice: a body is asked before a proposal is decided, says what it thinks, and the mover says what became of it."""

from datetime import datetime

from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.decisions import permissions, queries
from plenary.decisions.actions import audiences, locking
from plenary.decisions.actions.names import shown_name
from plenary.decisions.models import Advice, Proposal
from plenary.decisions.rules.advice import NEEDS_WHY, Became
from plenary.record import actions as record
from plenary.texts.queries import coalition_language


def ask_charter_bodies(by: Standing, proposal: Proposal) -> None:
    """Ask each body that the process wants to be heard, until voting opens, and that was not asked in an earlier round;
    nobody where voting opens at once. Within the caller's act, the proposal saved."""
    if proposal.voting_from is None or proposal.voting_from <= clock.now():
        return
    asked = {row.body for row in queries.advice_on(proposal)}
    for body in proposal.frozen_process.advice_from:
        if body in asked:
            continue
        advice = Advice(
            coalition_id=by.coalition,
            proposal=proposal,
            body=body,
            asked_at=clock.now(),
            due=proposal.voting_from,
        )
        advice.save()
        enter_asked(Standing.system(by.coalition, f"process.{proposal.frozen_process.code}"), advice)


def move_due(proposal: Proposal, opened: datetime | None) -> None:
    """Let the advice that was due when voting was to open (`opened`) be due when it opens now; within the caller's act. Where the
    proposal was sent to a body for advice, that has a day of its own."""
    rows = Advice.objects.of(proposal.coalition_id).filter(proposal=proposal, is_referral=False)
    if opened and proposal.voting_from:
        rows.filter(due=opened).update(due=proposal.voting_from)


def enter_asked(by: Standing, advice: Advice) -> None:
    """Enter that a body was asked, for those who sit in it: they are mailed."""
    record.enter(
        by=by,
        kind="decisions.advice_asked",
        about=advice.proposal_id,
        audience=[visibility.body(advice.body)],
        facts=audiences.told(
            advice.proposal,
            advice=advice.id,
            of_body=advice.body,
            question=advice.question,
            due=advice.due.isoformat(),
        ),
    )


def give_advice(*, by: Standing, advice: Advice, words: str, language: str = "") -> Advice:
    """Give the advice of a body, one for all who sit in it, or change it until it is due.

    What the mover said of earlier words is taken off: it was about these. Refuses as permissions.may_advise says, and with
    decisions.nothing_said.
    """
    if not words.strip():
        raise Refused(refuse("decisions.nothing_said"))
    with record.act(by=by):
        advice = held(by, advice)
        require(permissions.may_advise(by, advice))
        advice.words, advice.language = words.strip(), language or coalition_language(by.coalition)
        advice.given_by, advice.given_by_name, advice.given_at = by.person, shown_name(by), clock.now()
        advice.became, advice.became_why, advice.became_at = "", "", None
        advice.save()
        record.enter(
            by=by if advice.given_by_name else audiences.unattributed(by),
            kind="decisions.advice_given",
            about=advice.proposal_id,
            audience=of_advice(advice),
            facts=audiences.told(
                advice.proposal,
                advice=advice.id,
                of_body=advice.body,
                name=advice.given_by_name,
                words=advice.words,
                language=advice.language,
            ),
        )
    return advice


def say_what_became(*, by: Standing, advice: Advice, became: str, why: str = "") -> Advice:
    """Say what became of advice: taken, partly, not; what was not taken whole is owed a reason.

    Refuses as permissions.may_say_what_became says, and with decisions.no_such_fate and decisions.why_missing.
    """
    if became not in {known.value for known in Became}:
        raise Refused(refuse("decisions.no_such_fate"))
    if Became(became) in NEEDS_WHY and not why.strip():
        raise Refused(refuse("decisions.why_missing"))
    with record.act(by=by):
        advice = held(by, advice)
        require(permissions.may_say_what_became(by, advice))
        advice.became, advice.became_why, advice.became_at = became, why.strip(), clock.now()
        advice.save(update_fields=["became", "became_why", "became_at"])
        record.enter(
            by=by if advice.proposal.moved_by_name else audiences.unattributed(by),
            kind="decisions.advice_answered",
            about=advice.proposal_id,
            audience=of_advice(advice),
            facts=audiences.told(
                advice.proposal, advice=advice.id, of_body=advice.body, became=became, why=advice.became_why
            ),
        )
    return advice


def held(by: Standing, advice: Advice) -> Advice:
    """The advice as it is now, locked, with its proposal held whole: times may move with it."""
    proposal = locking.take(advice.proposal)
    found = Advice.objects.of(by.coalition).select_for_update(of=("self",)).get(pk=advice.pk)
    found.proposal = proposal
    return found


def of_advice(advice: Advice) -> list[str]:
    """For whom entries about advice are: those who see the proposal, and the body that was asked, whose seats persons from
    outside may hold."""
    tokens = audiences.of_proposals(advice.proposal)
    return tokens if visibility.PUBLIC in tokens else sorted({*tokens, visibility.body(advice.body)})
