"""What every request and answer is held to: how large a request may be, and what browsers may do with an answer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plenary.core.http.problems import is_api, problem
from plenary.core.verdicts import refuse

MOST_BODY = 12_000_000  # bytes; a file of an import is at most 5 MB, and forms say so themselves
ANSWER_HEADERS = {
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class LimitsMiddleware:
    """Refuses a body that is too large before any of it is read, and one that does not say how large it is; writes on each
    answer what no page of the product needs from a browser, and that no other site may embed it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = _refusal_of_size(request) or self.get_response(request)
        for name, value in ANSWER_HEADERS.items():
            response.headers.setdefault(name, value)
        return response


def _refusal_of_size(request: HttpRequest) -> HttpResponse | None:
    """The refusal of a body of a wrong size; None for one that may be read."""
    status = _wrong_size(request)
    if not status:
        return None
    if is_api(request):
        return problem(status, refuse("core.too_large" if status == 413 else "core.unreadable"))
    page = "core/too_large.html" if status == 413 else "core/bad_request.html"
    return render(request, page, {"most": MOST_BODY // 1_000_000}, status=status)


def _wrong_size(request: HttpRequest) -> int:
    """411 for a body of unknown length, 400 for a length that is none, 413 for one that is too large; 0 otherwise."""
    told = request.headers.get("Content-Length", "")
    if not told:
        return 411 if request.headers.get("Transfer-Encoding") else 0
    if not (told.isascii() and told.isdecimal()):
        return 400
    return 413 if int(told) > MOST_BODY else 0
