"""`make test`: the suite in one run; what kills servers, then the browser journeys, in runs of their own; one closing line."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

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


def run(*options: str, var: Path) -> Counts:
    """One run of pytest with a folder of its own for what the server keeps."""
    report = var / "report.xml"
    command = [sys.executable, "-m", "pytest", f"--junitxml={report}", "-q", *options, *sys.argv[1:]]
    env = os.environ | {"PLENARY_VAR": str(var)}
    env.pop("PLENARY_DEMONSTRATION", None)
    done = subprocess.run(command, cwd=ROOT, env=env, check=False)  # noqa: S603  # the project's own commands
    return counts_in(report, done.returncode)


def main() -> int:
    """Run everything; the exit code is 1 when a test fails."""
    chromium = subprocess.run(["sh", "scripts/prepare_chromium.sh"], cwd=ROOT, check=False).returncode == 0  # noqa: S607
    with TemporaryDirectory() as var:
        counts = run("-m", "not browser and not crash", "-n", "auto", "--maxprocesses=8", var=Path(var))
    with TemporaryDirectory() as var:
        counts += run("-m", "crash", var=Path(var))
    with TemporaryDirectory() as var:
        counts += run("-m", "browser", var=Path(var))
    if not chromium:
        print("Chromium is not here and could not be installed: the browser tests were not run.")
    if results := os.environ.get("RESULTS_FILE"):
        Path(results).write_text(str(counts))
    print(f"Tests: {counts}")
    return 1 if counts.failed else 0


if __name__ == "__main__":
    sys.exit(main())
