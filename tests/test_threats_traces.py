"""What is left behind where others may look: in caches, and in files beside the database."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from django.test import Client

from tests.story import Story

type Visit = Callable[[str], Client]


def test_pages_of_those_who_signed_in_are_kept_nowhere(story: Story, visit: Visit) -> None:
    for address in ("/desk/?all", "/account/", f"/c/{story.open.slug}/record/", "/missing/"):
        kept = visit("protected").get(address).headers["Cache-Control"]
        assert "no-store" in kept, address
    assert visit("anonymous").get("/").has_header("Cache-Control") is False


def test_files_of_the_server_are_for_its_own_user_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    environment = {**os.environ, "PLENARY_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "plenary.config.settings"}
    environment.pop("PLENARY_DATABASE", None)  # the embedded database is a file beside the others
    command = [sys.executable, "-m", "plenary", "django", "migrate", "core", "--verbosity", "0"]
    subprocess.run(command, env=environment, check=True, umask=0o022)
    made = [path for path in tmp_path.rglob("*") if path.stat().st_mode & 0o077]
    assert (tmp_path / "plenary.sqlite3").exists()
    assert made == []
