"""The account's own routes: who one is here, one's preferences, and where one is signed in."""

from datetime import datetime
from typing import Any

from django.http import Http404
from ninja import Schema
from pydantic import Field

from plenary.accounts import actions, queries
from plenary.accounts.bearing import ApiRequest
from plenary.accounts.forms import PreferencesForm
from plenary.accounts.models import Account
from plenary.accounts.routes import Routes, SignedIn
from plenary.core.http.etags import require_unchanged
from plenary.core.http.problems import cleaned

routes = Routes("accounts")


class AccountOut(Schema):
    """One's own account. What one is in a coalition stands under that coalition."""

    id: str
    email: str
    name: str
    language: str = Field(description="BCP 47 tag of pages and mails; empty: as the browser says")
    time_zone: str = Field(description="IANA name")
    keeps_copies: bool = Field(
        description="whether browsers keep the desk and open proposals to be read without a line"
    )


class PreferencesIn(Schema):
    """One's own preferences, all of them."""

    name: str = Field(max_length=200, description="as others in your coalitions read it")
    language: str = Field("", max_length=35)
    time_zone: str = Field(max_length=64)
    keeps_copies: bool


class SessionOut(Schema):
    """One place where the account is signed in with a browser."""

    id: int
    browser: str
    system: str
    address: str
    since: datetime


class SessionsOut(Schema):
    """Where the account is signed in."""

    items: list[SessionOut]


class EndedOut(Schema):
    """How many were ended."""

    ended: int


@routes.get("/account", SignedIn(), gives=AccountOut)
def account(request: ApiRequest) -> Any:
    """The account for which the token acts."""
    return _own(request)


@routes.put("/account", SignedIn(), gives=AccountOut)
def change_preferences(request: ApiRequest, preferences: PreferencesIn) -> Any:
    """Set one's own name, language and time zone. If-Match is looked at."""
    own = _own(request)
    require_unchanged(request, AccountOut.from_orm(own))
    form = PreferencesForm(preferences.model_dump(), instance=own)
    actions.change_preferences(by=own, **cleaned(form))
    return own


@routes.get("/account/sessions", SignedIn(), gives=SessionsOut)
def sessions(request: ApiRequest) -> Any:
    """Where one is signed in with a browser, the newest first."""
    return {"items": queries.sessions_of(_own(request), None)}


@routes.delete("/account/sessions", SignedIn(), gives=EndedOut, status=200)
def end_sessions(request: ApiRequest) -> Any:
    """Sign out everywhere. The token goes on."""
    own = _own(request)
    living = [session.id for session in queries.sessions_of(own, None)]
    return {"ended": actions.end_sessions(by=own, session_ids=living)}


@routes.delete("/account/sessions/{session_id}", SignedIn())
def end_session(request: ApiRequest, session_id: int) -> None:
    """Sign out in one place."""
    own = _own(request)
    if session_id not in {session.id for session in queries.sessions_of(own, None)}:
        raise Http404
    actions.end_sessions(by=own, session_ids=[session_id])


def _own(request: ApiRequest) -> Account:
    return request.bearer.require_account()
