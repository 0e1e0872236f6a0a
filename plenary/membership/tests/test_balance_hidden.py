"""What could tell of one person is not told, nor by a difference: between a total and what is shown, or two terms."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.core import clock
from plenary.membership import balance
from plenary.membership.balance import Table, balance_and_own, of_their_members
from plenary.membership.models import Member
from plenary.membership.rules.balance import LEAST, in_lots, settled, untold
from plenary.membership.tests.reading import acting
from tests import founding

GIVERS = st.dictionaries(st.sampled_from("abcde"), st.integers(0, 12), max_size=5)


@given(GIVERS)
def test_no_amount_of_few_is_told_or_worked_out(givers: dict[str, int]) -> None:
    hidden = untold(givers)
    assert hidden <= givers.keys()
    shown = {code: number for code, number in givers.items() if code not in hidden}
    assert [code for code, number in shown.items() if 0 < number < LEAST] == []
    left_out = {code: givers[code] for code in hidden if givers[code]}
    if shown and left_out:  # what is left out of a total is of enough, and of several groups
        assert sum(left_out.values()) >= LEAST
        assert len(left_out) > 1
    if shown and any(shown.values()) and len(givers) > 1:
        assert sum(1 for number in givers.values() if number) > 1  # it never tells of all that they are of one group


@given(GIVERS)
def test_nothing_is_left_out_without_need(givers: dict[str, int]) -> None:
    some = [number for number in givers.values() if number]
    if all(number >= LEAST for number in some) and (len(some) > 1 or len(givers) == 1):
        assert untold(givers) == frozenset()


@pytest.mark.parametrize(
    ("givers", "hidden"),
    [
        ({"a": 9, "b": 7, "c": 2}, "bc"),  # one alone would be the total less the others
        ({"a": 9, "b": 3, "c": 3}, "bc"),
        ({"a": 9, "b": 7, "c": 6}, ""),
        ({"a": 9, "b": 7, "c": 0}, ""),
        ({"a": 9, "b": 2}, "ab"),
        ({"a": 9, "b": 0}, "ab"),
        ({"a": 9}, ""),
        ({"a": 2}, "a"),
        ({}, ""),
    ],
)
def test_a_second_is_left_out_with_the_first(givers: dict[str, int], hidden: str) -> None:
    assert untold(givers) == frozenset(hidden)


ACTS = st.lists(
    st.tuples(st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.sampled_from("abcdefgh"), st.integers(1, 3)),
    max_size=60,
)


@given(ACTS)
def test_a_year_falls_out_of_what_is_counted_in_whole_lots(acts: list[tuple[date, str, int]]) -> None:
    today = date(2027, 1, 2)
    both, later = in_lots(acts, today), in_lots([each for each in acts if each[0].year == 2026], today)
    lost = [who for who in both if both[who] != later.get(who, 0)]
    assert not lost or len(lost) >= LEAST
    assert all(both[who] >= amount for who, amount in later.items())


DAYS = st.dates(date(2025, 1, 1), date(2026, 6, 30))
SPELLS = st.lists(st.tuples(st.sampled_from("abcdefghij"), DAYS, st.none() | DAYS), max_size=25)


@given(SPELLS)
def test_no_two_pictures_differ_by_a_few(spells: list[tuple[str, date, date | None]]) -> None:
    pictures = [settled(spells, date(2025 + month // 12, month % 12 + 1, 15)) for month in range(19)]
    for place, one in enumerate(pictures):
        for other in pictures[place:]:
            changed = [who for who in one.keys() | other.keys() if one.get(who, 0) != other.get(who, 0)]
            assert len(changed) == 0 or len(changed) >= LEAST
        assert sum(one.values()) <= len(spells)


def test_places_are_told_once_five_persons_changed_and_the_month_is_over() -> None:
    five = [(who, date(2026, 1, 10), None) for who in "abcde"]
    assert settled(five, date(2026, 1, 31)) == {}
    assert settled(five, date(2026, 2, 1)) == dict.fromkeys("abcde", 1)
    assert settled(five[:4], date(2026, 5, 1)) == {}
    replaced = [*five[1:], ("a", date(2026, 1, 10), date(2026, 3, 5)), ("f", date(2026, 3, 5), None)]
    assert settled(replaced, date(2026, 5, 1)) == dict.fromkeys("abcde", 1)  # two changed
    anew = [(who, date(2026, 1, 10), date(2026, 3, 5)) for who in "abcde"]
    anew += [(who, date(2026, 3, 5), None) for who in "fghij"]
    assert settled(anew, date(2026, 5, 1)) == dict.fromkeys("fghij", 1)


@pytest.mark.django_db
def test_by_gender_a_small_amount_is_not_told_and_what_has_none_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    of = founding.coalition()
    member = founding.member(of, "Plain")
    by = acting(member)
    women = [founding.person(of, f"W{number}", gender_given="woman").pk for number in range(6)]
    men = [founding.person(of, f"M{number}", gender_given="man").pk for number in range(7)]
    measured = {"wide": [*women, *men], "narrow": [*women, men[0]], "none": women[:2]}
    told = {code: (code, lambda _of, ids=ids: ids) for code, ids in measured.items()}
    monkeypatch.setattr(balance, "_persons", told)
    gender: Table = balance_and_own(by)[0][2]
    assert [str(label) for label in gender.measures] == ["wide"]
    assert [(row.name, row.number, row.cells) for row in gender.rows] == [
        ("men", 7, [("wide", 7, 13, 54)]),
        ("women", 6, [("wide", 6, 13, 46)]),
    ]
    assert "an organisation has no gender" in str(gender.without)
    assert all(not table.without for table in balance_and_own(by)[0][:2])


def act_for(member: Member, number: int, gender: str, days: int) -> list[str]:
    """So many persons of a gender who act for a member since some days; the ids of their cards."""
    found = [founding.person(member.coalition, f"{gender} {n}", gender_given=gender).pk for n in range(number)]
    for person in found:
        member.representatives.create(
            coalition=member.coalition, person_id=person, mandate="decides", since=clock.now() - timedelta(days=days)
        )
    return found


@pytest.mark.django_db
def test_by_gender_all_count_who_act_for_members_also_those_who_did_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    of, long_ago = founding.coalition(), clock.now() - timedelta(days=400)
    member = founding.member(of, "Plain", joined_at=long_ago)
    by = acting(member)
    women, men = act_for(member, 8, "woman", 200), act_for(member, 6, "man", 200)
    act_for(founding.member(of, "Hidden", joined_at=long_ago, protected=True), 5, "woman", 200)
    act_for(founding.member(of, "Waits", "applied", joined_at=None), 5, "woman", 200)
    held = {"wide": ("wide", lambda _of: [*women[:5], *men[:5]])}
    monkeypatch.setattr(balance, "_persons", held)
    told = [("men", 6, [("wide", 5, 10, 50)]), ("women", 8, [("wide", 5, 10, 50)])]
    assert [(row.name, row.number, row.cells) for row in balance_and_own(by)[0][2].rows] == told
    monkeypatch.setattr(balance, "_persons", {})
    assert [(row.name, row.number, row.cells) for row in balance_and_own(by)[0][2].rows] == [
        ("men", 6, []),
        ("women", 8, []),
    ]


@pytest.mark.django_db
def test_who_comes_to_act_alone_is_told_by_no_difference() -> None:
    of = founding.coalition()
    member = founding.member(of, "Plain", joined_at=clock.now() - timedelta(days=400))
    by = acting(member)
    act_for(member, 5, "woman", 200)
    act_for(member, 5, "man", 200)

    def numbers() -> list[tuple[str, int]]:
        return [(row.name, row.number) for row in balance_and_own(by)[0][2].rows]

    assert numbers() == [("men", 5), ("women", 5)]
    act_for(member, 1, "man", 100)
    act_for(member, 3, "woman", 100)
    left = member.representatives.filter(person__gender_given="woman").earliest("since")
    assert numbers() == [("men", 5), ("women", 5)]  # four came
    left.until = clock.now() - timedelta(days=70)
    left.save()
    assert numbers() == [("men", 6), ("women", 7)]  # and one went: five changed


@pytest.mark.django_db
def test_what_persons_did_counts_for_their_member() -> None:
    of = founding.coalition()
    member, other = founding.member(of, "Plain"), founding.member(of, "Other")
    one, two = founding.represent(member, "one@example.org"), founding.represent(other, "two@example.org")
    other.representatives.update(until=clock.now())
    assert of_their_members(of.id, [one.pk, one.pk, two.pk, "nobody"]) == {member.id: 2}
    one.protected = True
    one.save()
    assert of_their_members(of.id, [one.pk]) == {}
