"""What a mail that comes in says of itself: for which token, from whom, whether a machine sent it, whether the sender is proved.

Everything here is given by strangers. Nothing raises on a message, however broken: what cannot be read counts as not said.
"""

import codecs
import email
import re
from contextlib import suppress
from email import policy
from email.message import EmailMessage, Message
from email.utils import getaddresses
from hashlib import sha256

from plenary.notices.rules.hypertext import text_of
from plenary.notices.rules.quotes import own_words

MOST_BYTES = 10 * 1024 * 1024
_MOST_TEXT = 256 * 1024  # bytes of one part that are read
_MOST_PARTS = 200  # of one message
_PART = re.compile(rb"(?:^|\r)content-type:", re.IGNORECASE | re.MULTILINE)
_ENDLESS = re.compile(
    rb"(?:^|\r)content-[^:\r\n]{1,40}:(?:[^\r\n]|(?:\r\n|\r|\n)[ \t]){2000}",
    re.IGNORECASE | re.MULTILINE,
)
"""A header that says what a part is, so long that Python would take minutes over it: nobody's program writes one."""

_NO_CHARSETS = frozenset(
    {"idna", "punycode", "unicode_escape", "raw_unicode_escape"}
)  # of names and of programs, not of texts
_BROKEN = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    RecursionError,
    email.errors.MessageError,
)
"""What the parser of Python is known to raise on headers that break the rules."""

_RECIPIENTS = ("Delivered-To", "X-Original-To", "X-Envelope-To", "Envelope-To", "To", "Cc")
_MACHINES = re.compile(r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+.-].*)?@", re.IGNORECASE)
_TOKEN = re.compile(r"^[a-z2-7]{26}$")


def parsed(raw: bytes) -> EmailMessage:
    """The message of these bytes; an empty one where it cannot be read, or would take too long. Never raises."""
    if _ENDLESS.search(raw) or len(_PART.findall(raw)) > _MOST_PARTS:
        return EmailMessage()
    try:
        return email.message_from_bytes(raw, policy=policy.default)
    except _BROKEN:
        return EmailMessage()


def tokens_in(message: Message, template: str) -> list[str]:
    """The tokens in the addresses to which the message went: of ``reply+TOKEN@host`` where the template is ``reply@host``.

    The envelope's addresses, as the mail server noted them, come first.
    """
    name, _at, host = template.lower().partition("@")
    found = []
    for address in _addresses([value for header in _RECIPIENTS for value in _values(message, header)]):
        local, _at, domain = address.lower().rpartition("@")
        before, _plus, token = local.partition("+")
        if (before, domain) == (name, host) and _TOKEN.match(token) and token not in found:
            found.append(token)
    return found


def address_with(template: str, token: str) -> str:
    """The address under which a token is answered."""
    name, _at, host = template.partition("@")
    return f"{name}+{token}@{host}"


def name_of(message: Message, raw: bytes) -> str:
    """What tells the message from every other: a hash of its Message-ID, or of all of it when it has none."""
    said = "".join(_values(message, "Message-ID")[:1]).strip()
    return sha256(b"id:" + said.encode(errors="replace") if said else b"all:" + raw).hexdigest()


def is_automatic(message: Message) -> bool:
    """True for what no person wrote: automatic answers, reports, lists, bounces (RFC 3834, and what programs do besides)."""
    said = "".join(_values(message, "Auto-Submitted")[:1]).partition(";")[0].strip().lower()
    precedence = {value.strip().lower() for value in _values(message, "Precedence")}
    returned = [value.strip() for value in _values(message, "Return-Path")]
    return (
        said not in ("", "no")
        or bool(precedence & {"bulk", "junk", "list", "auto_reply"})
        or any(_values(message, name) for name in ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "List-Id"))
        or returned[:1] in ([""], ["<>"])
        or message.get_content_type() in ("multipart/report", "message/delivery-status")
        or bool(_MACHINES.match(sender(message)))
    )


def sender(message: Message) -> str:
    """The address of From in lower case; empty when there is none, or more than one."""
    said = _values(message, "From")
    addresses = [address for address in _addresses(said) if address]
    return addresses[0].lower() if len(said) == 1 and len(addresses) == 1 and "@" in addresses[0] else ""


def is_proved(message: Message, authserv: str) -> bool:
    """True when the mail server of this name says that From's domain answers for the message (RFC 8601).

    That is `dmarc=pass` for the domain, or `dkim=pass` of a signature by the very domain. Results under other names, in
    quoted strings and in comments count for nothing, and neither does a message of which DMARC also says otherwise.
    Without a name nobody is believed. The server must take out what strangers wrote in its own name (RFC 8601, 5).
    """
    domain = sender(message).rpartition("@")[2]
    if not domain or not authserv:
        return False
    results: list[dict[str, str]] = []
    for value in _values(message, "Authentication-Results"):
        server, *said = _plain(value).split(";")
        if server.split()[:1] and server.split()[0].lower() == authserv.lower():
            results += [_properties(each) for each in said]
    dmarc = [each for each in results if "dmarc" in each]
    if any(each["dmarc"] != "pass" for each in dmarc):
        return False
    signed = (each for each in results if each.get("dkim") == "pass")
    return any(each.get("header.from") == domain for each in dmarc) or any(
        each.get("header.d") == domain or each.get("header.i", "").rpartition("@")[2] == domain for each in signed
    )


def words_of(message: EmailMessage) -> str:
    """What the sender wrote: the plain part, else the words of the hypertext, without quotations and signature."""
    try:
        part = message.get_body(preferencelist=("plain", "html"))
    except _BROKEN:
        part = None
    if part is None:
        return ""
    text = _decoded(part)
    return own_words(text_of(text) if part.get_content_type() == "text/html" else text)


def _decoded(part: Message) -> str:
    try:
        payload = part.get_payload(decode=True)
    except _BROKEN:
        return ""
    data = payload[:_MOST_TEXT] if isinstance(payload, bytes) else b""
    try:
        charset = codecs.lookup(part.get_content_charset() or "utf-8").name
        return data.decode("utf-8" if charset.replace("-", "_") in _NO_CHARSETS else charset, errors="replace")
    except _BROKEN:  # an encoding that is unknown, or none of text
        return data.decode("utf-8", errors="replace")


def _addresses(values: list[str]) -> list[str]:
    """The addresses of these headers, each read for itself, so that a broken one takes no other along."""
    found = []
    for value in values:
        with suppress(*_BROKEN):  # groups within groups without end
            found += [address for _name, address in getaddresses([value])]
    return found


def _values(message: Message, name: str) -> list[str]:
    """The values of a header as they came, unfolded; not decoded, so that no encoded word poses as syntax."""
    wanted = name.lower()
    return [
        re.sub(r"[\r\n]+[ \t]*", " ", str(value)) for header, value in message.raw_items() if header.lower() == wanted
    ]


def _plain(value: str) -> str:
    """A structured header without its comments and without what stands in quotes; empty when either does not end."""
    kept, depth, quoted, place = "", 0, False, 0
    while place < len(value):
        char = value[place]
        if char == "\\" and (quoted or depth):
            place += 1
        elif char == '"' and not depth:
            quoted = not quoted
        elif quoted:
            pass
        elif char in "()":
            depth = max(0, depth + (1 if char == "(" else -1))
        elif not depth:
            kept += char
        place += 1
    return "" if depth or quoted else kept


def _properties(said: str) -> dict[str, str]:
    """``dkim=pass header.d=example.org`` as a mapping, in lower case."""
    words = re.sub(r"\s*=\s*", "=", said).split()
    return {name.lower(): value.lower() for name, equals, value in (word.partition("=") for word in words) if equals}
