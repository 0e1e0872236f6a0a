"""The tokens in addresses that notices give away: to stop mails, to answer one, to read a calendar. None tells whose it is."""

import secrets
from base64 import b32encode, urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256

from django.utils.crypto import salted_hmac

from plenary.core.sealing import SealError, seal, unseal

_STOP = "notices:stop"
_LENGTH = 74


@dataclass(frozen=True, slots=True)
class Stop:
    """What a link that stops mails stops: ids of account and coalition, and a topic's code."""

    account: str
    coalition: str
    topic: str


def stop_token(account_id: str, coalition_id: str, topic: str) -> str:
    """A token that stops a topic, sealed under the master key, so that it shows neither account nor coalition."""
    plain = f"{account_id} {coalition_id} {topic}".ljust(_LENGTH)  # all of one length, whatever the topic
    sealed = seal(plain.encode(), place=_STOP)
    return urlsafe_b64encode(sealed).decode().rstrip("=")


def stop_of(token: str) -> Stop | None:
    """What a token stops, or None for one that this server did not make."""
    try:
        plain = unseal(urlsafe_b64decode(token + "=" * (-len(token) % 4)), place=_STOP).decode()
        return Stop(*plain.split())
    except (SealError, ValueError, TypeError):
        return None


def reply_token(mail_key: str) -> str:
    """The token of the address at which a mail is answered: 26 characters, lower case, for servers that know no other.

    It follows from the mail's key and the server's secret key, so that it is stored nowhere.
    """
    mac = salted_hmac("plenary.notices.reply", mail_key, algorithm="sha256").digest()
    return b32encode(mac[:17]).decode().lower()[:26]


def calendar_token() -> str:
    """A new token for the address of a calendar: 256 random bits."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is stored of a token."""
    return sha256(token.encode(errors="replace")).hexdigest()
