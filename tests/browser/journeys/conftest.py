"""What the journeys share: a server without the demonstration, on a clock that they set."""

from collections.abc import Iterator

import pytest

from conftest import Site, serve
from tests.browser.clock import SETTINGS, Clock


@pytest.fixture(scope="module")
def clock(tmp_path_factory: pytest.TempPathFactory) -> Clock:
    """The clock of this module's server."""
    var = tmp_path_factory.mktemp("clocked") / "var"
    var.mkdir()
    return Clock(var)


@pytest.fixture(scope="module")
def site(clock: Clock) -> Iterator[Site]:
    """A server as an operator runs it, on a clock that the journey sets."""
    with serve(clock.var, "--no-worker", PLENARY_DEMONSTRATION="", DJANGO_SETTINGS_MODULE=SETTINGS) as served:
        yield served
