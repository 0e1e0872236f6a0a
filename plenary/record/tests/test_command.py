"""`plenary record`, as an operator types it."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from plenary.coalitions.models import Coalition
from plenary.record import audits, queries
from plenary.record.rules.verification import short_head
from plenary.record.tests.factories import note
from tests import founding


def run(*words: object) -> list[str]:
    out = io.StringIO()
    call_command("record", *map(str, words), stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def coalition(db: None) -> Coalition:
    coalition = founding.unchartered()
    note(founding.somebody(coalition))
    note(founding.somebody(coalition), audience=["public"])
    return coalition


@pytest.fixture
def file(coalition: Coalition, tmp_path: Path) -> Path:
    path = tmp_path / "c.jsonl"
    run("bundle", coalition.slug, "--output", path)
    return path


def test_bundle_is_written_whole(coalition: Coalition, tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    told = run("bundle", coalition.slug, "--output", path, "--audience", "members")
    head = queries.signed_head(coalition.id)
    assert told == [f"{path} holds 3 entries. Its head, to keep: {short_head(3, head.root)}"]
    assert [p.name for p in tmp_path.iterdir()] == ["c.jsonl"]
    assert run("verify", path)[0] == f"All holds: 3 entries, 3 openings read. Head {short_head(3, head.root)}"


def test_bundle_is_for_the_public_when_nobody_is_named(file: Path) -> None:
    assert run("verify", file)[0].startswith("All holds: 3 entries, 2 openings read.")


def test_verify_needs_no_database(file: Path, django_db_blocker: pytest.FixtureRequest) -> None:
    connection.close()
    with django_db_blocker.block():
        told = run("verify", file)
    assert told[2] == "No kept head was compared; only one shows that the owner of the key rewrote nothing."


def test_verify_names_what_does_not_hold(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"a word", b"a wort", 1))
    with pytest.raises(CommandError, match=r"^Entry 2 does not hold: what its opening 0 says was altered\.$"):
        run("verify", file)


def test_verify_compares_kept_heads(coalition: Coalition, file: Path, tmp_path: Path) -> None:
    kept = tmp_path / "head.json"
    kept.write_text(queries.signed_head(coalition.id).text + "\n")
    assert len(run("verify", file, "--head", kept, "--head", kept.read_text())) == 2
    with pytest.raises(CommandError, match=r"^The record was rewritten: its first 2 entries are not those"):
        run("verify", file, "--head", kept, "--head", "2:" + "0" * 32)
    with pytest.raises(
        CommandError,
        match=r"^The head that you kept cannot be used: nonsense\. It is a size, a colon and at least 32 digits, or a file\.$",
    ):
        run("verify", file, "--head", "nonsense")


def test_verify_reads_a_receipt(coalition: Coalition, tmp_path: Path) -> None:
    member = founding.somebody(coalition)
    path = tmp_path / "receipt.json"
    path.write_bytes(queries.receipt(member, queries.feed(member)[0].id))
    assert run("verify", path)[0].startswith("Entry 2 holds: it stands in the record of 3 entries.")


def test_audit_runs_every_rooms_audit(coalition: Coalition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audits, "_audits", {})
    assert run("audit") == ["All holds: 1 coalitions were audited."]
    audits.register_audit("test.rows", lambda coalition_id: [f"a row of {coalition_id} has no entry."])
    out = io.StringIO()
    with pytest.raises(CommandError, match=r"^1 problem was found\.$"):
        call_command("record", "audit", coalition.slug, stdout=out)
    assert out.getvalue() == f"{coalition.slug}: a row of {coalition.id} has no entry.\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["bundle", "nowhere", "--output", "x"], r"^There is no coalition at the address nowhere\.$"),
        (["audit", "nowhere"], r"^There is no coalition at the address nowhere\.$"),
        (["verify", "/nowhere"], r"^/nowhere cannot be read: no such file or directory\.$"),
        (["bundle", "clear-fields", "--output", "/nowhere/x"], r"^/nowhere/x cannot be written: no such file or directory\.$"),
        (["bundle", "clear-fields", "--output", "x", "--audience", "sealed"], r"^Sealed entries are never put into a bundle\.$"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_sentence(coalition: Coalition, words: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        run(*words)
