"""Balance: small groups stand together, nothing is lost, nobody who is protected is in it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from plenary.core.standing import standing_of
from plenary.membership import actions
from plenary.membership.actions import Promise
from plenary.membership.balance import balance_and_own
from plenary.membership.rules.balance import LEAST, by_place, in_lots, percent, spread
from plenary.membership.rules.contributions import Capacity
from plenary.membership.tests.reading import acting
from tests import founding

GROUPS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=4), st.sampled_from("pqrst"), max_size=40)


@given(GROUPS)
def test_no_group_is_small_and_nothing_is_lost(groups: dict[str, str]) -> None:
    amounts = {each: len(each) for each in groups}
    told = spread(groups, {"letters": amounts})
    assert [group for group in told if group.number < LEAST] == []
    if len(groups) < LEAST:
        assert told == ()
    else:
        assert sum(group.number for group in told) == len(groups)
        assert sum(group.amounts["letters"] for group in told) == sum(amounts.values())
    assert [group.code for group in told if group.code] == sorted(group.code for group in told if group.code)


@given(GROUPS, st.randoms())
def test_it_does_not_depend_on_order(groups: dict[str, str], random: object) -> None:
    shuffled = list(groups.items())
    random.shuffle(shuffled)
    assert spread(dict(shuffled), {}) == spread(groups, {})


def test_members_of_several_parts_of_the_world_are_told_by_these_and_others_by_country() -> None:
    everywhere = {"a": "PER", "b": "KEN", "c": "TZA", "d": "Sahel", "e": "-"}
    assert by_place(everywhere) == {"a": "019", "b": "002", "c": "002", "d": "Sahel", "e": "-"}
    assert by_place({"b": "KEN", "c": "TZA", "d": "Sahel"}) == {"b": "KEN", "c": "TZA", "d": "Sahel"}
    assert by_place({}) == {}


ACTS = st.lists(
    st.tuples(st.dates(date(2025, 1, 1), date(2026, 4, 30)), st.sampled_from("abcdefghijkl"), st.integers(1, 3)),
    max_size=60,
)


@given(ACTS, st.dates(date(2026, 1, 1), date(2026, 4, 30)))
def test_what_persons_did_is_told_in_lots_of_five_that_only_grow(
    acts: list[tuple[date, str, int]], today: date
) -> None:
    over = [each for each in acts if (each[0].year, each[0].month) < (today.year, today.month)]
    told = in_lots(acts, today)
    assert not told or len(told) >= LEAST
    assert in_lots(over, today) == told  # this month is not told
    for person, amount in told.items():
        assert amount <= sum(each[2] for each in over if each[1] == person)
    earlier = in_lots(acts, today.replace(day=1) - timedelta(days=1))
    grown = {person for person in told if told[person] != earlier.get(person, 0)}
    assert not grown or len(grown) >= LEAST
    assert in_lots(acts, today, least=1) == {
        person: sum(each[2] for each in over if each[1] == person) for person in {each[1] for each in over}
    }


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_a_share_is_whole_and_none_of_nothing(part: int, more: int) -> None:
    found = percent(part, part + more)
    assert 0 <= found <= 100
    assert part + more == 0 or abs(found * (part + more) - 100 * part) <= (part + more) / 2


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ({"a": 4}, []),
        ({"a": 5}, [("a", 5)]),
        ({"a": 6, "b": 5, "c": 2}, [("a", 6), ("", 7)]),
        ({"a": 5, "c": 2, "d": 3}, [("a", 5), ("", 5)]),
        ({"a": 5, "c": 4}, [("", 9)]),
    ],
)
def test_small_groups_stand_together(numbers: dict[str, int], told: list[tuple[str, int]]) -> None:
    groups = {f"{code}{each}": code for code, number in numbers.items() for each in range(number)}
    assert [(group.code, group.number) for group in spread(groups, {})] == told


@pytest.mark.django_db
def test_parts_of_the_world_are_told_by_their_names() -> None:
    of = founding.coalition()
    for number, country in enumerate(["PER", "COL", "BRA", "USA", "CHL", "KEN", "TZA", "UGA", "EGY", "MAR"]):
        founding.member(of, organisation=founding.organisation(of, f"Member {number}", country=country))
    person = founding.represent(founding.member(of, "Plain"), "plain@example.org")
    region, _size, _gender = balance_and_own(standing_of(str(person.account_id), of.id))[0]
    assert sorted((row.name, row.number) for row in region.rows) == [("Americas", 5), ("others together", 6)]


@pytest.mark.django_db
def test_regions_and_sizes_are_told_without_protected_members(client: Client) -> None:
    of = founding.coalition()
    for number in range(6):
        card = founding.organisation(of, f"Member {number}", country="PER" if number < 5 else "KEN")
        founding.member(of, organisation=card)
    member = founding.member(of, "Plain")
    hidden = founding.member(of, "Hidden", protected=True)
    person = founding.represent(member, "plain@example.org")
    by = standing_of(str(person.account_id), of.id)
    for each, standing in ((member, by), (hidden, acting(hidden, "hidden@example.org"))):
        actions.promise(by=standing, member=each, promised=Promise(words="A day", capacity=Capacity.SMALL))
    region, size, gender = balance_and_own(by)[0]
    assert [(row.name, row.number) for row in region.rows] == [("all together", 7)]
    assert [(row.name, row.number) for row in size.rows] == [("all together", 7)]
    assert region.rows[0].amounts[0][1:] == (1, 1)
    assert gender.rows == ()
    client.force_login(person.account)
    page = client.get(reverse("membership:balance", args=[of.slug])).content.decode()
    assert "Hidden" not in page
    assert "all together" in page
