"""Nominations: who is nominated, answers, speaks, withdraws, and who may not; and how the record keeps it."""

import pytest

from plenary.core import clock
from plenary.core.standing import Mandate
from plenary.decisions import actions, mailing, queries
from plenary.decisions.models import Nomination
from plenary.decisions.queries.choosing import nominations_of
from plenary.decisions.queries.nominations import statements_of
from plenary.decisions.tests import choosing, elections, factories
from plenary.decisions.tests.elections import refused, sound
from plenary.membership.models import Member
from plenary.record.models import Entry
from tests import founding

pytestmark = pytest.mark.django_db


def test_another_is_asked_and_stands_once_it_accepts() -> None:
    by = elections.members(3)
    proposal = elections.opened(by[0])
    nomination = actions.nominate(by=by[0], proposal=proposal, member=by[1].member)
    assert nomination.accepted_at is None
    with refused("decisions.nominated_already"):
        actions.nominate(by=by[2], proposal=proposal, member=by[1].member)
    with refused("decisions.not_the_candidate"):
        actions.accept_nomination(by=by[2], nomination=nomination)
    accepted = actions.accept_nomination(by=by[1], nomination=nomination)
    assert accepted.accepted_at is not None
    with refused("decisions.nomination_answered"):
        actions.decline_nomination(by=by[1], nomination=nomination)
    ended = actions.withdraw_nomination(by=by[1], nomination=nomination)
    assert (ended.ended_because, queries.nominations_of(proposal)) == ("withdrawn", [])
    assert sound(proposal.coalition_id) == []


def test_who_declined_is_nominated_by_nobody_else_again_and_may_still_stand() -> None:
    by = elections.members(3)
    proposal = elections.opened(by[0])
    nomination = actions.nominate(by=by[0], proposal=proposal, member=by[1].member)
    actions.decline_nomination(by=by[1], nomination=nomination)
    for each in (by[0], by[2]):
        with refused("decisions.declined_before"):
            actions.nominate(by=each, proposal=proposal, member=by[1].member)
    assert elections.stands(by[1], proposal).accepted_at is not None
    assert sound(proposal.coalition_id) == []


def test_who_declined_elsewhere_or_in_person_is_told_apart() -> None:
    by = elections.members(3)
    board, chair = elections.opened(by[0]), elections.opened(by[0], elections.CHAIR)
    actions.decline_nomination(by=by[1], nomination=actions.nominate(by=by[0], proposal=board, member=by[1].member))
    nomination = actions.nominate(by=by[0], proposal=chair, person=by[1].person)
    actions.decline_nomination(by=by[1], nomination=nomination)
    with refused("decisions.declined_before"):
        actions.nominate(by=by[2], proposal=chair, person=by[1].person)
    other = actions.nominate(by=by[2], proposal=chair, person=by[0].person)
    assert (other.person_id, other.accepted_at) == (by[0].person, None)


def test_who_observes_neither_accepts_nor_writes() -> None:
    by = elections.members(2)
    proposal = elections.opened(by[0])
    nomination = actions.nominate(by=by[0], proposal=proposal, member=by[1].member)
    watching = founding.standing(Member.objects.of(by[1].coalition).get(pk=by[1].member), mandate="observes")
    assert watching.mandate is Mandate.OBSERVES
    with refused("decisions.observes"):
        actions.accept_nomination(by=watching, nomination=nomination)
    nomination = actions.accept_nomination(by=by[1], nomination=nomination)
    with refused("decisions.observes"):
        actions.write_statement(by=watching, nomination=nomination, language="en", body="Vote for us.")


def test_protected_members_never_stand_and_are_not_told_from_those_who_are_not_there() -> None:
    by = elections.members(2)
    coalition = by[0].coalition
    hidden = founding.standing(
        founding.member(Member.objects.of(coalition).get(pk=by[0].member).coalition, "Hidden", protected=True)
    )
    proposal = elections.opened(by[0])
    with refused("decisions.no_such_candidate"):
        actions.nominate(by=by[0], proposal=proposal, member=hidden.member)
    with refused("bodies.protected"):
        actions.nominate(by=hidden, proposal=proposal, member=hidden.member)
    nomination = actions.nominate(by=hidden, proposal=proposal, member=by[1].member)
    assert (nomination.by_member_id, nomination.by_person) == (None, "")
    entry = Entry.objects.of(coalition).get(kind="decisions.nominated")
    assert hidden.member not in repr(entry.__dict__)


def test_nominations_are_made_in_the_notice_alone_and_withdrawn_until_voting_opens() -> None:
    by = elections.members(4, elections.charter(discussion_days=2))
    proposal = elections.opened(by[0])
    mine = [elections.stands(each, proposal) for each in by[:3]]
    proposal = elections.closed(proposal)
    assert proposal.discussion_from is not None
    assert proposal.voting_from is not None
    with clock.set_to(proposal.discussion_from), refused("decisions.nominations_over"):
        elections.stands(by[3], proposal)
    with clock.set_to(proposal.discussion_from):
        actions.withdraw_nomination(by=by[2], nomination=mine[2])
    with clock.set_to(proposal.voting_from), refused("decisions.candidates_fixed"):
        actions.withdraw_nomination(by=by[1], nomination=mine[1])


def test_no_ballot_is_cast_before_it_is_known_whether_one_is_held() -> None:
    by = elections.members(2)
    proposal = elections.opened(by[0])
    nomination = elections.stands(by[0], proposal)
    with refused("decisions.nominations_counted"):
        choosing.cast(by[1], proposal, {"ranks": [[nomination.pk]]})


def test_a_statement_is_read_in_the_language_of_the_reader_where_it_is_there() -> None:
    by = elections.members(2)
    proposal = elections.opened(by[0])
    nomination = elections.stands(by[0], proposal)
    actions.write_statement(by=by[0], nomination=nomination, language="en", body="We know the fields.")
    actions.write_statement(by=by[0], nomination=nomination, language="fr", body="Nous connaissons les champs.")
    shown = {tag: statements_of(proposal, nominations_of(proposal), tag)[0].statement for tag in ("en", "fr", "ar")}
    assert {tag: reading.shown.body for tag, reading in shown.items() if reading} == {
        "en": "We know the fields.",
        "fr": "Nous connaissons les champs.",
        "ar": "We know the fields.",
    }
    with refused("decisions.not_the_candidate"):
        actions.write_statement(by=by[1], nomination=nomination, language="en", body="Do not vote for them.")
    with refused("texts.empty"):
        actions.write_statement(by=by[0], nomination=nomination, language="en", body=" ")


def test_who_may_stand_no_longer_when_nominations_close_does_not() -> None:
    by = elections.members(3)
    proposal = elections.opened(by[0])
    for each in by[:2]:
        elections.stands(each, proposal)
    Member.objects.of(proposal.coalition_id).filter(pk=by[1].member).update(status="suspended")
    done = elections.closed(proposal)
    assert [each["name"] for each in queries.chosen_of(done)] == ["Member 0"]
    assert Nomination.objects.of(done.coalition_id).get(member=by[1].member).ended_because == "not_eligible"


def test_a_nomination_that_was_altered_is_found() -> None:
    by = elections.members(2)
    proposal = elections.opened(by[0])
    nomination = elections.stands(by[0], proposal)
    Nomination.objects.of(proposal.coalition_id).update(accepted_at=None)
    assert sound(proposal.coalition_id) == [f"nomination {nomination.pk}: says otherwise than was entered"]


def test_an_election_is_taken_back_while_nominations_are_open_alone_and_those_who_saw_it_are_told() -> None:
    by = elections.members()
    early = elections.opened(by[0])
    actions.withdraw_proposal(by=by[0], proposal=early)
    told = Entry.objects.of(early.coalition_id).get(about=early.pk, kind="decisions.withdrawn")
    assert sorted(mailing.to_who_saw_it_open(early.coalition_id, early.pk, {})) == sorted(
        told.audiences.values_list("token", flat=True)
    )
    late = elections.opened(by[0])
    for each in by[1:4]:
        elections.stands(each, late)
    late = elections.closed(late)
    assert late.discussion_from
    with clock.set_to(late.discussion_from), refused("decisions.election_runs"):
        actions.withdraw_proposal(by=factories.now(by[0]), proposal=late)


def test_a_draft_that_is_taken_back_is_mailed_to_nobody() -> None:
    by = elections.members()
    draft = factories.draft(by[0])
    actions.withdraw_proposal(by=by[0], proposal=draft)
    assert list(mailing.to_who_saw_it_open(draft.coalition_id, draft.pk, {})) == []
