"""Writes of membership: what stands in rows, and what stands in the record."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.charter.decidable import CannotCarryOut, effect
from plenary.charter.rules.schema import Commitment, Protection
from plenary.core import clock, visibility
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.core.verdicts import Refused
from plenary.membership import actions, queries
from plenary.membership.audits import audit
from plenary.membership.models import Member
from plenary.membership.tasks import confirm
from plenary.membership.tests import factories
from plenary.record.models import Entry

pytestmark = pytest.mark.django_db


def last(of: str) -> tuple[str, dict[str, object], list[str]]:
    """Kind, facts and audience of the newest entry."""
    entry = Entry.objects.of(of).order_by("-n")[0]
    opening = entry.openings.order_by("position")[0]
    payload = json.loads(bytes(opening.payload))
    return entry.kind, payload["facts"], payload["audience"]


def refused(reason: str) -> pytest.RaisesExc[Refused]:
    """Expect a refusal for exactly this reason."""
    return pytest.RaisesExc(Refused, check=lambda refusal: refusal.verdict.reason == reason)


def acting(member: Member, email: str = "amina@example.org", mandate: Mandate = Mandate.DECIDES) -> Standing:
    person = factories.represent(member, email, mandate)
    return standing_of(str(person.account_id), member.coalition_id)


def test_applicants_are_entered_in_one_act_with_constant_queries() -> None:
    of = factories.coalition()
    numbers = []
    for name, many in (("A", 1), ("B", 1), ("C", 40)):
        cards = [factories.organisation(of, f"{name} {number}") for number in range(many)]
        with CaptureQueriesContext(connection) as made:
            members = actions.add_applicants(by=factories.officer(of), organisations=cards, category="member")
        numbers.append(len(made))
        assert [(member.name, member.status, member.commitment) for member in members] == [
            (card.name, "applied", "networking") for card in cards
        ]
    assert numbers[1] == numbers[2]  # a version of the charter is read whole once a process
    assert Entry.objects.of(of.id).filter(kind="membership.applied").count() == 42
    assert list(audit(of.id)) == []


def test_applicants_are_all_or_none() -> None:
    of = factories.coalition()
    there = factories.member(of, "There")
    fresh = factories.organisation(of, "Fresh")
    with refused("membership.already_belongs"):
        actions.add_applicants(
            by=factories.officer(of),
            organisations=[fresh, there.organisation],
            category="member",  # type: ignore[list-item]
        )
    assert Member.objects.of(of.id).count() == 1
    assert Entry.objects.of(of.id).filter(kind="membership.applied").count() == 0


def test_applications_nobody_acted_on_are_taken_back_with_their_import() -> None:
    of = factories.coalition()
    cards = [factories.organisation(of, name) for name in ("Kept", "Gone")]
    kept, _gone = actions.add_applicants(by=factories.officer(of), organisations=cards, category="member")
    factories.represent(kept)
    assert actions.take_back_applicants(by=factories.officer(of), organisations=cards) == 1
    assert list(Member.objects.of(of.id)) == [kept]
    assert last(of.id)[0] == "membership.application_taken_back"


@pytest.mark.parametrize(
    ("category", "commitment", "reason"),
    [
        ("nothing", "", "membership.no_category"),
        ("friend", "", "membership.not_for_organisations"),
        ("partner", "networking", "membership.commitment_too_low"),
    ],
)
def test_an_application_fits_its_category(category: str, commitment: str, reason: str) -> None:
    of = factories.coalition()
    cards = [factories.organisation(of)]
    with refused(reason):
        actions.add_applicants(by=factories.officer(of), organisations=cards, category=category, commitment=commitment)


def test_admission_is_a_decision_and_makes_members_at_once_or_on_trial() -> None:
    of = factories.coalition()
    full = factories.member(of, "Full", "applied", joined_at=None)
    trial = factories.member(of, "Trial", "applied", category="trial", joined_at=None)
    with refused("membership.only_by_decision"):
        actions.admit_member(by=factories.officer(of), member_id=full.id)
    for member in (full, trial):
        actions.admit_member(by=factories.system(of), member_id=member.id)
        member.refresh_from_db()
    assert (full.status, full.provisional_until) == ("active", None)
    assert trial.status == "provisional"
    assert trial.provisional_until == clock.months_later(trial.status_since, 6)
    assert last(of.id) == (
        "membership.admitted",
        {"member": trial.id, "name": "Trial", "category": "trial", "status": "provisional"},
        [f"member:{trial.id}", "members"],
    )
    with refused("membership.not_waiting"):
        actions.admit_member(by=factories.system(of), member_id=full.id)


def test_a_trial_is_over_by_the_clock_and_confirmed_once() -> None:
    of = factories.coalition()
    trial = factories.member(of, "Trial", "applied", category="trial")
    actions.admit_member(by=factories.system(of), member_id=trial.id)
    person = factories.represent(trial)
    later = clock.now() + timedelta(days=200)
    assert queries.members_with_vote(of.id) == ()
    assert queries.members_with_vote(of.id, later) == (trial,)
    assert standing_of(str(person.account_id), of.id, later).member_status == "active"
    with clock.set_to(later):
        confirm()
        confirm()
    trial.refresh_from_db()
    assert trial.status == "active"
    assert Entry.objects.of(of.id).filter(kind="membership.confirmed").count() == 1
    assert list(audit(of.id)) == []


@pytest.mark.parametrize("status", ["active", "provisional", "on_leave", "dormant", "suspended"])
def test_removal_ends_representations(status: str) -> None:
    of = factories.coalition()
    member = factories.member(of, status=status)
    person = factories.represent(member)
    actions.remove_member(by=factories.system(of), member_id=member.id, reason="It did not answer.")
    standing = standing_of(str(person.account_id), of.id)
    assert (standing.member, standing.audiences) == ("", {visibility.PUBLIC, visibility.person(person.id)})
    kind, facts, _audience = last(of.id)
    assert (kind, facts["was"], facts["status"], facts["reason"]) == (
        "membership.removed",
        status,
        "removed",
        "It did not answer.",
    )


def test_a_suspended_member_reads_and_is_reinstated_by_an_officer() -> None:
    of = factories.coalition()
    member = factories.member(of)
    actions.suspend_member(by=factories.system(of), member_id=member.id)
    by = acting(member)
    assert (by.member_status, by.is_inside) == ("suspended", True)
    with refused("membership.not_administrator"):
        actions.reinstate(by=by, member_id=member.id)
    with refused("membership.wrong_status"):
        actions.return_from_leave(by=by, member=member)
    actions.reinstate(by=factories.officer(of), member_id=member.id)
    member.refresh_from_db()
    assert member.status == "active"


@pytest.mark.parametrize(
    ("mandate", "own", "allowed"),
    [
        (Mandate.DECIDES, True, True),
        (Mandate.CONSULTS, True, False),
        (Mandate.OBSERVES, True, False),
        (Mandate.DECIDES, False, False),
    ],
)
def test_only_those_who_may_decide_act_for_their_member(mandate: Mandate, own: bool, allowed: bool) -> None:
    of = factories.coalition()
    member, other = factories.member(of, "Mine"), factories.member(of, "Other")
    by = acting(member if own else other, mandate=mandate)
    bela = factories.person(of, "Bela")

    def all_of_it() -> None:
        actions.go_on_leave(by=by, member=member)
        actions.return_from_leave(by=by, member=member)
        actions.set_commitment(by=by, member=member, commitment=Commitment.COOPERATION)
        actions.appoint_representative(by=by, member=member, person=bela, mandate=Mandate.OBSERVES)
        actions.accept_purpose(by=by, member=member)
        actions.withdraw(by=by, member=member)

    if allowed:
        all_of_it()
        member.refresh_from_db()
        assert (member.status, member.commitment) == ("withdrawn", "cooperation")
    else:
        with refused("membership.not_yours"):
            all_of_it()


def test_a_person_represents_one_member_at_a_time() -> None:
    of = factories.coalition()
    one, two = factories.member(of, "One"), factories.member(of, "Two")
    person = factories.represent(one)
    with refused("membership.represents_another"):
        actions.appoint_representative(by=factories.officer(of), member=two, person=person, mandate=Mandate.DECIDES)
    held = queries.representative_of_person(of.id, person.id)
    assert held is not None
    actions.change_mandate(by=factories.officer(of), representative=held, mandate=Mandate.CONSULTS)
    assert last(of.id)[1] == {"member": one.id, "name": "One", "was": "decides", "mandate": "consults"}
    assert queries.representatives_who_decide(of.id, [one.id, two.id]) == {}
    actions.end_representation(by=factories.officer(of), representative=held)
    with refused("membership.not_representing"):
        actions.end_representation(by=factories.officer(of), representative=held)
    appointed = actions.appoint_representative(
        by=factories.officer(of), member=two, person=person, mandate=Mandate.DECIDES
    )
    assert queries.representatives_who_decide(of.id, [one.id, two.id]) == {two.id: (appointed,)}


def test_a_protected_member_needs_a_card_two_vouchers_and_room() -> None:
    of = factories.coalition()
    keeper = factories.officer(of)
    vouchers = [acting(factories.member(of, name), f"{name}@example.org") for name in ("one", "two")]
    card = factories.organisation(of, "Hidden")
    member = actions.propose_protected(by=keeper, card=card, category="member", commitment="networking")
    with refused("membership.protected_otherwise"):
        actions.admit_member(by=factories.system(of), member_id=member.id)
    actions.vouch(by=vouchers[0], member_id=member.id)
    with refused("membership.vouched_already"):
        actions.vouch(by=vouchers[0], member_id=member.id)
    with refused("membership.protection_vouchers"):
        actions.admit_protected(by=keeper, member_id=member.id)
    actions.vouch(by=vouchers[1], member_id=member.id)
    actions.admit_protected(by=keeper, member_id=member.id)
    assert last(of.id) == (
        "membership.sealed",
        {
            "happened": "membership.admitted",
            "member": member.id,
            "name": "Hidden",
            "category": "member",
            "status": "active",
        },
        [f"member:{member.id}", "sealed"],
    )
    assert (queries.total_members(of.id), queries.members_with_vote(of.id).count(member)) == (3, 0)
    assert queries.names_of_members(of.id, [member.id]) == {member.id: "a protected member"}
    assert member not in queries.visible_members(vouchers[0])
    assert member in queries.visible_members(keeper)
    second = actions.propose_protected(
        by=keeper, card=factories.organisation(of, "Second"), category="member", commitment="networking"
    )
    for by in vouchers:
        actions.vouch(by=by, member_id=second.id)
    with refused("membership.protection_cap"):
        actions.admit_protected(by=keeper, member_id=second.id)
    assert list(audit(of.id)) == [f"member {m.id}: the record has no such entry" for m in _made_by_hand(of.id)]


def _made_by_hand(of: str) -> list[Member]:
    return list(Member.objects.of(of).filter(protected=False).order_by("id"))


def test_protection_is_for_charters_that_allow_it_and_offices_that_may_know() -> None:
    of = factories.coalition(protection=Protection())
    card = factories.organisation(of, "Hidden")
    with refused("membership.protection_not_allowed"):
        actions.propose_protected(by=factories.officer(of), card=card, category="member", commitment="networking")
    plain = replace(factories.officer(of), powers=frozenset())
    with refused("membership.not_to_see"):
        actions.propose_protected(by=plain, card=card, category="member", commitment="networking")


def test_a_protected_member_has_the_members_audiences_and_sees_itself_alone() -> None:
    of = factories.coalition()
    hidden = factories.member(of, "Hidden", protected=True)
    other = factories.member(of, "Other hidden", protected=True)
    by = acting(hidden)
    assert by.audiences == {
        visibility.PUBLIC,
        visibility.MEMBERS,
        visibility.member(hidden.id),
        visibility.person(by.person),
    }
    assert by.bodies == frozenset()
    assert hidden in queries.visible_members(by)
    assert other not in queries.visible_members(by)
    assert list(queries.listed_members(by)) == []


@pytest.mark.parametrize(
    ("code", "status", "problems"),
    [
        ("membership.admit", "applied", []),
        ("membership.admit", "active", ["membership.not_waiting_now"]),
        ("membership.suspend", "active", []),
        ("membership.suspend", "suspended", ["membership.cannot_now"]),
        ("membership.remove", "suspended", []),
        ("membership.remove", "removed", ["membership.cannot_now"]),
    ],
)
def test_effects_say_why_they_could_not_be_done(code: str, status: str, problems: list[str]) -> None:
    of = factories.coalition()
    member = factories.member(of, "Green Valley", status)
    kind, payload = effect(code), {"member": member.id}
    assert kind.problems(of.id, payload) == problems
    assert kind.problems(of.id, {"member": "nobody"}) == ["membership.no_such_member"]
    assert len(kind.sentences(of.id, [payload, payload])) == 2
    if problems:
        with pytest.raises(CannotCarryOut):
            kind.carry_out(factories.system(of), payload)
    else:
        kind.carry_out(factories.system(of), payload)
        member.refresh_from_db()
        assert member.status == {"admit": "active", "suspend": "suspended", "remove": "removed"}[code.split(".")[1]]


def test_sentences_of_many_admissions_take_one_query(django_assert_num_queries: object) -> None:
    of = factories.coalition()
    members = [factories.member(of, name, "applied") for name in ("A", "B", "C")]
    with django_assert_num_queries(1):  # type: ignore[operator]
        told = effect("membership.admit").sentences(of.id, [{"member": member.id} for member in members])
    assert told == ["A is admitted.", "B is admitted.", "C is admitted."]
