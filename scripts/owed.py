"""`make owed`: in half a minute, what a new room, page, field or string has not told the registers of the house yet, each with
the file that lacks it. These are the tests marked `owed`, which tell no story; `make test` runs them too."""

import os
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import shorten

import pytest

ROOT = Path(__file__).resolve().parent.parent
LEFT = """What tells the story is left, and takes minutes; first what a new room meets:
  .venv/bin/python -m pytest plenary/<room> tests/leaks/test_filling.py tests/test_walk_input.py tests/test_walk_access.py
  .venv/bin/python -m pytest tests/test_walk_*.py tests/test_documentation.py tests/leaks"""


class Owed:
    """Keeps what each failed test says: its sentence, and the line with what lacks."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.asked = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called by pytest for each step of each test."""
        self.asked += report.when == "call"
        if report.failed:
            self._keep(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Called by pytest for each file that it reads."""
        if report.failed:
            self._keep(report)

    def _keep(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        crash = getattr(report.longrepr, "reprcrash", None)
        message = crash.message if crash else str(report.longrepr)
        lines = message.partition("\n\n")[0].partition("\n  \n")[0].removeprefix("AssertionError: ").splitlines()
        self.said.append("\n".join([report.nodeid, *(f"    {shorten(line, 600)}" for line in lines)]))


def main() -> int:
    """Ask all, say what lacks; the exit code is 1 when anything does."""
    os.chdir(ROOT)
    owed = Owed()
    with TemporaryDirectory() as var:
        os.environ["PLENARY_VAR"] = var
        options = ["-m", "owed", "-n", "0", "-vv", "-p", "no:cacheprovider", "--tb=short"]
        with redirect_stdout(StringIO()) as told:
            code = pytest.main([*options, "tests"], plugins=[owed])
    if code and not owed.said:
        print(told.getvalue())
    else:
        print("\n\n".join(owed.said) or f"{owed.asked} registers asked; nothing is owed. {LEFT}")
    return 1 if code else 0


if __name__ == "__main__":
    sys.exit(main())
