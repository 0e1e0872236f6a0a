"""What one entry must be to hold at its place in a coalition's record, and what is no head: without a file around it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from plenary.record.rules import envelopes, heads
from plenary.record.rules.holding import BrokenError, held


def written(**changes: Any) -> str:
    """An envelope at place 3 of the coalition "c", with one opening that is not told."""
    at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    told = {"coalition": "c", "n": 3, "at": at, "kind": "record.note", "about": "", "commit": ["0" * 64]}
    return envelopes.envelope(**(told | changes)).decode()


def test_an_entry_holds_at_its_own_place_of_its_own_record() -> None:
    found = held(written(), [], coalition="c", n=3)
    assert (found.envelope["kind"], found.payloads) == ("record.note", {})


@pytest.mark.parametrize(
    ("text", "openings", "reason"),
    [
        ("", [], "entry_unreadable"),
        (written(), {}, "entry_unreadable"),
        (written(), [{}], "entry_unreadable"),
        (written(), [{"i": "0", "salt": "0" * 32, "payload": "{}"}], "entry_unreadable"),
        (written(), [{"i": 0, "salt": "0" * 30, "payload": "{}"}], "entry_unreadable"),
        (written(), [{"i": 0, "salt": "0" * 32, "payload": {}}], "entry_unreadable"),
        (written(coalition="d"), [], "entry_foreign"),
        (written(n=4), [], "entry_missing"),
        (written(n=2), [], "entry_misplaced"),
        (written(), [{"i": 1, "salt": "0" * 32, "payload": "{}"}], "opening_unknown"),
        (written(), [{"i": 0, "salt": "0" * 32, "payload": "{}"}], "opening_altered"),
    ],
)
def test_what_does_not_hold_is_told_by_its_reason(text: str, openings: Any, reason: str) -> None:
    with pytest.raises(BrokenError, match=f"^record.{reason} ") as broken:
        held(text, openings, coalition="c", n=3)
    assert (broken.value.reason, broken.value.facts["n"]) == (f"record.{reason}", 3)


@pytest.mark.parametrize(
    "value",
    ["", "nonsense", '{"head":"{}","signature":""}', '{"head":"nonsense","signature":""}', '{"head":1,"signature":""}'],
)
def test_what_is_no_head_is_refused(value: str) -> None:
    with pytest.raises(heads.HeadError):
        heads.read(value)


@pytest.mark.parametrize(("key", "signature"), [(None, "0" * 128), ("0" * 64, None), ("0" * 64, "0"), ("0", "0" * 128)])
def test_no_signature_holds_that_is_no_text_of_its_length(key: Any, signature: Any) -> None:
    assert heads.holds(key, signature, b"") is False
