"""A database that is busy with another's change answers 503: nothing was saved, and when to try again."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

RETRY_AFTER = 5  # seconds

_BUSY = ("locked",)  # how SQLite tells it
_BUSY_STATES = {  # how PostgreSQL does, in whatever language its words are
    "40001",  # serialization_failure
    "40P01",  # deadlock_detected
    "53300",  # too_many_connections
    "55P03",  # lock_not_available: lock_timeout
    "57014",  # query_canceled: statement_timeout
    "57P01",  # admin_shutdown
    "57P03",  # cannot_connect_now: it is starting
}


def is_busy(error: OperationalError) -> bool:
    """True when the same may go well in a moment: others hold what it needs, or the server of the database is coming."""
    state = getattr(error.__cause__, "sqlstate", None)
    return state in _BUSY_STATES or any(word in str(error) for word in _BUSY)


class BusyMiddleware:
    """Turns a view's error of a busy database into a page with Retry-After; other errors stay errors."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a busy database, or None for Django's own handling."""
        if not (isinstance(exception, OperationalError) and is_busy(exception)):
            return None
        answer = render(request, "core/busy.html", status=503)
        answer.headers["Retry-After"] = str(RETRY_AFTER)
        return answer
