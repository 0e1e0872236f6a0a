"""Elections from the call for nominations to seats that are filled: by ballot, without one, held open once more, or lapsed."""

import pytest

from plenary.bodies.audits import audit as audit_terms
from plenary.bodies.models import Term
from plenary.bodies.queries import terms_in_force
from plenary.charter.rules.schema import Elections, Secrecy, TooFew, Uncontested
from plenary.core import clock
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Refused
from plenary.decisions import actions, ballot_keys, queries
from plenary.decisions.audits import audit
from plenary.decisions.audits.choosing import audit_boxes
from plenary.decisions.audits.nominations import audit_nominations
from plenary.decisions.models import BallotBox, Nomination
from plenary.decisions.queries.nominations import stands_in
from plenary.decisions.rules.phases import later
from plenary.decisions.tests import choosing, elections, factories
from plenary.membership.models import Member
from plenary.record.models import Entry

pytestmark = pytest.mark.django_db


def refused(reason: str) -> pytest.RaisesExc[Refused]:
    """Expect a refusal for exactly this reason."""
    return pytest.RaisesExc(Refused, check=lambda refusal: refusal.verdict.reason == reason)


def sound(coalition_id: str) -> list[str]:
    """Every problem that the audits find."""
    return [
        *audit(coalition_id),
        *audit_boxes(coalition_id),
        *audit_nominations(coalition_id),
        *audit_terms(coalition_id),
    ]


def seats(coalition_id: str) -> list[tuple[str, str]]:
    """Who sits where now."""
    return [(term.seats or term.office, term.holder_name) for term in terms_in_force(coalition_id)]


def test_who_is_chosen_by_ballot_takes_a_seat_for_the_term_of_the_charter() -> None:
    by = elections.members()
    proposal = elections.opened(by[0])
    for each in by[:3]:
        elections.stands(each, proposal)
    proposal = elections.closed(proposal)
    names = {row.name: row.pk for row in queries.nominations_of(proposal)}
    ranks = [[names["Member 2"]], [names["Member 0"]], [names["Member 1"]]]
    for each in by:
        choosing.cast(each, proposal, {"ranks": ranks})
    done = elections.counted(proposal)
    terms = Term.objects.of(done.coalition_id)
    assert (done.outcome, done.phase.value) == ("adopted", "carried_out")
    assert [term.holder_name for term in terms.order_by("member__organisation__name")] == ["Member 0", "Member 2"]
    assert {term.adopted_by for term in terms} == {done.pk}
    assert sound(done.coalition_id) == []


def test_no_more_than_there_are_seats_are_elected_without_a_ballot_in_the_order_of_the_lots() -> None:
    by = elections.members()
    proposal = elections.opened(by[0])
    for each in by[:2]:
        elections.stands(each, proposal)
    done = elections.closed(proposal)
    assert (done.outcome, done.count["reason"], done.count["turnout"]) == ("adopted", "decisions.uncontested", 0)
    with clock.set_to(done.decided_at or clock.now()):
        assert sorted(seats(done.coalition_id)) == [("seat", "Member 0"), ("seat", "Member 1")]
    kinds = list(Entry.objects.of(done.coalition_id).order_by("n").values_list("kind", flat=True))
    assert kinds[-6:] == [
        "decisions.nominations_closed",
        "decisions.decided",
        "bodies.seat_taken",
        "bodies.seat_taken",
        "bodies.elected",
        "decisions.carried_out",
    ]
    assert sound(done.coalition_id) == []


def test_an_altered_order_of_those_elected_without_a_ballot_is_found() -> None:
    by = elections.members()
    proposal = elections.opened(by[0])
    for each in by[:2]:
        elections.stands(each, proposal)
    done = elections.closed(proposal)
    box = BallotBox.objects.of(done.coalition_id).get()
    box.winners = box.winners[::-1]
    box.save()
    assert sound(done.coalition_id) == [f"proposal {done.pk}: its ballots choose others than were told"]


def test_nobody_who_stands_lets_the_election_lapse_and_secret_keys_go() -> None:
    by = elections.members(3, elections.charter(secrecy=Secrecy.SECRET, delegation=False))
    done = elections.closed(elections.opened(by[0]))
    assert (done.outcome, done.count["reason"]) == ("lapsed", "decisions.nobody_stands")
    assert (queries.chosen_of(done), ballot_keys.names(), sound(done.coalition_id)) == ([], [], [])


def test_too_few_hold_the_call_open_once_more_for_as_long() -> None:
    by = elections.members(3, elections.charter(rule=Elections(too_few=TooFew.AGAIN)))
    proposal = elections.opened(by[0])
    elections.stands(by[0], proposal)
    again = elections.closed(proposal)
    assert proposal.discussion_from is not None
    process, days = proposal.frozen_process, proposal.frozen_days
    assert again.discussion_from == later(proposal.discussion_from, process.notice_days, days)
    assert (again.outcome, again.round, sound(again.coalition_id)) == ("", 1, [])
    with clock.set_to(proposal.discussion_from):
        elections.stands(by[1], again)
    done = elections.closed(again)
    assert (done.outcome, len(queries.chosen_of(done)), sound(done.coalition_id)) == ("adopted", 2, [])


def test_the_call_is_held_open_no_second_time() -> None:
    by = elections.members(3, elections.charter(rule=Elections(too_few=TooFew.AGAIN)))
    proposal = elections.opened(by[0])
    elections.stands(by[0], proposal)
    done = elections.closed(elections.closed(proposal))
    assert (done.outcome, [each["name"] for each in queries.chosen_of(done)]) == ("adopted", ["Member 0"])


def test_a_ballot_may_call_for_nominations_again_where_the_charter_holds_one_all_the_same() -> None:
    by = elections.members(3, elections.charter(rule=Elections(uncontested=Uncontested.BALLOT)))
    proposal = elections.opened(by[0])
    for each in by[:2]:
        elections.stands(each, proposal)
    proposal = elections.closed(proposal)
    names = {row.name: row.pk for row in queries.nominations_of(proposal)}
    for each in by:
        choosing.cast(each, proposal, {"ranks": [[names["Member 1"]], ["again"], [names["Member 0"]]]})
    done = elections.counted(proposal)
    assert [each["id"] for each in queries.chosen_of(done)] == [names["Member 1"], "again"]
    assert done.decided_at is not None
    with clock.set_to(done.decided_at):
        assert seats(done.coalition_id) == [("seat", "Member 1")]
    assert sound(done.coalition_id) == []
    (again,) = elections.arisen(done.decided_at)
    (effect,) = queries.effects_of(again)
    assert effect.payload == {"body": "board", "seats": ["seat"], "vacant": {"seat": 1}}


def test_kept_seats_go_to_their_groups_and_a_group_alone_is_no_contest() -> None:
    by = elections.members(5, elections.charter(kept=True))
    Member.objects.of(by[0].coalition).filter(pk=by[3].member).update(category="friend")
    vacant = {"seat": 1, "small": 1, "friend": 1}
    payload = {"body": "board", "seats": ["seat", "small", "friend"], "vacant": vacant}
    proposal = elections.opened(by[0], [("bodies.elect", payload)])
    elections.stands(by[0], proposal)
    elections.stands(by[1], proposal, declared=("small", "friend"))
    elections.stands(by[3], proposal)
    assert {row.name: row.groups for row in queries.nominations_of(proposal)} == {
        "Member 0": [],
        "Member 1": ["small"],
        "Member 3": ["friend"],
    }
    done = elections.closed(proposal)
    with clock.set_to(done.decided_at or clock.now()):
        assert sorted(seats(done.coalition_id)) == [("friend", "Member 3"), ("seat", "Member 0"), ("small", "Member 1")]


def test_more_for_the_open_seats_than_there_are_is_a_contest_though_a_kept_seat_stays_vacant() -> None:
    by = elections.members(4, elections.charter(kept=True))
    payload = {"body": "board", "seats": ["seat", "small"], "vacant": {"seat": 1, "small": 1}}
    proposal = elections.opened(by[0], [("bodies.elect", payload)])
    for each in by[:2]:
        elections.stands(each, proposal)
    proposal = elections.closed(proposal)
    found = queries.choice_of(proposal)
    assert found is not None
    assert (proposal.outcome, found.contest.seats, len(found.contest.candidates)) == ("", 1, 2)


def test_who_left_meanwhile_is_left_out_and_the_seat_stays_vacant() -> None:
    by = elections.members(5, elections.charter(hold_hours=48))
    proposal = elections.opened(by[0])
    for each in by[:2]:
        elections.stands(each, proposal)
    done = elections.closed(proposal)
    Member.objects.of(done.coalition_id).filter(pk=by[0].member).update(status="withdrawn")
    assert done.effects_due is not None
    with clock.set_to(done.effects_due):
        after = actions.carry_out(by=Standing.system(done.coalition_id, "process.election"), proposal=done)
        assert seats(done.coalition_id) == [("seat", "Member 1")]
    assert after.phase.value == "carried_out"


def test_no_second_election_to_the_same_is_opened_beside_one_that_is_open() -> None:
    by = elections.members(3)
    elections.opened(by[0])
    with refused("decisions.election_open"):
        elections.opened(by[1])
    assert elections.opened(by[1], elections.CHAIR).phase.value == "notice"


# Nominations


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


def test_who_observes_neither_accepts_nor_writes() -> None:
    by = elections.members(2)
    proposal = elections.opened(by[0])
    nomination = actions.nominate(by=by[0], proposal=proposal, member=by[1].member)
    watching = factories.standing(Member.objects.of(by[1].coalition).get(pk=by[1].member), mandate="observes")
    assert watching.mandate is Mandate.OBSERVES
    with refused("decisions.observes"):
        actions.accept_nomination(by=watching, nomination=nomination)
    nomination = actions.accept_nomination(by=by[1], nomination=nomination)
    with refused("decisions.observes"):
        actions.write_statement(by=watching, nomination=nomination, language="en", body="Vote for us.")


def test_protected_members_never_stand_and_are_not_told_from_those_who_are_not_there() -> None:
    by = elections.members(2)
    coalition = by[0].coalition
    hidden = factories.standing(
        factories.member(Member.objects.of(coalition).get(pk=by[0].member).coalition, "Hidden", protected=True)
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
    shown = {tag: stands_in(proposal, tag)[0].statement for tag in ("en", "fr", "ar")}
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
