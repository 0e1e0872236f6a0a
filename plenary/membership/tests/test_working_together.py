"""Who would gladly work with whom: a yes and nothing else, seen once it is returned."""

from datetime import timedelta
from typing import Any

import pytest

from plenary.core import clock
from plenary.core.standing import Mandate
from plenary.directory.models import Organisation
from plenary.membership import actions, queries
from plenary.membership.models import Member, Willing
from plenary.membership.queries.asked import asked_of_member
from plenary.membership.tests.reading import acting, last, refused
from plenary.membership.tests.test_joining import coalition
from tests import founding


@pytest.mark.django_db
def test_a_yes_is_seen_once_it_is_returned_and_is_gone_when_taken_back() -> None:
    of = coalition()
    one, two = founding.member(of, "One"), founding.member(of, "Two")
    by_one, by_two = acting(one, "one@example.org"), acting(two, "two@example.org")
    third = acting(founding.member(of, "Three"), "three@example.org")
    actions.say_willing(by=by_one, member=two)
    actions.say_willing(by=by_one, member=two)
    assert Willing.objects.of(of.id).count() == 1
    assert set(last(of.id)[2]) == {"sealed", f"member:{one.id}"}
    shown = [queries.together(by, each).glad for by in (by_one, by_two, third) for each in (one, two)]
    assert shown == [[]] * 6
    assert queries.together(by_one, two).is_said
    assert not any((queries.together(by_two, one).is_said, queries.together(third, two).is_said))
    assert queries.willing_towards(by_two) == ()
    actions.say_willing(by=by_two, member=one)
    assert queries.together(third, one).glad == [two]
    assert set(last(of.id)[2]) == {"sealed", f"member:{one.id}", f"member:{two.id}"}  # nobody finds out in silence
    actions.take_back_willing(by=by_one, member=two)
    assert queries.together(third, one).glad == []


@pytest.mark.django_db
def test_what_was_said_of_an_earlier_membership_is_not_told_to_an_applicant() -> None:
    of = coalition()
    one, two = founding.member(of, "One"), founding.member(of, "Two", category="asked")
    actions.say_willing(by=acting(one, "one@example.org"), member=two)
    with clock.set_to(clock.now() + timedelta(days=1)):
        own = acting(two, "two@example.org")
        actions.withdraw(by=own, member=two)
        card = Organisation.objects.of(of.id).get(id=two.organisation_id)
        actions.add_applicants(by=founding.officer(of), organisations=[card], category="asked")
        again = acting(Member.objects.of(of.id).get(id=two.id), "again@example.org")
        asked = asked_of_member(again)
        assert (list(queries.willing_towards(again)), asked and asked.yeses) == ([], 0)
        later = clock.now() + timedelta(days=1)
    with clock.set_to(later):
        three = founding.member(of, "Three")
        actions.say_willing(by=acting(three, "three@example.org"), member=again_of(two))
        assert queries.willing_towards(again) == [three]


def again_of(member: Member) -> Member:
    return Member.objects.of(member.coalition_id).select_related("organisation", "individual").get(id=member.id)


@pytest.mark.django_db
def test_an_applicant_is_told_of_a_yes_and_may_return_it() -> None:
    of = coalition()
    inside, waiting = founding.member(of, "Inside"), founding.member(of, "Waiting", "applied")
    by, applicant = acting(inside, "in@example.org"), acting(waiting, "w@example.org")
    assert queries.willing_towards(applicant) == []
    actions.say_willing(by=by, member=waiting)
    assert queries.willing_towards(applicant) == [inside]
    assert queries.together(by, waiting).glad == []
    actions.say_willing(by=applicant, member=inside)
    assert queries.together(by, waiting).glad == [inside]
    assert queries.together(by, inside).glad == []  # one that waits is named on no member's page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("own", "other", "mandate", "reason"),
    [
        ({"protected": True}, {}, Mandate.DECIDES, "membership.stays_unnamed"),
        ({}, {"protected": True}, Mandate.DECIDES, "membership.stays_unnamed"),
        ({}, {}, Mandate.CONSULTS, "membership.not_acting"),
        ({"status": "suspended"}, {}, Mandate.DECIDES, "membership.voice_only"),
        ({"status": "applied"}, {"status": "applied"}, Mandate.DECIDES, "membership.voice_only"),
        ({}, {"status": "withdrawn"}, Mandate.DECIDES, "membership.voice_only"),
    ],
)
def test_who_may_not_say_yes(own: dict[str, Any], other: dict[str, Any], mandate: Mandate, reason: str) -> None:
    of = coalition()
    by = acting(founding.member(of, "Own", **own), mandate=mandate)
    with refused(reason):
        actions.say_willing(by=by, member=founding.member(of, "Other", **other))
