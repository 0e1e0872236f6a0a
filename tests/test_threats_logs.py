"""The log, read by somebody else: a request that fails leaves no link in it that lets one in."""

import io
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from plenary.core.http.discreet import SECRET_PARTS, DiscreetFormatter, secret_beginnings
from tests.story import Story
from tests.walk import address, addresses

WITH_SECRETS = {
    "accounts:invitation": "key",
    "agreements:second_link": "token",
    "notices:stop": "token",
    "notices:deadlines": "token",
}
"""The addresses that let in whoever holds them, and which part does."""


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the program writes, through the handler of its settings."""
    (console,) = [each for each in logging.getLogger().handlers if isinstance(each.formatter, DiscreetFormatter)]
    assert isinstance(console, logging.StreamHandler)
    written = io.StringIO()
    before = console.setStream(written)
    yield written
    console.setStream(before)


@pytest.mark.owed
def test_each_address_with_a_secret_is_known() -> None:
    found = {name: set(parts) & SECRET_PARTS for name, parts in addresses().items() if set(parts) & SECRET_PARTS}
    write = "an address with a part called key or token lets in who holds it: name it in WITH_SECRETS, and its beginning here"
    assert found == {name: {part} for name, part in WITH_SECRETS.items()}, write
    assert secret_beginnings() == ["account/invitation/", "calendar/", "mails/stop/", "signatures/"], write


@pytest.mark.parametrize("name", sorted(WITH_SECRETS))
def test_threat_a_request_that_fails_leaves_no_secret_in_the_log(story: Story, log: io.StringIO, name: str) -> None:
    url, secret = address(name, story), story.ids["key" if name == "accounts:invitation" else name.partition(":")[2]]

    def failing(_execute: Callable[..., Any], *_given: Any) -> Any:
        raise RuntimeError(f"nothing at {url} for {secret}")

    client = Client(raise_request_exception=False)
    with connection.execute_wrapper(failing):
        answer = client.post(url) if name == "notices:stop" else client.get(url)
    written = log.getvalue()
    assert (answer.status_code, secret in written) == (500, False)
    begins = url.partition(secret)[0]
    assert f"Internal Server Error: {begins}…" in written
    assert f"nothing at {begins}…" in written


def test_what_is_no_secret_stands_in_the_log(story: Story, log: io.StringIO) -> None:
    logging.getLogger("plenary").error("/c/open-fields/record/ and calendar, from /account/invitation/%s/", "a1:b-_9")
    assert log.getvalue() == "/c/open-fields/record/ and calendar, from /account/invitation/…/\n"
