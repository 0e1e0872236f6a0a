"""A disk that is full: whoever saves is told so in plain words, nothing is saved by halves, and it goes on once there is room."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.crash import inside, world
from tests.crash.databases import Keeper, Postgresql, keeper
from tests.crash.places import Place
from tests.crash.voters import ACKNOWLEDGED, Browser, Crowd, left_standing

MEGABYTES = {"sqlite": 24, "postgresql": 220}
VOTERS = 8
TOLD = "Your change was not saved, nor any part of it"


class Disk:
    """A small disk of its own, in memory, that can be filled up and emptied again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._filler = folder, folder / "filler"

    def fill(self) -> None:
        """Write until not one byte has room."""
        with self._filler.open("ab", buffering=0) as filler:
            for size in (1 << 20, 1 << 12, 1):
                try:
                    while filler.write(b"\0" * size):
                        pass
                except OSError:
                    continue

    def make_room(self) -> None:
        """Take the filling away."""
        self._filler.unlink()


@contextmanager
def mounted(megabytes: int) -> Iterator[Disk]:
    """A tmpfs of its own. Where it may not be mounted the test is not run; under CI it fails, if one is root."""
    folder = Path(tempfile.mkdtemp(prefix="plenary-disk-"))
    folder.chmod(0o755)  # PostgreSQL's own user stands in it too
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", str(folder)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        if os.environ.get("CI") and os.getuid() == 0:
            pytest.fail(f"no small disk can be mounted: {done.stderr}")
        pytest.skip(f"no small disk can be mounted here ({done.stderr.strip()}): not run")
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
        folder.rmdir()


@pytest.fixture
def disk(request: pytest.FixtureRequest) -> Iterator[Disk]:
    """A disk large enough for a database of its kind."""
    kind = request.node.callspec.params["database"]
    with mounted(MEGABYTES[kind]) as made:
        yield made


@pytest.fixture
def small(
    database: Keeper, peopled: Place, disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Place]:
    """A place whose database stands on the small disk, with the coalition in it; the server's log stands elsewhere."""
    if not isinstance(database, Postgresql):
        made = database.copy(peopled, disk.folder / "var")
        made.log = tmp_path / "server.log"
        yield made
        return
    monkeypatch.setattr(tempfile, "tempdir", str(disk.folder))
    with keeper("postgresql") as own:
        assert isinstance(own, Postgresql)
        yield own.moved(peopled, tmp_path / "var")


def test_a_full_disk_is_told_and_nothing_is_saved_by_halves(disk: Disk, small: Place) -> None:
    begun = small.ask(world.begin)
    proposal, seats = begun["proposal"], begun["seats"][:VOTERS]
    page = f"/c/{world.SLUG}/proposals/{proposal}/"
    with small.serving("--no-worker") as server:
        crowd = Crowd(server.url, f"{page}ballot/", seats)
        with crowd.voting():
            crowd.wait_for(2 * VOTERS)
            disk.fill()
            crowd.wait_for(2 * VOTERS, status=503)
            reader = Browser(server.url, begun["seats"][VOTERS]["session"])
            assert reader.get(page).status == 200  # what was saved is still read
            disk.make_room()
            crowd.wait_for(2 * VOTERS)
    assert set(crowd.statuses()) == {ACKNOWLEDGED, 503}
    refused = crowd.pages[503]
    assert (TOLD in refused.page, refused.headers["retry-after"]) == (True, "60")
    assert "nothing is saved until there is room on its disk" in small.log.read_text()
    found = small.ask(inside.found, proposal=proposal)
    assert found["problems"] == []
    assert len(set(found["sizes"])) == 1
    told = [left_standing(voter.attempts, found["entered"][voter.elector], ()) for voter in crowd.voters]
    assert [wrong for wrong in told if wrong] == []
    assert found["ballots"] == {key: [choices[-1]] for key, choices in found["entered"].items()}
