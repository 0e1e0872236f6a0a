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
    """411 for a body of unknown length, 413 for one that is too large, 400 for a length that is none; None otherwise."""
    told = request.headers.get("Content-Length", "")
    status = 0
    if request.headers.get("Transfer-Encoding") and not told:
        status = 411
    elif told and not (told.isascii() and told.isdecimal()):
        status = 400
    elif told and int(told) > MOST_BODY:
        status = 413
    if status and is_api(request):
        return problem(status, refuse("core.too_large" if status == 413 else "core.unreadable"))
    if status in {400, 411}:
        return render(request, "core/bad_request.html", status=status)
    if status == 413:
        return render(request, "core/too_large.html", {"most": MOST_BODY // 1_000_000}, status=413)
    return None
