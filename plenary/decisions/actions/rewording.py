"""Rewording: between tests of consensus the mover changes the words, so that they meet what others are concerned about."""

from collections.abc import Mapping

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.decisions import permissions, queries
from plenary.decisions.actions import audiences, locking
from plenary.decisions.models import Effect, Proposal
from plenary.record import actions as record


def reword(*, by: Standing, proposal: Proposal, title: str, body: str, words: Mapping[str, str]) -> Proposal:
    """Change title, reasons, and what is resolved in words (`words`: text by the id of its effect) before a test.

    In order: lock it whole; check; save; enter, with the earlier words beside the new ones. Effects that are no words stay
    as they are, and so do temperatures, which tell that they were given on earlier words. Refuses as
    permissions.may_reword says, and with decisions.no_title, decisions.no_words, decisions.no_such_words and
    decisions.nothing_changed.
    """
    if not title.strip():
        raise Refused(refuse("decisions.no_title"))
    with record.act(by=by):
        proposal = locking.take(proposal)
        require(permissions.may_reword(by, proposal))
        before = _told(proposal)
        effects = queries.effects_of(proposal)
        _put(effects, words)
        proposal.title, proposal.body = title.strip(), body
        problem = permissions.first_problem(by.coalition, effects)
        if problem:
            raise Refused(refuse(problem, f"process.{proposal.frozen_process.code}"))
        for row in effects:
            row.save(update_fields=["payload"])
        now = _told(proposal)
        if now == before:
            raise Refused(refuse("decisions.nothing_changed"))
        proposal.reworded_at = clock.now()
        proposal.save(update_fields=["title", "body", "reworded_at"])
        record.enter(
            by=by if proposal.moved_by_name else audiences.unattributed(by),
            kind="decisions.reworded",
            about=proposal.id,
            audience=audiences.of_proposals(proposal),
            facts={**now, "before": before},
        )
    return proposal


def _put(effects: list[Effect], words: Mapping[str, str]) -> None:
    in_words = {row.pk: row for row in effects if "text" in row.payload}
    if not words.keys() <= in_words.keys():
        raise Refused(refuse("decisions.no_such_words"))
    for pk, text in words.items():
        in_words[pk].payload = {**in_words[pk].payload, "text": text}


def _told(proposal: Proposal) -> dict[str, object]:
    effects = [{"kind": row.kind, "payload": row.payload} for row in queries.effects_of(proposal)]
    return {"title": proposal.title, "body": proposal.body, "effects": effects}
