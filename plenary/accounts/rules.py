"""Pure rules of signing in: how long an invitation holds and a sign-in is fresh, what is said of a device; of tokens."""

import secrets
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256

INVITATION_HOLDS = timedelta(days=14)
FRESH = timedelta(minutes=15)  # so long after a mailed code one may change how one gets in
FRESH_FOR_ACTS = timedelta(hours=1)  # so long after showing who one is one may act on rules, roles and data
TOKEN_HOLDS = (30, 90, 180, 365)  # days; a token holds a year at most
TOKEN_MARK = "plenary_"  # noqa: S105  # no secret: by which a token that was left somewhere is recognised
TOKENS_AT_MOST = 20  # living ones of one account


class Scope(StrEnum):
    """What a token may do: read what its owner may read, do what its owner may do, cast its owner's ballots."""

    READ = "read"
    WRITE = "write"
    VOTE = "vote"


_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def nobodys_address(key: str) -> str:
    """An address that nobody has or can have (RFC 2606), one for each key: what stands in the row of a barred account."""
    return f"{key}@nobody.invalid"


def device_of(user_agent: str) -> tuple[str, str]:
    """Browser and system that a user agent names, each empty when unknown. A hint for its owner, never a proof.

    The order matters: browsers name the ones that they descend from (Edge says Chrome, Chrome says Safari).
    """
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return browser, system


def new_token() -> str:
    """A token: its mark and 256 random bits. It is shown once; what is kept is its `token_digest`."""
    return TOKEN_MARK + secrets.token_urlsafe(32)


def token_digest(token: str) -> str:
    """SHA-256 of a token, hexadecimal. A token is random and long, so that no salt and no slow hash is needed."""
    return sha256(token.encode()).hexdigest()
