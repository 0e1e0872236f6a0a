"""Who reads the record: a table of standings, and of whether there is anything that they may read."""

import pytest

from plenary.core.tests.standings import OUTSIDE, STRANGER, SYSTEM, Around, one
from plenary.record import permissions

WHO = Around(
    {
        "a member": one(),
        "the program": one(**SYSTEM),
        "applies": one(member_status="applied", **OUTSIDE),
        "a stranger": one(**STRANGER),
    }
)


def test_who_reads_the_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permissions, "has_readable", lambda _standing: True)
    assert WHO.told(permissions.may_read_record) == WHO.all("yes, ")
    monkeypatch.setattr(permissions, "has_readable", lambda _standing: False)
    assert WHO.told(permissions.may_read_record) == WHO.all(
        "no, not_readable: disclosure", a_member="yes, ", the_program="yes, "
    )
