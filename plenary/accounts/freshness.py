"""Before one changes how one gets in: one has shown lately that it is oneself. A mark for the views that change it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import get_authentication_records
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from plenary.accounts.models import Account
from plenary.accounts.rules import FRESH
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
        if _is_fresh(request, account):
            return view(request, *args, **kwargs)
        messages.info(request, _("Sign in once more first: this changes how you get in."))
        then = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
        return redirect(f"{reverse('account_logout')}?{urlencode({'next': then})}")

    return guarded


def _is_fresh(request: HttpRequest, account: Account) -> bool:
    shown = [record["at"] for record in get_authentication_records(request, account)]
    return bool(shown) and clock.now().timestamp() - max(shown) < FRESH.total_seconds()
