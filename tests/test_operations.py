"""What operators rely on: the command line, its documentation, the settings, and requirements without addresses."""

import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from plenary.core.command import Command

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = (ROOT / "docs" / "operators" / "commands.md").read_text()
SETTINGS = (ROOT / "docs" / "operators" / "settings.md").read_text()


def own_commands() -> Iterator[tuple[str, Command]]:
    for name, app in sorted(get_commands().items()):
        if isinstance(app, str) and app.startswith("plenary."):
            command = load_command_class(app, name)
            assert isinstance(command, Command), f"{name} does not inherit core.command.Command"
            yield name, command


def plenary(*arguments: str, var: Path, **env: str) -> "subprocess.CompletedProcess[str]":
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PLENARY_")}
    return subprocess.run(
        [sys.executable, "-m", "plenary", *arguments],
        cwd=ROOT,
        env=clean | {"PLENARY_VAR": str(var)} | env,
        check=False,
        capture_output=True,
        text=True,
    )


def test_each_command_has_one_line_of_help() -> None:
    wrong = [
        name for name, command in own_commands() if not 10 < len(str(command.help)) < 90 or "\n" in str(command.help)
    ]
    assert wrong == []


def test_each_advertised_command_is_documented() -> None:
    missing = [name for name, command in own_commands() if command.advertised and f"`plenary {name}" not in COMMANDS]
    assert missing == []


def test_each_setting_is_documented() -> None:
    read = set(re.findall(r'"(PLENARY_[A-Z_]+)"', (ROOT / "plenary" / "config" / "settings.py").read_text()))
    told = [line.split("|")[1] for line in SETTINGS.splitlines() if line.startswith("| `")]
    assert read == set(re.findall(r"`(PLENARY_[A-Z_]+)`", " ".join(told)))


def test_requirements_name_no_address() -> None:
    named = [
        line
        for path in sorted((ROOT / "requirements").glob("*.txt"))
        for line in path.read_text().splitlines()
        if "://" in line or re.match(r"\s*(-i|-f|--index-url|--extra-index-url|--find-links|--trusted-host)\b", line)
    ]
    assert named == []


def test_requirements_are_pinned_with_hashes() -> None:
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        pins = [line for line in path.read_text().splitlines() if re.match(r"[a-z0-9]", line)]
        assert [line for line in pins if not re.match(r"\S+==\S+ .*\\$", line)] == []


def test_help_lists_the_products_own_commands(tmp_path: Path) -> None:
    listed = plenary("--help", var=tmp_path).stdout
    advertised = {name for name, command in own_commands() if command.advertised} | {"migrate"}
    assert set(re.findall(r"^  (\w+)  ", listed, re.MULTILINE)) == advertised


def test_unknown_command_is_told_in_one_sentence(tmp_path: Path) -> None:
    done = plenary("serv", var=tmp_path)
    assert (done.returncode, done.stderr) == (1, "There is no command serv; did you mean serve?\n")


def test_server_without_a_database_says_what_to_run(tmp_path: Path) -> None:
    done = plenary("serve", "--port", "1", var=tmp_path) if os.getuid() == 0 else plenary("worker", var=tmp_path)
    assert (done.returncode, done.stderr) == (1, "The database is not up to date; run: plenary prepare\n")


def test_taken_port_is_told_in_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = plenary("serve", "--port", port, var=tmp_path)
    assert (done.returncode, done.stderr) == (1, f"Port {port} is taken or not allowed; choose another one.\n")


def test_demonstration_is_served_on_this_machine_alone(tmp_path: Path) -> None:
    done = plenary("serve", "--host", "0.0.0.0", var=tmp_path, PLENARY_DEMONSTRATION="1")  # noqa: S104  # it is refused
    sentence = "The demonstration is served on this machine alone; leave --host away.\n"
    assert (done.returncode, done.stderr) == (1, sentence)


@pytest.mark.parametrize("script", sorted(path.name for path in (ROOT / "scripts").glob("*.sh")))
def test_scripts_are_shell(script: str) -> None:
    done = subprocess.run(["sh", "-n", str(ROOT / "scripts" / script)], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def make(*arguments: str, **env: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["make", "--no-print-directory", "-C", str(ROOT), *arguments],
        env={**os.environ, **env},
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("PLENARY_DATABASE", "mysql://a/b", "PLENARY_DATABASE must read postgresql://user:password@host:port/name"),
        ("PLENARY_PROXIES", "one", "PLENARY_PROXIES must be a whole number, and is “one”"),
        ("PLENARY_LOG_LEVEL", "loud", "PLENARY_LOG_LEVEL must be one of CRITICAL"),
        ("PLENARY_MASTER_KEYS", "a", "PLENARY_MASTER_KEYS: master keys are 32 bytes each"),
    ],
)
def test_a_setting_that_does_not_fit_is_told_in_one_line(tmp_path: Path, name: str, given: str, told: str) -> None:
    done = plenary("doctor", "clock", var=tmp_path, **{name: given})
    assert (done.returncode, done.stderr.count("\n"), done.stdout) == (1, 1, "")
    assert done.stderr.startswith(f"The settings cannot be used: {told}")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("serve", "--port", "tea"), "tea is not a port; choose one between 1 and 65535."),
        (("serve", "--workers", "0"), "--workers is at least 1."),
        (("restore", "/nowhere"), "No such file or directory (/nowhere)."),
        (("backup", "verify", "/nowhere"), "No such file or directory (/nowhere)."),
    ],
)
def test_what_cannot_be_done_is_told_before_anything_else_is_asked(
    tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    done = plenary(*arguments, var=tmp_path)
    assert done.returncode != 0
    assert done.stderr.strip().endswith(told)


def test_run_with_a_port_that_is_none_says_so() -> None:
    done = make("run", "PORT=tea")
    assert done.returncode != 0
    assert done.stderr.splitlines()[0] == "tea is not a port; choose a number, as in: make run PORT=8123"


def checkout(at: Path, *tools: str) -> Path:
    """A folder with the scripts and nothing else, and beside it `bin` with these tools of the system."""
    shutil.copytree(ROOT / "scripts", at / "checkout" / "scripts")
    shutil.copy(ROOT / ".python-version", at / "checkout")
    (at / "bin").mkdir()
    for name in tools:
        found = shutil.which(name, path="/usr/bin:/bin")
        assert found
        (at / "bin" / name).symlink_to(found)
    return at / "checkout"


def broken_python(at: Path) -> None:
    """A command that is on the PATH but does not start, as a version manager leaves it for a version not installed."""
    at.write_text("#!/bin/sh\necho not installed >&2\nexit 127\n")
    at.chmod(0o755)


def found_python(folder: Path) -> "subprocess.CompletedProcess[str]":
    alone = str(folder.parent)
    return subprocess.run(
        ["sh", "scripts/find_python.sh"],
        cwd=folder,
        env={"PATH": f"{alone}/bin", "HOME": alone, "PYENV_ROOT": alone},
        check=False,
        capture_output=True,
        text=True,
    )


def test_no_fitting_python_is_told_in_one_sentence(tmp_path: Path) -> None:
    folder = checkout(tmp_path, "sh", "cat", "dirname")
    broken_python(tmp_path / "bin" / "python3")
    done = found_python(folder)
    sentence = (
        "Plenary needs Python 3.12 or later with venv, SQLite and TLS; none was found here and none could be fetched."
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", sentence + "\n")


def test_a_python_that_does_not_start_is_passed_over(tmp_path: Path) -> None:
    folder = checkout(tmp_path, "sh", "cat", "dirname")
    broken_python(tmp_path / "bin" / "python3.13")
    (tmp_path / "bin" / "python3.12").symlink_to(sys.executable)
    done = found_python(folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert Path(done.stdout.strip()).name.startswith("python3.12")


def test_two_workers_at_once_do_periodic_work_once(tmp_path: Path) -> None:
    assert plenary("prepare", var=tmp_path).returncode == 0
    env = {name: value for name, value in os.environ.items() if not name.startswith("PLENARY_")}
    env["PLENARY_VAR"] = str(tmp_path)
    command = [sys.executable, "-m", "plenary", "worker", "--once"]
    workers = [subprocess.Popen(command, cwd=ROOT, env=env) for _ in range(2)]
    assert [worker.wait() for worker in workers] == [0, 0]
    code = (
        "from plenary.core.models import PeriodicRun as R, TaskLease as L;"
        "print(R.objects.exists(), R.objects.exclude(runs=1, ended_at__isnull=False).count(), L.objects.count())"
    )
    done = plenary("django", "shell", "--no-imports", "-c", code, var=tmp_path)
    assert (done.stdout, done.stderr) == ("True 0 0\n", "")


def test_server_answers_and_ends_on_a_signal(tmp_path: Path) -> None:
    assert plenary("prepare", var=tmp_path).returncode == 0
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    env = {name: value for name, value in os.environ.items() if not name.startswith("PLENARY_")}
    command = [sys.executable, "-m", "plenary", "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env={**env, "PLENARY_VAR": str(tmp_path)}, stdout=subprocess.PIPE)
    try:
        assert status_of(f"http://localhost:{port}/nothing-here/", server) == 404
    finally:
        server.terminate()
        said, _errors = server.communicate()
    assert (server.returncode, said.decode()) == (
        0,
        f"Serving http://localhost:8000 on 127.0.0.1:{port}; Ctrl+C stops it.\n",
    )


def status_of(url: str, server: "subprocess.Popen[bytes]") -> int:
    """The status of the server's first answer; 0 when it ends before it answers."""
    while server.poll() is None:
        try:
            with urllib.request.urlopen(url) as answer:  # noqa: S310  # the test's own server
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            continue  # it is starting
    return 0
