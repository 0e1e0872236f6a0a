"""What members do most takes no more taps than `docs/developers/journeys.md` says, each from the desk, on a phone."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.taps import counting, promised
from tests.serving import Site

HOME = "/c/clear-fields/"


def vote(page: Any) -> None:
    """The first proposal that asks for a ballot."""
    page.get_by_role("link", name="Vote: ").first.click()
    page.get_by_role("radio", name=re.compile("^Yes")).check()
    page.get_by_role("button", name="Cast the ballot").click()
    page.get_by_text("Your ballot says yes.").wait_for()


def comment(page: Any) -> None:
    """On the proposal that is asked about first."""
    page.get_by_role("link", name="Vote: ").first.click()
    page.get_by_label("Your comment").fill("We have heard it.")
    page.get_by_role("button", name="Comment", exact=True).click()
    page.locator("#comments").get_by_text("We have heard it.").wait_for()


def sign(page: Any) -> None:
    """The platform that was adopted."""
    page.get_by_role("link", name="Read and sign: ").click()
    page.get_by_role("checkbox", name="I have read this edition").check()
    page.get_by_role("button", name="Sign for your member").click()
    page.get_by_text("Your member has signed.").wait_for()


def answer_a_suggestion(page: Any) -> None:
    """The one that waits on a draft."""
    page.get_by_role("link", name="Answer it: ").click()
    page.get_by_role("button", name="Take it over").click()
    page.get_by_text("The suggestion is taken over").wait_for()


def say_what_is_needed(page: Any) -> None:
    """To come to the annual plenary."""
    page.get_by_role("link", name="Meetings").click()
    page.get_by_role("link", name="Annual plenary").click()
    page.get_by_role("link", name="Say what you need").click()
    page.locator("main textarea").fill("A seat by the door.")
    page.locator("main form button.main").click()
    page.get_by_role("status").get_by_text("Those who call meetings read").wait_for()


def object_to_a_silence(page: Any) -> None:
    """With the reason, which all read."""
    page.get_by_role("link", name="Read or object: ").click()
    page.get_by_role("textbox", name="Why", exact=True).fill("We were not asked.")
    page.get_by_role("button", name="Object", exact=True).click()
    page.get_by_text("You object:").wait_for()


MEMBER, ELSEWHERE = "member representative", "member of another coalition"
DONE: dict[str, tuple[str, str, Callable[[Any], None]]] = {
    "Vote on a proposal": (MEMBER, HOME, vote),
    "Comment on a proposal": (MEMBER, HOME, comment),
    "Sign an agreement": (MEMBER, HOME, sign),
    "Answer a suggestion on a draft": (MEMBER, HOME, answer_a_suggestion),
    "Say what one needs to come to a meeting": (MEMBER, HOME, say_what_is_needed),
    "Object to what is adopted in silence": (ELSEWHERE, "/c/whole-again/", object_to_a_silence),
}


@pytest.mark.parametrize("what", DONE)
def test_what_is_done_most_takes_no_more_taps_than_before(site: Site, visitor: Callable[..., Any], what: str) -> None:
    role, home, does = DONE[what]
    with counting() as cost:
        page = visitor(width=360, height=740, locale="en").new_page()
        page.goto(site.sign_in_path(role))
        page.locator("main form button").first.click()
        page.goto(home)
        vars(cost).update(taps=0, pages=0)
        does(page)
    print(f"\n{cost.line(what)}")  # noqa: T201  # what was counted, to be put into the table
    assert cost.grown(promised()[what]) == {}
