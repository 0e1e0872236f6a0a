"""`plenary doctor` as an operator calls it: on a well server, on broken ones, on both databases; and it writes nothing."""

import hashlib
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from scripts.postgresql import NoPostgresqlError, cluster, programs

ROOT = Path(__file__).resolve().parent.parent
AREAS = {"backups", "clock", "database", "disk", "files", "mail", "records", "secrets", "settings", "tasks", "versions"}


def plenary(var: Path, *arguments: str, **env: str) -> "subprocess.CompletedProcess[str]":
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PLENARY_")}
    return subprocess.run(
        [sys.executable, "-m", "plenary", *arguments],
        cwd=ROOT,
        env=clean | {"PLENARY_VAR": str(var)} | env,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def found(var: Path, *arguments: str, **env: str) -> dict[str, list[str]]:
    """The grades that each check gives, by ``area.check``."""
    done = plenary(var, "doctor", "--json", *arguments, **env)
    told: dict[str, list[str]] = {}
    for finding in json.loads(done.stdout):
        assert set(finding) == {"area", "check", "grade", "sentence", "todo"}
        told.setdefault(f"{finding['area']}.{finding['check']}", []).append(finding["grade"])
    assert done.returncode == (1 if any("wrong" in grades for grades in told.values()) else 0)
    return told


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A server that was prepared, has a recovery key, and made a backup."""
    folder = tmp_path_factory.mktemp("doctor")
    var = folder / "var"
    (folder / "backups").mkdir()
    for command in ("prepare", "backup recovery-key", f"backup --to {folder / 'backups'}", "worker --once"):
        assert plenary(var, *command.split()).returncode == 0
    return var


def test_a_server_on_ones_own_machine_has_nothing_wrong_and_is_left_as_it_was(var: Path) -> None:
    def state() -> dict[str, str]:
        files = [path for path in var.rglob("*") if path.is_file()]
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    before = state()
    told = found(var)
    assert state() == before
    assert {name: grades for name, grades in told.items() if grades != ["ok"] and name != "versions.programs"} == {
        "settings.address": ["look"],  # not public
        "mail.server": ["look"],
        "mail.sender": ["look"],
        "secrets.kept": ["look"],
    }
    assert {name.split(".")[0] for name in told} == AREAS


def test_findings_are_told_in_words(var: Path) -> None:
    done = plenary(var, "doctor", "secrets", "records")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "secrets",
        "  ok     Nobody else on this machine can read secrets or data.",
        "  ok     All belongs to the server's user.",
        "  ok     The key that signs sessions is long enough.",
        "  look   The master key in use was never copied: if this disk dies, no backup can be restored.",
        "         → Run: plenary backup master-keys --to FOLDER, on a disk that no backup goes to.",
        "  ok     The master keys open what is sealed in the database.",
        "records",
        "  ok     The newest head holds in each of 0 records.",
    ]


def test_an_area_that_is_none_is_told(var: Path) -> None:
    done = plenary(var, "doctor", "weather")
    assert (done.returncode, done.stderr.startswith("There is no area weather; there are: ")) == (1, True)


def test_one_mail_is_sent_on_demand(var: Path) -> None:
    taken: list[str] = []

    class Takes:
        async def handle_DATA(self, _server: object, _session: object, envelope: object) -> str:
            taken.extend(getattr(envelope, "rcpt_tos"))  # noqa: B009  # aiosmtpd has no types here
            return "250 taken"

    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = int(trial.getsockname()[1])
    controller = Controller(Takes(), hostname="127.0.0.1", port=port)
    controller.start()
    mail = {"PLENARY_SMTP_HOST": "127.0.0.1", "PLENARY_SMTP_PORT": str(port), "PLENARY_SMTP_TLS": "0"}
    try:
        told = found(var, "mail", "--mail", "amina@example.org", **mail)
    finally:
        controller.stop()
    assert (told["mail.server"], told["mail.sent"], taken) == (["ok"], ["ok"], ["amina@example.org"])
    assert found(var, "mail", "--mail", "amina@example.org", **mail)["mail.sent"] == ["wrong"]


def test_without_a_database_the_rest_is_looked_at(tmp_path: Path) -> None:
    told = found(tmp_path / "new")
    assert told["database.reachable"] == ["wrong"]
    assert {"settings.address", "versions.programs", "backups.key", "mail.server"} <= set(told)
    assert not (tmp_path / "new" / "plenary.sqlite3").exists()


def test_a_damaged_file_is_found(var: Path, tmp_path: Path) -> None:
    copy = tmp_path / "var"
    subprocess.run(["cp", "-a", str(var), str(copy)], check=True)
    file = copy / "plenary.sqlite3"
    data = bytearray(file.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 16 * 4096] = os.urandom(16 * 4096)
    file.write_bytes(data)
    told = found(copy, "database")
    assert "wrong" in [*told.get("database.whole", []), *told["database.reachable"]]


def test_roles_and_walls_of_postgresql_are_looked_at(tmp_path: Path) -> None:
    try:
        bin_ = programs()
    except NoPostgresqlError:
        pytest.skip("PostgreSQL's programs are not on this machine; its roles were not looked at")
    with cluster() as address:

        def sql(statement: str) -> None:
            of = address.replace("owner@", "postgres@")
            subprocess.run([str(bin_ / "psql"), of, "-q", "-c", statement], check=True, capture_output=True)

        var, env = tmp_path / "var", {"PLENARY_DATABASE": address}
        assert plenary(var, "prepare", **env).returncode == 0
        sql("CREATE ROLE little LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO little")
        little = {"PLENARY_DATABASE": address.replace("owner@", "little@")}
        owner = found(var, "database", "clock", "backups", **env)
        assert (owner["database.reachable"], owner["database.version"], owner["backups.programs"]) == (["ok"],) * 3
        assert (owner["database.durable"], owner["database.role"]) == (["wrong"], ["look"])  # without fsync
        assert owner["clock.drift"] == ["ok"]
        assert found(var, "database", **little)["database.role"] == ["ok"]
        rows = "SELECT DISTINCT c.oid::regclass AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        for change, expected in (("ENABLE", ["ok"]), ("DISABLE", ["wrong"])):
            sql(
                f"DO $$ DECLARE row record; BEGIN FOR row IN {rows} WHERE a.attname = 'coalition_id' AND c.relkind = 'r' "
                f"LOOP EXECUTE format('ALTER TABLE %s {change} ROW LEVEL SECURITY', row.name); END LOOP; END $$"
            )
            assert found(var, "database", **env)["database.second_wall"] == expected
    gone = found(tmp_path / "var", "database", **env)
    assert gone == {"database.reachable": ["wrong"]}
