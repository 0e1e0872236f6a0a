"""`plenary treaty status`: a page or a table told without a database; what cannot be read, in one sentence."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parents[3]
LIST = """Participant,Signature,"Accession(a), Ratification"
Albania,8 Sep 1998,29 Feb 2000
Angola,4 Dec 1997,
Atlantis,4 Dec 1997,
Chad,,6 May 1999 a
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    kept = tmp_path / "list.csv"
    kept.write_text(LIST)
    return kept


def told(file: Path, *options: str) -> str:
    out = StringIO()
    call_command("treaty", "status", str(file), *options, stdout=out)
    return out.getvalue()


def test_it_says_who_had_signed_and_who_was_a_party_on_a_day(file: Path) -> None:
    assert told(file, "--on", "1999-12-31").splitlines() == [
        "On 1999-12-31. Signatories: 2. Parties: 1.",
        "1 thing was not read:",
        "  4: Atlantis: No state or organisation of this name is known.",
    ]


def test_for_programs_it_says_so_of_each(file: Path) -> None:
    found: dict[str, Any] = json.loads(told(file, "--on", "29 Feb 2000", "--json"))
    assert (found["on"], found["signatories"], found["parties"], found["withdrawals"]) == ("2000-02-29", 2, 2, [])
    assert {each["code"]: (each["signatory"], each["party"]) for each in found["states"]} == {
        "ALB": (True, True),
        "AGO": (True, False),
        "TCD": (False, True),
    }
    assert [(each["line"], each["why"]) for each in found["unread"]] == [(4, "unknown-actor")]


def test_it_needs_neither_a_database_nor_a_folder(file: Path, tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("PLENARY_")}
    env["PLENARY_VAR"] = str(tmp_path / "nowhere")
    command = [sys.executable, "-m", "plenary", "treaty", "status", str(file), "--json"]
    done = subprocess.run(  # noqa: S603  # the product's own command
        command, cwd=ROOT, env=env, check=True, capture_output=True, text=True, timeout=60
    )
    assert json.loads(done.stdout)["parties"] == 2
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<html></html>", "No list of participants stands in this page."),
        (b"\x00\x01\x02", "This file is not readable as text."),
    ],
)
def test_what_it_cannot_read_it_says_in_one_sentence(tmp_path: Path, data: bytes, said: str) -> None:
    other = tmp_path / "other"
    other.write_bytes(data)
    with pytest.raises(CommandError) as refused:
        told(other)
    assert str(refused.value).startswith(f"{other}: {said}")


def test_a_file_that_is_not_there_and_a_day_that_is_none_are_told(tmp_path: Path, file: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        told(tmp_path / "none")
    with pytest.raises(CommandError, match="is no day; write it as 2026-02-03"):
        told(file, "--on", "tomorrow")
