"""The moment at which a request was received: noted before anything else, for in time means received by then."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from plenary.core import clock


class ReceivingMiddleware:
    """Notes when a request came, before it waits for the database or for others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as of the moment of receipt, where deadlines are concerned (`clock.received`)."""
        with clock.receiving():
            return self.get_response(request)
