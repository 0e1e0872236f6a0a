"""A database that cannot save now answers 503: what became of the change, and when to try again. `core.trouble` tells why."""

import logging
import sys
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from plenary.core.trouble import Trouble, trouble_of

RETRY_AFTER = {Trouble.BUSY: 5, Trouble.FULL: 60, Trouble.AWAY: 15}  # seconds

_log = logging.getLogger(__name__)
_TOLD = {
    Trouble.FULL: "The database cannot write, and nothing is saved until there is room on its disk: %s",
    Trouble.AWAY: "The database cannot be reached: %s",
}


class BusyMiddleware:
    """Turns a view's error of a database that cannot save into a page with Retry-After; other errors stay errors."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for what troubles the database, or None for Django's own handling."""
        return answer_to(request, exception)


def answer_to(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """503 with a page in plain words and Retry-After, the operator told in the log; None where no trouble of the database is
    the reason. Only the page of a busy one asks the database anything."""
    trouble = trouble_of(error) if error else None
    if trouble is None:
        return None
    if trouble is Trouble.BUSY:
        answer = render(request, "core/busy.html", status=503)
    else:
        tell_operator(trouble, error)
        answer = HttpResponse(render_to_string(f"core/{trouble}.html"), status=503)
    answer.headers["Retry-After"] = str(RETRY_AFTER[trouble])
    return answer


def tell_operator(trouble: Trouble, error: BaseException | None) -> None:
    """Log what only the operator can mend; a busy database passes by itself."""
    if trouble in _TOLD:
        _log.error(_TOLD[trouble], str(error).strip())


def answer_to_present_error(request: HttpRequest) -> HttpResponse | None:
    """The same for the error that is being handled: one that arose before the view, as when who is signed in was read."""
    return answer_to(request, sys.exc_info()[1])
