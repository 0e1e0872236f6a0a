"""What several tests of this room need: a folder of the server's own."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture
def var(settings: Settings, tmp_path: Path) -> Path:
    """A folder of the server's own, with secrets."""
    settings.VAR = tmp_path / "var"
    (settings.VAR / "secrets").mkdir(mode=0o700, parents=True)
    settings.VAR.chmod(0o700)
    for name in ("master.keys", "django.key"):
        (settings.VAR / "secrets" / name).touch(mode=0o600)
    return settings.VAR
