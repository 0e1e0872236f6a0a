"""Writes of the opening questions (A8): answers with an audience each, typed in from paper too, and the yearly look again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plenary.charter.queries import charter_of
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.membership.actions.hearing import enter
from plenary.membership.actions.locking import lock
from plenary.membership.models import Member, OpeningAnswer
from plenary.membership.permissions.opening import may_answer_opening
from plenary.membership.queries.opening import tokens_before_joining, tokens_of
from plenary.membership.rules import WAITING
from plenary.membership.rules.opening import Audience, Question
from plenary.record import actions as record

LONGEST_ANSWER = 10_000
"""Characters of one answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One answer as it is given: words (Markdown) in a language (BCP 47), for an audience."""

    question: Question
    words: str
    audience: Audience
    language: str


def answer_opening(
    *, by: Standing, member: Member, given: Sequence[Given], said_on: date | None = None
) -> tuple[OpeningAnswer, ...]:
    """Answer opening questions for a member; gives the answers that are new. Earlier ones stay as they were heard.

    By its representatives, or typed in from paper by whoever leads the conversation, with the day on which it was said. What
    one says that waits for admission is for those alone who hear applicants, until it is admitted.
    What stands already is looked at again by it; empty words leave what stands. One entry an answer, for its audience,
    without its words. Refuses a day to come (`membership.day_to_come`).
    """
    require(may_answer_opening(by, member))
    typed_in = by.member != member.id
    if said_on and said_on > clock.now().date():
        raise Refused(refuse("membership.day_to_come"))
    with record.act(by=by):
        locked = lock(by.coalition, member.id)
        rows = OpeningAnswer.objects.of(by.coalition).filter(member=locked, replaced_at=None)
        stands = {row.question: row for row in rows.select_for_update(of=("self",))}
        written = [each for each in given if each.words.strip()]
        answers = [_answer(by, locked, each, stands.get(each.question)) for each in written]
        made = [answer for answer in answers if answer is not None]
        for answer in made:
            answer.said_on = said_on if typed_in else None
            answer.save(force_insert=True)
            _enter(by, locked, answer)
        return tuple(made)


def look_again(*, by: Standing, member: Member) -> int:
    """Find the answers of a member to be so still, a year on; gives how many there are. By its own, or whoever leads the
    conversation for it. Refuses where there are none (`membership.nothing_answered`)."""
    require(may_answer_opening(by, member))
    with record.act(by=by):
        locked = lock(by.coalition, member.id)
        rows = OpeningAnswer.objects.of(by.coalition).filter(member=locked, replaced_at=None)
        number = rows.update(looked_again_at=clock.now())
        if not number:
            raise Refused(refuse("membership.nothing_answered"))
        enter(by, "membership.opening_confirmed", locked, audience=_heard_by(by, locked, Audience.MEMBERS))
        return number


def _answer(by: Standing, member: Member, given: Given, before: OpeningAnswer | None) -> OpeningAnswer | None:
    """The answer to be saved, the earlier one replaced; None where it stands so already, and is looked at again."""
    now, words = clock.now(), given.words.strip()
    if before is not None:
        if (before.said, before.audience, before.language) == (words, given.audience, given.language):
            before.looked_again_at = now
            before.save(update_fields=["looked_again_at"])
            return None
        before.replaced_at = now
        before.save(update_fields=["replaced_at"])
    answer = OpeningAnswer(
        coalition_id=by.coalition,
        member=member,
        question=given.question,
        audience=given.audience,
        language=given.language,
        given_at=now,
        looked_again_at=now,
        is_typed_in=by.member != member.id,
        before_joining=member.status in WAITING,
        by_person=by.person,
    )
    answer.keep(words, sealed=given.audience is Audience.FACILITATOR)
    return answer


def _enter(by: Standing, member: Member, answer: OpeningAnswer) -> None:
    facts = {"answer": answer.id, "question": answer.question, "audience_of_answer": answer.audience}
    enter(by, "membership.opening_answered", member, facts, audience=_heard_by(by, member, answer.audience))


def _heard_by(by: Standing, member: Member, audience: str) -> tuple[str, ...]:
    tokens = tokens_before_joining if member.status in WAITING else tokens_of
    return tokens(charter_of(by.coalition), member, audience)
