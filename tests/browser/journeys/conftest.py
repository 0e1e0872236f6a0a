"""What the journeys share: a server without the demonstration, on a clock that they set."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from tests.browser.clock import SETTINGS, Clock
from tests.serving import Site, serve


@pytest.fixture(scope="module")
def clock(empty_var: Path, tmp_path_factory: pytest.TempPathFactory) -> Clock:
    """The clock of this module's server."""
    return Clock(copytree(empty_var, tmp_path_factory.mktemp("clocked") / "var"))


@pytest.fixture(scope="module")
def site(clock: Clock) -> Iterator[Site]:
    """A server as an operator runs it, on a clock that the journey sets."""
    with serve(clock.var, "--no-worker", PLENARY_DEMONSTRATION="", DJANGO_SETTINGS_MODULE=SETTINGS) as served:
        yield served
