"""`make mutate [PLACE=plenary/decisions/rules]`: which changes of rules and permissions no test would find.

The tests of a room run once, and which lines of the rules each of them passes is kept. Then each mutant is tried in a fork of
that process, by the tests alone that pass the line, the quickest first, up to the first that fails: docs/developers/mutation.md.
"""

import argparse
import ast
import gc
import os
import shutil
import signal
import subprocess
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from functools import _lru_cache_wrapper, cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from mutants import Mutant, mutants_of
from running_house import House, Lines

ROOT = Path(__file__).resolve().parent.parent
SOUGHT = ("rules.py", "rules", "permissions.py", "permissions")
NOT_RUN = "not browser and not crash and not burst"
SECONDS = 60
"""How long a mutant is tried, unless another figure is given; the tests chosen for it take a quarter of that at most."""
KILLED, SURVIVED, TIMEOUT = "killed", "survived", "timeout"


def modules_in(place: Path) -> list[Path]:
    """The modules of rules and permissions in a place: a file, a folder of them, a room or the whole house."""
    if place.is_file():
        return [place]
    within = [place] if place.name in SOUGHT or place.parent.name in SOUGHT else list(_of_rooms(place))
    found = [path for each in within for path in ([each] if each.is_file() else each.rglob("*.py"))]
    return sorted(path for path in found if path.stat().st_size > 200)


def _of_rooms(place: Path) -> Iterator[Path]:
    for name in SOUGHT:
        yield from (path for path in sorted(place.rglob(name)) if "tests" not in path.parts)


class Mutating:
    """A plugin of pytest: instead of running the tests, it tries mutants with them."""

    def __init__(self, files: list[Path], tell: Any, only: str, options: argparse.Namespace) -> None:
        self.files = {str(path.resolve()): path for path in files}
        self.most, self.seconds, self.pure = options.most, options.seconds, options.pure
        self.tell, self.only = tell, only
        self.failed = ""
        self.passing: dict[pytest.Item, tuple[set[tuple[str, int]], float]] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep which test failed."""
        if report.failed:
            self.failed = report.nodeid

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out what asks for a database, where rules alone are tried."""
        if self.pure:
            items[:] = [item for item in items if not _asks_for_database(item)]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests once, then try the mutants."""
        session.config.pluginmanager.unregister(name="terminalreporter")
        began = time.monotonic()
        gc.unfreeze()
        self.house = House()
        kept = (each for each in gc.get_objects() if type(each) is _lru_cache_wrapper)
        self.kept = [each for each in kept if ".rules" in str(each.__module__)]
        self._run_once(session)
        self.tell(f"- {len(self.passing)} tests, in {time.monotonic() - began:.0f} s")
        _close_databases()
        gc.freeze()
        for name, path in self.files.items():
            counts = self._try_module(name, path)
            self.tell(f"= {path} {counts[KILLED]} {counts[SURVIVED]} {counts[TIMEOUT]}")
        return True

    def _run_once(self, session: pytest.Session) -> None:
        lines = Lines(self.house.codes_of(self.files))
        for item in session.items:
            self.failed = ""
            self._forget()
            lines.of_next()
            began = time.monotonic()
            runtestprotocol(item, log=True, nextitem=session.items[0])
            if self.failed:
                self.tell(f"- fails by itself, and is left out: {self.failed}")
            else:
                self.passing[item] = lines.passed, time.monotonic() - began
            session._setupstate.teardown_exact(_Whole(session))
        lines.end()

    def _forget(self) -> None:
        """Let the rules work out anew what they keep of earlier answers."""
        for each in self.kept:
            each.cache_clear()

    def _try_module(self, name: str, path: Path) -> Counter[str]:
        counts: Counter[str] = Counter()
        tree = ast.parse(path.read_text())
        module = next((each for each in list(sys.modules.values()) if getattr(each, "__file__", "") == name), None)
        if module is None:
            self.tell(f"- {path}: no test imports it")
            return counts
        for mutant in mutants_of(tree, most=self.most):
            if self.only and f"{path}:{mutant.first}:{mutant}" not in self.only:
                continue
            chosen = self._tests_of(name, mutant)
            became, by = self._try(tree, module, mutant, chosen) if chosen else (SURVIVED, "no test passes here")
            counts[became] += 1
            if became is SURVIVED:
                self.tell(f"{path}:{mutant.first}:{mutant} in {mutant.function or 'the module'} ({by or len(chosen)})")
        return counts

    def _tests_of(self, name: str, mutant: Mutant) -> list[pytest.Item]:
        """The tests that pass the lines of a mutant, the quickest first. Of what stands in no function: those that pass any line
        of the module, and those of files that name it."""
        lines = {(name, line) for line in range(mutant.first, mutant.last + 1)}
        named = _dotted(self.files[name])
        found, whole = [], 0.0
        for item, (passed, took) in sorted(self.passing.items(), key=lambda each: each[1][1]):
            of_module = not mutant.function and (_names(item.path, named) or any(file == name for file, _ in passed))
            if (passed & lines or of_module) and (whole := whole + took) < self.seconds / 4:
                found.append(item)
        return found

    def _try(self, tree: ast.Module, module: ModuleType, mutant: Mutant, chosen: list[pytest.Item]) -> tuple[str, str]:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(self.seconds)
            self._try_here(tree, module, mutant, chosen, writing)
        os.close(writing)
        with os.fdopen(reading) as told:
            by = told.read()
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return TIMEOUT, ""
        return (KILLED if os.WEXITSTATUS(status) else SURVIVED), by

    def _try_here(self, tree: ast.Module, module: ModuleType, mutant: Mutant, chosen: list[Any], told: int) -> None:
        """In the fork: change the code, run the tests, and end the process with 1 as soon as one fails."""
        try:
            _open_databases_of_its_own()
            mutant.apply()
            self.house.put(compile(tree, module.__file__ or "", "exec"), module, mutant.function)
            self._forget()
            self.failed = ""
            for index, item in enumerate(chosen):
                runtestprotocol(item, log=True, nextitem=chosen[min(index + 1, len(chosen) - 1)])
                if self.failed:
                    os.write(told, self.failed.encode())
                    os._exit(1)
        except BaseException:  # whatever it is, the mutant was found
            os._exit(1)
        os._exit(0)


class _Whole:
    """Stands for a next test that shares nothing but what the whole run shares."""

    def __init__(self, session: pytest.Session) -> None:
        self.session = session

    def listchain(self) -> list[Any]:
        """The nodes above it."""
        return [self.session]


@cache
def _text(path: Path) -> str:
    return path.read_text()


def _asks_for_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "django_db_setup"} & set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures)


def _close_databases() -> None:
    from django.db import connections  # noqa: PLC0415  # settings are read once pytest has begun

    for connection in connections.all(initialized_only=True):
        if connection.connection is not None:
            connection.connection.close()
            connection.connection = None


def _open_databases_of_its_own() -> None:
    """A fork writes into a copy: what it leaves there is of no harm to the next."""
    from django.db import connection  # noqa: PLC0415  # once Django is set up

    at = Path(str(connection.settings_dict["NAME"]))
    if at.name.startswith("test") and at.exists():
        connection.settings_dict["NAME"] = shutil.copy(at, at.with_name("fork.sqlite3"))


def try_room(room: str, options: argparse.Namespace) -> None:
    """Try the mutants of the modules of one room, in this process."""
    files = [path for place in options.places for path in modules_in(Path(place)) if path.parts[1] == room]
    tests = [*_tests_in(room, files, options.pure), *options.tests] if options.own else options.tests
    out = os.fdopen(os.dup(1), "w", buffering=1)
    if not tests:
        out.write("! no test names them\n")
        return
    only = Path(options.only).read_text() if options.only else ""
    warnings.simplefilter("ignore")
    plugin = Mutating(files, lambda line: out.write(f"{line}\n"), only, options)
    arguments = ["-q", "-n", "0", "-p", "no:cacheprovider", "--tb=native", "-m", NOT_RUN, *tests]
    code = pytest.main(arguments, plugins=[plugin, Drawing()])
    if code:
        out.write(f"! pytest ended with {code}\n")


def _tests_in(room: str, files: list[Path], pure: bool) -> list[str]:
    """The tests of a room; where rules alone are tried, the files of them that name one of these modules."""
    if not pure:
        return [f"plenary/{room}/tests"]
    names = [_dotted(path) for path in files]
    found = sorted(Path(f"plenary/{room}/tests").rglob("test_*.py"))
    return [str(path) for path in found if any(_names(path, name) for name in names)]


def _names(path: Path, module: str) -> bool:
    """True for a file that imports from a module, or the module from its folder."""
    folder, _, name = module.rpartition(".")
    text = _text(path)
    return f"{module} import" in text or (f"from {folder} import" in text and name in text)


def _dotted(path: Path) -> str:
    return str(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


class Drawing:
    """What Hypothesis draws is the same for each mutant, and is not made smaller where a test fails."""

    def pytest_configure(self) -> None:
        """After `conftest.py`, before any test is read."""
        from hypothesis import HealthCheck, Phase, settings  # noqa: PLC0415  # only where it runs

        phases = (Phase.explicit, Phase.generate)
        settings.register_profile(
            "mutants",
            deadline=None,
            derandomize=True,
            database=None,
            max_examples=50,
            phases=phases,
            suppress_health_check=list(HealthCheck),
        )
        settings.load_profile("mutants")


def main() -> None:
    """Try all rooms in a place, one after another, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("places", nargs="*", default=["plenary"])
    parser.add_argument("--most", type=int, default=8, help="mutants of a function, at most")
    parser.add_argument("--seconds", type=int, default=SECONDS, help="how long a mutant is tried")
    parser.add_argument("--tests", nargs="*", default=[], help="tests besides those of the room")
    parser.add_argument("--not-own", dest="own", action="store_false", help="these tests alone")
    parser.add_argument("--pure", action="store_true", help="with tests alone that ask for no database")
    parser.add_argument("--only", help="a file with what an earlier run told: only mutants that survived then")
    parser.add_argument("--room", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.room:
        try_room(options.room, options)
        return
    for room in dict.fromkeys(path.parts[1] for place in options.places for path in modules_in(Path(place))):
        print(f"## {room}", flush=True)
        with TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as var:  # noqa: S108  # memory, for speed
            environment = os.environ | {"PLENARY_VAR": var}
            command = [sys.executable, __file__, *sys.argv[1:], f"--room={room}"]
            subprocess.run(command, cwd=ROOT, env=environment, check=False)  # noqa: S603  # our own tests


if __name__ == "__main__":
    main()
