"""What a mail that comes in says of itself, and that no message breaks the reading of it."""

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenary.notices.rules import mailbox

TOKEN = "abcdefghijklmnopqrstuvwxyz"
OTHER = "234567abcdefghijklmnopqrst"
SERVER = "mx.plenary.example"


def message(*headers: str, body: str = "We agree.") -> mailbox.EmailMessage:
    return mailbox.parsed("\r\n".join([*headers, "", body]).encode())


@pytest.mark.parametrize(
    ("headers", "tokens"),
    [
        (["To: reply+" + TOKEN + "@plenary.example"], [TOKEN]),
        (["To: Plenary <REPLY+" + TOKEN.upper() + "@Plenary.Example>"], [TOKEN]),
        (["Cc: a@example.org, reply+" + TOKEN + "@plenary.example"], [TOKEN]),
        (["To: reply+" + OTHER + "@plenary.example", "Delivered-To: reply+" + TOKEN + "@plenary.example"], [TOKEN, OTHER]),
        (["To: undisclosed-recipients:;", "X-Original-To: reply+" + TOKEN + "@plenary.example"], [TOKEN]),
        (["To: reply+" + TOKEN + "@elsewhere.example"], []),
        (["To: other+" + TOKEN + "@plenary.example"], []),
        (["To: reply+short@plenary.example"], []),
        (["Subject: reply+" + TOKEN + "@plenary.example"], []),
        ([], []),
    ],
)  # fmt: skip
def test_tokens(headers: list[str], tokens: list[str]) -> None:
    assert mailbox.tokens_in(message(*headers), "reply@plenary.example") == tokens


@pytest.mark.parametrize(
    ("header", "automatic"),
    [
        ("Subject: Re: To be decided", False),
        ("Auto-Submitted: no", False),
        ("Auto-Submitted: auto-replied", True),
        ("Auto-Submitted: auto-generated; owner=x", True),
        ("Precedence: bulk", True),
        ("Precedence: list", True),
        ("Precedence: first-class", False),
        ("X-Autoreply: yes", True),
        ("List-Id: <x.example.org>", True),
        ("Return-Path: <>", True),
        ("Return-Path: <amina@example.org>", False),
        ("Content-Type: multipart/report; report-type=delivery-status; boundary=x", True),
    ],
)
def test_what_a_machine_sent(header: str, automatic: bool) -> None:
    assert mailbox.is_automatic(message("From: amina@example.org", header)) is automatic


@pytest.mark.parametrize("address", ["MAILER-DAEMON@x.org", "postmaster@x.org", "no-reply@x.org", "bounces+1@x.org"])
def test_addresses_of_machines(address: str) -> None:
    assert mailbox.is_automatic(message(f"From: {address}"))


@pytest.mark.parametrize(
    ("headers", "sender"),
    [
        (["From: Amina <Amina@Example.org>"], "amina@example.org"),
        (["From: a@example.org, b@example.org"], ""),
        (["From: a@example.org", "From: b@example.org"], ""),
        (["From: nobody"], ""),
        (['From: "amina@example.org" <eve@evil.example>'], "eve@evil.example"),
        ([], ""),
    ],
)
def test_sender(headers: list[str], sender: str) -> None:
    assert mailbox.sender(message(*headers)) == sender


@pytest.mark.parametrize(
    ("results", "proved"),
    [
        ([f"{SERVER}; dmarc=pass (p=reject) header.from=example.org"], True),
        ([f"{SERVER.upper()} 1; spf=fail smtp.mailfrom=x; DMARC = Pass header.from = Example.ORG"], True),
        ([f"{SERVER};\r\n dkim=pass header.d=example.org header.s=a"], True),
        ([f"{SERVER}; dkim=pass header.i=@example.org"], True),
        ([f"{SERVER}; dkim=fail header.d=example.org", f"{SERVER}; dmarc=pass header.from=example.org"], True),
        ([f"{SERVER}; dkim=pass header.d=evil.example"], False),
        ([f"{SERVER}; dkim=pass header.d=org"], False),
        ([f"{SERVER}; dmarc=pass header.from=evil.example"], False),
        ([f"{SERVER}; dmarc=pass"], False),
        ([f"{SERVER}; dmarc=fail header.from=example.org; dkim=pass header.d=example.org"], False),
        ([f"{SERVER}; spf=pass smtp.mailfrom=example.org"], False),
        (["mx.evil.example; dmarc=pass header.from=example.org"], False),
        ([f"{SERVER}.evil.example; dmarc=pass header.from=example.org"], False),
        ([f'{SERVER}; spf=pass smtp.mailfrom="x; dmarc=pass header.from=example.org"@evil.example'], False),
        ([f"{SERVER}; spf=pass (; dmarc=pass header.from=example.org) smtp.mailfrom=evil.example"], False),
        ([f'{SERVER}; spf=pass smtp.mailfrom="x\\"; dmarc=pass header.from=example.org"@evil.example'], False),
        ([f'{SERVER}; dmarc=pass header.from=example.org; spf=pass "'], False),
        ([f"=?utf-8?q?{SERVER}=3B_dmarc=3Dpass_header.from=3Dexample.org?="], False),
        ([""], False),
        ([], False),
    ],
)  # fmt: skip
def test_who_is_proved(results: list[str], proved: bool) -> None:
    found = message("From: amina@example.org", *(f"Authentication-Results: {result}" for result in results))
    assert mailbox.is_proved(found, SERVER) is proved
    assert mailbox.is_proved(found, "") is False


def test_a_message_id_tells_messages_apart() -> None:
    one, same, other, none = (
        mailbox.name_of(message(*headers, body=body), body.encode())
        for headers, body in (
            (["Message-ID: <1@x>"], "a"),
            (["message-id:  <1@x>"], "b"),
            (["Message-ID: <2@x>"], "a"),
            ([], "a"),
        )
    )
    assert (one == same, len({one, other, none})) == (True, 3)


@pytest.mark.parametrize(
    ("headers", "body", "words"),
    [
        (["Content-Type: text/plain; charset=utf-8"], "Déjà vu", "Déjà vu"),
        (["Content-Type: text/plain; charset=no-such"], "We agree.", "We agree."),
        (["Content-Type: text/plain; charset=zlib"], "We agree.", "We agree."),
        (["Content-Type: text/plain", "Content-Transfer-Encoding: base64"], "V2UgYWdyZWUu", "We agree."),
        (["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable"],
         "caf=C3=A9=20=\r\nnoir", "café noir"),
        (["Content-Type: text/html"], "<p>We <i>agree</i>.</p>", "We agree."),
        (["Content-Type: multipart/alternative; boundary=x"],
         "--x\r\nContent-Type: text/plain\r\n\r\nplain\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>html</p>\r\n--x--", "plain"),
        (["Content-Type: multipart/mixed; boundary=x"],
         "--x\r\nContent-Type: text/html\r\n\r\n<p>html</p>\r\n--x\r\nContent-Type: image/png\r\n\r\nPNG\r\n--x--", "html"),
        (["Content-Type: image/png"], "PNG", ""),
        (["Content-Type: multipart/mixed"], "no boundary", ""),
    ],
)  # fmt: skip
def test_words(headers: list[str], body: str, words: str) -> None:
    assert mailbox.words_of(message(*headers, body=body)) == words


_HEADERS = st.sampled_from(
    ["From", "To", "Cc", "Delivered-To", "Content-Type", "Content-Transfer-Encoding", "Authentication-Results", "Message-ID",
     "Auto-Submitted", "Return-Path", "Content-Disposition", "MIME-Version"],
)  # fmt: skip
_VALUES = st.binary(max_size=60) | st.sampled_from(
    [b"=?utf-8?b?//8=?=", b'"', b"<", b"a@b@c", b"@", b"multipart/mixed; boundary=", b"text/plain; charset=\xff",
     b"text/plain; charset*=x''%ff",
     b"message/rfc822", b"x-uuencode", b"a:b;", b"<>,,;:", b"=?x?q?=", b"((((", b"text/html; charset=utf-16"],
)  # fmt: skip


@given(st.lists(st.tuples(_HEADERS, _VALUES), max_size=8), st.binary(max_size=300))
@settings(max_examples=300)
def test_no_message_breaks_it(headers: list[tuple[str, bytes]], body: bytes) -> None:
    raw = b"".join(name.encode() + b": " + value + b"\r\n" for name, value in headers) + b"\r\n" + body
    found = mailbox.parsed(raw)
    assert mailbox.tokens_in(found, "reply@plenary.example") == []
    assert isinstance(mailbox.words_of(found), str)
    assert {mailbox.is_automatic(found), mailbox.is_proved(found, SERVER)} <= {True, False}
    assert len(mailbox.name_of(found, raw)) == 64


@pytest.mark.parametrize(
    "raw",
    [
        b"Content-Type: text/plain; " + b"a*0*=x'';" * 20_000 + b"\r\n\r\nhi",
        b"Content-Type: text/plain;" + b"\r\n a*0*=x'';" * 20_000 + b"\r\n\r\nhi",
        b"Content-Type: text/plain; charset=punycode\r\n\r\na-" + b"9" * 200_000,
        b"Content-Type: text/html\r\n\r\n" + b"<a " * 80_000,
        b"To: " + b"a:" * 50_000 + b"\r\n\r\nhi",
        b"\r\n" + b"-- \n>\n" * 9_000,
    ],
    ids=["parameters", "folded", "charset", "tags", "groups", "signatures"],
)
def test_no_message_takes_long(raw: bytes) -> None:
    begun = perf_counter()
    found = mailbox.parsed(b"From: amina@example.org\r\n" + raw)
    assert mailbox.tokens_in(found, "reply@plenary.example") == []
    assert isinstance(mailbox.words_of(found), str)
    assert mailbox.is_automatic(found) is False
    assert perf_counter() - begun < 10


def test_a_broken_recipient_takes_no_other_along() -> None:
    found = message("To: " + "a:" * 50_000, f"Delivered-To: reply+{TOKEN}@plenary.example")
    assert mailbox.tokens_in(found, "reply@plenary.example") == [TOKEN]
