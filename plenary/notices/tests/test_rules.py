"""How long a mail waits."""

from datetime import timedelta

from plenary.notices.rules.sending import wait_after


def test_wait_after() -> None:
    minutes = [1, 4, 16, 64, 256, 360, 360]
    assert [wait_after(n) for n in range(1, 9)] == [*(timedelta(minutes=m) for m in minutes), None]
