"""The doctor's checks of mail, against mail servers on this machine."""

import socket
import ssl
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from pytest_django.fixtures import Settings

from plenary.core import clock
from plenary.notices import health
from plenary.notices.models import OutgoingMail

pytestmark = pytest.mark.django_db
type Served = Callable[..., int]


class Takes:
    """Takes every mail and keeps none."""

    async def handle_DATA(self, *_args: object) -> str:
        return "250 taken"


@pytest.fixture
def served() -> Iterator[Served]:
    """Serve mail on a free port of the loopback, as told; the port."""
    controllers: list[Controller] = []

    def serve(**options: object) -> int:
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            port = int(trial.getsockname()[1])
        controller = Controller(Takes(), hostname="127.0.0.1", port=port, **options)
        controller.start()
        controllers.append(controller)
        return port

    yield serve
    for controller in controllers:
        controller.stop()


def of(settings: Settings, port: int, **changed: object) -> list[str]:
    options = {"host": "127.0.0.1", "port": port, "username": "", "password": "", "use_tls": False} | changed
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}
    return [finding.sentence for finding in health.server()]


def test_a_mail_server_that_answers_is_well(settings: Settings, served: Served) -> None:
    assert of(settings, served()) == ["The mail server answers."]


def test_a_mail_server_without_tls_is_found(settings: Settings, served: Served) -> None:
    assert of(settings, served(), use_tls=True) == ["The mail server speaks no STARTTLS, or knows no signing in."]
    name = socket.gethostname()
    if socket.gethostbyname(name) == "127.0.0.1":
        assert of(settings, served(), host=name) == ["Mail leaves this machine without TLS."]


def test_a_mail_server_whose_certificate_is_of_no_use_is_found(settings: Settings, served: Served) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("ALL:@SECLEVEL=0")
    assert of(settings, served(tls_context=context), use_tls=True) == ["The mail server's certificate is not believed."]


def test_a_mail_server_that_lets_nobody_in_is_found(settings: Settings, served: Served) -> None:
    def refuse(*_args: object) -> object:
        from aiosmtpd.smtp import AuthResult  # noqa: PLC0415  # only here

        return AuthResult(success=False, handled=False)

    port = served(authenticator=refuse, auth_require_tls=False)
    assert of(settings, port, username="plenary", password="secret words") == [
        "The mail server does not let the server in."
    ]


def test_a_mail_server_that_is_away_is_found(settings: Settings) -> None:
    with socket.socket() as bound:  # bound, and nobody listens
        bound.bind(("127.0.0.1", 0))
        found = of(settings, bound.getsockname()[1])
    assert found == ["The mail server does not answer (ConnectionRefusedError)."]


def test_no_mail_server_at_all_is_found(settings: Settings) -> None:
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
    grades = []
    for is_secure in (False, True):
        settings.IS_SECURE = is_secure
        grades += [finding.grade.value for finding in health.server()]
    assert grades == ["look", "wrong"]


@pytest.mark.parametrize(
    ("sender", "url", "expected"),
    [
        ("Plenary <plenary@example.org>", "https://plenary.example.org", "ok"),
        ("plenary@plenary.example.org", "https://plenary.example.org", "ok"),
        ("plenary@mail.plenary.example.org", "https://plenary.example.org", "ok"),
        ("plenary@example.com", "https://plenary.example.org", "look"),
        ("plenary@badexample.org", "https://example.org", "look"),
        ("Plenary <plenary@localhost>", "https://plenary.example.org", "wrong"),
        ("", "https://plenary.example.org", "wrong"),
    ],
)
def test_the_sender_belongs_to_the_servers_address(settings: Settings, sender: str, url: str, expected: str) -> None:
    settings.DEFAULT_FROM_EMAIL, settings.SITE_URL, settings.IS_SECURE = sender, url, True
    assert [finding.grade.value for finding in health.sender()] == [expected]


@pytest.mark.parametrize(
    ("reply", "authserv", "expected"),
    [
        ("", "", "ok"),
        ("reply@plenary.example", "mail.plenary.example", "ok"),
        ("reply@plenary.example", "", "look"),
        ("", "mail.plenary.example", "look"),
        ("reply", "mail.plenary.example", "wrong"),
    ],
)
def test_settings_of_replies_are_whole(settings: Settings, reply: str, authserv: str, expected: str) -> None:
    settings.MAIL_REPLY, settings.MAIL_AUTHSERV = reply, authserv
    assert [finding.grade.value for finding in health.replies()] == [expected]


def test_mail_that_does_not_leave_is_found_and_nobody_is_named() -> None:
    assert [finding.sentence for finding in health.outbox()] == ["All mail that was due has left."]
    now = clock.now()
    for n, (state, at) in enumerate([("given_up", now), ("waiting", now), ("waiting", now - timedelta(hours=1))]):
        OutgoingMail.objects.create(
            key=f"k{n}", to="amina@example.org", subject="s", text="t", state=state, made_at=at, next_at=at
        )
    assert [finding.sentence for finding in health.outbox()] == [
        "Mails that were given up in the last 30 days: 1.",
        "Mails that should have left: 1.",
    ]
