"""The clock of these tests stands on a Monday; `house` is a coalition with a charter; `own_keys` keep keys of envelopes apart;
`rows` answer without a database."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from plenary.core import clock
from plenary.decisions.tests import factories
from plenary.decisions.tests.in_memory import Rows, rows_in_memory
from tests import founding


@pytest.fixture(autouse=True)
def stopped_clock():
    """Nothing here depends on the day on which it runs."""
    with clock.set_to(factories.MONDAY):
        yield


@pytest.fixture
def house():
    """A coalition with a charter in force."""
    return founding.coalition(rules=factories.charter())


@pytest.fixture
def own_keys(settings: LazySettings, tmp_path: Path) -> None:
    """A folder of keys of the test's own."""
    settings.VAR = tmp_path


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> Rows:
    """What rows answer, for tables of what is allowed."""
    return rows_in_memory(monkeypatch)
