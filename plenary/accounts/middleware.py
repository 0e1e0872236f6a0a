"""The language and the time zone of a request: the account's own, else what the cookie or the browser says."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from plenary.accounts.models import Account
from plenary.core import times


class PreferencesMiddleware:
    """Stands after AuthenticationMiddleware; LocaleMiddleware before it has read the cookie and the browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the account's language and zone, and leave no trace of them for the next request."""
        account = request.user
        if not isinstance(account, Account):
            return self.get_response(request)
        if account.language in dict(settings.LANGUAGES):
            translation.activate(account.language)
            request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(times.zone_of(account.time_zone)):
            return self.get_response(request)
