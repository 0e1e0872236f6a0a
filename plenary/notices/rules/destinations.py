"""Where entries may be sent: an address of the web that somebody typed, read strictly and made plain."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

LONGEST = 500
PORT = 443
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_LAST = re.compile(r"[a-z]([a-z0-9-]{0,61}[a-z0-9])?")  # begins with a letter, so that no number passes for a name
_TARGET = re.compile(r"/[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*")
_READ_IN_TWO_WAYS = frozenset("ßς\u200c\u200d")
"""Signs that IDNA of 2003 and of 2008 read differently: what is seen and what is looked up could be two names."""
_NEVER_PUBLIC = frozenset(
    {
        "alt",
        "arpa",
        "corp",
        "home",
        "internal",
        "intranet",
        "invalid",
        "lan",
        "local",
        "localhost",
        "onion",
        "private",
        "test",
    }
)
"""Last labels that are never given out, or that lead into a network of one's own (RFC 6761, 6762, 8375, 9476)."""


class DestinationError(ValueError):
    """An address to which nothing can be sent; `reason` is a registered reason code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Destination:
    """A host name (in ASCII, lower case) and the path with its query, always by HTTPS on port 443."""

    host: str
    target: str

    @property
    def address(self) -> str:
        """The whole address."""
        return f"https://{self.host}{self.target}"


def destination_of(address: str) -> Destination:
    """Read an address that somebody typed. It must be HTTPS, on port 443, at a host name, without a user, a fragment, or a
    sign that is not plain.

    Raises DestinationError: notices.url_odd, notices.url_not_https, notices.url_port, notices.url_not_a_name.
    """
    text = address.strip()
    if (
        not text
        or len(text) > LONGEST
        or "\\" in text
        or any(sign.isspace() or not sign.isprintable() for sign in text)
    ):
        raise DestinationError("notices.url_odd")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise DestinationError("notices.url_odd") from error
    if parts.scheme != "https":
        raise DestinationError("notices.url_not_https")
    if "@" in parts.netloc or "#" in text:
        raise DestinationError("notices.url_odd")
    if port not in (None, PORT) or parts.netloc.endswith(":"):
        raise DestinationError("notices.url_port")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not _TARGET.fullmatch(target):
        raise DestinationError("notices.url_odd")
    return Destination(_host(parts.hostname or ""), target)


def _host(name: str) -> str:
    """The name in ASCII, if it is a name of a host that can be public."""
    if _READ_IN_TWO_WAYS & set(name):
        raise DestinationError("notices.url_not_a_name")
    try:
        host = name.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise DestinationError("notices.url_not_a_name") from error
    *labels, last = host.split(".")
    if len(host) > 253 or not labels or not all(map(_LABEL.fullmatch, labels)) or not _LAST.fullmatch(last):
        raise DestinationError("notices.url_not_a_name")
    if last in _NEVER_PUBLIC:
        raise DestinationError("notices.url_not_public")
    return host
