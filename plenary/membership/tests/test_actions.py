"""Writes of membership: what stands in rows, and what stands in the record."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plenary.charter.rules.schema import Commitment
from plenary.core import clock, visibility
from plenary.core.standing import Mandate, standing_of
from plenary.membership import actions, queries
from plenary.membership.audits import audit
from plenary.membership.models import Member
from plenary.membership.tasks import confirm
from plenary.membership.tests.reading import acting, last, refused
from plenary.record.models import Entry
from tests import founding

pytestmark = pytest.mark.django_db


def test_applicants_are_entered_in_one_act_with_constant_queries() -> None:
    of = founding.coalition()
    numbers = []
    for name, many in (("A", 1), ("B", 1), ("C", 40)):
        cards = [founding.organisation(of, f"{name} {number}") for number in range(many)]
        with CaptureQueriesContext(connection) as made:
            members = actions.add_applicants(by=founding.officer(of), organisations=cards, category="member")
        numbers.append(len(made))
        assert [(member.name, member.status, member.commitment) for member in members] == [
            (card.name, "applied", "networking") for card in cards
        ]
    assert numbers[1] == numbers[2]  # a version of the charter is read whole once a process
    assert Entry.objects.of(of.id).filter(kind="membership.applied").count() == 42
    assert list(audit(of.id)) == []


def test_applicants_are_all_or_none() -> None:
    of = founding.coalition()
    there = founding.member(of, "There")
    fresh = founding.organisation(of, "Fresh")
    with refused("membership.already_belongs"):
        actions.add_applicants(
            by=founding.officer(of),
            organisations=[fresh, there.organisation],
            category="member",
        )
    assert Member.objects.of(of.id).count() == 1
    assert Entry.objects.of(of.id).filter(kind="membership.applied").count() == 0


def test_applications_nobody_acted_on_are_taken_back_with_their_import() -> None:
    of = founding.coalition()
    cards = [founding.organisation(of, name) for name in ("Kept", "Gone")]
    kept, _gone = actions.add_applicants(by=founding.officer(of), organisations=cards, category="member")
    founding.represent(kept, "amina@example.org")
    assert actions.take_back_applicants(by=founding.officer(of), organisations=cards) == 1
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
    of = founding.coalition()
    cards = [founding.organisation(of)]
    with refused(reason):
        actions.add_applicants(by=founding.officer(of), organisations=cards, category=category, commitment=commitment)


def test_admission_is_a_decision_and_makes_members_at_once_or_on_trial() -> None:
    of = founding.coalition()
    full = founding.member(of, "Full", "applied", joined_at=None)
    trial = founding.member(of, "Trial", "applied", category="trial", joined_at=None)
    with refused("membership.only_by_decision"):
        actions.admit_member(by=founding.officer(of), member_id=full.id)
    for member in (full, trial):
        actions.admit_member(by=founding.system(of), member_id=member.id)
        member.refresh_from_db()
    assert (full.status, full.provisional_until) == ("active", None)
    assert trial.status == "provisional"
    assert trial.provisional_until == clock.months_later(trial.status_since, 6)
    assert last(of.id) == (
        "membership.admitted",
        {"member": trial.id, "name": "Trial", "category": "trial", "commitment": "networking", "status": "provisional"},
        [f"member:{trial.id}", "members"],
    )
    with refused("membership.not_waiting"):
        actions.admit_member(by=founding.system(of), member_id=full.id)


def test_a_trial_is_over_by_the_clock_and_confirmed_once() -> None:
    of = founding.coalition()
    trial = founding.member(of, "Trial", "applied", category="trial")
    actions.admit_member(by=founding.system(of), member_id=trial.id)
    person = founding.represent(trial, "amina@example.org")
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
    of = founding.coalition()
    member = founding.member(of, status=status)
    person = founding.represent(member, "amina@example.org")
    actions.remove_member(by=founding.system(of), member_id=member.id, reason="It did not answer.")
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
    of = founding.coalition()
    member = founding.member(of)
    actions.suspend_member(by=founding.system(of), member_id=member.id)
    by = acting(member)
    assert (by.member_status, by.is_inside) == ("suspended", True)
    with refused("membership.not_administrator"):
        actions.reinstate(by=by, member_id=member.id)
    with refused("membership.wrong_status"):
        actions.return_from_leave(by=by, member=member)
    actions.reinstate(by=founding.officer(of), member_id=member.id)
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
    of = founding.coalition()
    member, other = founding.member(of, "Mine"), founding.member(of, "Other")
    by = acting(member if own else other, mandate=mandate)
    bela = founding.person(of, "Bela")

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
    of = founding.coalition()
    one, two = founding.member(of, "One"), founding.member(of, "Two")
    person = founding.represent(one, "amina@example.org")
    with refused("membership.represents_another"):
        actions.appoint_representative(by=founding.officer(of), member=two, person=person, mandate=Mandate.DECIDES)
    held = queries.representative_of_person(of.id, person.id)
    assert held is not None
    actions.change_mandate(by=founding.officer(of), representative=held, mandate=Mandate.CONSULTS)
    assert last(of.id)[1] == {"member": one.id, "name": "One", "was": "decides", "mandate": "consults"}
    assert queries.representatives_who_decide(of.id, [one.id, two.id]) == {}
    actions.end_representation(by=founding.officer(of), representative=held)
    with refused("membership.not_representing"):
        actions.end_representation(by=founding.officer(of), representative=held)
    appointed = actions.appoint_representative(
        by=founding.officer(of), member=two, person=person, mandate=Mandate.DECIDES
    )
    assert queries.representatives_who_decide(of.id, [one.id, two.id]) == {two.id: (appointed,)}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"category": "other"}, "category is other, the record says trial"),
        ({"commitment": "cooperation"}, "commitment is cooperation, the record says networking"),
        ({"protected": True}, "protected is True, the record says False"),
        ({"status": "active"}, "status is active, the record says provisional"),
    ],
)
def test_the_audit_finds_what_was_changed_behind_the_record(changed: dict[str, object], said: str) -> None:
    of = founding.coalition()
    trial = founding.member(of, "Trial", "applied", category="trial")
    actions.admit_member(by=founding.system(of), member_id=trial.id)
    assert list(audit(of.id)) == []
    Member.objects.of(of.id).filter(id=trial.id).update(**changed)
    assert list(audit(of.id)) == [f"member {trial.id}: {said}"]
