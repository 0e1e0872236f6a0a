"""Before an act that a session left open must not be enough for, one has shown lately that it is oneself.

Two marks for views. `shown_lately` guards how one gets in. `shown_within_the_hour` guards acts of weight in a coalition: its
rules, its roles, what is taken out of it; there a sign-in of the last hour is enough, so that officers are seldom asked.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from plenary.accounts.models import Account
from plenary.accounts.rules import FRESH, FRESH_FOR_ACTS
from plenary.core import clock

type View = Callable[..., HttpResponseBase]


def shown_lately(view: View) -> View:
    """Ask again who it is, by passkey, password or code; who has only the mailed code signs in once more after a while.

    allauth asks nobody who has neither passkey nor password nor app, and does not ask before a first password is
    chosen: a session left open would be enough to take the account over.
    """
    asked_again: View = reauthentication_required(app="allauth.account")(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        account = request.user
        if not isinstance(account, Account) or get_adapter(request).get_reauthentication_methods(account):
            return asked_again(request, *args, **kwargs)
        if _is_fresh(request, account, FRESH):
            return view(request, *args, **kwargs)
        return _through_sign_in(request, _("Sign in once more first: this changes how you get in."))

    return guarded


def shown_within_the_hour(view: View) -> View:
    """Mark a view of a coalition whose act a session left open must not be enough for. Stands below `in_coalition`."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return ask_again(request) or view(request, *args, **kwargs)

    guarded.asks_again = True  # type: ignore[attr-defined]  # read by the proof that each such view is marked
    return guarded


def ask_again(request: HttpRequest) -> HttpResponseBase | None:
    """None for one who showed within the last hour who it is, and for one who has not signed in (the permission answers).

    Others are asked: what was sent is kept and done when they have shown it by passkey, password or code (raises
    ReauthenticationRequired, which allauth answers); who has only the mailed code signs in once more and comes back to the page.
    """
    account = request.user
    if not isinstance(account, Account) or _is_fresh(request, account, FRESH_FOR_ACTS):
        return None
    if get_adapter(request).get_reauthentication_methods(account):
        raise ReauthenticationRequired
    return _through_sign_in(request, _("Sign in once more first: you have been signed in for more than an hour."))


def _is_fresh(request: HttpRequest, account: Account, within: timedelta) -> bool:
    shown = [record["at"] for record in get_authentication_records(request, account)]
    return bool(shown) and clock.now().timestamp() - max(shown) < within.total_seconds()


def _through_sign_in(request: HttpRequest, why: str) -> HttpResponseBase:
    """Out and in again, and back to the page: the one from which it was sent, where this address only takes what is sent."""
    page = request.path
    if request.method == "POST":
        came_from = request.headers.get("Referer", "")
        is_own = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
        page = urlsplit(came_from).path if is_own else reverse("desk:desk")
    messages.info(request, why)
    then = f"{reverse('account_login')}?{urlencode({'next': page})}"
    return redirect(f"{reverse('account_logout')}?{urlencode({'next': then})}")


@receiver(user_logged_in)
def _remember_when(request: HttpRequest, user: Account, **_more: object) -> None:
    """Whoever comes in by a way that keeps no record of it has shown now who they are."""
    if not get_authentication_records(request, user):
        record_authentication(request, user, "sign-in")
