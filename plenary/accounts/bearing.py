"""Who bears the token of a request: the API knows a program by its token alone, never by a cookie."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone, translation

from plenary.accounts.models import Account, Token
from plenary.accounts.queries import token_of
from plenary.accounts.rules import FRESH_FOR_ACTS, Scope
from plenary.core import clock, times
from plenary.core.http.problems import Declined
from plenary.core.verdicts import Refused, refuse

MINUTE = 60  # seconds


@dataclass(frozen=True, slots=True)
class Bearer:
    """The account for which a program acts, and its token; both None for one who showed none."""

    account: Account | None = None
    token: Token | None = None

    @property
    def account_id(self) -> str:
        """The id of the account; empty without one."""
        return self.account.id if self.account else ""

    def require_scope(self, scope: Scope) -> None:
        """Raises Refused when the token may not do this. Who shows no token is judged by what is public."""
        if self.token is not None and scope not in self.token.scopes:
            raise Refused(refuse("accounts.token_scope"))

    def require_fresh(self) -> None:
        """Raises Refused once a token is an hour old: to make one its owner shows who they are, and what pages ask that for anew
        a token that was left somewhere does not do."""
        if self.token is not None and clock.now() - self.token.made_at >= FRESH_FOR_ACTS:
            raise Refused(refuse("accounts.token_not_fresh"))

    def require_coalition(self, coalition_id: str) -> None:
        """Raises Refused when the token is for other coalitions; one that does not exist (empty id) is another one."""
        if self.token is not None and self.token.coalitions and coalition_id not in self.token.coalitions:
            raise Refused(refuse("accounts.token_elsewhere"))

    def require_account(self) -> Account:
        """The account, for what is its own. Raises Declined (401) without a token, Refused for one of some coalitions alone."""
        if self.account is None or self.token is None:
            raise sign_in_first()
        if self.token.coalitions:
            raise Refused(refuse("accounts.token_not_account"))
        return self.account


class ApiRequest(HttpRequest):
    """A request of a program."""

    bearer: Bearer


def sign_in_first() -> Declined:
    """What those are answered who show no token where one is needed: the same whatever is there."""
    return Declined(401, "core.sign_in", WWW_Authenticate='Bearer realm="plenary"')


def bearer_of(request: HttpRequest) -> Bearer:
    """Who bears the token in the Authorization header; nobody when there is none.

    Raises Declined: 401 for a token that does not hold, 429 for one that asked too often.
    """
    shown = request.headers.get("Authorization", "")
    if not shown:
        return Bearer()
    scheme, _space, secret = shown.partition(" ")
    token = token_of(secret.strip()) if scheme.lower() == "bearer" else None
    if token is None:
        header = 'Bearer realm="plenary", error="invalid_token"'
        raise Declined(401, "accounts.token_unknown", WWW_Authenticate=header)
    _require_rate(token.id)
    today = clock.now().date()
    if token.used_on != today:
        Token.objects.filter(id=token.id).update(used_on=today)
    return Bearer(token.account, token)


@contextmanager
def reading_as(request: HttpRequest, bearer: Bearer) -> Iterator[None]:
    """Answer in the language that the program asks for, else in its account's, and in the account's time zone. A cookie
    that came along counts for nothing."""
    account = bearer.account
    request.user = account or AnonymousUser()
    spoken = translation.get_language()
    if account and "Accept-Language" not in request.headers and account.language in dict(settings.LANGUAGES):
        spoken = account.language
    zone = times.zone_of(account.time_zone) if account else None
    with translation.override(spoken), timezone.override(zone):
        yield


_counted: dict[tuple[str, int], int] = {}
"""How often each token asked this process in each minute; more than the limit where all processes together reached it."""


def _require_rate(token_id: str) -> None:
    """Count a request of a token. A process tells the others in tenths of the limit, so that not every read writes."""
    seconds = clock.now().timestamp()
    minute = int(seconds // MINUTE)
    key, most = (token_id, minute), settings.API_RATE
    if key not in _counted:
        for past in [each for each in _counted if each[1] != minute]:
            _counted.pop(past, None)
    _counted[key] = count = _counted.get(key, 0) + 1
    share = max(1, most // 10)
    if count <= most and count % share == 0:
        shared = f"api-rate:{token_id}:{minute}"
        cache.add(shared, 0, 2 * MINUTE)
        if cache.incr(shared, share) > most:
            _counted[key] = most + 1
    if _counted[key] > most:
        raise Declined(429, "core.too_many", Retry_After=str(MINUTE - int(seconds % MINUTE)))
