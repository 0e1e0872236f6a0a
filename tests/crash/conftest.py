"""Places for the tests of this folder: on each database a prepared one, and a copy of it for each test."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.postgresql import NoPostgresqlError
from tests.crash import world
from tests.crash.databases import NAMES, Keeper, keeper
from tests.crash.places import Place

HERE = Path(__file__).resolve().parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands in this folder: it starts servers and workers. What needs both cores for itself is marked otherwise."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.burst if item.path.name == "test_burst.py" else pytest.mark.crash)


@pytest.fixture(scope="session", params=NAMES)
def database(request: pytest.FixtureRequest) -> Iterator[Keeper]:
    """Each database in turn; without PostgreSQL's programs those tests are not run, and under CI they fail."""
    making = keeper(request.param)
    try:
        found = making.__enter__()
    except NoPostgresqlError as error:
        if os.environ.get("CI"):
            pytest.fail(str(error))
        pytest.skip(f"{error}: not run")
    yield found
    making.__exit__(None, None, None)


@pytest.fixture(scope="session")
def bare(database: Keeper, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A place with a database that is ready and empty; it is copied, never worked on."""
    place = database.empty(tmp_path_factory.mktemp("bare") / "var")
    place.command("prepare")
    return place


@pytest.fixture(scope="session")
def peopled(database: Keeper, bare: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A place with the coalition of `world.gather` in it; it is copied, never worked on."""
    place = database.copy(bare, tmp_path_factory.mktemp("peopled") / "var")
    place.ask(world.gather)
    return place


@pytest.fixture
def place(database: Keeper, peopled: Place, tmp_path: Path) -> Place:
    """A place of the test's own, with the coalition in it."""
    return database.copy(peopled, tmp_path / "var")


@pytest.fixture
def empty_place(database: Keeper, bare: Place, tmp_path: Path) -> Place:
    """A place of the test's own, with nobody in it."""
    return database.copy(bare, tmp_path / "var")
