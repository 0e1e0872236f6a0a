"""Calling another server, against a real one with TLS: the checked address is connected to, and the rest is left alone."""

import socket
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from plenary.notices import calling
from plenary.notices.rules.destinations import destination_of
from plenary.notices.rules.webhooks import Answer
from plenary.notices.tests.receiver import HOST, Authority, Receiver

TO = destination_of(f"https://{HOST}/in?key=1")
LOOPBACK = "127.0.0.1"

type Begin = Callable[..., Receiver]


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def begin(authority: Authority) -> Iterator[Begin]:
    """Begin a server; all are stopped afterwards."""
    begun: list[Receiver] = []

    def make(host: str = HOST, **options: Any) -> Receiver:
        begun.append(Receiver(authority.serves(host), **options))
        return begun[-1]

    yield make
    for each in begun:
        each.stop()


class Names:
    """A resolver that counts how often it is asked, and gives other addresses each time."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers, self.asked = list(answers), list[str]()

    def __call__(self, host: str, _seconds: float) -> Sequence[str]:
        self.asked.append(host)
        return self.answers[min(len(self.asked), len(self.answers)) - 1]


def send(to: Receiver, authority: Authority, names: Names, **more: Any) -> Answer:
    given = {"body": b'{"n":1}', "headers": {"webhook-id": "a-b"}, "is_allowed": {LOOPBACK, "127.0.0.2"}.__contains__}
    return calling.post(TO, resolve=names, trust=authority.trust, port=to.port, **{**given, **more})


def test_the_checked_address_is_connected_to_and_the_name_is_verified(begin: Begin, authority: Authority) -> None:
    server, names = begin(), Names([LOOPBACK])
    assert send(server, authority, names) is Answer.TAKEN
    assert (server.met, server.asked, names.asked) == ([LOOPBACK], [HOST], [HOST])
    (request,) = server.requests
    assert (request.line, request.body) == ("POST /in?key=1 HTTP/1.1", b'{"n":1}')
    assert request.headers == {
        "host": HOST,
        "accept-encoding": "identity",
        "content-length": "7",
        "webhook-id": "a-b",
    }


def test_a_name_that_leads_elsewhere_the_second_time_is_not_asked_again(begin: Begin, authority: Authority) -> None:
    inside = begin(address="127.0.0.2")
    names = Names([LOOPBACK], ["127.0.0.2"])
    outside = begin()
    assert send(outside, authority, names, is_allowed={LOOPBACK}.__contains__) is Answer.TAKEN
    assert (names.asked, outside.met, inside.met) == ([HOST], [LOOPBACK], [])


@pytest.mark.parametrize("addresses", [[], ["127.0.0.3"], [LOOPBACK, "127.0.0.3"], ["127.0.0.3", LOOPBACK]])
def test_one_address_that_is_not_allowed_spoils_all(begin: Begin, authority: Authority, addresses: list[str]) -> None:
    server = begin()
    assert send(server, authority, Names(addresses)) is Answer.UNREACHABLE
    assert server.met == []


def test_by_the_rule_of_production_loopback_is_never_connected_to(begin: Begin, authority: Authority) -> None:
    server = begin()
    for address in (LOOPBACK, "::1", "::ffff:127.0.0.1"):
        answer = calling.post(
            TO, body=b"", headers={}, resolve=Names([address]), trust=authority.trust, port=server.port
        )
        assert answer is Answer.UNREACHABLE
    assert server.met == []


def test_an_address_that_does_not_accept_is_left_for_the_next(begin: Begin, authority: Authority) -> None:
    server, names = begin(), Names(["127.0.0.2", LOOPBACK])
    assert send(server, authority, names) is Answer.TAKEN
    assert (server.met, names.asked) == ([LOOPBACK], [HOST])


def test_a_certificate_of_another_name_or_authority_is_not_believed(
    begin: Begin, authority: Authority, tmp_path: Path
) -> None:
    other_name = begin("elsewhere.example.org")
    assert send(other_name, authority, Names([LOOPBACK])) is Answer.UNREACHABLE
    assert send(begin(), Authority(tmp_path), Names([LOOPBACK])) is Answer.UNREACHABLE
    assert other_name.requests == []


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (b"HTTP/1.1 200 OK", Answer.TAKEN),
        (b"HTTP/1.0 202 Accepted", Answer.TAKEN),
        (b"HTTP/1.1 301 Moved", Answer.REDIRECTED),
        (b"HTTP/1.1 400 Bad", Answer.REFUSED),
        (b"HTTP/1.1 410 Gone", Answer.GONE),
        (b"HTTP/1.1 500", Answer.FAILED),
        (b"HTTP/1.1 100 Continue", Answer.UNREACHABLE),
        (b"HTTP/1.1 20", Answer.UNREACHABLE),
        (b"HTTP/1.1 2xx Fine", Answer.UNREACHABLE),
        (b"SSH-2.0-OpenSSH_9.2", Answer.UNREACHABLE),
        (b"x" * 100_000, Answer.UNREACHABLE),
        (b"", Answer.UNREACHABLE),
    ],
)
def test_of_an_answer_only_the_class_of_its_status_is_told(
    begin: Begin, authority: Authority, line: bytes, answer: Answer
) -> None:
    server = begin(answers=[line + b"\r\nContent-Length: 6\r\n\r\nsecret"])
    assert send(server, authority, Names([LOOPBACK])) is answer


def test_a_redirect_is_not_followed(begin: Begin, authority: Authority) -> None:
    inside = begin(address="127.0.0.2")
    there = f"https://{HOST}:{inside.port}/".encode()
    server, names = begin(answers=[b"HTTP/1.1 307 Moved\r\nLocation: " + there + b"\r\n\r\n"]), Names([LOOPBACK])
    assert send(server, authority, names) is Answer.REDIRECTED
    assert (len(server.requests), inside.met, names.asked) == (1, [], [HOST])


def test_an_answer_without_end_is_not_read_to_its_end(begin: Begin, authority: Authority) -> None:
    server = begin(answers=[b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 2_000_000])
    assert send(server, authority, Names([LOOPBACK])) is Answer.TAKEN


def test_a_server_that_is_silent_or_never_shakes_hands_is_given_up(begin: Begin, authority: Authority) -> None:
    assert send(begin(answers=[b""]), authority, Names([LOOPBACK]), total=0.3) is Answer.UNREACHABLE
    with socket.create_server((LOOPBACK, 0)) as mute:
        port = mute.getsockname()[1]
        answer = calling.post(
            TO,
            body=b"",
            headers={},
            resolve=Names([LOOPBACK]),
            is_allowed=LOOPBACK.__eq__,
            trust=authority.trust,
            port=port,
            total=0.3,
        )
    assert answer is Answer.UNREACHABLE


def test_no_proxy_of_the_environment_is_used(
    begin: Begin, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert send(begin(), authority, Names([LOOPBACK])) is Answer.TAKEN


def test_the_system_gives_every_address_of_a_name_once() -> None:
    assert calling.resolve(LOOPBACK, 5) == [LOOPBACK]
    with pytest.raises(OSError):  # noqa: PT011  # the resolver's own words differ between systems
        calling.resolve("nowhere.invalid", 5)
    assert calling.checked_addresses("nowhere.invalid") == ()
