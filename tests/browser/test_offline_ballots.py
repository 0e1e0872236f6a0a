"""An answer given without a line: it waits, is sent when the line returns, and is told to be in time, too late or refused."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from tests.browser.clock import SETTINGS, Clock
from tests.browser.devices import HOME, STORED, VOTED, Device, answers_without_a_line, is_told, phone_of, shell_of
from tests.browser.test_pages import faults
from tests.serving import Site, serve


@pytest.fixture
def clock(prepared_var: Path, tmp_path: Path) -> Clock:
    """The clock of this test's server, which has the demonstration: her desk asks for the ballot anew."""
    copytree(prepared_var, tmp_path / "var")
    return Clock(tmp_path / "var")


@pytest.fixture
def site(clock: Clock) -> Iterator[Site]:
    """A server on that clock."""
    with serve(clock.var, "--no-worker", DJANGO_SETTINGS_MODULE=SETTINGS) as served:
        yield served


@pytest.fixture
def comes(site: Site, visitor: Callable[..., Any]) -> Callable[..., Device]:
    """Somebody with a phone, signed in as a role."""
    return partial(phone_of, site, visitor)


def ballot_now(device: Device) -> str:
    """What the server says of the ballot, read on its own page."""
    device.page.goto(HOME)
    device.page.goto(f"{HOME}proposals/")
    device.page.get_by_role("link", name=VOTED).first.click()
    assert device.banner.is_visible() is False
    said = device.page.get_by_text("Your ballot says ")
    return str(said.first.inner_text()).partition(".")[0] if said.count() else ""


def test_a_ballot_cast_without_a_line_counts_when_it_arrives_in_time(
    comes: Callable[..., Device], clock: Clock
) -> None:
    amina = comes("member representative").visits()
    answers_without_a_line(amina, "No")
    amina.page.evaluate("scrollTo(0, document.body.scrollHeight)")  # nowhere else does the notice lie over nothing
    assert faults(amina.page) == []
    assert amina.page.evaluate("document.documentElement.scrollWidth") == 360

    amina.page.goto(HOME)  # it is seen, and taken back, on any page
    assert amina.unsent.bounding_box()["height"] < 60  # in one line
    amina.unsent.locator("summary").press("Enter")
    amina.unsent.get_by_role("button", name="Take it back unsent").click()
    amina.waits_until(lambda: amina.page.evaluate(STORED) == [])
    assert amina.unsent.locator("li").count() == 0

    answers_without_a_line(amina, "Abstain")
    amina.page.get_by_role("radio", name=re.compile("^Yes")).check()
    amina.page.get_by_role("button", name="Cast the ballot").click()
    amina.unsent.get_by_text("Yes", exact=True).wait_for()
    assert amina.unsent.locator("li").count() == 1  # the last answer waits alone
    clock.pass_days(0, hours=1)
    amina.page.goto(HOME)
    asked = amina.reads()
    is_told(amina, "in time. It counts.")
    assert amina.reads() != asked  # the desk was read anew: it asks no more for what arrived
    assert ballot_now(amina) == "Your ballot says yes"


def test_a_ballot_that_arrives_after_the_deadline_is_told_to_be_late(
    comes: Callable[..., Device], clock: Clock
) -> None:
    amina = comes("member representative").visits()
    answers_without_a_line(amina, "Yes")
    clock.pass_days(6)
    is_told(amina, "too late: the deadline was")
    assert ballot_now(amina) == ""


def test_a_ballot_is_never_counted_on_something_else(comes: Callable[..., Device], site: Site) -> None:
    amina = comes("member representative").visits()
    answers_without_a_line(amina, "Yes")
    site.shell(shell_of(TAKEN_OUT.format(title=VOTED)))
    is_told(amina, "The proposal has changed since you read it")
    assert ballot_now(amina) == ""


TAKEN_OUT = """
from plenary.core import clock
from plenary.decisions.models import Effect
first = Effect.objects.of(house).filter(proposal__title="{title}").first()
Effect.objects.of(house).filter(pk=first.pk).update(severed_at=clock.now())
"""


def test_what_was_cast_meanwhile_elsewhere_stands(comes: Callable[..., Device]) -> None:
    amina, colleague = comes("member representative").visits(), comes("member representative")
    answers_without_a_line(amina, "Yes")
    colleague.page.goto(HOME)
    colleague.page.get_by_role("link", name=f"Vote: {VOTED}").click()
    colleague.page.get_by_role("radio", name=re.compile("^No")).check()
    colleague.page.get_by_role("button", name="Cast the ballot").click()
    colleague.page.get_by_text("Your ballot says no.").wait_for()
    is_told(amina, "Another ballot was cast for you after you read this page")
    assert ballot_now(amina) == "Your ballot says no"


def test_an_objection_waits_likewise(comes: Callable[..., Device]) -> None:
    amina = comes("member representative").visits().loses_its_line()
    page = amina.page
    page.goto(HOME)
    page.get_by_role("link", name=f"Vote: {VOTED}").click()
    page.get_by_text("Object to a part of it").click()
    page.get_by_label("What you object to").select_option(index=0)
    page.get_by_role("textbox", name="Why").fill("They have not told us who pays them.")
    page.get_by_role("button", name="Object", exact=True).click()
    amina.unsent.get_by_text("Waiting to be sent:").first.wait_for()
    assert amina.reads() == VOTED
    is_told(amina, "in time. It counts.")
