"""Real files beside the checkout, as others publish them: found, and read by the product's own readers."""

from pathlib import Path

import pytest

from plenary.decisions.formats.registry import read
from plenary.decisions.rules.methods.profiles import Profile

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"


def published(place: str) -> Path:
    """A file or folder of the data; whatever asks for it is not run where it is absent."""
    found = DATA / place
    if not found.exists():
        pytest.skip(f"not run: {place} is not beside this checkout")
    return found


def files(folder: str, pattern: str) -> list[Path]:
    """The files of a folder of the data whose names fit, in their order."""
    return sorted(published(folder).rglob(pattern))


def counted(path: Path) -> tuple[Profile, int]:
    """The ballots of a file, and for how many seats it is."""
    ballots = read(path.name, path.read_bytes())
    return ballots.profile, ballots.seats
