"""The moment of receipt: kept while a request waits, bounded by the write timeout, and the present one elsewhere."""

from datetime import UTC, datetime, timedelta

from plenary.core import clock

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_request_that_waits_keeps_the_moment_at_which_it_was_received() -> None:
    with clock.set_to(NOON), clock.receiving(), clock.set_to(NOON + timedelta(seconds=20)):
        assert (clock.received(), clock.now()) == (NOON, NOON + timedelta(seconds=20))


def test_what_waits_longer_than_a_write_may_take_is_no_longer_in_time_by_its_receipt() -> None:
    with clock.set_to(NOON), clock.receiving(), clock.set_to(NOON + timedelta(seconds=90)):
        assert clock.received() == NOON + timedelta(seconds=60)


def test_outside_of_requests_it_is_the_present() -> None:
    with clock.set_to(NOON):
        assert clock.received() == NOON


def test_a_clock_that_was_set_back_meanwhile_gives_the_present() -> None:
    with clock.set_to(NOON), clock.receiving(), clock.set_to(NOON - timedelta(hours=1)):
        assert clock.received() == NOON - timedelta(hours=1)
