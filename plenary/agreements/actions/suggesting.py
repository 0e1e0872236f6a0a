"""Suggestions on a paragraph of a draft: made by a member, taken over or declined by those who draft, taken back."""

from typing import Any

from plenary.agreements import permissions, queries
from plenary.agreements.actions.drafting import (
    attributed,
    locked_agreement,
    locked_to_change,
    remove_paragraph,
    write_paragraph,
)
from plenary.agreements.actions.entering import audience_of_name
from plenary.agreements.models import Agreement, Paragraph, Suggestion
from plenary.agreements.rules import LONGEST_PARAGRAPH, LONGEST_REASON, MOST_SUGGESTIONS, Fit, Line, fit_of
from plenary.charter.permissions import may_go_unnamed
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.decisions.actions.audiences import of_own, unattributed
from plenary.decisions.rules.amendments import Act
from plenary.record import actions as record

_BY_ITS_MEMBER = ("agreements.suggested", "agreements.suggestion_withdrawn")
"""What none but the member that a suggestion is of does."""


def suggest(
    *,
    by: Standing,
    agreement: Agreement,
    paragraph: Paragraph,
    act: Act,
    words: str,
    reason: str,
    unnamed: bool = False,
) -> Suggestion:
    """Suggest other words for a paragraph of the draft, another paragraph after it, or its removal, for one's member. A protected
    one goes unnamed, as does whoever would be `unnamed`.

    It keeps the words that the paragraph has now, so that it can be told when they have changed. Refuses as
    `permissions.may_suggest` and `may_go_unnamed` say, a paragraph that is gone (`agreements.no_such_paragraph`), no reason
    (`agreements.no_reason`), no words (`agreements.no_words`), those that stand there (`agreements.changes_nothing`), what is
    too long (`agreements.too_long`), and more than 50 that wait (`agreements.too_many_suggestions`).
    """
    said = "" if act is Act.STRIKE else _plain(words, LONGEST_PARAGRAPH)
    why = _plain(reason, LONGEST_REASON)
    if not why:
        raise Refused(refuse("agreements.no_reason"))
    with record.act(by=by):
        locked = locked_agreement(by, agreement.id)
        require(permissions.may_suggest(by, locked))
        if unnamed:
            require(may_go_unnamed(by))
        stands = queries.paragraph_of(locked, paragraph.id)
        if stands is None:
            raise Refused(refuse("agreements.no_such_paragraph"))
        if act is not Act.STRIKE and (not said or said == stands.words):
            raise Refused(refuse("agreements.changes_nothing" if said else "agreements.no_words"))
        _require_room(by, locked)
        row = Suggestion.objects.create(
            coalition_id=by.coalition,
            agreement=locked,
            member_id=by.member,
            act=act.value,
            paragraph=stands.id,
            against=stands.words,
            words=said,
            reason=why,
            unnamed=unnamed,
            made_at=clock.now(),
        )
        made = {name: getattr(row, name) for name in ("act", "paragraph", "against", "words", "reason")}
        _enter(by, row, "agreements.suggested", **made)
    return row


def take_suggestion(*, by: Standing, suggestion: Suggestion, revision: int = 0) -> Suggestion:
    """Take a suggestion over: the draft changes at once, and the record says whose words they were.

    `revision` is that of the paragraph as it was read beside the suggestion; 0: it was not compared. Refuses as
    `permissions.may_answer_suggestion` says, where the paragraph is gone (`agreements.no_such_paragraph`), where it has other
    words than those that the suggestion is about and was not compared (`agreements.older_wording`), and where it changed since
    it was (`agreements.changed_meanwhile`).
    """
    with record.act(by=by):
        row = _held(by, suggestion, locked_to_change(by, suggestion.agreement))
        require(permissions.may_answer_suggestion(by, row))
        act = Act(row.act)
        stands = queries.paragraph_of(row.agreement, row.paragraph)
        if stands is None:
            raise Refused(refuse("agreements.no_such_paragraph"))
        if revision and revision != stands.revision:
            raise Refused(refuse("agreements.changed_meanwhile"))
        line = Line(key=stands.id, words=stands.words)
        if not revision and fit_of(line, against=row.against, adds=act is Act.ADD) is Fit.OLDER:
            raise Refused(refuse("agreements.older_wording", permissions.clause_of_adoption(by.coalition)))
        if act is Act.STRIKE:
            remove_paragraph(by=by, agreement=row.agreement, paragraph=stands)
        else:
            after, of = (stands, None) if act is Act.ADD else (None, stands)
            write_paragraph(by=by, agreement=row.agreement, words=row.words, paragraph=of, after=after)
        _settle(row, "taken")
        _enter(by, row, "agreements.suggestion_taken")
    return row


def decline_suggestion(*, by: Standing, suggestion: Suggestion, answer: str) -> Suggestion:
    """Decline a suggestion, with the reason, which all who read the draft read.

    Refuses as `permissions.may_answer_suggestion` says, no reason (`agreements.no_reason`) and one that is too long."""
    why = _plain(answer, LONGEST_REASON)
    if not why:
        raise Refused(refuse("agreements.no_reason"))
    with record.act(by=by):
        row = _held(by, suggestion, locked_to_change(by, suggestion.agreement))
        require(permissions.may_answer_suggestion(by, row))
        _settle(row, "declined", why)
        _enter(by, row, "agreements.suggestion_declined", answer=why)
    return row


def withdraw_suggestion(*, by: Standing, suggestion: Suggestion) -> Suggestion:
    """Take a suggestion of one's member back; it stays to be read. Refuses as `permissions.may_take_back` says."""
    with record.act(by=by):
        row = _held(by, suggestion, locked_agreement(by, suggestion.agreement_id))
        require(permissions.may_take_back(by, row))
        _settle(row, "withdrawn")
        _enter(by, row, "agreements.suggestion_withdrawn")
    return row


def _require_room(by: Standing, locked: Agreement) -> None:
    """Refuse where as many suggestions of one's member wait as may."""
    rows = Suggestion.objects.of(by.coalition).filter(agreement=locked, member_id=by.member, state="open")
    if rows.count() >= MOST_SUGGESTIONS:
        clause = permissions.clause_of_adoption(by.coalition)
        raise Refused(refuse("agreements.too_many_suggestions", clause, most=MOST_SUGGESTIONS))


def _plain(words: str, most: int) -> str:
    said = words.replace("\r\n", "\n").strip()
    if len(said) > most:
        raise Refused(refuse("agreements.too_long", most=most))
    return said


def _held(by: Standing, suggestion: Suggestion, locked: Agreement) -> Suggestion:
    """The row, held after its agreement."""
    rows = Suggestion.objects.of(by.coalition).select_for_update(of=("self",))
    row = rows.select_related("member__organisation", "member__individual").get(id=suggestion.id)
    row.agreement = locked
    return row


def _settle(row: Suggestion, state: str, answer: str = "") -> None:
    row.state, row.answer, row.answered_at = state, answer, clock.now()
    row.save(update_fields=["state", "answer", "answered_at"])


def _enter(by: Standing, row: Suggestion, kind: str, **more: Any) -> None:
    """Enter it for the readers of the draft; the name of the member stands in a part for those who may read who the members are,
    that of one that goes unnamed nowhere. Where not all inside may, who made it or took it back stands there too. Whoever takes
    over or declines one that goes unnamed is told as anybody else would be, be it their member's own."""
    member, who, name = row.member, attributed(by), {"name": row.member.name}
    if row.goes_unnamed:
        parts = []
        if kind in _BY_ITS_MEMBER:
            who, parts = unattributed(by), [record.Part(facts={"moved_by": member.id}, audience=of_own(by))]
    else:
        audience = audience_of_name(by.coalition, member.id)
        if visibility.MEMBERS not in audience and kind in _BY_ITS_MEMBER:
            who, name = Standing.system(by.coalition, "disclosure"), {**name, "moved_by": member.id}
        parts = [record.Part(facts=name, audience=audience, person=member.individual_id or "")]
    record.enter(
        by=who,
        kind=kind,
        about=row.agreement_id,
        audience=[visibility.MEMBERS],
        facts={"agreement": row.agreement_id, "title": row.agreement.title, "suggestion": row.id, **more},
        parts=parts,
    )
