"""Amendments: moved, accepted as friendly, taken back, voted on, settled before the main question, entered and audited."""

from fractions import Fraction

import pytest

from plenary.charter.rules.schema import Method
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused
from plenary.decisions import actions, queries
from plenary.decisions import permissions as perms
from plenary.decisions.audits import audit
from plenary.decisions.models import Amendment, AmendmentBallot, Proposal
from plenary.decisions.rules.amendments import Act
from plenary.decisions.tests import factories
from plenary.membership.models import Member
from plenary.record import queries as record_queries
from plenary.texts import queries as texts
from tests import founding

pytestmark = pytest.mark.django_db

TEXT = "One.\n\nTwo.\n\nThree."


def resolving(by: Standing, text: str = TEXT) -> Proposal:
    return factories.opened(by, [("decisions.resolve", {"text": text})])


def move(by: Standing, proposal: Proposal, act: Act = Act.REPLACE, label: str = "2", words: str = "2!") -> Amendment:
    effect = queries.texts_to_amend(proposal)[0]
    with clock.set_to(proposal.discussion_from):
        return actions.move_amendment(
            by=by, proposal=proposal, effect=effect, act=act, label=label, words=words, reason="It is better."
        )


def accept(by: Standing, amendment: Amendment) -> Amendment:
    with clock.set_to(amendment.proposal.discussion_from):
        return actions.accept_amendment(by=by, amendment=amendment)


def vote(by: Standing, proposal: Proposal, **answers: str) -> None:
    with clock.set_to(proposal.voting_from):
        actions.vote_on_amendments(by=by, proposal=proposal, answers=answers)


def cast(by: Standing, proposal: Proposal, choice: str = "yes") -> None:
    with clock.set_to(proposal.voting_from):
        actions.cast_ballot(by=by, proposal=proposal, choice=choice)


def text_now(proposal: Proposal) -> str:
    effect = queries.texts_to_amend(proposal)[0]
    now = texts.current(proposal.coalition_id, effect.text, "en").body
    assert now == queries.text_as_it_stands(effect, queries.amendments_of(proposal))
    return now


def state_of(amendment: Amendment) -> str:
    return Amendment.objects.of(amendment.coalition_id).get(pk=amendment.pk).state


def sound(house) -> None:
    assert list(audit(house.id)) == []


def test_a_friendly_amendment_changes_the_text_at_once(house):
    mover, other = founding.standings(house, 2)
    proposal = resolving(mover)
    amendment = move(other, proposal)
    assert (amendment.against, amendment.name, text_now(proposal)) == ("Two.", "Member 1", TEXT)
    kept = accept(mover, amendment)
    assert (kept.state, kept.position, text_now(proposal)) == ("accepted", 1, "One.\n\n2!\n\nThree.")
    told = [line for line in record_queries.feed(other) if line.kind.startswith("decisions.amendment")]
    assert [line.kind for line in told] == ["decisions.amendment_accepted", "decisions.amendment_moved"]
    assert told[0].facts["text"] == "One.\n\n2!\n\nThree."
    assert [line.facts["against"] for line in told[1:]] == ["Two."]
    happening = queries.what_happens(proposal)[0]
    assert (happening.sentence, happening.payload["text"]) == ("One.\n\n2!\n\nThree.", TEXT)  # what was opened stays
    sound(house)


def test_what_was_overtaken_is_not_accepted(house):
    mover, one, two = founding.standings(house, 3)
    proposal = resolving(mover)
    first, second = move(one, proposal), move(two, proposal, Act.STRIKE, "2", "")
    accept(mover, first)
    with pytest.raises(Refused) as refused:
        accept(mover, second)
    assert (refused.value.verdict.reason, state_of(second)) == ("decisions.overtaken", "open")
    sound(house)


def test_amendments_are_decided_before_the_main_question_in_the_order_shown(house):
    mover, one, two = founding.standings(house, 3)
    proposal = resolving(mover)
    replaced = move(one, proposal, Act.REPLACE, "2", "2!")
    struck = move(two, proposal, Act.STRIKE, "2", "")
    added = move(one, proposal, Act.ADD, "3", "Four.")
    lost = move(two, proposal, Act.REPLACE, "1", "1?")
    silent = move(two, proposal, Act.REPLACE, "3", "3?")
    for by in (mover, one):
        vote(by, proposal, **{replaced.pk: "yes", struck.pk: "yes", added.pk: "yes", lost.pk: "no"})
    vote(two, proposal, **{replaced.pk: "no", lost.pk: "yes", added.pk: "abstain"})
    for by in (mover, one, two):
        cast(by, proposal)
    closed = factories.close(proposal)
    assert closed.outcome == "adopted"
    assert [state_of(each) for each in (replaced, struck, added, lost, silent)] == [
        "overtaken", "adopted", "adopted", "rejected", "not_taken_up",
    ]  # fmt: skip
    assert text_now(closed) == "One.\n\nThree.\n\nFour."
    entry = next(line for line in record_queries.feed(one) if line.kind == "decisions.decided")
    told = {each["amendment"]: (each["state"], each["count"]["yes"]) for each in entry.facts["amendments"]}
    assert told == {
        replaced.pk: ("overtaken", 2),
        struck.pk: ("adopted", 2),
        added.pk: ("adopted", 2),
        lost.pk: ("rejected", 1),
        silent.pk: ("not_taken_up", 0),
    }
    assert entry.facts["texts"] == ["One.\n\nThree.\n\nFour."]
    sound(house)


def test_what_would_leave_nothing_is_overtaken(house):
    mover, other = founding.standings(house, 2)
    proposal = resolving(mover, "One.\n\nTwo.")
    both = [move(other, proposal, Act.STRIKE, label, "") for label in ("1", "2")]
    for by in (mover, other):
        vote(by, proposal, **{each.pk: "yes" for each in both})
        cast(by, proposal)
    closed = factories.close(proposal)
    assert [state_of(each) for each in both] == ["adopted", "overtaken"]
    assert text_now(closed) == "Two."
    sound(house)


def test_answers_can_be_changed_until_voting_closes(house):
    mover, other = founding.standings(house, 2)
    proposal = resolving(mover)
    amendment = move(other, proposal)
    vote(other, proposal, **{amendment.pk: "yes"})
    vote(other, proposal, **{amendment.pk: "no"})
    row = AmendmentBallot.objects.of(house.id).get()
    assert (row.choice, queries.answers_to_amendments(other, proposal)) == ("no", {amendment.pk: "no"})
    assert queries.answers_to_amendments(mover, proposal) == {}
    seen = [line.kind for line in record_queries.feed(mover)]
    assert "decisions.amendments_voted" not in seen  # how one answers is one's own
    sound(house)


def test_one_no_stops_an_amendment_under_consent():
    house = founding.coalition(rules=factories.charter(ordinary={"method": Method.CONSENT}))
    mover, one, two = founding.standings(house, 3)
    proposal = resolving(mover)
    carried, stopped = move(one, proposal), move(one, proposal, Act.STRIKE, "3", "")
    vote(one, proposal, **{carried.pk: "yes", stopped.pk: "yes"})
    vote(two, proposal, **{stopped.pk: "no"})
    for by in (mover, one, two):
        cast(by, proposal)
    factories.close(proposal)
    assert (state_of(carried), state_of(stopped)) == ("adopted", "rejected")
    sound(house)


def test_under_silence_only_the_mover_changes_the_text():
    house = founding.coalition(rules=factories.charter(ordinary={"method": Method.SILENCE, "quorum": Fraction(0)}))
    mover, other = founding.standings(house, 2)
    proposal = resolving(mover)
    friendly, left = move(other, proposal), move(other, proposal, Act.STRIKE, "3", "")
    accept(mover, friendly)
    with pytest.raises(Refused):
        vote(other, proposal, **{left.pk: "yes"})
    closed = factories.close(proposal)
    assert (closed.outcome, state_of(left), text_now(closed)) == ("adopted", "not_taken_up", "One.\n\n2!\n\nThree.")
    sound(house)


def test_an_amendment_is_taken_back_until_voting_closes(house):
    mover, other = founding.standings(house, 2)
    proposal = resolving(mover)
    amendment = move(other, proposal)
    with clock.set_to(proposal.voting_from):
        assert perms.may_withdraw_amendment(mover, amendment).reason == "decisions.not_your_amendment"
        actions.withdraw_amendment(by=other, amendment=amendment)
        with pytest.raises(Refused) as refused:
            actions.withdraw_amendment(by=other, amendment=amendment)
    assert (refused.value.verdict.reason, state_of(amendment)) == ("decisions.amendment_settled", "withdrawn")
    with pytest.raises(Refused):
        vote(mover, proposal, **{amendment.pk: "yes"})
    sound(house)


def test_a_protected_members_amendment_is_unattributed(house):
    mover, hidden = founding.standings(house, 2)
    Member.objects.of(house.id).filter(pk=hidden.member).update(protected=True)
    amendment = move(hidden, resolving(mover))
    assert amendment.name == ""
    line = next(line for line in record_queries.feed(mover) if line.kind == "decisions.amendment_moved")
    assert "Member 1" not in str(line)
    assert hidden.member not in str(line)
    assert hidden.person not in str(line)
    own = next(line for line in record_queries.feed(hidden) if line.kind == "decisions.amendment_moved")
    assert own.facts["moved_by"] == hidden.member
    sound(house)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ((Act.REPLACE, "9", "x", "y"), "decisions.no_such_paragraph"),
        ((Act.REPLACE, "2", " ", "y"), "decisions.no_words_to_put"),
        ((Act.REPLACE, "2", "Two.", "y"), "decisions.changes_nothing"),
        ((Act.REPLACE, "2", "x", " "), "decisions.no_reason_to_amend"),
        ((Act.ADD, "2", "x" * 4001, "y"), "decisions.amendment_too_long"),
    ],
)
def test_what_is_no_amendment_is_refused(house, given, told):
    act, label, words, reason = given
    mover, other = founding.standings(house, 2)
    proposal = resolving(mover)
    effect = queries.texts_to_amend(proposal)[0]
    with clock.set_to(proposal.discussion_from), pytest.raises(Refused) as refused:
        actions.move_amendment(
            by=other, proposal=proposal, effect=effect, act=act, label=label, words=words, reason=reason
        )
    assert (refused.value.verdict.reason, Amendment.objects.of(house.id).count()) == (told, 0)


def test_the_only_paragraph_is_not_struck(house):
    mover, other = founding.standings(house, 2)
    with pytest.raises(Refused) as refused:
        move(other, resolving(mover, "All of it."), Act.STRIKE, "1", "")
    assert refused.value.verdict.reason == "decisions.strikes_all"


@pytest.mark.parametrize("tampered", ["words", "state", "count", "answer", "text", "gone"])
def test_the_audit_tells_what_was_tampered_with(house, tampered):
    mover, other = founding.standings(house, 2)
    proposal = resolving(mover)
    amendment = move(other, proposal)
    for by in (mover, other):
        vote(by, proposal, **{amendment.pk: "yes"})
        cast(by, proposal)
    factories.close(proposal)
    sound(house)
    rows = Amendment.objects.of(house.id)
    text = queries.texts_to_amend(proposal)[0].text
    {
        "words": lambda: rows.update(words="3!"),
        "state": lambda: rows.update(state="rejected", position=0),
        "count": lambda: rows.update(count={**rows.get().count, "yes": 9}),
        "answer": lambda: AmendmentBallot.objects.of(house.id).update(choice="no"),
        "text": texts.versions(house.id, text, "en")[-1].delete,
        "gone": lambda: rows.all().delete(),
    }[tampered]()
    told = " ".join(audit(house.id))
    assert amendment.pk in told if tampered not in {"answer", "text"} else told != ""
