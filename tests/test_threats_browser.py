"""What a hostile page, a planted word or a large body could do through a member's browser: every answer of every address."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from plenary.core.http.limits import MOST_BODY
from tests.story import Story
from tests.walk import address, addresses, views

type Visit = Callable[[str], Client]

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
OF_FILES = {"sandbox": "", "default-src": "'none'", "frame-ancestors": "'none'"}
"""What comes from people runs nothing, wherever it is opened."""
IN_FRAMES = {"default-src": "'none'", "style-src": "'self'", "img-src": "'self'", "font-src": "'self'"} | {
    "frame-ancestors": "*",
    "base-uri": "'none'",
    "form-action": "'none'",
}
"""What other sites may show: it runs no script and sends no form."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
OF_ANY = "Cross-Origin-Resource-Policy"
FRAMED = {"monitoring:counter", "monitoring:timeline"}
"""Pages that other sites may show in a frame: they say the same to everybody, of what is public."""
INLINE = re.compile(
    rb"<script(?![^>]*\ssrc=)(?![^>]*application/json)[^>]*>|<style|\sstyle=|<[^>]*\son[a-z]+=|href=[\"']?javascript:",
    re.IGNORECASE,
)


def _policy(told: str) -> dict[str, str]:
    parts = [part.strip().partition(" ") for part in told.split(";") if part.strip()]
    return {name: value for name, _space, value in parts}


@pytest.mark.parametrize("role", ["anonymous", "coordinator", "protected"])
def test_every_answer_forbids_what_no_page_needs(story: Story, visit: Visit, role: str) -> None:
    client, wrong = visit(role), []
    for name in addresses():
        answer = client.get(address(name, story))
        wanted = OF_FILES if name == "files:file" and answer.streaming else POLICY
        if is_framed := name in FRAMED and answer.status_code == 200:
            wanted = IN_FRAMES
            assert not answer.cookies, name
        if _policy(answer.headers.get("Content-Security-Policy", "")) != wanted:
            wrong.append((name, "policy"))
        headers = HEADERS | ({"X-Frame-Options": None, OF_ANY: "cross-origin"} if is_framed else {})
        wrong += [(name, header) for header, value in headers.items() if answer.headers.get(header) != value]
        is_page = answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming
        if is_page and (found := INLINE.search(answer.content)):
            wrong.append((name, found[0].decode()))
    assert wrong == []


def test_what_may_be_framed_is_named_here() -> None:
    assert {name for name, view in views().items() if getattr(view, "may_be_framed", False)} == FRAMED


def test_cookies_are_for_the_server_alone() -> None:
    assert settings.SESSION_COOKIE_HTTPONLY is True
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
    assert settings.CSRF_COOKIE_SAMESITE == "Lax"


@pytest.mark.parametrize(("length", "status"), [(str(MOST_BODY + 1), 413), ("-1", 400), ("many", 400), ("١٢", 400)])
def test_a_body_that_is_too_large_is_not_read(story: Story, visit: Visit, length: str, status: int) -> None:
    answer = visit("coordinator").post(
        address("directory:import", story), b"x", content_type="text/plain", headers={"content-length": length}
    )
    assert answer.status_code == status


def test_a_body_of_unknown_length_is_not_read(story: Story, visit: Visit) -> None:
    answer = visit("coordinator").generic(
        "POST", address("directory:import", story), headers={"transfer-encoding": "chunked"}
    )
    assert answer.status_code == 411
