"""The charter's editor in a browser: how it would read changes beside the form; nothing is kept until one asks for it."""

from typing import Any

from tests.serving import Site

COALITION = "/c/clear-fields/charter"


def test_the_prose_beside_a_form_changes_as_one_answers(site: Site, visitor: Any) -> None:
    page = visitor(locale="en").new_page()
    page.set_default_timeout(20_000)
    page.goto(site.sign_in_path("chair"))
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"{COALITION}/new/")
    page.get_by_label("What do you call this draft?").fill("Silence agrees")
    page.get_by_role("button", name="Begin with the charter in force").click()
    draft = page.url
    page.goto(f"{draft}questions/nobody/")
    beside = page.locator("#beside")
    assert "is adopted in silence" not in beside.inner_text()

    page.get_by_role("radio", name="Silence agrees").check()
    beside.get_by_text("is adopted in silence").first.wait_for()
    page.goto(f"{draft}questions/nobody/")
    assert "is adopted in silence" not in beside.inner_text()  # looking changed nothing

    page.get_by_role("radio", name="Silence agrees").check()
    beside.get_by_text("is adopted in silence").first.wait_for()
    page.get_by_role("button", name="Change the draft").click()
    page.goto(f"{draft}chapters/decisions/")
    assert page.get_by_text("is adopted in silence").count() >= 1
    page.goto(f"{COALITION}/")
    assert page.get_by_text("is adopted in silence").count() == 0  # no rule changes until members adopt it
