"""What reaches a server and what it sends: each request, with its bytes, stands in a file of the server's folder."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

FILE = "wire"
STATUS_LINE = 20  # bytes, about


class CountingMiddleware:
    """Notes of each request its path and the bytes of its answer as it is sent, headers and all. Stands before all others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        headers = STATUS_LINE + sum(len(name) + len(value) + 4 for name, value in response.items())
        headers += sum(len(cookie.output()) + 2 for cookie in response.cookies.values())
        length = int(response.get("Content-Length") or 0) or len(getattr(response, "content", b""))
        with (Path(settings.VAR) / FILE).open("a") as wire:
            wire.write(f"{request.path} {headers + length}\n")
        return response


def sent(var: Path) -> list[tuple[str, int]]:
    """Path and bytes of what was asked since the last call, in the order in which it was answered."""
    wire = var / FILE
    lines = wire.read_text().splitlines() if wire.exists() else []
    wire.unlink(missing_ok=True)
    return [(path, int(size)) for path, size in (line.rsplit(" ", 1) for line in lines)]
