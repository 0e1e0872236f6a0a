"""Whom a server with TLS in front of it answers, is told to stay with TLS."""

import pytest
from django.conf import LazySettings
from django.test import Client

pytestmark = pytest.mark.django_db
HEADER = "Strict-Transport-Security"


def test_a_server_behind_a_proxy_with_tls_says_so_on_each_answer(settings: LazySettings) -> None:
    settings.IS_SECURE, settings.SECURE_HSTS_SECONDS = True, 31_536_000
    answers = [Client().get(path) for path in ("/", "/account/sign-in/", "/none/")]
    assert [answer.headers.get(HEADER) for answer in answers] == ["max-age=31536000"] * 3


def test_a_server_without_tls_does_not(settings: LazySettings) -> None:
    settings.IS_SECURE = False
    assert HEADER not in Client().get("/").headers
