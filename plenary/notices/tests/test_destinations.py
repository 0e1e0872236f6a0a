"""Which addresses that somebody types are taken, and how they are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.core import verdicts
from plenary.notices.rules.destinations import DestinationError, destination_of


@pytest.mark.parametrize(
    ("typed", "host", "target"),
    [
        ("https://hooks.example.org", "hooks.example.org", "/"),
        ("  https://hooks.example.org/in/a1?key=b%20c  ", "hooks.example.org", "/in/a1?key=b%20c"),
        ("HTTPS://Hooks.Example.ORG:443/In", "hooks.example.org", "/In"),
        ("https://bücher.example/", "xn--bcher-kva.example", "/"),
        ("https://xn--bcher-kva.example/", "xn--bcher-kva.example", "/"),
        ("https://пример.рф/a", "xn--e1afmkfd.xn--p1ai", "/a"),
        ("https://hooks。example．org/", "hooks.example.org", "/"),  # dots of other scripts
        ("https://example.org?x=1", "example.org", "/?x=1"),
    ],
)
def test_it_is_read_as_one_host_and_one_target(typed: str, host: str, target: str) -> None:
    found = destination_of(typed)
    assert (found.host, found.target, found.address) == (host, target, f"https://{host}{target}")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "url_odd"),
        ("hooks.example.org", "url_not_https"),
        ("http://hooks.example.org/", "url_not_https"),
        ("ftp://hooks.example.org/", "url_not_https"),
        ("file:///etc/passwd", "url_not_https"),
        ("//hooks.example.org/", "url_not_https"),
        ("https://hooks.example.org:8443/", "url_port"),
        ("https://hooks.example.org:80/", "url_port"),
        ("https://hooks.example.org:0/", "url_port"),
        ("https://hooks.example.org:/", "url_port"),
        ("https://hooks.example.org:99999/", "url_odd"),
        ("https://hooks.example.org:4x/", "url_odd"),
        ("https://user@hooks.example.org/", "url_odd"),
        ("https://user:word@hooks.example.org/", "url_odd"),
        ("https://example.org@127.0.0.1/", "url_odd"),
        ("https://hooks.example.org/#part", "url_odd"),
        ("https://hooks.example.org\\@evil.example/", "url_odd"),
        ("https://hooks.example.org/a b", "url_odd"),
        ("https://hooks.example.org/a\r\nX: y", "url_odd"),
        ("https://hooks.exam\tple.org/", "url_odd"),
        ("https://hooks.example.org/\u202egro", "url_odd"),
        ("https://hooks.example.org/ä", "url_odd"),
        ("https://hooks.example.org/" + "x" * 500, "url_odd"),
        ("https://hooks℀example.org/", "url_odd"),  # becomes a slash
        ("https:///", "url_not_a_name"),
        ("https://127.0.0.1/", "url_not_a_name"),
        ("https://1.1.1.1/", "url_not_a_name"),
        ("https://127.1/", "url_not_a_name"),
        ("https://2130706433/", "url_not_a_name"),
        ("https://0x7f.0.0.1/", "url_not_a_name"),
        ("https://0x7f000001/", "url_not_a_name"),
        ("https://0177.0.0.1/", "url_not_a_name"),
        ("https://１２７.０.０.１/", "url_not_a_name"),
        ("https://①②⑦.⓪.⓪.①/", "url_not_a_name"),
        ("https://[::1]/", "url_not_a_name"),
        ("https://[::ffff:127.0.0.1]/", "url_not_a_name"),
        ("https://[fe80::1%25eth0]/", "url_not_a_name"),
        ("https://localhost/", "url_not_a_name"),
        ("https://router/", "url_not_a_name"),
        ("https://hooks.example.org./", "url_not_a_name"),
        ("https://.example.org/", "url_not_a_name"),
        ("https://hooks..example.org/", "url_not_a_name"),
        ("https://-a.example.org/", "url_not_a_name"),
        ("https://a_b.example.org/", "url_not_a_name"),
        ("https://a%2e.example.org/", "url_not_a_name"),
        (f"https://{'a' * 64}.example.org/", "url_not_a_name"),
        ("https://" + "a." * 130 + "org/", "url_not_a_name"),
        ("https://straße.example/", "url_not_a_name"),
        ("https://a\u200db.example/", "url_odd"),
        ("https://app.localhost/", "url_not_public"),
        ("https://printer.local/", "url_not_public"),
        ("https://metadata.google.internal/", "url_not_public"),
        ("https://1.0.0.127.in-addr.arpa/", "url_not_public"),
        ("https://hidden.onion/", "url_not_public"),
    ],
)
def test_what_is_refused_is_told_why(typed: str, reason: str) -> None:
    with pytest.raises(DestinationError) as refused:
        destination_of(typed)
    assert refused.value.reason == f"notices.{reason}"
    assert refused.value.reason in verdicts.reasons()


@given(st.text(max_size=60) | st.from_regex(r"https://[!-~]{1,30}/?[!-~]{0,20}", fullmatch=True))
def test_whatever_is_typed_is_read_plainly_or_refused(typed: str) -> None:
    try:
        found = destination_of(typed)
    except DestinationError:
        return
    assert destination_of(found.address) == found
    assert found.address.isascii()
    assert found.address.isprintable()
    assert not found.host.split(".")[-1][0].isdigit()
