"""Browsers are told to stay with TLS. The reverse proxy ends it, so that no request looks secure to the server itself."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class StayWithTlsMiddleware:
    """Puts Strict-Transport-Security on each answer of a server whose own address is https://."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the header; it is for this host alone, not for others of its domain."""
        response = self.get_response(request)
        if settings.IS_SECURE:
            response.headers.setdefault("Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}")
        return response
