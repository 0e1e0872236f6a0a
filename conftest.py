"""What the whole suite shares: a server of its own for browser journeys, and Debian's Chromium to walk them.

Whatever uses `site` or `page` is marked `browser` and runs in a process of its own: Playwright's loop and the ORM do not
share a thread. Such a test never touches the database itself; it works through pages, commands, or `Site.shell`.
"""

import gc
import json
import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.template.base import Template
from django.template.context import Context
from hypothesis import HealthCheck
from hypothesis import settings as drawing
from whitenoise.middleware import WhiteNoiseMiddleware
from xdist.scheduler import LoadScopeScheduling

from plenary.charter import actions as charter_actions
from plenary.charter import queries as charters
from plenary.charter.rules.document import document_hash
from plenary.core import reach
from plenary.core.tests.roles import owner_at_work
from plenary.health import sealing
from tests.serving import TOLD, Site, command, environment, made_once, serve_copy

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
COSTS_IN_LIFE = {name: getattr(sealing, name) for name in ("_OF_PASSPHRASES", "_OF_CODES")}
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
    long = {path: any(map(path.is_relative_to, LONG)) for path in {item.path for item in items}}
    items.sort(key=lambda item: (not long[item.path], item.path in telling))
    pure = [item for item in items if _is_pure(item)] if HAS_ROLES else []
    if pure:
        config.hook.pytest_deselected(items=pure)
        left_out = set(pure)
        items[:] = [item for item in items if item not in left_out]


def pytest_collection_finish(session: pytest.Session) -> None:
    """What stands by now stays to the end: to look through it for garbage again and again took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _is_pure(item: pytest.Item) -> bool:
    """True for a test that asks for no database, or makes one of its own, and for what is marked `once`; not of `core`, which
    knows both kinds."""
    if item.get_closest_marker("once") is not None:
        return True
    if _knows_both(item.path):
        return False
    asks = item.get_closest_marker("django_db") is not None or OF_DATABASE & set(getattr(item, "fixturenames", ()))
    return not asks


@cache
def _knows_both(path: Path) -> bool:
    return path.is_relative_to(ROOT / "plenary" / "core") or path.name.endswith("_on_postgresql.py")


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


@pytest.fixture(scope="session", autouse=True)
def keys_derived_quickly() -> Iterator[None]:
    """Like passwords, which the tests hash in a quick way: what is derived from a passphrase or a code costs little here. Servers
    that the tests start derive as in life, and so does whoever asks for `keys_derived_as_in_life`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealing, "_OF_PASSPHRASES", (2, 8))
        patch.setattr(sealing, "_OF_CODES", (1, 8))
        yield


@pytest.fixture(scope="session", autouse=True)
def charters_hashed_once() -> Iterator[None]:
    """Thousands of coalitions come under a few charters: equal documents are hashed once."""
    hashed: dict[str, str] = {}

    def hash_once(document: Any) -> str:
        key = json.dumps(document)
        return hashed.get(key) or hashed.setdefault(key, document_hash(document))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(charter_actions, "document_hash", hash_once)
        yield


@pytest.fixture
def keys_derived_as_in_life(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys derived at their whole cost."""
    for name, cost in COSTS_IN_LIFE.items():
        monkeypatch.setattr(sealing, name, cost)


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


@pytest.fixture(scope="session", autouse=True)
def pages_kept_as_a_whole(django_test_environment: None) -> None:
    """Django's client keeps a copy of what each template is given, each part that a page includes too: here of whole pages."""
    kept = Template._render

    def render(template: Template, context: Context) -> str:
        is_part = context.template is not template
        return template.nodelist.render(context) if is_part else kept(template, context)

    Template._render = render


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


@pytest.fixture(scope="session")
def empty_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose database is ready and empty, made once in a run and copied by every server without the demonstration."""

    def prepare(var: Path) -> None:
        command(environment(var, 8000), "prepare")

    return made_once(tmp_path_factory, "empty", prepare)


@pytest.fixture(scope="session")
def prepared_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demonstration loaded, and what it tells of itself; made once in a run and copied by every site."""

    def load(var: Path) -> None:
        told = command(environment(var, 8000), "demo", "--json")
        (var / TOLD).write_text(told)

    return made_once(tmp_path_factory, "prepared", load)


@pytest.fixture(scope="module")
def site(prepared_var: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server of this module's own with the demonstration; what its tests write is gone afterwards."""
    with serve_copy(prepared_var, tmp_path_factory.mktemp("site") / "var") as served:
        yield served


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
