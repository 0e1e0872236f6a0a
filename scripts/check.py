"""`make check`: every check, as many at a time as there are cores, the output of those that fail, and a closing line.
`--format` mends what can be."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = [sys.executable, "-m"]
ADDRESS = re.compile(r"://|^\s*(-i|-f|--index-url|--extra-index-url|--find-links|--trusted-host)\b", re.MULTILINE)
PUBLIC_SERVER = {
    "PLENARY_URL": "https://plenary.example",
    "PLENARY_HOSTS": "plenary.example",
    "PLENARY_SMTP_HOST": "mail.plenary.example",
    "PLENARY_DEMONSTRATION": "",
}

type Check = list[str] | Callable[[], str]


def templates() -> list[str]:
    """Every template of every room."""
    return sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("plenary/*/templates/**/*.html"))


def addresses_in_requirements() -> str:
    """What stands in the compiled requirements that names a host or a folder of one machine; empty when nothing does."""
    found = []
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if ADDRESS.search(line):
                found.append(f"{path.name}:{number}: {line}")
    return "\n".join(found)


def checks() -> dict[str, Check]:
    """Each check by its name; the longest first, so that the others are done beside it."""
    return {
        "types": [*PYTHON, "mypy"],
        "lint": [*PYTHON, "ruff", "check", "--quiet", "."],
        "format": [*PYTHON, "ruff", "format", "--check", "--quiet", "."],
        "imports": [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"],
        "template format": [str(BIN / "djade"), "--target-version", "6.1", "--check", *templates()],
        "template lint": [*PYTHON, "djlint", "--lint", "--quiet", "plenary"],
        "migrations": [*PYTHON, "plenary", "django", "makemigrations", "--check", "--dry-run"],
        "deployment": [*PYTHON, "plenary", "django", "check", "--deploy", "--fail-level", "WARNING"],
        "words": [sys.executable, "scripts/words.py", "--check"],
        "requirements": addresses_in_requirements,
    }


def problem_of(check: Check) -> str:
    """Run one check; what it complains of, or an empty text."""
    if callable(check):
        return check()
    with TemporaryDirectory() as var:
        env = os.environ | PUBLIC_SERVER | {"PLENARY_VAR": var, "NO_COLOR": "1"}
        done = subprocess.run(check, cwd=ROOT, env=env, capture_output=True, text=True, check=False)  # noqa: S603  # the project's own commands
    return "" if done.returncode == 0 else (done.stdout + done.stderr).strip() or f"exit code {done.returncode}"


def mend() -> None:
    """Format code and templates, and mend what the linter can."""
    for command in (
        [*PYTHON, "ruff", "check", "--fix", "--quiet", "."],
        [*PYTHON, "ruff", "format", "."],
        [str(BIN / "djade"), "--target-version", "6.1", *templates()],
    ):
        subprocess.run(command, cwd=ROOT, check=False)  # noqa: S603  # the project's own commands


def main() -> int:
    """Run all checks; the exit code is 1 when one fails."""
    if "--format" in sys.argv:
        mend()
        return 0
    failed = 0
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as side_by_side:
        running = {name: side_by_side.submit(problem_of, check) for name, check in checks().items()}
        for name, found in running.items():
            problem = found.result()
            print(f"{'FAILED' if problem else 'passed'}  {name}", flush=True)
            if problem:
                failed += 1
                print(problem, end="\n\n", flush=True)
    counts = f"{len(running) - failed} passed, {failed} failed, 0 skipped"
    if results := os.environ.get("RESULTS_FILE"):
        Path(results).write_text(counts)
    print(f"Checks: {counts}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
