"""Terms: who may fill a seat, who sits and votes, and what becomes of it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from plenary.accounts.models import Account
from plenary.bodies import actions, queries
from plenary.bodies.actions import Nomination
from plenary.bodies.audits import audit
from plenary.bodies.models import Term
from plenary.charter.decidable import CannotCarryOut, effect
from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.core.verdicts import Refused
from plenary.membership import actions as membership
from plenary.membership.models import Member
from plenary.notices.audiences import readers
from plenary.record.models import Entry
from tests import founding

pytestmark = pytest.mark.django_db
type Nominate = Callable[[Coalition], Nomination]


def refused(reason: str) -> pytest.RaisesExc[Refused]:
    """Expect a refusal for exactly this reason."""
    return pytest.RaisesExc(Refused, check=lambda refusal: refusal.verdict.reason == reason)


def seat(of: Coalition, member: Member, starts: datetime | None = None, seats: str = "general") -> Term:
    nomination = Nomination(body="board", seats=seats, member=member, starts=starts)
    return actions.appoint(by=founding.system(of), nomination=nomination)


def test_a_seat_is_held_for_the_term_of_the_charter_and_entered() -> None:
    of = founding.coalition()
    member = founding.member(of)
    term = seat(of, member)
    assert term.ends == clock.months_later(term.starts, 24)
    assert queries.held([term])[0].holder == member.id
    assert Entry.objects.of(of.id).order_by("-n")[0].kind == "bodies.seat_taken"
    assert list(audit(of.id)) == []
    vacant = [(place.seats or place.office, number) for place, number in queries.vacancies(founding.charter(), of.id)]
    assert vacant == [("general", 1), ("kept", 1), ("chair", 1), ("coordinator", 1)]


def test_filling_is_a_decision() -> None:
    of = founding.coalition()
    with refused("bodies.only_by_decision"):
        actions.appoint(
            by=founding.officer(of),
            nomination=Nomination(body="board", seats="general", member=founding.member(of)),
        )


def _office_by_member(of: Coalition) -> Nomination:
    return Nomination(office="chair", member=founding.member(of))


def _another_persons_seat(of: Coalition) -> Nomination:
    return Nomination(body="board", seats="general", member=founding.member(of), person=founding.person(of))


@pytest.mark.parametrize(
    ("nominate", "problem"),
    [
        (lambda of: Nomination(body="board", seats="none", member=founding.member(of)), "bodies.no_such_place"),
        (lambda _of: Nomination(body="board", seats="general"), "bodies.no_holder"),
        (lambda of: Nomination(body="board", seats="general", person=founding.person(of)), "bodies.needs_a_member"),
        (_office_by_member, "bodies.needs_a_person"),
        (
            lambda of: Nomination(body="board", seats="general", member=founding.member(of, status="suspended")),
            "bodies.not_a_member",
        ),
        (
            lambda of: Nomination(body="board", seats="general", member=founding.member(of, protected=True)),
            "bodies.protected",
        ),
        (lambda of: Nomination(body="board", seats="kept", member=founding.member(of)), "bodies.wrong_category"),
        (_another_persons_seat, "bodies.not_of_the_member"),
        (
            lambda of: Nomination(body="board", seats="kept", member=founding.member(of, category="partner")),
            "",
        ),
        (lambda of: Nomination(office="chair", person=founding.person(of)), ""),
    ],
)
def test_a_nomination_fits_its_place(nominate: Nominate, problem: str) -> None:
    of = founding.coalition()
    assert actions.appointment_problem(founding.charter(), of.id, nominate(of)) == problem


def test_seats_are_no_more_than_the_charter_has_and_nobody_holds_two() -> None:
    of = founding.coalition()
    one, two, three = (founding.member(of, name) for name in ("One", "Two", "Three"))
    seat(of, one)
    with refused("bodies.holds_already"):
        seat(of, one)
    seat(of, two)
    with refused("bodies.full"):
        seat(of, three)
    afterwards = clock.months_later(clock.now(), 24) + timedelta(days=1)
    assert seat(of, three, starts=afterwards).starts == afterwards
    assert [elector.name for elector in queries.electorate(of.id, "board")] == ["One", "Two"]
    assert [elector.name for elector in queries.electorate(of.id, "board", afterwards)] == ["Three"]


def test_a_third_term_in_a_row_is_refused() -> None:
    of = founding.coalition()
    member = founding.member(of)
    second = seat(of, member, starts=seat(of, member).ends)
    with refused("bodies.past_limit"):
        seat(of, member, starts=second.ends)
    assert second.ends is not None
    assert seat(of, member, starts=second.ends + timedelta(days=1)).member_id == member.id


def test_the_plenary_votes_by_weight_and_a_board_by_seats() -> None:
    of = founding.coalition()
    full = founding.member(of, "Full")
    partner = founding.member(of, "Partner", category="partner")
    for status in ("applied", "on_leave", "dormant", "suspended", "withdrawn"):
        founding.member(of, status, status)
    founding.member(of, "Hidden", protected=True)
    term = seat(of, partner, seats="kept")
    assert [(elector.key, elector.weight) for elector in queries.electorate(of.id, "plenary") if not elector.away] == [
        (full.id, 2),
        (partner.id, 1),
    ]
    assert [elector.name for elector in queries.electorate(of.id, "plenary") if elector.away] == ["dormant", "on_leave"]
    assert [(elector.key, elector.weight) for elector in queries.electorate(of.id, "board")] == [(f"seat:{term.id}", 1)]


@pytest.mark.parametrize("body", ["plenary", "board"])
def test_an_electorate_takes_as_many_queries_for_three_as_for_one(
    body: str, django_assert_num_queries: Callable[..., object]
) -> None:
    of = founding.coalition()
    seat(of, founding.member(of, "One", category="partner"), seats="kept")
    queries.electorate(of.id, body)  # a version of the charter is read whole once a process
    with django_assert_num_queries(2):
        assert len(queries.electorate(of.id, body)) == 1
    seat(of, founding.member(of, "Two"))
    seat(of, founding.member(of, "Three"))
    with django_assert_num_queries(2):
        assert len(queries.electorate(of.id, body)) == 3


def standing(of: Coalition, member: Member, email: str = "amina@example.org") -> Standing:
    account = Account.objects.filter(email=email).first()
    return standing_of(account.id if account else str(founding.represent(member, email).account_id), of.id)


def test_a_seat_gives_body_and_audience_until_the_member_is_suspended_or_leaves() -> None:
    of = founding.coalition()
    member = founding.member(of)
    seat(of, member)
    by = standing(of, member)
    assert (by.bodies, by.offices) == ({"plenary", "board"}, frozenset())
    assert visibility.body("board") in by.audiences
    assert readers(of.id, ["body:board", "members"]) == {by.account: {"body:board", "members"}}
    membership.suspend_member(by=founding.system(of), member_id=member.id)
    assert (standing(of, member).bodies, queries.electorate(of.id, "board")) == (frozenset(), ())
    membership.remove_member(by=founding.system(of), member_id=member.id)
    assert [term.ended_because for term in Term.objects.of(of.id)] == ["left"]
    assert standing(of, member).bodies == frozenset()


def test_a_seat_is_given_up_by_its_holder_alone() -> None:
    of = founding.coalition()
    member = founding.member(of)
    term = seat(of, member)
    with refused("bodies.not_yours"):
        actions.give_up(by=founding.officer(of), term=term)
    consulting = founding.represent(member, "bela@example.org", Mandate.CONSULTS)
    with refused("bodies.not_yours"):
        actions.give_up(by=standing_of(str(consulting.account_id), of.id), term=term)
    actions.give_up(by=standing(of, member), term=term)
    assert queries.electorate(of.id, "board") == ()
    assert list(audit(of.id)) == []
    with refused("bodies.term_is_over"):
        actions.give_up(by=standing(of, member), term=term)


def test_members_on_no_committee_are_those_in_no_seat() -> None:
    of = founding.coalition()
    seated, idle = founding.member(of, "Seated"), founding.member(of, "Idle")
    founding.member(of, "Hidden", protected=True)
    founding.member(of, "Waiting", "applied")
    seat(of, seated)
    assert list(queries.members_on_no_committee(founding.officer(of))) == [idle]


def test_the_effect_of_appointment_fills_the_office_and_its_powers_follow() -> None:
    of = founding.coalition()
    member = founding.member(of)
    person = founding.represent(member, "amina@example.org")
    payload = {"office": "coordinator", "person": person.id}
    kind = effect("bodies.appoint")
    assert kind.problems(of.id, payload) == []
    assert kind.sentences(of.id, [payload]) == ["Amina takes up: Coordinator."]
    kind.carry_out(founding.system(of), payload)
    assert standing(of, member).powers == {"membership.administer", "membership.see_protected"}
    with pytest.raises(CannotCarryOut) as cannot:
        kind.carry_out(founding.system(of), payload)
    assert cannot.value.reason == "bodies.holds_already"
    assert kind.problems(of.id, {**payload, "starts": "soon"}) == ["bodies.bad_start"]


def test_the_effect_of_removal_ends_the_term() -> None:
    of = founding.coalition()
    term = seat(of, founding.member(of))
    kind, payload = effect("bodies.remove"), {"term": term.id}
    assert kind.problems(of.id, payload) == []
    assert kind.sentences(of.id, [payload]) == ["Green Valley no longer holds: General seats in Board."]
    kind.carry_out(founding.system(of), payload)
    assert kind.problems(of.id, payload) == ["bodies.term_is_over"]
    assert kind.problems(of.id, {"term": "none"}) == ["bodies.no_such_term"]
    with pytest.raises(CannotCarryOut):
        kind.carry_out(founding.system(of), payload)
