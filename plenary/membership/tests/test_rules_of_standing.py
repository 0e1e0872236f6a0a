"""Where members stand, at the edges: leave, silence, voice; who leads where all act for one member; what is left to read."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from plenary.charter.rules.schema import Category, Protection
from plenary.membership.rules import (
    Silence,
    Status,
    after_silence,
    has_voice,
    returns_to,
    status_at,
    votes_though_away,
)
from plenary.membership.rules.balance import LEAST, Group, counted_from, settled, spread
from plenary.membership.rules.capacity import carries
from plenary.membership.rules.contributions import due_at
from plenary.membership.rules.leading import Holder, kept_alone, leads_instead
from plenary.membership.rules.taking_over import KEPT, is_unread

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
MEMBER = Category(code="full", names={"en": "Full"})
SILENT = Category(code="friend", names={"en": "Friend"}, voice=False, vote=False)


@pytest.mark.parametrize(
    ("status", "until", "becomes"),
    [
        (Status.PROVISIONAL, NOON, Status.ACTIVE),
        (Status.PROVISIONAL, NOON + DAY, Status.PROVISIONAL),
        (Status.PROVISIONAL, None, Status.PROVISIONAL),
        (Status.SUSPENDED, NOON, Status.SUSPENDED),
    ],
)
def test_only_who_is_provisional_becomes_active_by_time(
    status: Status, until: datetime | None, becomes: Status
) -> None:
    assert status_at(status, until, NOON) is becomes


@pytest.mark.parametrize(
    ("until", "becomes"),
    [(None, Status.ACTIVE), (NOON, Status.ACTIVE), (NOON + DAY, Status.PROVISIONAL), (NOON - DAY, Status.ACTIVE)],
)
def test_who_comes_back_ends_its_provisional_time(until: datetime | None, becomes: Status) -> None:
    assert returns_to(until, NOON) is becomes
    for away in (Status.ON_LEAVE, Status.DORMANT):
        votes = votes_though_away(MEMBER, away, until, NOON, Protection())
        assert votes is (becomes is Status.ACTIVE)
    assert votes_though_away(SILENT, Status.DORMANT, until, NOON, Protection()) is False
    assert votes_though_away(MEMBER, Status.ACTIVE, until, NOON, Protection()) is False


def test_voice_is_for_members_in_good_standing_whose_category_has_one() -> None:
    assert has_voice(MEMBER, Status.ACTIVE) is True
    assert has_voice(MEMBER, Status.SUSPENDED) is False
    assert has_voice(SILENT, Status.ACTIVE) is False


@pytest.mark.parametrize(
    ("months", "noticed", "days", "follows"),
    [
        (0, None, 900, Silence.NOTHING),
        (1, None, 30, Silence.NOTHING),
        (1, None, 31, Silence.NOTICE),
        (1, 0, 31, Silence.NOTICE),
        (1, 31, 51, Silence.NOTHING),
        (1, 31, 52, Silence.DORMANT),
    ],
)
def test_a_notice_follows_on_silence_and_dormancy_on_the_notice(
    months: int, noticed: int | None, days: int, follows: Silence
) -> None:
    told = None if noticed is None else NOON + noticed * DAY
    assert after_silence(NOON, told, NOON + days * DAY, months=months, answer_days=21) is follows


def test_speaking_counts_from_the_beginning_of_last_year() -> None:
    assert counted_from(date(2026, 3, 2)) == datetime(2025, 1, 1, tzinfo=UTC)


def test_places_are_told_at_the_end_of_a_month_in_which_enough_changed() -> None:
    spells = [(str(n), date(2025, 12, 10), None) for n in range(LEAST)]
    assert settled(spells, date(2025, 12, 31)) == {}
    assert settled(spells, date(2026, 1, 1)) == dict.fromkeys(map(str, range(LEAST)), 1)
    assert settled(spells[1:], date(2026, 1, 1)) == {}
    some_left = [(who, begun, date(2026, 1, 10) if int(who) else None) for who, begun, _ended in spells]
    assert settled(some_left, date(2026, 2, 1)) == settled(spells, date(2026, 1, 1))


def test_a_group_is_told_with_what_it_did_and_how_many_did_any_of_it() -> None:
    groups = {f"{group}{n}": group for group in ("man", "woman") for n in range(LEAST)}
    assert spread(groups, {"turns": {"woman0": 2, "woman1": 1}}) == (
        Group("man", LEAST, {"turns": 0}, {"turns": 0}),
        Group("woman", LEAST, {"turns": 3}, {"turns": 2}),
    )


def test_whoever_carries_least_carries_something() -> None:
    assert [carries(share) for share in (Fraction(1), Fraction(1, 3), Fraction(1, 200))] == [100, 33, 1]


def test_a_promise_is_due_at_the_last_minute_of_its_day() -> None:
    assert due_at(date(2026, 3, 2)) == datetime(2026, 3, 2, 23, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("members", "keeping", "alone"),
    [("mm", "secretary", "m"), ("mn", "secretary", ""), ("nm", "chair", ""), ("mm", "treasurer", "")],
)
def test_a_list_is_kept_alone_where_all_its_keepers_act_for_one_member(members: str, keeping: str, alone: str) -> None:
    holders = [Holder("secretary", str(n), member) for n, member in enumerate(members)]
    assert kept_alone([*holders, Holder("deputy", "d", "o")], [keeping]) == alone


@pytest.mark.parametrize(
    ("held", "leads"),
    [
        ({"chair": "n", "deputy": "n", "treasurer": "n"}, {"chair", "deputy"}),
        ({"chair": "m", "deputy": "n", "treasurer": "n"}, {"deputy"}),
        ({"chair": "n", "deputy": "m", "treasurer": "n"}, {"chair"}),
        ({"chair": "m", "deputy": "m", "treasurer": "n", "secretary": "m"}, {"treasurer"}),
        ({"chair": "m"}, set()),
    ],
)
def test_the_chair_and_the_deputy_lead_first_where_they_are_free(held: dict[str, str], leads: set[str]) -> None:
    assert leads_instead([Holder(office, office, member) for office, member in held.items()], "m") == leads


@pytest.mark.parametrize(
    ("read", "days", "unread"),
    [(None, 364, True), (None, 365, False), (-1, 1, True), (0, 1, False), (1, 2, False), (-1, 365, False)],
)
def test_what_is_left_is_unread_for_a_year(read: int | None, days: int, unread: bool) -> None:
    assert timedelta(days=365) == KEPT
    assert is_unread(NOON, None if read is None else NOON + read * DAY, NOON + days * DAY) is unread
