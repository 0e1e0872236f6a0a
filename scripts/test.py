"""`make test`: the suite on SQLite, the suite on PostgreSQL, two thousand members at a deadline, and the browser journeys beside
what kills servers, for either waits much; each in a run of its own, and one closing line over all. Arguments go to pytest:
``python scripts/test.py plenary/record -k tree``."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

from postgresql import NoPostgresqlError, cluster, settings_for

ROOT = Path(__file__).resolve().parent.parent
NOTHING_COLLECTED = 5  # pytest's exit code


@dataclass(frozen=True)
class Counts:
    """How many tests passed, failed (errors too) and were not run."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def counts_in(report: Path, exit_code: int) -> Counts:
    """The counts of a JUnit report; a run that broke off without a failed test counts as one failure."""
    counts = Counts()
    if report.exists():
        for suite in ET.parse(report).getroot().iter("testsuite"):  # noqa: S314  # pytest wrote it a moment ago
            number = {name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")}
            failed = number["failures"] + number["errors"]
            counts += Counts(max(number["tests"] - failed - number["skipped"], 0), failed, number["skipped"])
    if exit_code not in (0, NOTHING_COLLECTED) and not counts.failed:
        counts += Counts(failed=1)
    return counts


def run(name: str, *options: str, **environment: str) -> Counts:
    """One run of pytest, with a folder of its own for what the server keeps; SQLite unless the environment names another."""
    print(f"== {name}", flush=True)
    with TemporaryDirectory() as var:
        report = Path(var) / "report.xml"
        command = [sys.executable, "-m", "pytest", f"--junitxml={report}", "-q", *options, *sys.argv[1:]]
        env = {key: value for key, value in os.environ.items() if not key.startswith("PLENARY_")}
        env.pop("PYTHONDONTWRITEBYTECODE", None)  # commands are started by the hundred
        env |= {"PLENARY_VAR": var} | environment
        done = subprocess.run(command, cwd=ROOT, env=env, check=False)  # noqa: S603  # the project's own commands
        return counts_in(report, done.returncode)


def run_on_postgresql(*options: str) -> Counts:
    """The suite on a PostgreSQL of its own; one failure where none can be had under CI."""
    try:
        with cluster() as address:
            return run("The suite on PostgreSQL", *options, **settings_for(address))
    except NoPostgresqlError:
        print("PostgreSQL is not here and could not be installed: the suite was not run on it.")
        return Counts(failed=1) if os.environ.get("CI") else Counts()


def of(*places: str) -> tuple[str, ...]:
    """Where to look for tests: in these places, for which no other needs to be read; where places are asked for, there."""
    return () if sys.argv[1:] else places


def prepare(what: str) -> bool:
    """Install what the tests need from the system's packages; False when it is not there."""
    return subprocess.run(["sh", f"scripts/prepare_{what}.sh"], cwd=ROOT, check=False).returncode == 0  # noqa: S603, S607  # our own scripts


def main() -> int:
    """Run everything; the exit code is 1 when a test fails."""
    chromium = prepare("chromium")
    prepare("postgresql")
    by_place = ("--dist", "loadgroup", "--no-loadscope-reorder")
    spread = ("-m", "not browser and not crash and not burst", "-n", "auto", "--maxprocesses=8", *by_place)
    counts = run("The suite on SQLite", *spread) + run_on_postgresql(*spread)
    counts += run("Many at once", "-m", "burst", "-n", "2", *by_place, *of("tests/crash/test_burst.py"))
    waiting = ("-m", "browser or crash", "-n", "4", *by_place, *of("tests/crash", "tests/browser"))
    counts += run("In the browser, and when things go wrong", *waiting)
    if not chromium:
        print("Chromium is not here and could not be installed: the browser tests were not run.")
    if results := os.environ.get("RESULTS_FILE"):
        Path(results).write_text(str(counts))
    print(f"Tests: {counts}")
    return 1 if counts.failed else 0


if __name__ == "__main__":
    sys.exit(main())
