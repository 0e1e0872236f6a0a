"""A concern on a server as operators run it: nothing of it lies in any file there, in the write-ahead log, nor in a backup that
was opened with every key that an operator has."""

import json
import subprocess
from pathlib import Path

from plenary.core import sealing
from plenary.core.backups import archive, recovery
from plenary.health.tests.factories import PASSPHRASE
from plenary.health.tests.test_secrecy import PLANTED, found_in
from scripts.postgresql import programs
from tests.backups.places import Place, back_up
from tests.backups.test_left_out import files_in

IN_THE_OPEN = "Planted-Open-Name"
RAISE = f"""
import json, os, shutil, sys, tempfile
from pathlib import Path
from django.conf import settings
from django.test.utils import setup_test_environment
from plenary.core import reach
from plenary.coalitions.models import Coalition
from plenary.health.tasks import look_after_concerns
from plenary.health.tests import test_secrecy
from plenary.health.tests.factories import world
setup_test_environment()
written = []
def heard(event, given):
    if event == "open" and isinstance(given[0], str) and given[2] & (os.O_WRONLY | os.O_RDWR):
        written.append(given[0])
with reach.everywhere("a test looks at all of it"):
    of = world(slug="planted")
    Coalition.objects.filter(pk=of.of.pk).update(names={{"en": "{IN_THE_OPEN}"}})
    sys.addaudithook(heard)
    codes, shown = test_secrecy.raised_through_pages(of)
    look_after_concerns()
    made, written = written, []
    for number, folder in enumerate((Path(settings.VAR), Path(tempfile.gettempdir()))):
        shutil.copytree(folder, Path(os.environ["SNAPSHOT"]) / str(number))  # as it lies there while the server runs
print(json.dumps([codes, sorted(set(made))]))
"""


def raised(place: Place, snapshot: Path) -> tuple[str, ...]:
    """All that must be found nowhere, after a concern went its way on a server; what lay on its disk then is in the snapshot."""
    temporary = snapshot.parent / "temporary"
    temporary.mkdir()
    told = place.run(
        "django", "shell", "--no-imports", "--command", RAISE, SNAPSHOT=str(snapshot), TMPDIR=str(temporary)
    )
    codes, written = json.loads(told.stdout.splitlines()[-1])
    assert [path for path in written if Path(path).parent != place.var] == []
    return (*PLANTED, *codes, *(code.replace(" ", "") for code in codes), PASSPHRASE)


def lying_in(folder: Path, *secrets: str) -> dict[str, list[str]]:
    """Which of the secrets lie in which file below a folder, its name too."""
    found = {}
    for path in files_in(folder):
        name = str(path.relative_to(folder))
        told = found_in(path.read_bytes() + name.encode(), *secrets)
        if told:
            found[name] = told
    return found


def test_nothing_of_a_concern_lies_on_the_disk_of_a_server_nor_in_its_opened_backup(
    place: Place, tmp_path: Path
) -> None:
    snapshot, held = tmp_path / "snapshot", tmp_path / "held"
    secrets = raised(place, snapshot)
    assert lying_in(snapshot, *secrets) == {}
    if not place.database:
        assert "0/plenary.sqlite3-wal" in lying_in(snapshot, IN_THE_OPEN)
    key = recovery.read_key((place.var / "key").read_text())
    masters = sealing.read_keys((place.var / "secrets" / "master.keys").read_text())
    assert archive.look(back_up(place), key, masters, into=held).is_ours
    for dump in held.glob("*.pgdump"):
        words = subprocess.run(
            [str(programs() / "pg_restore"), "--file=-", str(dump)], check=True, capture_output=True, timeout=60
        )
        dump.write_bytes(words.stdout)
    assert lying_in(held, IN_THE_OPEN)
    assert lying_in(held, *secrets) == {}
