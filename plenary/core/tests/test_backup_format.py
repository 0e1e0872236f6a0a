"""The sealed file: other programs read it, and every byte that was changed, moved or cut off is found before it is believed."""

import io
import secrets
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from plenary.core.backups import age, archive, bech32, manifest, recovery
from plenary.core.backups.manifest import Manifest, ManifestError, Part
from plenary.core.verdicts import Refused

# made by age 1.1.1 of Debian: age-keygen, then age -r OURS -r ANOTHER
OTHERS_KEY = "AGE-SECRET-KEY-1Q09WD7QD4J83V29YCSD8RXAYT667DAKY0WH597L2Y9973V7N9NZSD2ZYUE"
OTHERS_PUBLIC = "age1npze290wx0vz3ev70lm8mrp9k862xtun5f25702rprz6689en4wqmz2vy3"
OTHERS_FILE = b64decode(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBxSFRRV3IwaFVzZ0gyTm9tNWYzS3pYTlNudFg0ZmdwM3RzU3dwL1I2MFNJClJXYTJPT3BuL3pHZnNn"
    "Qlkra0traUF6OHMzUWYzVi9JNHNMc2xtRDN0SnMKLT4gWDI1NTE5IG82VHpoUEdma0EwM093a2tzZWEweXVxdnFqajFMdmYrVDlGRFFaSlpXU2sKMk9CVmVD"
    "WmtLZnF1VGdFcS9vVTVVV1p3NFlRQldOZnM3c041c1JnT3lBOAotLS0gMWFvRVIvN3lid2RhQXQvLzA4TEpBcUY5c3B5bW03Q2czRHhkU2VydFprWQrSWxB6"
    "sOlTqohwG67Q/ww3yiyPPtXhmh5Fh2y9IykMlad8EvtGPtroEgZ5qbLL6QatshmblbyjDr1QQj8="
)
KEY, OTHER = X25519PrivateKey.generate(), X25519PrivateKey.generate()
MASTER = bytes(range(32))


def sealed(data: bytes, *keys: X25519PrivateKey) -> bytes:
    stream = io.BytesIO()
    sealer = age.Sealer(stream, [key.public_key() for key in keys or (KEY,)])
    sealer.write(data)
    sealer.finish()
    return stream.getvalue()


def opened(data: bytes, key: X25519PrivateKey = KEY) -> bytes:
    return io.BufferedReader(age.Opener(io.BytesIO(data), key)).read()


def test_a_file_of_another_program_opens() -> None:
    key = recovery.read_key(OTHERS_KEY)
    assert recovery.public_half(key) == OTHERS_PUBLIC
    assert opened(OTHERS_FILE, key) == b"A coalition keeps its word.\n"


def test_another_program_opens_our_file(tmp_path: Path) -> None:
    program = shutil.which("age")
    if program is None:
        pytest.skip("the program age is not on this machine; that it opens our files was not tried")
    (tmp_path / "key").write_text(OTHERS_KEY)
    data = bytes(range(256)) * 700
    done = subprocess.run(  # noqa: S603  # the program that the test is about
        [program, "--decrypt", "--identity", str(tmp_path / "key")],
        input=sealed(data, recovery.read_key(OTHERS_KEY)),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, data)


@given(
    st.integers(0, 3).flatmap(lambda n: st.integers(max(n * age.CHUNK - 2, 0), n * age.CHUNK + 2)),
    st.lists(st.integers(1, 3 * age.CHUNK), max_size=4),
)
def test_what_is_sealed_comes_out_however_it_was_written(size: int, cuts: list[int]) -> None:
    data = (b"coalition" * (size // 9 + 1))[:size]
    stream = io.BytesIO()
    sealer = age.Sealer(stream, [OTHER.public_key(), KEY.public_key()])
    for start, end in pairwise([0, *sorted(min(cut, size) for cut in cuts), size]):
        sealer.write(data[start:end])
    sealer.finish()
    assert opened(stream.getvalue()) == opened(stream.getvalue(), OTHER) == data
    chunks = max(-(-size // age.CHUNK), 1)
    assert len(stream.getvalue()) == len(sealed(b"", OTHER, KEY)) - 16 + size + 16 * chunks


def test_a_key_for_whom_it_was_not_sealed_opens_nothing() -> None:
    with pytest.raises(age.OtherKeyError):
        opened(sealed(b"a word"), OTHER)


def test_every_byte_that_is_changed_is_found() -> None:
    whole = sealed(b"a word", KEY, OTHER)
    for place in range(len(whole)):
        with pytest.raises(age.AgeError):
            opened(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])


def test_every_end_that_is_missing_is_found() -> None:
    whole = sealed(b"a word")
    for length in range(len(whole)):
        with pytest.raises(age.AgeError):
            opened(whole[:length])


def _chunks(whole: bytes) -> Iterator[bytes]:
    head = len(sealed(b"")) - 16
    yield whole[:head]
    for start in range(head, len(whole), age.CHUNK + 16):
        yield whole[start : start + age.CHUNK + 16]


def test_chunks_that_are_moved_left_out_or_added_are_found() -> None:
    head, *chunks = _chunks(sealed(bytes(3 * age.CHUNK) + b"the end"))
    first, second, third, last = chunks
    assert opened(b"".join([head, *chunks])) == bytes(3 * age.CHUNK) + b"the end"
    for order in ([second, first, third, last], [first, third, last], [first, second, third, last, last]):
        with pytest.raises(age.AgeError):
            opened(b"".join([head, *order]))
    with pytest.raises(age.AgeError):
        opened(b"".join([head, first, second, third[:-1]]))
    for cut in ([first, second, third], [first]):
        with pytest.raises(age.CutShortError):
            opened(b"".join([head, *cut]))


@given(st.binary(max_size=60))
def test_bech32_comes_back(data: bytes) -> None:
    assert bech32.decode("age", bech32.encode("age", data)) == data
    assert bech32.decode("age", bech32.encode("age", data).upper()) == data


@given(st.integers(0, 73), st.sampled_from("qpzry9x8gf2tvdw0s3jn54khce6mua7l"))
def test_a_slip_in_a_recovery_key_is_found(place: int, letter: str) -> None:
    typed = OTHERS_KEY[:place] + letter.upper() + OTHERS_KEY[place + 1 :]
    if typed == OTHERS_KEY:
        assert recovery.public_half(recovery.read_key(typed)) == OTHERS_PUBLIC
        return
    with pytest.raises(Refused) as refused:
        recovery.read_key(typed)
    assert refused.value.verdict.reason == "core.recovery_key_misspelt"


def test_a_recovery_key_may_be_typed_with_blanks_and_in_any_case() -> None:
    groups = " ".join(OTHERS_KEY[start : start + 4] for start in range(0, len(OTHERS_KEY), 4))
    for typed in (OTHERS_KEY.lower(), groups, f"# kept in the safe\n{OTHERS_KEY}\n", f"\n {groups.lower()}\t\n"):
        assert recovery.public_half(recovery.read_key(typed)) == OTHERS_PUBLIC


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A backup of two files that are no database; for what reads the file alone."""
    sources = {"database.sqlite3": tmp_path / "one", "files/ab/cd.txt": tmp_path / "two"}
    for place, path in sources.items():
        path.write_text(place * 3)
    return written(tmp_path / "kept", sources)


def written(path: Path, sources: dict[str, Path], *, master_key: bytes = MASTER, **changed: object) -> Path:
    told = Manifest(
        plenary="0.1.0",
        engine="sqlite",
        made_at="2026-11-25T20:00:00+00:00",
        migrations={"core": "0001_initial"},
        rows={"core_serveract": 1},
        left_out=[],
        vouched={},
        parts=[archive.part_of(source, place) for place, source in sources.items()],
    )
    told = Manifest(**{**{name: getattr(told, name) for name in told.__slots__}, **changed})
    with path.open("wb") as stream:
        archive.write(stream, told, sources, recipients=[KEY.public_key()], master_key=master_key)
    return path


def reason(path: Path, *, key: X25519PrivateKey = KEY, into: Path | None = None) -> str:
    with pytest.raises(Refused) as refused:
        archive.look(path, key, [MASTER], into=into)
    return refused.value.verdict.reason


def test_a_backup_comes_out_as_it_went_in(kept: Path, tmp_path: Path) -> None:
    found = archive.look(kept, KEY, [bytes(32), MASTER], into=tmp_path / "out")
    assert found.is_ours
    out = {str(p.relative_to(tmp_path / "out")): p for p in (tmp_path / "out").rglob("*") if p.is_file()}
    assert {place: path.read_text() for place, path in out.items()} == {
        "database.sqlite3": "database.sqlite3" * 3,
        "files/ab/cd.txt": "files/ab/cd.txt" * 3,
    }
    assert {path.stat().st_mode & 0o777 for path in out.values()} == {0o600}


def test_no_changed_byte_of_a_backup_is_believed(kept: Path) -> None:
    whole = kept.read_bytes()
    reasons = set()
    for place in range(len(whole)):
        kept.write_bytes(whole[:place] + bytes([whole[place] ^ 0x40]) + whole[place + 1 :])
        reasons.add(reason(kept))
    assert reasons == {"core.backup_altered", "core.backup_other_key"}


def test_a_backup_without_its_end_is_told_as_such(kept: Path) -> None:
    whole = kept.read_bytes()
    reasons = {}
    for length in (0, 10, 150, 220, len(whole) - 1):
        kept.write_bytes(whole[:length])
        reasons[length] = reason(kept)
    assert reasons == {
        0: "core.backup_altered",
        10: "core.backup_altered",
        150: "core.backup_altered",
        220: "core.backup_altered",
        len(whole) - 1: "core.backup_altered",
    }


def test_a_backup_that_ends_between_two_chunks_is_told_to_be_cut_short(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(secrets.token_bytes(3 * age.CHUNK))
    kept = written(tmp_path / "kept", {"database.sqlite3": tmp_path / "one"})
    head = len(sealed(b"")) - 16
    kept.write_bytes(kept.read_bytes()[: head + 2 * (age.CHUNK + 16)])
    assert reason(kept) == "core.backup_cut_short"


def test_a_wrong_recovery_key_is_told_as_such(kept: Path, tmp_path: Path) -> None:
    assert reason(kept, key=OTHER, into=tmp_path / "out") == "core.backup_other_key"
    assert not (tmp_path / "out").exists()


def test_whoever_knows_the_public_half_alone_makes_no_backup_of_ours(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("forged")
    forged = written(tmp_path / "forged", {"database.sqlite3": tmp_path / "one"}, master_key=bytes(32))
    found = archive.look(forged, KEY, [MASTER], into=tmp_path / "out")
    assert (found.is_ours, (tmp_path / "out").exists()) == (False, False)


def test_a_later_format_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("later")
    assert reason(written(tmp_path / "later", {"database.sqlite3": tmp_path / "one"}, format=2)) == (
        "core.backup_newer_format"
    )


@pytest.mark.parametrize("changed", [{"sha256": "0" * 64}, {"size": 4}, {"size": 6}])
def test_a_part_that_changes_while_it_is_copied_stops_the_backup(tmp_path: Path, changed: dict[str, object]) -> None:
    (tmp_path / "one").write_text("words")
    part = archive.part_of(tmp_path / "one", "database.sqlite3")
    told = {"place": part.place, "size": part.size, "sha256": part.sha256} | changed
    with pytest.raises(Refused) as refused:
        written(tmp_path / "kept", {"database.sqlite3": tmp_path / "one"}, parts=[Part(**told)])
    assert refused.value.verdict.reason == "core.backup_file_changed"


@pytest.mark.parametrize(
    "place",
    ["../x", "files/../x", "/etc/passwd", "files//../x", "files/", "secrets/master.keys", "files/.", "files\\x"],
)
def test_a_manifest_names_no_place_outside(place: str) -> None:
    parts = (Part("database.sqlite3", 1, ""), Part(place, 1, ""))
    text = Manifest("0", "sqlite", "", {}, {}, [], {}, parts).text()
    with pytest.raises(ManifestError):
        manifest.read(text)


@pytest.mark.parametrize("place", ["files/a", "files/ab/تقرير.pdf", "files/..a/b..", "files/.hidden"])
def test_a_manifest_names_any_file_below(place: str) -> None:
    parts = (Part("database.sqlite3", 1, ""), Part(place, 1, ""))
    told = Manifest("0", "sqlite", "", {}, {}, (), {}, parts)
    assert manifest.read(told.text()).parts == parts


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", b"\xff", b'{"format": 1}', b'{"format": 1, "parts": [{}]}'])
def test_what_is_no_manifest_is_none(text: bytes) -> None:
    with pytest.raises(ManifestError):
        manifest.read(text)
