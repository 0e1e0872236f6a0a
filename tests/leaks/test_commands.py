"""What an operator's commands print and write names no protected member, in whichever way they are called."""

import io
from pathlib import Path

import pytest

from plenary.__main__ import _own_commands
from plenary.core import clock, reach
from tests.leaks.commands import LEFT_OUT, MAY_FAIL, TRIED, printed
from tests.story import SECRETS, TODAY, Story

pytestmark = pytest.mark.django_db


@pytest.mark.owed
def test_each_command_is_run_or_left_out_with_a_reason() -> None:
    write = "tests/leaks/commands.py: run it in printed() and name it in TRIED, or say in LEFT_OUT why not; never both"
    assert (set(_own_commands()) | {"demo"}) ^ (TRIED | LEFT_OUT.keys()) == set(), write
    assert TRIED & LEFT_OUT.keys() == set(), write


def test_nothing_that_a_command_prints_or_writes_names_the_protected(
    told: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"From: nobody@example.org\r\n\r\nNo.")))
    with clock.set_to(TODAY), reach.everywhere("an operator's commands are for all"):
        runs = list(printed(told, tmp_path))
    found = {run.call: run.words for run in runs}
    assert {run.call: run.failure for run in runs if run.failure and run.call not in MAY_FAIL} == {}
    assert {call.split(" ")[0] for call in found} == TRIED
    assert len("".join(words for call, words in found.items() if call.startswith("record bundle"))) > 100_000
    assert [(call, word) for call, words in found.items() for word in SECRETS if word in words] == []
