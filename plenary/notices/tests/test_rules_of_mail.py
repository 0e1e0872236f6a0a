"""What is read off a mail that comes in, to where entries are never sent, and how long is waited, as pure rules."""

from datetime import timedelta

import pytest

from plenary.notices.rules.destinations import LONGEST, DestinationError, destination_of
from plenary.notices.rules.hypertext import text_of
from plenary.notices.rules.mailbox import (
    address_with,
    is_automatic,
    is_proved,
    name_of,
    parsed,
    tokens_in,
    words_of,
)
from plenary.notices.rules.quotes import own_words
from plenary.notices.rules.signatures import secret_of, shown_secret
from plenary.notices.rules.webhooks import wait_after

TOKEN = "a" * 26
FROM = "From: Amina <amina@example.org>"


def _mail(*headers: str, words: str = "Yes.") -> bytes:
    return "\n".join([*headers, "", words]).encode()


# Addresses


@pytest.mark.parametrize(
    "last",
    [
        *("alt", "arpa", "corp", "home", "internal", "intranet", "invalid"),
        *("lan", "local", "localhost", "onion", "private", "test"),
    ],
)
def test_nothing_is_sent_into_a_network_of_ones_own(last: str) -> None:
    with pytest.raises(DestinationError) as refused:
        destination_of(f"https://hooks.{last}/in")
    assert refused.value.reason == "notices.url_not_public"


def test_an_address_fills_its_length_and_no_more() -> None:
    address = "https://hooks.example.org/".ljust(LONGEST, "x")
    assert (len(address), destination_of(address).address) == (500, address)
    with pytest.raises(DestinationError):
        destination_of(f"{address}x")


@pytest.mark.parametrize("shown", ["", "YWJj", "whsec_!!!!", "whsec_YW Jj", "WHSEC_YWJj"])
def test_what_is_no_secret_of_a_webhook_is_refused(shown: str) -> None:
    assert secret_of(shown_secret(b"abc")) == b"abc"
    with pytest.raises(ValueError, match=r".+"):
        secret_of(shown)


def test_each_failure_in_a_row_waits_longer_up_to_four_hours() -> None:
    waits = [wait_after(failures) for failures in range(1, 7)]
    assert waits == [timedelta(minutes=minutes) for minutes in (1, 4, 16, 64, 240, 240)]
    assert wait_after(10_000) == timedelta(hours=4)


# A mail that comes in


def test_a_token_is_found_once_however_often_the_mail_names_it() -> None:
    address = address_with("reply@host.example", TOKEN)
    assert address == f"reply+{TOKEN}@host.example"
    message = parsed(_mail(f"Delivered-To: {address}", f"To: {address}, reply+{'b' * 26}@host.example", FROM))
    assert tokens_in(message, "reply@host.example") == [TOKEN, "b" * 26]
    assert tokens_in(message, "answer@host.example") == []


def test_a_mail_is_told_from_others_by_the_first_id_that_it_has() -> None:
    once, twice, other = [
        _mail(*ids, FROM) for ids in (["Message-ID: <1@a>"], ["Message-ID: <1@a>", "Message-ID: <2@a>"], [])
    ]
    names = [name_of(parsed(raw), raw) for raw in (once, twice, other)]
    assert names[0] == names[1] != names[2]


@pytest.mark.parametrize("precedence", ["bulk", "junk", "list", "auto_reply", "First-Class"])
def test_what_is_sent_to_many_was_written_by_no_person(precedence: str) -> None:
    message = parsed(_mail(FROM, f"Precedence: {precedence.upper()}"))
    assert is_automatic(message) is (precedence != "First-Class")


@pytest.mark.parametrize(
    ("headers", "said", "proved"),
    [
        ([FROM], "mx; dmarc=pass header.from=example.org", True),
        ([FROM], "mx; dkim=pass header.d=example.org; dmarc", True),
        ([FROM], "mx; dkim=pass header.d=example.org; dmarc=fail", False),
        ([], "mx; dmarc=pass header.from=", False),
        ([FROM, FROM], "mx; dmarc=pass header.from=example.org", False),
    ],
)
def test_a_sender_is_proved_where_the_server_says_so_of_that_sender(
    headers: list[str], said: str, proved: bool
) -> None:
    message = parsed(_mail(*headers, f"Authentication-Results: {said}"))
    assert (is_proved(message, "mx"), is_proved(message, "")) == (proved, False)


def test_words_are_read_as_what_they_are() -> None:
    assert words_of(parsed(_mail(FROM, words="Écoles: a<b> &amp; c"))) == "Écoles: a<b> &amp; c"
    as_hypertext = parsed(_mail(FROM, "Content-Type: text/html", words="<p>Écoles &amp; puits</p>"))
    assert words_of(as_hypertext) == "Écoles & puits"
    latin = f"{FROM}\nContent-Type: text/plain; charset=latin-1\n\nÉcoles".encode("latin-1")
    assert words_of(parsed(latin)) == "Écoles"


@pytest.mark.parametrize(("number", "is_read"), [(200, True), (201, False)])
@pytest.mark.parametrize("name", ["Content-Type", "content-type", "CONTENT-TYPE"])
def test_a_mail_of_more_parts_than_anybody_sends_is_not_read(name: str, number: int, is_read: bool) -> None:
    message = parsed(_mail(FROM, words=f"{name}: text/plain\n" * number))
    assert bool(message.keys()) is is_read


# Hypertext and quotations


@pytest.mark.parametrize("heading", ["h1", "h2", "h3", "h4", "h5", "h6", "div", "li", "pre"])
def test_each_block_is_a_line_and_what_nobody_sees_is_none(heading: str) -> None:
    hidden = "<title>Mail</title><style>p {}</style><script>x()</script>"
    assert text_of(f"{hidden}<{heading}>Yes</{heading}>but") == "Yes\nbut"


def test_the_last_words_are_read_though_no_tag_ends_them() -> None:
    assert text_of("Yes &amp; no") == "Yes & no"


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("At 10 I say:\nOn 5 May, Amina <a@b.example> wrote:\n> one\n> two", "At 10 I say:"),
        ("On 5 May 2026, Amina wrote:\nHello\nthere", "Hello\nthere"),
        ("Yes.\n\nOn 5 May 2026, Amina wrote:\nHello\nthere", "Yes."),
        ("\nFrom: Amina\nSent: May\nTo: Ben\nSubject: Wells\n\nHello", ""),
    ],
)
def test_ones_own_words_are_left_of_a_reply(text: str, own: str) -> None:
    assert own_words(text) == own
