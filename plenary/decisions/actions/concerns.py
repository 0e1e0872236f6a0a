"""Concerns: raised before consensus is tested, answered by the mover, then withdrawn by who raised them, or upheld."""

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.decisions import permissions
from plenary.decisions.actions import audiences, locking
from plenary.decisions.actions.names import name_for
from plenary.decisions.models import Concern, Proposal
from plenary.decisions.rules.concerns import Move
from plenary.record import actions as record
from plenary.record.actions import Part
from plenary.texts.queries import coalition_language


def raise_concern(
    *, by: Standing, proposal: Proposal, words: str, language: str = "", unnamed: bool = False
) -> Concern:
    """Raise a concern, in the coalition's language unless another is said. A protected member's stands without its name, as
    does that of whoever would be `unnamed`.

    Refuses as permissions.may_raise_concern and may_go_unnamed say, and with decisions.nothing_said.
    """
    _require_words(words)
    with record.act(by=by):
        proposal = locking.share(proposal)
        require(permissions.may_raise_concern(by, proposal))
        concern = Concern.objects.create(
            coalition_id=by.coalition,
            proposal=proposal,
            round=proposal.round,
            words=words.strip(),
            language=language or coalition_language(by.coalition),
            raised_by=by.member or by.person,
            by_person=by.person,
            name=name_for(by, unnamed=unnamed),
            at=clock.now(),
        )
        _enter_of_raiser(by, concern, "decisions.concern_raised", words=concern.words, language=concern.language)
    return concern


def answer_concern(*, by: Standing, concern: Concern, answer: str) -> Concern:
    """Answer a concern for those who moved the proposal, or answer it better while nobody withdrew or upheld it.

    Refuses as permissions.may_answer_concern says, and with decisions.nothing_said.
    """
    _require_words(answer)
    with record.act(by=by):
        concern = _held(by, concern)
        require(permissions.may_answer_concern(by, concern))
        concern.answer, concern.answered_by, concern.answered_at = answer.strip(), by.person, clock.now()
        concern.state = "answered"
        concern.save(update_fields=["answer", "answered_by", "answered_at", "state"])
        proposal = concern.proposal
        record.enter(
            by=by if proposal.moved_by_name else audiences.unattributed(by),
            kind="decisions.concern_answered",
            about=proposal.id,
            audience=audiences.of_proposals(proposal),
            facts=audiences.told(proposal, concern=concern.id, answer=concern.answer),
        )
    return concern


def withdraw_concern(*, by: Standing, concern: Concern) -> Concern:
    """Withdraw a concern that one raised: it is met, or no longer held. It stays to be read."""
    return _settle(by, concern, Move.WITHDRAW, "withdrawn", "decisions.concern_withdrawn")


def uphold_concern(*, by: Standing, concern: Concern) -> Concern:
    """Uphold a concern that one raised, because the answer does not meet it: it stands beside the ballot."""
    return _settle(by, concern, Move.UPHOLD, "upheld", "decisions.concern_upheld")


def _settle(by: Standing, concern: Concern, move: Move, state: str, kind: str) -> Concern:
    with record.act(by=by):
        concern = _held(by, concern)
        require(permissions.may_settle_concern(by, concern, move))
        concern.state, concern.settled_at = state, clock.now()
        concern.save(update_fields=["state", "settled_at"])
        _enter_of_raiser(by, concern, kind)
    return concern


def _held(by: Standing, concern: Concern) -> Concern:
    """The concern as it is now, locked, with its proposal shared."""
    proposal = locking.share(concern.proposal)
    held = Concern.objects.of(by.coalition).select_for_update(of=("self",)).get(pk=concern.pk)
    held.proposal = proposal
    return held


def _require_words(words: str) -> None:
    if not words.strip():
        raise Refused(refuse("decisions.nothing_said"))


def _enter_of_raiser(by: Standing, concern: Concern, kind: str, **facts: str) -> None:
    proposal = concern.proposal
    record.enter(
        by=by if concern.name else audiences.unattributed(by),
        kind=kind,
        about=proposal.id,
        audience=audiences.of_proposals(proposal),
        facts=audiences.told(proposal, concern=concern.id, name=concern.name, **facts),
        parts=[Part(facts={"raised_by": concern.raised_by}, audience=audiences.of_own(by))],
    )
