"""Amendments to a text: moved, accepted as friendly, taken back."""

from typing import Any

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.decisions import permissions, queries
from plenary.decisions.actions import audiences, locking
from plenary.decisions.actions.names import name_for
from plenary.decisions.models import Amendment, Effect, Proposal
from plenary.decisions.rules.amendments import Act, amended, is_overtaken, problem, text_of
from plenary.record import actions as record
from plenary.record.actions import Part
from plenary.texts import actions as texts
from plenary.texts.models import Text

MOST_OF_AN_AMENDMENT = 4000  # characters, of its words as of its reason


def move_amendment(
    *,
    by: Standing,
    proposal: Proposal,
    effect: Effect,
    act: Act,
    label: str,
    words: str,
    reason: str,
    unnamed: bool = False,
) -> Amendment:
    """Move to replace or strike the paragraph of a label, or to add one after it. A protected member's goes unattributed, and
    so does that of whoever would be `unnamed`.

    It is anchored on the words that the paragraph has now, so that it can be told when they have changed. Refuses as
    permissions.may_move_amendment and may_go_unnamed say, and with decisions.no_such_paragraph, decisions.no_words_to_put,
    decisions.changes_nothing, decisions.strikes_all, decisions.no_reason_to_amend, decisions.amendment_too_long.
    """
    given = "" if act is Act.STRIKE else words.replace("\r\n", "\n").strip()
    if not reason.strip():
        raise Refused(refuse("decisions.no_reason_to_amend"))
    if max(len(given), len(reason)) > MOST_OF_AN_AMENDMENT:
        raise Refused(refuse("decisions.amendment_too_long", most=MOST_OF_AN_AMENDMENT))
    with record.act(by=by):
        proposal = locking.take(proposal)
        require(permissions.may_move_amendment(by, proposal))
        document = queries.document_of(effect, queries.amendments_of(proposal))
        wrong = problem(document, act, label, given) or _strikes_all(act, document)
        if wrong or effect.proposal_id != proposal.pk:
            raise Refused(refuse(wrong or "decisions.no_such_paragraph"))
        amendment = Amendment.objects.create(
            coalition_id=by.coalition,
            proposal=proposal,
            effect=effect,
            kind=act.value,
            paragraph=label,
            against=next((one.words for one in document if one.label == label), ""),
            words=given,
            reason=reason.strip(),
            moved_by=by.member or by.person,
            by_person=by.person,
            name=name_for(by, unnamed=unnamed),
            at=clock.now(),
        )
        _enter(by, amendment, "decisions.amendment_moved", **_as_moved(amendment))
    return amendment


def accept_amendment(*, by: Standing, amendment: Amendment) -> Amendment:
    """Accept an amendment as friendly: the text changes at once, its translations are of older words from then on.

    In order: lock the proposal, then the amendment; ask; change the text; enter the amendment and the text as it now
    stands. Refuses as permissions.may_accept_amendment says, one that is overtaken (decisions.overtaken), and one that
    would leave nothing (decisions.strikes_all).
    """
    with record.act(by=by):
        proposal = locking.take(amendment.proposal)
        amendment = _held(by, amendment)
        require(permissions.may_accept_amendment(by, amendment))
        rows = queries.amendments_of(proposal)
        document, change = queries.document_of(amendment.effect, rows), queries.change_of(amendment)
        if is_overtaken(document, change):
            raise Refused(refuse("decisions.overtaken"))
        after, _none = amended(document, [change])
        if not text_of(after):
            raise Refused(refuse("decisions.strikes_all"))
        amendment.state, amendment.settled_at = "accepted", clock.now()
        amendment.position = next_position(rows)
        amendment.save(update_fields=["state", "settled_at", "position"])
        revise(by, amendment.effect, text_of(after))
        accepted_by = by if proposal.moved_by_name else audiences.unattributed(by)
        _enter(accepted_by, amendment, "decisions.amendment_accepted", text=text_of(after))
    return amendment


def withdraw_amendment(*, by: Standing, amendment: Amendment) -> Amendment:
    """Take an amendment back; it is not decided any more, and stays readable in the record. Refuses as
    `permissions.may_withdraw_amendment` says."""
    with record.act(by=by):
        locking.take(amendment.proposal)
        amendment = _held(by, amendment)
        require(permissions.may_withdraw_amendment(by, amendment))
        amendment.state, amendment.settled_at = "withdrawn", clock.now()
        amendment.save(update_fields=["state", "settled_at"])
        _enter(by, amendment, "decisions.amendment_withdrawn")
    return amendment


def next_position(rows: list[Amendment]) -> int:
    """The place of the next amendment that changes the text."""
    return 1 + max((row.position for row in rows), default=0)


def revise(by: Standing, effect: Effect, text: str) -> None:
    """Keep the words of an effect as they now stand, in the language that decides."""
    held = Text.objects.of(by.coalition).get(pk=effect.text)
    texts.revise_text(by=by, text=held, body=text)


def _held(by: Standing, amendment: Amendment) -> Amendment:
    rows = Amendment.objects.of(by.coalition).select_for_update(of=("self",))
    return rows.select_related("proposal", "effect").get(pk=amendment.pk)


def _strikes_all(act: Act, document: Any) -> str:
    left = [one for one in document if not one.is_struck]
    return "decisions.strikes_all" if act is Act.STRIKE and len(left) == 1 else ""


def _as_moved(amendment: Amendment) -> dict[str, str]:
    return {
        "change": amendment.kind,
        "paragraph": amendment.paragraph,
        "against": amendment.against,
        "words": amendment.words,
        "reason": amendment.reason,
    }


def _enter(by: Standing, amendment: Amendment, kind: str, **facts: str) -> None:
    proposal = amendment.proposal
    is_movers = kind != "decisions.amendment_accepted"
    record.enter(
        by=by if amendment.name or not is_movers else audiences.unattributed(by),
        kind=kind,
        about=proposal.id,
        audience=audiences.of_proposals(proposal),
        facts=audiences.told(
            proposal, amendment=amendment.pk, effect=amendment.effect.position, name=amendment.name, **facts
        ),
        parts=[Part(facts={"moved_by": amendment.moved_by}, audience=audiences.of_own(by))] if is_movers else [],
    )
