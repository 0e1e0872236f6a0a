"""The schedule's register and its periods."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.core import schedule
from plenary.core.schedule import Periodic, apart

moments = st.datetimes(
    datetime(1990, 1, 1),  # noqa: DTZ001  # the zone is drawn apart
    datetime(2100, 1, 1),  # noqa: DTZ001  # likewise
    timezones=st.just(UTC),
)
periods = st.timedeltas(timedelta(seconds=1), timedelta(days=60))


@given(moment=moments, every=periods)
def test_slot_holds_its_moment(moment: datetime, every: timedelta) -> None:
    slot = Periodic("test", every, list).slot(moment)
    assert slot <= moment < slot + every


@pytest.mark.parametrize(
    ("every", "slot"),
    [
        (timedelta(minutes=1), datetime(2026, 3, 4, 15, 7, tzinfo=UTC)),
        (timedelta(days=1), datetime(2026, 3, 4, tzinfo=UTC)),
        (timedelta(weeks=1), datetime(2026, 3, 2, tzinfo=UTC)),
    ],
)
def test_slot_starts_at_the_minute_midnight_and_monday(every: timedelta, slot: datetime) -> None:
    assert Periodic("test", every, list).slot(datetime(2026, 3, 4, 15, 7, 42, tzinfo=UTC)) == slot


def test_name_that_is_taken_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "_periodics", {})
    schedule.periodic(every=timedelta(hours=1), name="test.taken")(list)
    with pytest.raises(ValueError, match=r"test\.taken is registered twice"):
        schedule.periodic(every=timedelta(hours=1), name="test.taken")(list)


def test_period_of_no_length_is_refused() -> None:
    with pytest.raises(ValueError, match="a period is at least a second"):
        schedule.periodic(every=timedelta(0), name="test.short")


def test_what_fails_for_one_thing_keeps_no_other_waiting(caplog: pytest.LogCaptureFixture) -> None:
    done = []
    for thing in ("one", "two"):
        with apart(f"work on {thing}"):
            if thing == "one":
                raise LookupError(thing)
            done.append(thing)
    assert done == ["two"]
    assert caplog.messages == ["work on one failed; it is tried again at the next run"]
