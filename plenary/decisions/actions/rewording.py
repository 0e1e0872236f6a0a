"""Rewording: between tests of consensus the mover changes the words, so that they meet what others are concerned about."""

from collections.abc import Mapping

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.decisions import permissions, queries
from plenary.decisions.actions import audiences, languages, locking
from plenary.decisions.models import Effect, Proposal
from plenary.record import actions as record


def reword(*, by: Standing, proposal: Proposal, title: str, body: str, words: Mapping[str, str]) -> Proposal:
    """Change title, reasons, and what is resolved in words (`words`: text by the id of its effect) before a test.

    In order: lock it whole; check; save; enter, with the earlier words beside the new ones. Effects that are no words stay
    as they are, and so do temperatures, which tell that they were given on earlier words. Translations become stale. Refuses
    as permissions.may_reword says, and with decisions.no_title, decisions.no_words, decisions.no_such_words,
    decisions.amended_already and decisions.nothing_changed.
    """
    if not title.strip():
        raise Refused(refuse("decisions.no_title"))
    with record.act(by=by):
        proposal = locking.take(proposal)
        require(permissions.may_reword(by, proposal))
        before = _told(proposal)
        effects = queries.effects_of(proposal)
        changed = _put(proposal, effects, words)
        proposal.title, proposal.body = title.strip(), body
        problem = permissions.first_problem(by.coalition, effects)
        if problem:
            raise Refused(refuse(problem, f"process.{proposal.frozen_process.code}"))
        languages.keep_words(by, proposal)
        for row in changed:
            languages.keep_resolved(by, row, proposal.language, {row.position: row.text})
            row.save(update_fields=["payload", "text"])
        now = _told(proposal)
        if now == before:
            raise Refused(refuse("decisions.nothing_changed"))
        proposal.reworded_at = clock.now()
        proposal.save(update_fields=["title", "body", "text", "reworded_at"])
        record.enter(
            by=by if proposal.moved_by_name else audiences.unattributed(by),
            kind="decisions.reworded",
            about=proposal.id,
            audience=audiences.of_proposals(proposal),
            facts={**now, "before": before},
        )
    return proposal


def _put(proposal: Proposal, effects: list[Effect], words: Mapping[str, str]) -> list[Effect]:
    """Put the new words into the effects, and give those that change; those to which amendments were moved change through
    these alone."""
    in_words = {row.pk: row for row in effects if "text" in row.payload}
    if not words.keys() <= in_words.keys():
        raise Refused(refuse("decisions.no_such_words"))
    changed = [in_words[pk] for pk, text in words.items() if text != in_words[pk].payload["text"]]
    free = {row.pk for row in queries.effects_to_reword(proposal)}
    if any(row.pk not in free for row in changed):
        raise Refused(refuse("decisions.amended_already", f"process.{proposal.frozen_process.code}"))
    for row in changed:
        row.payload = {**row.payload, "text": words[row.pk]}
    return changed


def _told(proposal: Proposal) -> dict[str, object]:
    effects = [{"kind": row.kind, "payload": row.payload} for row in queries.effects_of(proposal)]
    return {"title": proposal.title, "body": proposal.body, "effects": effects}
