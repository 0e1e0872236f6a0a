"""The chair that passes by turns: in which order, told beforehand, declined, taken up, however often and late the clock looks."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from plenary.bodies import actions
from plenary.bodies.actions.formed import close_body, join_body
from plenary.bodies.actions.rotation import pass_on
from plenary.bodies.asks import turns_come
from plenary.bodies.audits import audit, audit_formed_bodies, audit_turns
from plenary.bodies.models import ChairTurn, FormedBody, Term
from plenary.bodies.rotation import chair_of, follows, in_turn, open_turn, own_turns
from plenary.bodies.rules.formed import CHAIR, office_code
from plenary.bodies.rules.rotation import AT_LEAST, Sitter, begins, is_to_be_told, next_in_turn, order_of_turns
from plenary.bodies.shown import formed_context
from plenary.bodies.tasks import rotate_chairs
from plenary.bodies.tests.forming import formed
from plenary.charter.queries import charter_of
from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.core.clock import months_later
from plenary.core.standing import Standing, standing_of
from plenary.core.verdicts import Refused
from plenary.directory.models import Person
from plenary.membership.models import Member, Representative
from tests import founding

BEGAN = datetime(2026, 1, 5, 9, tzinfo=UTC)
_MOMENTS = st.integers(-400, 400).map(lambda days: BEGAN + timedelta(days=days))
_SITTERS = st.lists(
    st.builds(Sitter, key=st.text("abcdef", min_size=1, max_size=3), since=_MOMENTS, chaired=st.none() | _MOMENTS),
    max_size=6,
    unique_by=lambda sitter: sitter.key,
)


@given(_SITTERS, st.sets(st.text("abcdef", min_size=1, max_size=3)))
def test_next_is_who_never_chaired_then_who_chaired_longest_ago(sitters: list[Sitter], declined: set[str]) -> None:
    order = order_of_turns(sitters)
    assert sorted(each.key for each in order) == sorted(each.key for each in sitters)
    assert order_of_turns(reversed(order)) == order
    chaired = [each.chaired for each in order]
    assert chaired == sorted(chaired, key=lambda moment: (moment is not None, moment or BEGAN))
    found = next_in_turn(sitters, declined)
    assert found == next((each for each in order if each.key not in declined), None)


@given(st.none() | _MOMENTS, _MOMENTS)
def test_a_turn_begins_as_the_present_one_ends_and_leaves_a_week_to_decline(
    until: datetime | None, now: datetime
) -> None:
    starts = begins(until, now)
    assert timedelta(weeks=1) == AT_LEAST
    assert starts >= now + AT_LEAST
    assert starts == now + AT_LEAST or starts == until
    assert is_to_be_told(starts, now) == (starts <= now + timedelta(days=30))
    assert is_to_be_told(starts, starts - timedelta(days=30))
    assert not is_to_be_told(starts, starts - timedelta(days=30, seconds=1))


@given(_SITTERS.filter(bool))
def test_everybody_chairs_before_anybody_chairs_again(sitters: list[Sitter]) -> None:
    now, seen = datetime(2028, 1, 1, tzinfo=UTC), []
    known = {each.key: Sitter(key=each.key, since=each.since) for each in sitters}
    for number in range(2 * len(known)):
        found = next_in_turn(known.values())
        assert found is not None
        seen.append(found.key)
        known[found.key] = Sitter(key=found.key, since=found.since, chaired=now + timedelta(days=number))
    assert sorted(seen[: len(known)]) == sorted(known)
    assert seen[: len(known)] == seen[len(known) :]


def _three(of: Coalition) -> tuple[FormedBody, list[Standing]]:
    """A body whose chair rotates, and three who joined it, a day apart."""
    found = []
    with clock.set_to(BEGAN - timedelta(days=9)):
        body = formed(of, rotates=True)
    for number, name in enumerate(("one", "two", "three")):
        acting = founding.represent(founding.member(of, name.title()), f"{name}@example.org")
        with clock.set_to(BEGAN - timedelta(days=8 - number)):
            by = standing_of(str(acting.account_id), of.id)
            join_body(by=by, code=body.code)
            found.append(standing_of(str(acting.account_id), of.id))  # it sits there now
    return body, found


def _rotate(at: datetime) -> None:
    with clock.set_to(at):
        rotate_chairs()
        rotate_chairs()


@pytest.fixture
def of(db: None) -> Coalition:
    with clock.set_to(BEGAN - timedelta(days=10)):
        return founding.coalition()


def test_who_is_next_is_told_a_week_or_a_month_before_and_takes_up_by_itself(of: Coalition) -> None:
    body, (one, two, _third) = _three(of)
    _rotate(BEGAN)
    turn = open_turn(body)
    assert turn is not None
    assert (turn.person_id, turn.starts) == (one.person, BEGAN + AT_LEAST)
    with clock.set_to(BEGAN):
        assert [ask.title for ask in turns_come(one)] == ["You are next in turn to chair “Survivors first”"]
        assert list(turns_come(two)) == []
    _rotate(BEGAN + AT_LEAST + timedelta(hours=1))
    with clock.set_to(BEGAN + AT_LEAST + timedelta(hours=2)):
        chair = chair_of(body)
        assert chair is not None
        assert chair.person_id == one.person
        assert open_turn(body) is None
        assert [each.sitter.key for each in in_turn(body)][-1] == one.member
    assert chair.ends == months_later(chair.starts, 6)
    _rotate(chair.ends - timedelta(days=31))
    assert open_turn(body) is None
    _rotate(chair.ends - timedelta(days=29))
    turn = open_turn(body)
    assert turn is not None
    assert (turn.person_id, turn.starts) == (two.person, chair.ends)
    _rotate(chair.ends + timedelta(days=3))
    assert [
        term.person_id
        for term in Term.objects.of(of.id).exclude(office="").order_by("starts")
        if term.body == body.code
    ] == [
        one.person,
        two.person,
    ]
    for problems in (audit, audit_formed_bodies, audit_turns):
        assert list(problems(of.id)) == []


def test_a_turn_that_is_declined_passes_on_until_nobody_is_left(of: Coalition) -> None:
    body, people = _three(of)
    _rotate(BEGAN)
    for number, by in enumerate(people):
        with clock.set_to(BEGAN + timedelta(hours=number + 1)):
            (turn,) = own_turns(by)
            with pytest.raises(Refused):
                pass_on(by=people[number - 1], turn=turn)
            pass_on(by=by, turn=turn)
            with pytest.raises(Refused):
                pass_on(by=by, turn=turn)
    _rotate(BEGAN + timedelta(days=1))
    assert open_turn(body) is None
    assert [turn.answer for turn in ChairTurn.objects.of(of.id)] == ["declined"] * 3
    assert list(audit_turns(of.id)) == []
    _rotate(BEGAN + timedelta(days=29))
    assert open_turn(body) is None
    _rotate(BEGAN + timedelta(days=31))  # nobody chairs it: after a month it is offered again
    again = open_turn(body)
    assert again is not None
    assert again.person_id == people[0].person


def test_who_is_under_protection_has_no_turn_and_holds_up_nobody(of: Coalition) -> None:
    body, (one, two, third) = _three(of)
    Person.objects.of(of.id).filter(pk=one.person).update(protected=True)
    assert [each.person.pk for each in in_turn(body)] == [two.person, third.person]
    _rotate(BEGAN)
    turn = open_turn(body)
    assert turn is not None
    assert turn.person_id == two.person
    assert [each.person.pk for each in follows(body, turn)] == [third.person]


def test_who_takes_no_part_now_has_no_turn_and_does_not_take_up(of: Coalition) -> None:
    body, (one, two, third) = _three(of)
    _rotate(BEGAN)
    Member.objects.of(of.id).filter(pk=one.member).update(status="suspended")
    Representative.objects.of(of.id).filter(member=two.member).update(until=BEGAN)
    assert [each.person.pk for each in in_turn(body)] == [third.person]
    _rotate(BEGAN + AT_LEAST + timedelta(hours=1))
    assert [turn.answer for turn in ChairTurn.objects.of(of.id).order_by("told_at")] == ["void", ""]
    assert chair_of(body) is None
    turn = open_turn(body)
    assert turn is not None
    assert turn.person_id == third.person


def test_whoever_sits_there_no_longer_chairs_and_reads_nothing_more(of: Coalition) -> None:
    body, (one, *_others) = _three(of)
    _rotate(BEGAN)
    _rotate(BEGAN + AT_LEAST + timedelta(hours=1))
    office = visibility.office(office_code(body.code, CHAIR))
    with clock.set_to(BEGAN + AT_LEAST + timedelta(hours=2)):
        now = standing_of(str(one.account), of.id)
        assert (now.chairs, office in now.audiences) == ({body.code}, True)
        Representative.objects.of(of.id).filter(member=one.member).update(until=BEGAN)
        now = standing_of(str(one.account), of.id)
        assert (now.chairs, office in now.audiences, body.code in now.bodies) == (frozenset(), False, False)


def test_in_which_order_it_is_chaired_is_for_those_inside(of: Coalition) -> None:
    body, (one, *_others) = _three(of)
    _rotate(BEGAN)
    charter = charter_of(of.id)
    told = [formed_context(by, body.code, charter) for by in (one, Standing.nobody(of.id))]
    assert [(each["turn"] is not None, len(each["after"])) for each in told if each] == [(True, 2), (False, 0)]


def test_who_left_the_body_is_passed_over_and_a_closed_body_turns_no_more(of: Coalition) -> None:
    body, (one, two, _third) = _three(of)
    _rotate(BEGAN)
    with clock.set_to(BEGAN + timedelta(days=1)):
        actions.give_up(by=one, term=Term.objects.of(of.id).get(member_id=one.member))
    _rotate(BEGAN + AT_LEAST + timedelta(hours=1))
    turn = open_turn(body)
    assert turn is not None
    assert turn.person_id == two.person
    with clock.set_to(BEGAN + AT_LEAST + timedelta(hours=2)):
        close_body(by=founding.system(of), code=body.code)
    _rotate(BEGAN + timedelta(days=60))
    assert [turn.answer for turn in ChairTurn.objects.of(of.id).order_by("told_at")] == ["void", ""]
    with clock.set_to(BEGAN + timedelta(days=60)):
        assert own_turns(two) == []


def test_one_passes_a_turn_on_from_its_page(of: Coalition, client: Client) -> None:
    body, (_one, *others) = _three(of)
    rotate_chairs()
    turn = open_turn(body)
    assert turn is not None
    address = reverse("bodies:turn", args=[of.slug, turn.pk])
    client.force_login(turn.person.account)
    assert "You are next in turn to chair" in client.get(address).content.decode()
    page = client.get(reverse("bodies:formed", args=[of.slug, body.id])).content.decode()
    assert "Next in turn to chair it" in page
    after = page.split("After that they chair it in this order:")[1].split("</ol>")[0]
    names = dict(Person.objects.of(of.id).values_list("pk", "name"))
    assert re.findall("<li>(.*?)</li>", after) == [names[str(other.person)] for other in others]
    assert client.post(address).status_code == 302
    assert client.get(address).status_code == 404
    turn = open_turn(body)
    assert turn is not None
    assert turn.person_id == others[0].person
