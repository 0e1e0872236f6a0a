"""Getting in: an invitation, a passkey made and used, a mailed code, and sessions seen and ended."""

import re
from typing import Any

import pytest

from tests.serving import Site

EMAIL = "ines.duarte@example.org"


@pytest.fixture
def page(visitor: Any) -> Any:
    """A visitor whose browser holds an authenticator that opens to its owner."""
    opened = visitor(locale="en").new_page()
    session = opened.context.new_cdp_session(opened)
    session.send("WebAuthn.enable")
    held = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options = held | {"isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return opened


def title(page: Any) -> str:
    return str(page.get_by_role("heading", level=1).inner_text())


def sign_out(page: Any) -> None:
    page.get_by_text("Ines Duarte").first.click()
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("button", name="Sign out", exact=True).wait_for(state="hidden")


def mailed_code(site: Site) -> str:
    """The newest code that the server mailed; without a mail server its mails stand in its output."""
    mails = (site.var / "server.log").read_text().split("Subject: ")
    codes = [
        found[1] for mail in mails if EMAIL in mail and (found := re.search(r"^\s*([A-Z0-9-]{6,12})\s*$", mail, re.M))
    ]
    return codes[-1]


def sign_in_by_code(page: Any, site: Site) -> None:
    page.goto("/account/sign-in/")
    page.get_by_label("Email address").first.fill(EMAIL)
    page.get_by_role("button", name="Mail me a code").click()
    page.get_by_label("Code").fill(mailed_code(site))
    page.get_by_role("button", name="Sign in").click()


def test_from_the_invitation_to_the_last_session(site: Site, page: Any, visitor: Any) -> None:
    link = site.command("invite", EMAIL, "--name", "Ines Duarte").strip()

    # the invitation, by POST alone: opening the link changes nothing
    page.goto(link)
    assert title(page) == "You are invited"
    page.get_by_role("button", name="Accept the invitation").click()
    assert title(page) == "Your account, Ines Duarte"
    assert visitor(locale="en").new_page().goto(link).status == 410

    # a passkey is made, then used
    page.get_by_role("link", name="Make a passkey").click()
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_role("heading", name="recovery codes").wait_for()
    assert page.get_by_role("listitem").count() >= 10
    sign_out(page)
    page.goto("/account/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/desk/")
    assert title(page) == "You take part in no coalition yet"

    # a code by mail lets in elsewhere
    elsewhere = visitor(locale="en").new_page()
    sign_in_by_code(elsewhere, site)
    elsewhere.wait_for_url("**/desk/")

    # both sessions are listed; the other one is ended
    page.goto("/account/")
    sessions = page.get_by_role("button", name="Sign out there")
    assert sessions.count() == 1
    sessions.click()
    page.get_by_text("Signed out there.").wait_for()
    assert page.get_by_role("button", name="Sign out there").count() == 0
    elsewhere.goto("/desk/")
    assert title(elsewhere) == "Sign in"
