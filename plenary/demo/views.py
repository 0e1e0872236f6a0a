"""Sign-in as a person of the demonstration: on this machine alone, with the demonstration's setting, by a button."""

import re

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from plenary.core.http.access import public
from plenary.core.server import LOOPBACK
from plenary.demo.people import accounts_by_role

_HOSTS = {*LOOPBACK, "[::1]"}
_PASSED_ON = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_VIA")
"""What a reverse proxy says: behind one everybody seems to come from this machine."""


@public
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest, role: str) -> HttpResponse:
    """Show a button; signed in by POST. Missing without the setting, from another machine, through a proxy, and under
    another name."""
    if not (settings.DEMONSTRATION and _is_here(request)):
        raise Http404
    for part, account in accounts_by_role():
        if part.code == role:
            if request.method == "POST":
                login(request, account)
                return redirect("desk:desk")
            return render(request, "demo/sign_in.html", {"part": part, "account": account})
    raise Http404


def _is_here(request: HttpRequest) -> bool:
    if any(name in request.META for name in _PASSED_ON):
        return False
    host = re.sub(r":\d+$", "", request.get_host())
    return host in _HOSTS and request.META.get("REMOTE_ADDR", "") in LOOPBACK
