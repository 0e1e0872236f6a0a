"""A clock that a journey sets: its moment stands in a file of the server's folder, read at the start of each request."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from plenary.core import clock

SETTINGS = "tests.browser.clocked_settings"
"""The settings of a server that goes by it."""

FILE = "moment"


class ClockMiddleware:
    """Answers each request at the moment that the file says."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with clock.set_to(datetime.fromisoformat((Path(settings.VAR) / FILE).read_text())):
            return self.get_response(request)


@dataclass
class Clock:
    """The moment of one server; it starts at the present, so that links made by commands are still good."""

    var: Path

    def __post_init__(self) -> None:
        self._set(datetime.now(UTC).replace(microsecond=0))

    def _set(self, moment: datetime) -> None:
        self.moment = moment
        whole = self.var / f"{FILE}.new"
        whole.write_text(moment.isoformat())
        whole.replace(self.var / FILE)  # never half written: requests may be under way

    def pass_days(self, days: int, hours: int = 0) -> None:
        """Let time pass."""
        self._set(self.moment + timedelta(days=days, hours=hours))

    def at(self, code: str) -> str:
        """Code for `Site.shell` that runs at this moment."""
        lines = "\n".join(f"    {line}" for line in code.strip().splitlines())
        return (
            "from datetime import datetime\n"
            "from plenary.core import clock\n"
            f"with clock.set_to(datetime.fromisoformat({self.moment.isoformat()!r})):\n{lines}\n"
        )
