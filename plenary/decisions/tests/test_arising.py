"""Elections that open by themselves: before terms end, in time, once; after a seat is given up; never where they may not."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenary.bodies import actions as bodies
from plenary.bodies.actions import Nomination
from plenary.bodies.models import Term
from plenary.charter.rules.schema import Days, Elections, Method, Process, TooFew, Weekday
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.clock import months_later
from plenary.core.standing import Standing
from plenary.decisions import actions, queries
from plenary.decisions.actions.arising import due_arising, open_arising
from plenary.decisions.models import Proposal
from plenary.decisions.rules.phases import opens_at, timetable
from plenary.decisions.tasks import keep_deadlines
from plenary.decisions.tests import choosing, elections, factories
from plenary.membership.models import Member
from plenary.record.models import Entry, Opening
from plenary.texts.queries import titles_in_all


def seated(by: list[Standing], starts: datetime | None = None) -> list[Term]:
    """The first two members sit on the board."""
    rules = Standing.system(by[0].coalition, "founding")
    rows = [Member.objects.of(by[0].coalition).get(pk=each.member) for each in by[:2]]
    nominations = [Nomination(body="board", seats="seat", member=row, starts=starts) for row in rows]
    return [bodies.appoint(by=rules, nomination=each) for each in nominations]


def last_day(by: list[Standing], end: datetime, calls: int = 1, **terms: int) -> datetime:
    """The latest moment at which an election opens that is over fourteen days before terms end, after so many calls."""
    process = elections.charter(**terms).process("election")
    return opens_at(process, end - timedelta(days=14), Days(time_zone="UTC"), calls=calls)


@pytest.mark.django_db
def test_an_election_opens_before_terms_end_so_that_it_is_over_in_time_and_once() -> None:
    by = elections.members()
    terms = seated(by)
    end = terms[1].ends
    assert end is not None
    opens = last_day(by, end)
    assert elections.arisen(opens - timedelta(seconds=1)) == []
    (found,) = elections.arisen(opens)
    assert elections.arisen(opens) == elections.arisen(opens + timedelta(days=3)) == [found]
    (effect,) = queries.effects_of(found)
    assert effect.payload == {
        "body": "board",
        "seats": ["seat"],
        "vacant": {"seat": 2},
        "starts": end.isoformat(),
    }
    assert found.voting_until is not None
    assert end - timedelta(days=16) < found.voting_until < end - timedelta(days=14)
    titles = titles_in_all(found.coalition_id, found.text)
    assert (list(titles), titles["en"]) == (["en", "fr"], "Election: board")
    rows = Opening.objects.of(found.coalition_id).filter(entry__about=found.pk, entry__kind="decisions.opened")
    assert [json.loads(bytes(row.payload))["by"] for row in rows] == [{"clause": "body.board"}]
    assert elections.sound(found.coalition_id) == []
    assert (found.moved_by_name, found.moved_by_person, found.moved_by_member_id) == ("", "", None)


@pytest.mark.django_db
def test_an_election_opens_so_early_that_a_second_call_is_over_in_time_though_it_comes_when_voting_opens() -> None:
    rule, terms = Elections(too_few=TooFew.AGAIN), {"discussion_days": 3, "hold_hours": 48}
    by = elections.members(5, elections.charter(rule=rule, **terms))
    end = seated(by)[1].ends
    assert end is not None
    opens = last_day(by, end, calls=2, **terms)
    assert last_day(by, end, **terms) - opens == timedelta(days=10)  # another notice of seven days, and its discussion
    assert elections.arisen(opens - timedelta(seconds=1)) == []
    (found,) = elections.arisen(opens)
    with clock.set_to(opens):
        stand = [elections.stands(each, found) for each in by[2:]]
    found = elections.closed(found)
    assert found.discussion_from is not None
    with clock.set_to(found.discussion_from):
        for standing, nomination in zip(by[3:], stand[1:], strict=True):
            actions.withdraw_nomination(by=factories.now(standing), nomination=nomination)
    assert found.voting_from is not None
    called = found.voting_from + timedelta(minutes=59)
    with clock.set_to(called):
        keep_deadlines()
        for standing in by[3:]:
            elections.stands(standing, found)
    again = elections.closed(Proposal.objects.of(found.coalition_id).get(pk=found.pk))
    first = queries.nominations_of(again)[0].pk
    assert again.voting_from is not None
    with clock.set_to(again.voting_from):
        keep_deadlines()
    for standing in by:
        choosing.cast(standing, again, {"ranks": [[first]]})
    done = elections.counted(again)
    assert (done.outcome, again.voting_from > called + timedelta(days=9)) == ("adopted", True)
    assert done.effects_due is not None
    assert end - timedelta(days=15) < done.effects_due <= end - timedelta(days=14)


@pytest.mark.django_db
def test_who_is_elected_takes_up_when_the_terms_end_and_who_goes_is_told_whom_to_hand_over_to() -> None:
    by = elections.members()
    old = seated(by)
    end = old[1].ends
    assert end is not None
    (found,) = elections.arisen(last_day(by, end))
    assert found.opened_at is not None
    with clock.set_to(found.opened_at):
        for each in (by[1], by[2]):
            actions.nominate(by=factories.now(each), proposal=found, member=each.member)
    done = elections.closed(found)
    assert done.phase.value == "carried_out"
    new = Term.objects.of(done.coalition_id).filter(adopted_by=done.pk)
    assert sorted((term.holder_name, term.starts, term.ends) for term in new) == [
        ("Member 1", end, months_later(end, 24)),
        ("Member 2", end, months_later(end, 24)),
    ]
    told = Entry.objects.of(done.coalition_id).filter(kind="bodies.handover")
    assert [entry.about for entry in told] == [old[0].pk]
    assert elections.arisen(end + timedelta(days=1)) == [found]


@pytest.mark.django_db
def test_an_election_at_which_nobody_stood_is_not_opened_again_for_the_same_start() -> None:
    by = elections.members()
    end = seated(by)[1].ends
    assert end is not None
    (found,) = elections.arisen(last_day(by, end))
    assert elections.closed(found).outcome == "lapsed"
    assert elections.arisen(end - timedelta(days=20)) == [found]
    assert elections.arisen(end + timedelta(days=1)) == [found]


@pytest.mark.django_db
def test_what_was_decided_for_the_same_start_is_told_by_the_room_that_lets_it_arise() -> None:
    by = elections.members()
    end = seated(by)[1].ends
    assert end is not None
    opens = last_day(by, end)
    with clock.set_to(opens):
        coalition = Coalition.objects.get(pk=by[0].coalition)
        (arising,) = due_arising(coalition)
    (found,) = elections.arisen(opens)
    assert arising.starts_of(queries.effects_of(found)[0].payload) == arising.since == end
    lapsed = elections.closed(found)
    rules = Standing.system(coalition.pk, arising.clause)
    with clock.set_to(lapsed.decided_at or end):
        assert open_arising(by=rules, arising=arising) is None
        other = open_arising(by=rules, arising=replace(arising, starts_of=lambda _payload: None))
    assert other is not None
    assert other.pk != found.pk


@pytest.mark.django_db
def test_a_seat_that_is_given_up_calls_an_election_at_once_and_one_given_up_later_another() -> None:
    by = elections.members()
    first, second = seated(by)
    now = clock.now()
    with clock.set_to(now + timedelta(days=30)):
        bodies.give_up(by=factories.now(by[0]), term=first)
    (found,) = elections.arisen(now + timedelta(days=30))
    assert queries.effects_of(found)[0].payload == {"body": "board", "seats": ["seat"], "vacant": {"seat": 1}}
    with clock.set_to(now + timedelta(days=31)):
        bodies.give_up(by=factories.now(by[1]), term=second)
    assert elections.arisen(now + timedelta(days=31)) == [found]
    lapsed = elections.closed(found)
    assert lapsed.decided_at is not None
    assert [row.pk for row in elections.arisen(lapsed.decided_at)][:1] == [found.pk]
    assert len(elections.arisen(lapsed.decided_at)) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["forming", "dormant", "ended"])
def test_nothing_opens_by_itself_in_a_coalition_that_is_not_active(state: str) -> None:
    by = elections.members()
    end = seated(by)[1].ends
    assert end is not None
    Coalition.objects.filter(pk=by[0].coalition).update(state=state)
    assert elections.arisen(last_day(by, end)) == []


@pytest.mark.django_db
def test_nothing_opens_by_itself_where_the_charter_decides_elections_by_yes_and_no() -> None:
    rules = elections.charter()
    by = elections.members(rules=replace(rules, matters={"other": "ordinary"}))
    end = seated(by)[1].ends
    assert end is not None
    assert elections.arisen(last_day(by, end)) == []


@pytest.mark.django_db
def test_seats_that_nobody_ever_held_wait_for_a_member_to_call_their_election() -> None:
    elections.members()
    assert elections.arisen(clock.now()) == []
    assert Proposal.objects.across_coalitions().count() == 0


processes = st.builds(
    lambda notice, discussion, voting, hours, hold: Process(
        code="election", names={}, method=Method.CHOICE, electorate="plenary",
        notice_days=notice, discussion_days=discussion, voting_days=voting, voting_hours=hours, hold_hours=hold,
    ),
    st.integers(1, 40), st.integers(0, 20), st.integers(1, 20), st.integers(0, 30), st.integers(0, 100),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    process=processes,
    over_by=st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001  # made aware below
    rest=st.sets(st.sampled_from(list(Weekday)), max_size=6),
    zone=st.sampled_from(["UTC", "Europe/Vienna", "America/Lima"]),
    late=st.timedeltas(timedelta(), timedelta(hours=1)),
)
def test_the_latest_day_on_which_an_election_opens_is_in_time_and_the_next_is_not(
    process: Process, over_by: datetime, rest: set[Weekday], zone: str, late: timedelta
) -> None:
    days = Days(time_zone=zone, rest_days=tuple(rest))
    wanted = over_by.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
    hold = timedelta(hours=process.hold_hours + 1)
    opens = opens_at(process, wanted, days)
    assert timetable(process, opens, days).voting_until + hold <= wanted
    assert timetable(process, opens + timedelta(days=1), days).voting_until + hold > wanted
    twice = opens_at(process, wanted, days, calls=2)
    assert twice < opens
    assert over_after_two(process, twice, days, late) + hold <= wanted
    assert over_after_two(process, twice + timedelta(days=1), days, timedelta(hours=1)) + hold > wanted


def over_after_two(process: Process, opens: datetime, days: Days, late: timedelta) -> datetime:
    """When voting is over on an election for which there is another call when voting was to open, or so much later."""
    again = timetable(process, opens, days).voting_from + late
    return timetable(process, again.astimezone(opens.tzinfo), days).voting_until
