"""The charter on which the tables of this room's permissions stand."""

import pytest

from plenary.charter.rules.schema import Charter
from plenary.charter.tests.in_force import in_force
from plenary.membership.tests.around import BOARD


@pytest.fixture
def charters(monkeypatch: pytest.MonkeyPatch) -> dict[str, Charter]:
    """Charters in force by the id of the coalition, without a database: of "c" that with an elected board."""
    return in_force(monkeypatch, c=BOARD)
