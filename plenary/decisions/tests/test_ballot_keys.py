"""Keys of secret ballots: on the disk before they are answered, for the server's user alone, and gone without a trace."""

import os
import string
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from plenary.core.tests.told import grades
from plenary.decisions.ballot_keys import KeyLost, destroy, make, names, private
from plenary.decisions.envelopes import open_, seal
from plenary.decisions.health import ballot_keys_alone

NAME = "7QK2M9-1"
LETTERS = set(string.ascii_letters + string.digits + "-")


@pytest.fixture
def var(settings: Settings, tmp_path: Path) -> Path:
    """A folder of the server's own."""
    settings.VAR = tmp_path / "var"
    settings.VAR.mkdir(mode=0o700)
    return settings.VAR


@pytest.fixture
def keys(var: Path) -> Path:
    """The folder of the keys, before it is there."""
    return var / "ballot-keys"


def public_half(key: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw()


def listing(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_key_that_is_made_twice_is_the_same(keys: Path) -> None:
    made = make(NAME)
    assert (make(NAME), public_half(private(NAME)), listing(keys)) == (made, made, [NAME])
    assert open_(private(NAME), seal(made, b"yes", place="here", size=8), place="here") == b"yes"


def test_each_name_has_a_key_of_its_own(keys: Path) -> None:
    made = {make(name) for name in ("A-1", "A-2", "a-1", "A")}
    assert (len(made), names(), listing(keys)) == (4, ["A", "A-1", "A-2", "a-1"], ["A", "A-1", "A-2", "a-1"])


def test_the_server_alone_may_read_whatever_the_shell_allows(keys: Path) -> None:
    before = os.umask(0)
    try:
        make(NAME)
    finally:
        os.umask(before)
    assert [path.stat().st_mode & 0o7777 for path in (keys, keys / NAME)] == [0o700, 0o600]


def test_a_key_that_is_not_here_is_told(keys: Path) -> None:
    assert names() == []
    with pytest.raises(KeyLost, match="there is no key"):
        private(NAME)
    assert not keys.exists()
    make("other")
    with pytest.raises(KeyLost, match="there is no key"):
        private(NAME)


@settings(deadline=None)
@given(name=st.text(max_size=12).filter(lambda name: not name or set(name) - LETTERS))
def test_a_name_of_other_letters_is_refused(name: str) -> None:
    for call in (make, private, destroy):
        with pytest.raises(ValueError, match="no name of a key"):
            call(name)


@pytest.mark.parametrize("name", ["..", "../secrets", "a/b", "a\n", ".a", "é", "٣", "a b", "x" * 201])
def test_a_name_leads_nowhere_else(keys: Path, name: str) -> None:
    for call in (make, private, destroy):
        with pytest.raises(ValueError, match="no name of a key"):
            call(name)
    assert not keys.exists()


@pytest.mark.parametrize(
    "change",
    [lambda data: data[:63], lambda data: b"", lambda data: bytes(64), lambda data: data[:-1] + bytes([data[-1] ^ 1])],
)
def test_a_damaged_key_is_lost_and_never_replaced(keys: Path, change: Callable[[bytes], bytes]) -> None:
    make(NAME)
    damaged = change((keys / NAME).read_bytes())
    (keys / NAME).write_bytes(damaged)
    for call in (private, make):
        with pytest.raises(KeyLost, match="damaged"):
            call(NAME)
    assert (keys / NAME).read_bytes() == damaged
    destroy(NAME)
    assert listing(keys) == []


def test_a_destroyed_key_is_overwritten_before_its_name_goes(keys: Path, tmp_path: Path) -> None:
    make("other")
    make(NAME)
    os.link(keys / NAME, tmp_path / "same file")
    key = private(NAME)
    assert (tmp_path / "same file").read_bytes()[:32] == key
    destroy(NAME)
    assert ((tmp_path / "same file").read_bytes(), listing(keys)) == (bytes(64), ["other"])
    with pytest.raises(KeyLost):
        private(NAME)
    destroy(NAME)
    assert listing(keys) == ["other"]


def test_what_was_never_made_is_destroyed_without_a_word(keys: Path) -> None:
    destroy(NAME)
    assert not keys.exists()


def test_a_destroyed_name_gets_another_key(keys: Path) -> None:
    first = make(NAME)
    destroy(NAME)
    assert make(NAME) != first


def test_many_who_make_a_key_at_once_get_the_same(keys: Path) -> None:
    for n in range(20):
        gate, made = threading.Barrier(6), list[bytes]()

        def one(name: str = f"{NAME}-{n}", gate: threading.Barrier = gate, made: list[bytes] = made) -> None:
            gate.wait(10)
            made.append(make(name))

        threads = [threading.Thread(target=one) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert made == [public_half(private(f"{NAME}-{n}"))] * 6
    assert len(listing(keys)) == 20


class Disk:
    """Notes what is asked of the disk, and stops the process (as kill -9 does) before the step of that number."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, stop_at: int | None = None) -> None:
        self.told: list[str] = []
        self._stop_at = stop_at
        for name in ("mkdir", "open", "fsync", "link", "unlink"):
            monkeypatch.setattr(os, name, self._noting(name, getattr(os, name)))

    def _noting(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def noting(*arguments: object, **options: object) -> object:
            if len(self.told) == self._stop_at:
                os._exit(9)
            at = f"/proc/self/fd/{arguments[0]}" if name == "fsync" else str(arguments[-1 if name == "link" else 0])
            self.told.append(f"{name} {short(os.path.realpath(at))}{held(at) if name == 'fsync' else ''}")
            return real(*arguments, **options)

        return noting


def held(path: str) -> str:
    """What a file holds, in one word; of a folder, nothing."""
    if Path(path).is_dir():
        return ""
    data = Path(path).read_bytes()
    return " zeros" if data == bytes(64) else f" {len(data)} bytes"


def short(path: str) -> str:
    """The name of a file or folder; that of an unfinished one without what is random."""
    name = Path(path).name
    return name.rpartition(".")[0] if name.startswith(".") else name


def stopped(work: Callable[[str], object], step: int) -> bool:
    """Do it to the key in a process of its own that stops before that step; True when it came so far."""
    child = os.fork()
    if not child:
        try:
            with pytest.MonkeyPatch.context() as monkeypatch:
                Disk(monkeypatch, step)
                work(NAME)
            os._exit(0)
        finally:
            os._exit(1)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert ended in {0, 9}
    return ended == 9


def test_a_key_is_on_the_disk_before_it_is_answered(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk(monkeypatch)
    make(NAME)
    written = [f"open .{NAME}", f"fsync .{NAME} 64 bytes", f"link {NAME}", f"unlink .{NAME}"]
    synced = ["open ballot-keys", "fsync ballot-keys", "open var", "fsync var"]
    assert disk.told == ["mkdir ballot-keys", *written, *synced]
    disk.told.clear()
    make(NAME)  # another process may have stopped before its last step
    assert [step for step in disk.told if step.startswith("fsync")] == ["fsync ballot-keys", "fsync var"]


def test_zeros_are_on_the_disk_before_the_name_goes(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(NAME)
    disk = Disk(monkeypatch)
    destroy(NAME)
    gone = ["open ballot-keys", "fsync ballot-keys"]
    assert disk.told == [f"open {NAME}", f"fsync {NAME} zeros", f"unlink {NAME}", *gone]


def test_a_key_whose_making_was_killed_is_made_whole_the_next_time(keys: Path) -> None:
    """Before each step in turn; what was left of it is destroyed with the key."""
    step = 0
    while stopped(make, step):
        left = private(NAME) if NAME in names() else None
        made = make(NAME)
        assert (public_half(private(NAME)), left or private(NAME)) == (made, private(NAME))
        key = private(NAME)
        destroy(NAME)
        assert ([path for path in keys.iterdir() if key in path.read_bytes()], listing(keys)) == ([], [])
        step += 1
    assert step == 9  # as many as the test above names


def test_a_key_whose_destroying_was_killed_is_whole_or_lost_and_destroyed_the_next_time(keys: Path) -> None:
    step, lost = 0, list[bool]()
    make(NAME)
    while stopped(destroy, step):
        try:
            private(NAME)
            lost.append(False)
        except KeyLost:
            lost.append(True)
        destroy(NAME)
        assert listing(keys) == []
        make(NAME)
        step += 1
    assert lost == [False, True, True, True, True]  # stopped before it is opened, and from then on


def test_others_who_could_read_keys_are_found(keys: Path, settings: Settings, tmp_path: Path) -> None:
    assert grades(ballot_keys_alone) == []
    make(NAME)
    assert grades(ballot_keys_alone) == ["ok"]
    for path, mode, right in ((keys / NAME, 0o640, 0o600), (keys, 0o711, 0o700)):
        path.chmod(mode)
        assert grades(ballot_keys_alone) == ["wrong"]
        path.chmod(right)
    settings.BACKUPS = str(tmp_path / "backups")
    assert grades(ballot_keys_alone) == ["ok"]
    settings.BACKUPS = str(keys.parent)
    assert grades(ballot_keys_alone) == ["wrong"]
