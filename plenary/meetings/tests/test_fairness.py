"""Fair times: what an hour costs, whose turn it is, and that nothing but the order of fairness decides."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.meetings.rules.fairness import (
    LOOKS_BACK,
    Participant,
    Slot,
    carried,
    cost_of_hour,
    cost_of_slot,
    fair_times,
    fairest_of_each_day,
    slots_between,
)

LIMA, BAMAKO, MANILA = ZoneInfo("America/Lima"), ZoneInfo("Africa/Bamako"), ZoneInfo("Asia/Manila")
DAY = datetime(2026, 3, 20, tzinfo=UTC)
ZONES = st.sampled_from([LIMA, BAMAKO, MANILA, ZoneInfo("Asia/Kathmandu"), ZoneInfo("America/St_Johns")])


def slot(hour: int, minutes: int = 60, key: str = "") -> Slot:
    starts = DAY + timedelta(hours=hour)
    return Slot(key or str(hour), starts, starts + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("at", "cost"),
    [
        ("09:00", 0),
        ("17:59", 0),
        ("18:00", 1),
        ("08:59", 1),
        ("07:00", 1),
        ("06:59", 3),
        ("20:30", 1),
        ("21:00", 3),
        ("06:00", 3),
        ("23:00", 6),
        ("05:59", 6),
    ],
)
def test_cost_of_hour_table(at: str, cost: int) -> None:
    assert cost_of_hour(time.fromisoformat(at)) == cost


def test_a_meeting_costs_its_worst_half_hour() -> None:
    assert cost_of_slot(slot(16, 60), BAMAKO) == 0
    assert cost_of_slot(slot(16, 240), BAMAKO) == 1
    assert cost_of_slot(slot(16, 60), MANILA) == 6
    assert cost_of_slot(slot(17, 60), BAMAKO) == 0
    assert cost_of_slot(slot(16, 121), BAMAKO) == 1
    assert cost_of_slot(slot(9, 0), BAMAKO) == 0


def test_the_bad_hour_goes_to_the_one_who_carried_less() -> None:
    early, late = slot(1), slot(13)  # 20:00 Lima and 09:00 Manila; 08:00 Lima and 21:00 Manila
    people = [Participant("lima", LIMA), Participant("manila", MANILA)]
    assert [each.slot for each in fair_times([late, early], people)] == [early, late]
    before = carried([(late, ["lima", "manila"])] * 2, {"lima": LIMA, "manila": MANILA})
    assert before == {"lima": 2, "manila": 6}
    turned = [Participant("lima", LIMA, 9), Participant("manila", MANILA, 0)]
    night_for_lima, night_for_manila = slot(6), slot(18)
    order = [each.slot for each in fair_times([night_for_lima, night_for_manila], turned)]
    assert order == [night_for_manila, night_for_lima]
    order = [each.slot for each in fair_times([night_for_lima, night_for_manila], [turned[1], turned[0]])]
    assert order == [night_for_manila, night_for_lima]


def test_who_cannot_goes_before_what_it_costs() -> None:
    people = [Participant("lima", LIMA), Participant("bamako", BAMAKO)]
    good, bad = slot(15), slot(3)
    answers = {("15", "lima"): "no", ("3", "bamako"): "if_need"}
    first, second = fair_times([good, bad], people, answers)
    assert (first.slot, first.cannot, first.reluctant, second.cannot) == (bad, 0, 1, 1)
    assert [hour.key for hour in first.bad] == ["bamako", "lima"]
    assert second.bad == ()


def test_a_bad_hour_weighs_more_by_each_point_carried_beyond_the_least() -> None:
    people = [Participant("lima", LIMA, 3), Participant("bamako", BAMAKO, 1)]
    (found,) = fair_times([slot(3)], people)
    assert [hour.cost for hour in found.hours] == [3, 6]
    assert found.cost == 3 * (1 + 2) + 6
    assert fair_times([slot(3)], [])[0].cost == 0


def test_who_is_not_asked_about_carried_nothing() -> None:
    assert carried([(slot(18), ["manila", "gone"])], {"manila": MANILA}) == {"manila": 6}
    assert LOOKS_BACK == 6


def test_slots_are_the_hours_of_a_day_for_so_long() -> None:
    slots = slots_between(date(2026, 3, 20), date(2026, 3, 20), 90, BAMAKO)
    assert [each.starts for each in slots] == [DAY + timedelta(hours=hour) for hour in range(24)]
    assert {each.ends - each.starts for each in slots} == {timedelta(minutes=90)}


@given(
    st.lists(st.integers(0, 200), min_size=1, max_size=6, unique=True),
    st.lists(st.tuples(ZONES, st.integers(0, 20)), max_size=5),
    st.integers(0, 10),
)
def test_fairness_knows_no_order_of_people_and_no_burden_that_all_carry(
    hours: list[int], people: list[tuple[ZoneInfo, int]], more: int
) -> None:
    slots = [slot(hour) for hour in hours]
    taking = [Participant(str(n), zone, before) for n, (zone, before) in enumerate(people)]
    found = [each.slot.key for each in fair_times(slots, taking)]
    assert found == [each.slot.key for each in fair_times(slots[::-1], taking[::-1])]
    alike = [Participant(each.key, each.zone, each.carried + more) for each in taking]
    assert found == [each.slot.key for each in fair_times(slots, alike)]
    assert sorted(found) == sorted(str(hour) for hour in hours)


@given(st.lists(st.tuples(ZONES, st.integers(0, 20)), max_size=4))
def test_what_costs_nobody_anything_comes_first(people: list[tuple[ZoneInfo, int]]) -> None:
    taking = [Participant(str(n), zone, before) for n, (zone, before) in enumerate(people)]
    found = fair_times(slots_between(date(2026, 3, 20), date(2026, 3, 20), 60, BAMAKO), taking)
    costs = [each.cost for each in found]
    assert costs == sorted(costs)
    assert all(hour.cost == 0 for each in found if each.cost == 0 for hour in each.hours)


def test_one_time_a_day_is_suggested() -> None:
    people = [Participant("lima", LIMA), Participant("bamako", BAMAKO)]
    found = fair_times(slots_between(date(2026, 3, 20), date(2026, 3, 22), 60, BAMAKO), people)
    best = fairest_of_each_day(found, BAMAKO, 2)
    assert [each.slot.starts.day for each in best] == [20, 21]
    assert {each.cost for each in best} == {0}
