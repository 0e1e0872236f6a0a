"""The language and the time zone of a request: the account's own, else what the cookie or the browser says; and what
becomes of a sign-in that was begun before its account was barred."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.password_reset_by_code import PASSWORD_RESET_VERIFICATION_SESSION_KEY
from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.stages import LoginByCodeStage
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from plenary.accounts.models import Account
from plenary.core import times
from plenary.core.http.problems import is_api


class PreferencesMiddleware:
    """Stands after AuthenticationMiddleware; LocaleMiddleware before it has read the cookie and the browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the account's language and zone, and leave no trace of them for the next request. A program's cookies
        count for nothing (`bearing.reading_as`)."""
        if is_api(request):
            return self.get_response(request)
        account = request.user
        if not isinstance(account, Account):
            return self.get_response(request)
        if account.language in dict(settings.LANGUAGES):
            translation.activate(account.language)
            request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(times.zone_of(account.time_zone)):
            return self.get_response(request)


class BarredMiddleware:
    """A sign-in, or a new password, that was begun for an account that is barred by now goes on as one for an address that
    nobody has: the code that was mailed is wrong, like any other. Stands after the session; asks only where one was begun."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Take the account out of what was begun, before any view reads it."""
        login = request.session.get(LOGIN_SESSION_KEY)
        reset = request.session.get(PASSWORD_RESET_VERIFICATION_SESSION_KEY)
        if isinstance(login, dict) and _is_barred(login.get("user_pk")):
            stages = login["state"].get("stages", {})
            if stages.get("current") == LoginByCodeStage.key:
                _forget(stages[LoginByCodeStage.key]["data"])
                request.session[LOGIN_SESSION_KEY] = {**login, "user_pk": None}
            else:
                del request.session[LOGIN_SESSION_KEY]
        if isinstance(reset, dict) and _is_barred(reset.get("user_id")):
            _forget(reset)
            request.session[PASSWORD_RESET_VERIFICATION_SESSION_KEY] = reset
        return self.get_response(request)


def _is_barred(account_id: Any) -> bool:
    return bool(account_id) and Account.objects.filter(id=account_id, is_active=False).exists()


def _forget(state: dict[str, Any]) -> None:
    for name in ("user_id", "code", "code_confirmed"):
        state.pop(name, None)
