"""Places of both kinds of database, prepared once and copied by every test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.postgresql import NoPostgresqlError, cluster, programs
from tests.backups.places import WORDS, Kind, Place, back_up, keep_keys, run_sql


@pytest.fixture(scope="package")
def server_of_databases() -> Iterator[str]:
    try:
        programs()
    except NoPostgresqlError:
        pytest.skip("PostgreSQL's programs are not on this machine; backups of it were not tried")
    with cluster() as address:
        yield address


@pytest.fixture(scope="package", params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> Kind:
    """Of the embedded database, and of PostgreSQL with a database of its own for each place."""
    if request.param == "sqlite":

        def copied(place: Place, var: Path) -> Place:
            shutil.copytree(place.var, var)
            return Place(var)

        return Kind(Place, copied)
    address: str = request.getfixturevalue("server_of_databases")
    count = iter(range(1000))

    def made(var: Path, template: str = "template0") -> Place:
        name = f"p{next(count)}"
        run_sql(address, f"CREATE DATABASE {name} TEMPLATE {template}")
        return Place(var, f"{address.rpartition('/')[0]}/{name}")

    def copied_second(place: Place, var: Path) -> Place:
        shutil.copytree(place.var, var)
        return made(var, place.database.rpartition("/")[2])

    return Kind(made, copied_second)


@pytest.fixture(scope="package")
def prepared(kind: Kind, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A server with a record, a session, a recovery key (in `key`) and files; copied by every test."""
    place = kind.make(tmp_path_factory.mktemp("prepared") / "var")
    place.run("prepare")
    place.shell(WORDS)
    (place.var / "key").write_text(place.run("backup", "recovery-key").stdout)
    keep_keys(place)
    for name in ("ab/cd.txt", "ab/تقرير ٢.txt"):
        path = place.var / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return place


@pytest.fixture(scope="package")
def kept(prepared: Place) -> Path:
    """A backup of the prepared server, for all who do not change it."""
    return back_up(prepared)


@pytest.fixture
def place(kind: Kind, prepared: Place, tmp_path: Path) -> Place:
    """The prepared server, a copy of one's own."""
    return kind.copy(prepared, tmp_path / "var")


@pytest.fixture
def empty(kind: Kind, tmp_path: Path) -> Place:
    """A place where nothing is yet."""
    return kind.make(tmp_path / "empty")
