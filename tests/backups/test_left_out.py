"""What a backup must never hold: the keys that open secret ballots, in whatever writing."""

import base64
import tarfile
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from plenary.core.backups import age, recovery
from tests.backups.places import Place, back_up, opening

MAKE = "from plenary.decisions import ballot_keys as k; print(k.make('7QK2M9-1').hex(), k.private('7QK2M9-1').hex())"


def opened(path: Path, key: X25519PrivateKey) -> bytes:
    with path.open("rb") as file:
        return age.Opener(file, key).readall() or b""


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_keys_of_secret_ballots_are_in_no_backup_and_do_not_come_back(
    place: Place, empty: Place, tmp_path: Path
) -> None:
    public, private = (bytes.fromhex(word) for word in place.shell(MAKE).split())
    assert (place.var / "ballot-keys" / "7QK2M9-1").read_bytes() == private + public
    archive = tmp_path / "archive"
    archive.write_bytes(opened(back_up(place), recovery.read_key((place.var / "key").read_text())))
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path / "held", filter="data")
    held = {str(file.relative_to(tmp_path / "held")): file.read_bytes() for file in files_in(tmp_path / "held")}
    writings = [private, private.hex().encode(), base64.b64encode(private), base64.urlsafe_b64encode(private)]
    assert "files/ab/cd.txt" in held
    assert [name for name, data in held.items() if "ballot-keys" in name or any(w in data for w in writings)] == []
    empty.run("restore", str(back_up(place)), *opening(place))
    assert not (empty.var / "ballot-keys").exists()
