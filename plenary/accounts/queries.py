"""Reads of accounts and invitations; they serve the rooms above and the pages of signing in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import signing
from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from plenary.accounts.models import KEY_SALT, Account, Invitation, Token
from plenary.accounts.rules import TOKEN_MARK, device_of, token_digest
from plenary.core import clock
from plenary.core.prepared import prepared

RESERVED_SALT = "plenary.accounts.reserved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One place where an account is signed in, as its owner reads it."""

    id: int
    browser: str
    system: str
    address: str
    since: datetime
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """One passkey of an account, as its owner reads it."""

    id: int
    name: str
    made_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysIn:
    """How an account can sign in, besides a code mailed to its address."""

    passkeys: tuple[Passkey, ...]
    has_password: bool
    has_app: bool
    recovery_codes_left: int | None


def account(account_id: str) -> Account | None:
    """The active account of an id, or None. Serves other rooms."""
    return Account.objects.filter(id=account_id, is_active=True).first()


def account_at(email: str) -> Account | None:
    """The account of an address, however it is written, or None. Serves other rooms; never an answer to a stranger."""
    return Account.objects.filter(email=Account.objects.normalize_email(email)).first()


def is_taken(email: str, *, but: str = "") -> bool:
    """True when an address is that of an account, or of one that an alarm bars, except that of an id. One query; never an
    answer to a stranger."""
    address = Account.objects.normalize_email(email)
    held = Q(email=address) | Q(reserved=reservation_of(address))
    return Account.objects.filter(held).exclude(id=but).exists()


def is_reserved(email: str) -> bool:
    """True when an address is that of an account which an alarm bars. One query; never an answer to a stranger."""
    return Account.objects.filter(reserved=reservation_of(email)).exists()


def reservation_of(email: str) -> str:
    """What is kept of the address of a barred account: a hash under the server's own key, which is not in the database."""
    return salted_hmac(RESERVED_SALT, Account.objects.normalize_email(email), algorithm="sha256").hexdigest()


def accounts(account_ids: Iterable[str]) -> list[Account]:
    """The active accounts of these ids, in the order of their ids. Serves other rooms."""
    return list(Account.objects.filter(id__in=set(account_ids), is_active=True).order_by("id"))


def invitation_of(key: str) -> Invitation | None:
    """The invitation whose link carries this key, open or not; None for a key that this server did not make."""
    try:
        invitation_id = signing.Signer(salt=KEY_SALT).unsign(key)
    except signing.BadSignature:
        return None
    return Invitation.objects.filter(id=invitation_id).select_related("invited_by").first()


def sessions_of(of: Account, current_key: str | None) -> list[Session]:
    """Where an account is signed in, this session first, then the newest. Sessions that ended elsewhere are dropped."""
    living = UserSession.objects.purge_and_list(of)
    found = []
    for session in living:
        browser, system = device_of(session.user_agent)
        found.append(
            Session(
                id=session.pk,
                browser=browser,
                system=system,
                address=session.ip,
                since=session.created_at,
                is_current=session.session_key == current_key,
            )
        )
    return sorted(found, key=lambda session: (not session.is_current, -session.since.timestamp()))


def ways_in(of: Account) -> WaysIn:
    """How an account can sign in, for its own page. One query."""
    kept = list(Authenticator.objects.filter(user=of).order_by("created_at"))
    codes = next((a for a in kept if a.type == Authenticator.Type.RECOVERY_CODES), None)
    return WaysIn(
        passkeys=tuple(
            Passkey(id=a.pk, name=a.wrap().name, made_at=a.created_at, used_at=a.last_used_at)
            for a in kept
            if a.type == Authenticator.Type.WEBAUTHN
        ),
        has_password=of.has_usable_password(),
        has_app=any(a.type == Authenticator.Type.TOTP for a in kept),
        recovery_codes_left=len(codes.wrap().get_unused_codes()) if codes else None,
    )


def token_of(shown: str) -> Token | None:
    """The token that a program shows, with its account, while it holds and the account is active; else None. One query."""
    if not shown.startswith(TOKEN_MARK):
        return None
    found = next(iter(_with_digest(token_digest(shown))), None)
    return found if found and found.is_open and found.account.is_active else None


@prepared
def _with_digest(digest: str) -> QuerySet[Token]:
    return Token.objects.filter(digest=digest).select_related("account")


def tokens_of(of: Account) -> list[Token]:
    """The tokens of an account that hold, the newest first. One query."""
    return list(of.tokens.filter(ended_at=None, expires_at__gt=clock.now()).order_by("-made_at", "id"))


def addresses_of(account_id: str) -> set[str]:
    """Every address of an account, those that it has not confirmed among them. Two queries. Serves other rooms; never shown."""
    own = Account.objects.filter(id=account_id).values_list("email", flat=True)
    return {*own, *EmailAddress.objects.filter(user_id=account_id).values_list("email", flat=True)}
