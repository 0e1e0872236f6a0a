"""What the whole suite shares: a server of its own for browser journeys, and Debian's Chromium to walk them.

Whatever uses `site` or `page` is marked `browser` and runs in a process of its own: Playwright's loop and the ORM do not
share a thread. Such a test never touches the database itself; it works through pages, commands, or `Site.shell`.
"""

import gc
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as drawing
from whitenoise.middleware import WhiteNoiseMiddleware
from xdist.scheduler import LoadScopeScheduling

from plenary.charter import queries as charters
from plenary.core import reach
from plenary.core.tests.roles import owner_at_work

drawing.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
drawing.load_profile("untimed")  # a machine may be busy: nothing drawn is judged by the clock

ROOT = Path(__file__).resolve().parent
HAS_ROLES = os.environ.get("PLENARY_DATABASE_OWNER", "") != ""
OF_BROWSER = {"site", "chromium"}
OF_DATABASE = {"db", "transactional_db", "django_db_setup"}
OF_TWO_DATABASES = {"tests/backups", "tests/crash"}
SHARING = {*OF_TWO_DATABASES, "tests/leaks"}
"""Folders whose tests share what is made once for all of them."""
LONG = (ROOT / "tests", ROOT / "plenary" / "demo")
"""Where tests take long: the walks over the house, and the demonstration, which is loaded whole. One of these at the end of a run
leaves the other processes idle."""
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs a browser or a served site. What takes long comes first, then the files to which the story is told, which
    share it, and those of the rooms after them, so that all processes end at the same time. What uses no database is run once:
    on PostgreSQL it is left out."""
    for item in items:
        if OF_BROWSER & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)
            if not item.path.is_relative_to(ROOT / "tests" / "browser"):
                raise pytest.UsageError(f"{item.nodeid} drives a browser: it is looked for in tests/browser alone")
    telling = {item.path for item in items if "telling" in getattr(item, "fixturenames", ())}
    items.sort(key=lambda item: (not any(map(item.path.is_relative_to, LONG)), item.path in telling))
    pure = [item for item in items if _is_pure(item)] if HAS_ROLES else []
    if pure:
        config.hook.pytest_deselected(items=pure)
        items[:] = [item for item in items if item not in set(pure)]


def pytest_collection_finish(session: pytest.Session) -> None:
    """What stands by now stays to the end: to look through it for garbage again and again took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _is_pure(item: pytest.Item) -> bool:
    """True for a test that asks for no database, or makes one of its own; not of `core`, which knows both kinds."""
    if item.path.is_relative_to(ROOT / "plenary" / "core") or item.path.name.endswith("_on_postgresql.py"):
        return False
    asks = item.get_closest_marker("django_db") is not None or OF_DATABASE & set(getattr(item, "fixturenames", ()))
    return not asks


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A request whose answer a test left open ends with that test."""
    charters.stop_keeping()


@pytest.fixture(scope="session", autouse=True)
def static_files_listed_once() -> Iterator[None]:
    """Django makes its middleware anew for each client, some thousands, and WhiteNoise lists all static files for each."""
    listing = WhiteNoiseMiddleware.add_files_from_finders
    listed: dict[str, dict[str, Any]] = {}

    def list_once(middleware: WhiteNoiseMiddleware) -> None:
        if middleware.static_prefix not in listed:
            listing(middleware)
            listed[middleware.static_prefix] = middleware.files
        middleware.files = dict(listed[middleware.static_prefix])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", list_once)
        yield


class ByPlace(LoadScopeScheduling):
    """Gives the tests of a file to one process, so that what the file shares is made once; of a folder that shares more, the
    whole folder, and of one that works on two databases of its own all tests of a database, whose name is in theirs."""

    def _split_scope(self, nodeid: str) -> str:
        place = nodeid.partition("::")[0]
        folder = next((each for each in SHARING if place.startswith(f"{each}/")), place)
        return f"{folder} {'postgresql' if '[postgresql' in nodeid else ''}" if folder in OF_TWO_DATABASES else folder


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByPlace | None:
    """With ``--dist loadgroup``, by place; with any other, xdist's own."""
    return ByPlace(config, log) if config.getvalue("dist") == "loadgroup" else None


collect_ignore_glob = [] if HAS_ROLES else ["*_on_postgresql.py"]

reach.outermost = reach.EVERYWHERE  # what tests call themselves; requests, commands and tasks begin with nothing


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """The owner makes the test's database."""
    if HAS_ROLES:
        connection.settings_dict["USER"] = settings.DATABASE_ROLES["owner"]["USER"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """On PostgreSQL every test works as the role `app`; only emptying the tables after one is done by their owner."""
    if not HAS_ROLES:
        yield
        return
    options = connection.settings_dict["OPTIONS"]
    made_with, empty_tables = options["options"], connection.ops.execute_sql_flush

    def as_owner(statements: list[str]) -> None:
        with owner_at_work():
            empty_tables(statements)

    with django_db_blocker.unblock():
        connection.close()
        options["options"] = f"{made_with} -c role={settings.DATABASE_ROLES['app']['USER']}"
        connection.ops.execute_sql_flush = as_owner
        yield
        connection.close()
        options["options"] = made_with


@dataclass(frozen=True)
class Site:
    """A server with the demonstration, on a folder of its own. `url` has no slash at its end; `pid` is the server's own."""

    url: str
    var: Path
    env: dict[str, str]
    people: list[dict[str, str]]
    protected_members: list[dict[str, Any]]
    pid: int = 0

    def sign_in_path(self, role: str) -> str:
        """Where the demonstration's person of this role signs in."""
        return next(person["sign_in"] for person in self.people if person["role"] == role)

    def command(self, *arguments: str) -> str:
        """The output of a command on this server's data. Raises CalledProcessError when it refuses."""
        return _command(self.env, *arguments)

    def shell(self, code: str) -> str:
        """The output of Python code run inside the product, on this server's data, in a process of its own."""
        return _command(self.env, "django", "shell", "--no-imports", "--command", code)


def _command(env: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(  # noqa: S603  # the product's own command
        [sys.executable, "-m", "plenary", *arguments], cwd=ROOT, env=env, check=True, capture_output=True, text=True
    )
    return done.stdout


def _environment(var: Path, port: int) -> dict[str, str]:
    own = {"PLENARY_VAR": str(var), "PLENARY_DEMONSTRATION": "1", "PLENARY_URL": f"http://localhost:{port}"}
    return {name: value for name, value in os.environ.items() if not name.startswith("PLENARY_")} | own


def free_port() -> int:
    """A port of the loopback that nothing listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.fixture(scope="session")
def prepared_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demonstration loaded, made once and copied by every site."""
    var = tmp_path_factory.mktemp("prepared") / "var"
    env = _environment(var, 8000)
    _command(env, "prepare")
    _command(env, "demo")
    return var


@pytest.fixture(scope="module")
def site(prepared_var: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server of this module's own with the demonstration; what its tests write is gone afterwards."""
    with serve_copy(prepared_var, tmp_path_factory.mktemp("site") / "var") as served:
        yield served


@contextmanager
def serve_copy(prepared: Path, var: Path) -> Iterator[Site]:
    """A server with the demonstration, on a copy of a prepared folder."""
    shutil.copytree(prepared, var)
    with serve(var) as served:
        yield served


@contextmanager
def serve(var: Path, *options: str, **environment: str) -> Iterator[Site]:
    """A server on this folder, with the demonstration unless the environment says otherwise; its output is in server.log."""
    port = free_port()
    env = _environment(var, port) | environment
    told: dict[str, Any] = {"people": [], "protected_members": []}
    if env["PLENARY_DEMONSTRATION"] == "1":
        told = json.loads(_command(env, "demo", "--json"))
    else:
        _command(env, "prepare")
    log = (var / "server.log").open("wb")
    server = subprocess.Popen(  # noqa: S603  # the product's own command
        [sys.executable, "-m", "plenary", "serve", "--port", str(port), *options],
        cwd=ROOT,
        env=env,
        stdout=log,
        stderr=log,
    )
    try:
        _wait_for(f"http://localhost:{port}/", server, var / "server.log")
        yield Site(f"http://localhost:{port}", var, env, told["people"], told["protected_members"], server.pid)
    finally:
        server.terminate()
        server.wait(40)
        log.close()


def _wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _attempt in range(600):
        if server.poll() is not None:
            pytest.fail(f"the server ended: {log.read_text()}")
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310  # the test's own server
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)  # it is starting
        else:
            return
    pytest.fail(f"the server did not answer: {log.read_text()}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium under Playwright; without it browser tests are not run, and under CI they fail."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is not installed")
        pytest.skip("Chromium is not installed; browser tests were not run")
    from playwright.sync_api import Locator, sync_playwright  # noqa: PLC0415  # only where there is a browser

    click = Locator.click

    def arrive(target: Any, **options: Any) -> None:
        """Click, and wait until the page to which that led is there whole: a click ends when its first bytes are."""
        click(target, **options)
        target.page.wait_for_load_state()

    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Locator, "click", arrive)
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium: Any, site: Site) -> Iterator[Any]:
    """Make browser contexts, each a visitor with cookies of its own: `visitor(width=360, java_script_enabled=False)`."""
    contexts = []

    def come(*, width: int = 1280, height: int = 900, **options: Any) -> Any:
        size: dict[str, Any] = {"width": width, "height": height}
        context = chromium.new_context(base_url=site.url, viewport=size, **options)
        contexts.append(context)
        return context

    yield come
    for context in contexts:
        context.close()


@pytest.fixture
def page(visitor: Any) -> Any:
    """One page of one visitor on a wide screen, in English."""
    return visitor(locale="en").new_page()
