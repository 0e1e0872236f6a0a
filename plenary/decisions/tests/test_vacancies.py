"""Vacancies filled from the ballots of the election: who is asked, who is passed over, what follows, and never twice."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from plenary.bodies import actions as bodies
from plenary.bodies.models import Countback
from plenary.charter.actions import put_in_force
from plenary.charter.rules.document import charter_to_json
from plenary.charter.rules.schema import Charter, Counting, Elections, Secrecy
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions.actions import vacancies as actions
from plenary.decisions.models import Proposal
from plenary.decisions.tests import choosing, elections, factories
from plenary.decisions.tests.elections import refused, seats, sound
from plenary.decisions.tests.vacancies import (
    COUNTED_BACK,
    a_day_after,
    at_work,
    elected,
    given_up,
    held_by,
    name_of,
)
from plenary.membership.models import Member
from plenary.record.models import Entry, EntryAudience, Opening

pytestmark = pytest.mark.django_db


def _decides(by: Standing, rules: Charter) -> None:
    """Another charter is in force from now on."""
    put_in_force(
        by=Standing.system(by.coalition, "process.amendment"),
        coalition_id=by.coalition,
        document=charter_to_json(rules),
    )


def kinds(proposal: Proposal) -> list[str]:
    """What was entered of countbacks, oldest first."""
    rows = Entry.objects.of(proposal.coalition_id).filter(about=proposal.pk, kind__contains="bodies.")
    wanted = rows.exclude(kind="bodies.elected").order_by("n")
    return [kind.removeprefix("bodies.") for kind in wanted.values_list("kind", flat=True)]


@pytest.mark.parametrize("secrecy", list(Secrecy))
def test_the_next_by_the_ballots_is_asked_once_and_accepts_for_the_rest_of_the_term(secrecy: Secrecy) -> None:
    by, proposal = elected(elections.charter(rule=COUNTED_BACK, secrecy=secrecy, delegation=False))
    moment = a_day_after(proposal)
    assert at_work(moment) == []
    term = given_up(by[0], moment)
    (offer,) = at_work(moment)
    chosen = next(each for each in by if each.member == offer.member_id)
    assert (offer.term_id, offer.proposal, offer.answer) == (term.pk, proposal.pk, "")
    assert (offer.left, offer.candidate) == (name_of(proposal, by[0]), name_of(proposal, chosen))
    assert at_work(moment + timedelta(hours=5)) == [offer]
    assert Proposal.objects.across_coalitions().count() == 1
    with clock.set_to(moment + timedelta(days=2)):
        actions.accept_rest(by=factories.now(chosen), proposal=proposal, countback=offer)
        assert sorted(seats(proposal.coalition_id)) == sorted(
            [("seat", "Member 1"), ("seat", Member.objects.of(proposal.coalition_id).get(pk=chosen.member).name)]
        )
    follows = held_by(chosen)
    assert (follows.ends, follows.adopted_by) == (term.ends, proposal.pk)
    (done,) = at_work(moment + timedelta(days=3))
    assert (done.answer, done.took_id) == ("accepted", follows.pk)
    assert (kinds(proposal), sound(proposal.coalition_id)) == (["counted_back", "rest_accepted"], [])


def test_it_is_entered_for_those_who_read_the_outcome_and_for_who_is_asked() -> None:
    by, proposal = elected()
    given_up(by[0], a_day_after(proposal))
    (offer,) = at_work(a_day_after(proposal))
    rows = EntryAudience.objects.of(proposal.coalition_id).filter(entry__kind="bodies.counted_back")
    assert sorted(rows.values_list("token", flat=True)) == sorted(["members", f"member:{offer.member_id}"])


def test_who_declines_or_keeps_silent_is_passed_over_until_an_election_opens() -> None:
    by, proposal = elected()
    moment = a_day_after(proposal)
    given_up(by[0], moment)
    (first,) = at_work(moment)
    asked = next(each for each in by if each.member == first.member_id)
    with clock.set_to(moment + timedelta(hours=1)):
        actions.decline_rest(by=factories.now(asked), proposal=proposal, countback=first)
    second = at_work(moment + timedelta(hours=2))[-1]
    assert second.out == {first.candidate: "bodies.rest_declined"}
    assert second.until is not None
    assert at_work(second.until)[-1].pk == second.pk
    third = at_work(second.until + timedelta(hours=1))[-1]
    assert third.out == {first.candidate: "bodies.rest_declined", second.candidate: "bodies.rest_not_answered"}
    assert {first.candidate, second.candidate, third.candidate} == {name_of(proposal, each) for each in by[2:]}
    assert third.until is not None
    assert [row.answer for row in at_work(third.until + timedelta(hours=1))] == [
        "declined", "silent", "silent", "nobody",
    ]  # fmt: skip
    (old, opened) = Proposal.objects.across_coalitions().order_by("opened_at")
    assert (old.pk, opened.title) == (proposal.pk, "Election: board")
    assert kinds(proposal) == [
        "counted_back", "rest_not_taken", "counted_back", "rest_not_taken", "counted_back", "rest_not_taken",
        "counted_back_to_nobody",
    ]  # fmt: skip
    assert sound(proposal.coalition_id) == []


def test_nobody_answers_for_another_too_late_or_twice() -> None:
    by, proposal = elected()
    moment = a_day_after(proposal)
    given_up(by[0], moment)
    (offer,) = at_work(moment)
    asked = next(each for each in by if each.member == offer.member_id)
    other = next(each for each in by[2:] if each.member != offer.member_id)
    assert offer.until is not None
    with clock.set_to(moment), refused("bodies.offer_not_yours"):
        actions.accept_rest(by=factories.now(other), proposal=proposal, countback=offer)
    with clock.set_to(offer.until + timedelta(seconds=1)), refused("bodies.offer_over"):
        actions.accept_rest(by=factories.now(asked), proposal=proposal, countback=offer)
    with clock.set_to(offer.until):
        actions.accept_rest(by=factories.now(asked), proposal=proposal, countback=offer)
    with clock.set_to(offer.until), refused("bodies.offer_answered"):
        actions.decline_rest(by=factories.now(asked), proposal=proposal, countback=offer)


def test_who_cannot_serve_is_not_asked_and_who_can_no_longer_is_asked_no_more() -> None:
    by, proposal = elected()
    moment = a_day_after(proposal)
    rows = Member.objects.of(proposal.coalition_id)
    rows.filter(pk=by[4].member).update(status="withdrawn")
    given_up(by[0], moment)
    (offer,) = at_work(moment)
    assert offer.out == {name_of(proposal, by[4]): "bodies.cannot_serve"}
    rows.filter(pk=offer.member_id).update(status="withdrawn")
    first, second = at_work(moment + timedelta(hours=1))
    assert (first.answer, second.answer) == ("unable", "")
    assert second.out == {
        name_of(proposal, by[4]): "bodies.cannot_serve",
        first.candidate: "bodies.cannot_serve",
    }


def test_two_vacancies_ask_two_and_who_followed_and_left_is_not_asked_again() -> None:
    by, proposal = elected()
    moment = a_day_after(proposal)
    for each in by[:2]:
        given_up(each, moment)
    first, second = sorted(at_work(moment), key=lambda row: len(row.out))
    assert (first.member_id != second.member_id, second.out) == (
        True,
        {first.candidate: "bodies.rest_asked_for_another"},
    )
    asked = next(each for each in by if each.member == first.member_id)
    with clock.set_to(moment):
        actions.accept_rest(by=factories.now(asked), proposal=proposal, countback=first)
    given_up(asked, moment + timedelta(days=1))
    third = at_work(moment + timedelta(days=1))[-1]
    assert (third.left, third.out) == (
        first.left,
        {first.candidate: "bodies.rest_taken_before", second.candidate: "bodies.rest_asked_for_another"},
    )


def test_an_offer_is_void_once_the_place_is_filled_by_a_decision() -> None:
    by, proposal = elected()
    moment = a_day_after(proposal)
    given_up(by[0], moment)
    (offer,) = at_work(moment)
    other = next(each for each in by[2:] if each.member != offer.member_id)
    seat = bodies.Nomination(body="board", seats="seat", member=Member.objects.of(other.coalition).get(pk=other.member))
    with clock.set_to(moment):
        bodies.appoint(by=Standing.system(other.coalition, "process.ordinary"), nomination=seat)
    asked = next(each for each in by if each.member == offer.member_id)
    with clock.set_to(moment), refused("bodies.offer_answered"):
        actions.accept_rest(by=factories.now(asked), proposal=proposal, countback=offer)
    assert [row.answer for row in at_work(moment + timedelta(hours=1))] == ["void"]


def test_an_election_of_what_waits_for_a_countback_cannot_be_called() -> None:
    by, proposal = elected()
    given_up(by[0], a_day_after(proposal))
    one = [("bodies.elect", {"body": "board", "seats": ["seat"], "vacant": {"seat": 1}})]
    with clock.set_to(a_day_after(proposal)), refused("bodies.full"):
        elections.opened(factories.now(by[1]), one)


@pytest.mark.parametrize("standing", [2, 5])
def test_without_ballots_that_can_be_counted_again_an_election_opens(standing: int) -> None:
    if standing == 2:  # elected without a ballot
        by = elections.members(5, elections.charter(rule=COUNTED_BACK))
        proposal = elections.opened(by[0])
        for each in by[:2]:
            elections.stands(each, proposal)
        proposal = elections.closed(proposal)
    else:
        by, proposal = elected(elections.charter(rule=Elections(), counting=Counting.STV_MEEK))
        _decides(by[0], elections.charter(rule=COUNTED_BACK))
    given_up(by[0], a_day_after(proposal))
    (row,) = at_work(a_day_after(proposal))
    assert (row.answer, row.candidate, row.out) == ("no_ballots", "", {})
    assert Proposal.objects.across_coalitions().count() == 2
    assert kinds(proposal) == ["not_counted_back"]


def test_by_default_an_election_opens_and_nothing_is_counted_again() -> None:
    by, proposal = elected(elections.charter(rule=Elections()))
    given_up(by[0], a_day_after(proposal))
    assert at_work(a_day_after(proposal)) == []
    assert Proposal.objects.across_coalitions().count() == 2


def test_a_term_that_ends_in_time_is_followed_by_an_election_alone() -> None:
    by, _proposal = elected()
    end = held_by(by[0]).ends
    assert end is not None
    assert at_work(end + timedelta(days=1)) == []
    assert Countback.objects.across_coalitions().count() == 0


def test_a_kept_seat_goes_to_one_of_its_group() -> None:
    rules = elections.charter(rule=COUNTED_BACK, kept=True)
    by = elections.members(5, replace(rules, elections=COUNTED_BACK))
    payload = {"body": "board", "seats": ["seat", "small"], "vacant": {"seat": 1, "small": 1}}
    proposal = elections.opened(by[0], [("bodies.elect", payload)])
    for place, each in enumerate(by):
        elections.stands(each, proposal, declared=("small",) if place in {1, 4} else ())
    proposal = elections.closed(proposal)
    ids = {row.name: row.pk for row in proposal.nominations.select_related("member__organisation", "person")}
    for each, order in zip(by, ("01234", "02134", "10234", "12034", "01324"), strict=True):
        choosing.cast(each, proposal, {"ranks": [[ids[f"Member {place}"]] for place in order]})
    proposal = elections.counted(proposal)
    assert held_by(by[1]).seats == "small"
    given_up(by[1], a_day_after(proposal))
    (offer,) = at_work(a_day_after(proposal))
    assert offer.candidate == name_of(proposal, by[4])
    assert offer.out == {name_of(proposal, each): "bodies.cannot_serve" for each in by[2:4]}


def test_another_candidate_or_answer_than_was_entered_is_found() -> None:
    by, proposal = elected()
    given_up(by[0], a_day_after(proposal))
    (offer,) = at_work(a_day_after(proposal))
    other = next(each for each in by[2:] if each.member != offer.member_id)
    rows = Countback.objects.of(proposal.coalition_id)
    rows.update(candidate=name_of(proposal, other))
    assert sound(proposal.coalition_id) == [
        f"countback {offer.pk}: says otherwise than was entered",
        f"countback {offer.pk}: the ballots choose another than was told",
    ]
    rows.update(candidate=offer.candidate, answer="declined")
    assert sound(proposal.coalition_id) == [f"countback {offer.pk}: says otherwise than was entered"]
    rows.all().delete()
    assert sound(proposal.coalition_id) == [f"countback {offer.pk}: stands in the record and not among the countbacks"]


def test_who_is_under_protection_since_is_asked_no_more_and_named_no_more() -> None:
    by, proposal = elected()
    given_up(by[0], a_day_after(proposal))
    (offer,) = at_work(a_day_after(proposal))
    Member.objects.of(proposal.coalition_id).filter(pk=offer.member_id).update(protected=True)
    (first, second) = at_work(a_day_after(proposal, 2))
    assert (first.answer, second.out) == ("unable", {offer.candidate: "bodies.cannot_serve"})
    told = Opening.objects.of(proposal.coalition_id).filter(entry__kind="bodies.rest_not_taken")
    assert [sorted(json.loads(bytes(row.payload))["facts"]) for row in told] == [
        ["answer", "body", "countback", "office", "seats", "term", "took"]
    ]
