"""What may lie on a reader's own device: which pages, under whose key, and when all of it is cleared.

Pages of those who signed in are kept nowhere (`access.AccessMiddleware`). The one exception are the copies that the keeper,
a service worker (`core/static/core/keeper.js`), keeps of views marked `kept_offline`. Each page tells the keeper whose it is; a
device that holds what is not this reader's is told to clear it, by a header that needs no script.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from plenary.core.copies import is_at_risk

READER = "Plenary-Reader"
"""The header that says under which key this reader's device may keep copies; `NOBODY` where it may keep none."""

COPY = "Plenary-Copy"
"""The header of a page that may be kept."""

NOBODY = "nobody"
COOKIE = "kept"
"""Set where a device keeps copies, with the key under which they lie; the script of a page cannot read it."""

_SALT = "plenary.core.http.keeping"
_YEAR = 365 * 24 * 60 * 60  # seconds
_CLEARED = '"cache", "storage"'


def kept_offline[V: Callable[..., Any]](view: V) -> V:
    """Mark a view whose page may lie on its reader's own devices. Outermost; without the mark a page is kept nowhere.

    Never for what names protected members, nor for the directory, the record or an export.
    """
    view.kept_offline = True  # type: ignore[attr-defined]  # the mark is read by KeepingMiddleware and a test
    return view


class Keeping:
    """What the device of one request keeps, and whether it may. `is_marked` once its view is known to be `kept_offline`."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.is_marked = False

    @property
    def held(self) -> str:
        """The key under which the device says that it keeps copies; empty when it keeps none."""
        return self._request.COOKIES.get(COOKIE, "")

    @cached_property
    def is_allowed(self) -> bool:
        """True for who signed in, wants copies, and is not at risk. One query of a room that knows risks."""
        user = self._request.user
        return bool(user.is_authenticated and getattr(user, "keeps_copies", False)) and not is_at_risk(str(user.pk))

    @property
    def is_offered(self) -> bool:
        """True where the page brings the script that keeps copies: on marked pages, and wherever the device has some."""
        return (self.is_marked or bool(self.held)) and self.is_allowed

    @property
    def key(self) -> str:
        """The key of this session's copies, of this account and this sign-in alone; empty without a session. It is drawn from
        the session's own key, so that a page is read without anything being saved, and it goes with the session."""
        session = self._request.session.session_key or ""
        return salted_hmac(_SALT, session, algorithm="sha256").hexdigest()[:32] if session else ""


def keeping_of(request: HttpRequest) -> Keeping:
    """What the request's device keeps. Raises AttributeError outside of KeepingMiddleware."""
    found = getattr(request, "keeping")  # noqa: B009  # the middleware sets it; HttpRequest does not declare it
    assert isinstance(found, Keeping)  # noqa: S101  # nobody else sets it
    return found


def keep(request: HttpRequest, response: HttpResponse) -> None:
    """Note on the device, with the answer, that it keeps copies under the session's key."""
    key = keeping_of(request).key
    response.set_cookie(COOKIE, key, max_age=_YEAR, secure=settings.IS_SECURE, httponly=True, samesite="Lax")


class KeepingMiddleware:
    """Tells the keeper whose page this is, and lets a device clear what is not this reader's.

    That is so once one has signed out, when the session was ended elsewhere, when another account signs in, when one
    chooses that nothing be kept, and when one is at risk from now on.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        keeping = Keeping(request)
        setattr(request, "keeping", keeping)  # noqa: B010  # HttpRequest does not declare it
        response = self.get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html")
        if not (keeping.held or is_page):
            return response
        may_keep = keeping.is_offered
        if is_page:
            response[READER] = keeping.key if may_keep else NOBODY
            if may_keep and keeping.is_marked and response.status_code == 200:
                response[COPY] = "kept"
        if keeping.held and not (may_keep and keeping.held == keeping.key):
            response["Clear-Site-Data"] = _CLEARED
            if COOKIE not in response.cookies:
                response.delete_cookie(COOKIE, samesite="Lax")
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any) -> None:
        """Note whether the view is marked."""
        keeping_of(request).is_marked = bool(getattr(view, "kept_offline", False))
