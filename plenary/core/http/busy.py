"""A database that is busy with another's change answers 503: nothing was saved, and when to try again."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

RETRY_AFTER = 5  # seconds

_BUSY = ("locked", "deadlock", "lock timeout", "could not serialize")


def is_busy(exception: Exception) -> bool:
    """True when the database was busy with another's change for too long."""
    return isinstance(exception, OperationalError) and any(word in str(exception) for word in _BUSY)


class BusyMiddleware:
    """Turns a view's error of a busy database into a page with Retry-After; other errors stay errors."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a busy database, or None for Django's own handling."""
        if not is_busy(exception):
            return None
        answer = render(request, "core/busy.html", status=503)
        answer.headers["Retry-After"] = str(RETRY_AFTER)
        return answer
