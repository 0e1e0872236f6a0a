"""A poor line: what is read without one after one visit, and when a device is cleared."""

import os
import re
import signal
import socket
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error as Broken

from tests.browser.devices import HOME, NOTHING, STORED, VOTED, Device, answers_without_a_line, phone_of, shell_of
from tests.browser.test_pages import faults, speak
from tests.serving import Site, serve_copy

FILES = [
    "/static/core/copies.js",
    "/static/core/plenary.css",
    "/static/core/plenary.svg",
    "/static/django_htmx/htmx-4.min.js",
]


@pytest.fixture
def comes(site: Site, visitor: Callable[..., Any]) -> Callable[..., Device]:
    """Somebody with a phone, signed in as a role."""
    return partial(phone_of, site, visitor)


def test_after_one_visit_the_desk_a_proposal_and_its_paper_are_read(comes: Callable[..., Device]) -> None:
    amina = comes("member representative").visits()
    page = amina.page
    held = sorted(re.sub(r"\.[0-9a-f]{12}\.", ".", path) for path in amina.holds()["copies"])
    assert [path for path in held if path.startswith("/static/")] == FILES
    online = amina.reads()
    amina.loses_its_line()
    page.goto(HOME)
    assert (amina.reads(), amina.banner.is_visible(), faults(page)) == (online, True, [])
    assert page.locator("time .near:visible").count() == 0  # how far off something was is no longer so
    page.get_by_role("link", name=f"Vote: {VOTED}").click()
    assert (amina.reads(), amina.banner.is_visible()) == (VOTED, True)
    page.get_by_role("link", name="One page to forward").click()
    assert (page.title().split(" · ")[0], amina.banner.is_visible()) == (f"Brief: {VOTED}", True)

    page.goto(f"{HOME}charter/")  # was not kept
    assert amina.reads() == "The server cannot be reached"
    page.get_by_role("link", name=VOTED, exact=True).wait_for()
    first = page.locator("#copies li").first
    assert (first.get_by_role("link").inner_text(), "voting" in page.locator("#copies").inner_text()) == ("Desk", True)
    assert (amina.banner.is_visible(), faults(page)) == (False, [])
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.get_by_role("link", name=VOTED, exact=True).click()
    assert amina.reads() == VOTED
    amina.has_a_line_again()
    page.goto(f"{HOME}charter/")
    assert page.get_by_text("The server cannot be reached").count() == 0


def test_in_arabic_it_says_so_in_arabic_and_from_right_to_left(comes: Callable[..., Device]) -> None:
    chair = comes("chair", color_scheme="dark")
    chair.page.goto("/account/")
    speak(chair.page, "ar")
    if chair.page.locator("html").get_attribute("lang") != "ar":
        pytest.skip("Arabic has no catalogue here; it was not looked at")
    chair.visits().loses_its_line()
    chair.page.goto(HOME)
    assert chair.page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    assert chair.page.locator(".copy").is_visible()
    assert (faults(chair.page), chair.page.evaluate("document.documentElement.scrollWidth")) == ([], 360)
    chair.has_a_line_again().page.goto("/account/")
    speak(chair.page, "en")


def test_when_the_server_is_silent_or_stopped_a_copy_is_read(prepared_var: Path, tmp_path: Path, chromium: Any) -> None:
    with serve_copy(prepared_var, tmp_path / "var") as own:
        context = chromium.new_context(base_url=own.url, locale="en")
        amina = Device(own, context.new_page()).signs_in("member representative").visits()
        answering = children_of(own.pid)
        for each in answering:
            os.kill(each, signal.SIGSTOP)  # it takes the request, and says nothing
        try:
            amina.page.goto(HOME)
            assert amina.banner.is_visible()
        finally:
            for each in answering:
                os.kill(each, signal.SIGCONT)

        os.kill(own.pid, signal.SIGTERM)
        amina.waits_until(lambda: not is_listening(own.url))
        amina.page.goto(HOME)
        assert amina.banner.is_visible()
        amina.page.goto("/account/")
        assert amina.reads() == "The server cannot be reached"
        context.close()


def children_of(pid: int) -> list[int]:
    """The processes that a server started."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        after_name = status.read_text().rpartition(")")[2].split()
        if int(after_name[1]) == pid:
            found.append(int(status.parent.name))
    assert found != []
    return found


def is_listening(url: str) -> bool:
    """True while something takes connections there."""
    with socket.socket() as trial:
        trial.settimeout(1)
        return trial.connect_ex(("127.0.0.1", urlsplit(url).port or 0)) == 0


def test_a_form_that_does_not_wait_says_that_nothing_was_sent(comes: Callable[..., Device]) -> None:
    amina = comes("member representative").visits().loses_its_line()
    amina.page.goto(HOME)
    amina.page.locator(".menu summary").click()
    amina.page.get_by_role("button", name="Sign out").click()
    amina.page.get_by_text("What you sent did not arrive, and nothing was changed.").wait_for()
    assert (amina.page.locator(".when-read").first.is_visible(), faults(amina.page)) == (False, [])


def test_signing_out_clears_the_device_and_the_next_person_finds_nothing(comes: Callable[..., Device]) -> None:
    amina = comes("member representative").visits()
    answers_without_a_line(amina, "Yes")
    first = amina.holds()["caches"]
    amina.has_a_line_again()
    sign_out(amina)
    amina.holds_nothing()
    amina.signs_in("coordinator").visits()
    second = amina.holds()["caches"]
    assert (len(second), set(first) & set(second), amina.page.evaluate(STORED)) == (1, set(), [])


def sign_out(device: Device) -> None:
    device.page.wait_for_load_state("networkidle")
    try:
        device.page.goto(HOME)
    except Broken:  # a page whose line came back was on its way to another
        device.page.wait_for_load_state("networkidle")
        device.page.goto(HOME)
    device.page.locator(".menu summary").click()
    device.page.get_by_role("button", name="Sign out").click()


GONE = """async () => {
  for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister();
}"""


def test_the_servers_word_alone_clears_where_the_keeper_is_gone(comes: Callable[..., Device]) -> None:
    amina = comes("member representative").visits()
    amina.page.evaluate(GONE)
    assert amina.holds()["caches"] != []
    amina.page.goto("/account/sign-out/")
    amina.page.get_by_role("button", name="Sign out").last.click()
    amina.holds_nothing()


def test_a_session_ended_elsewhere_clears_at_the_next_contact(comes: Callable[..., Device], site: Site) -> None:
    amina = comes("member representative").visits()
    site.shell("from django.contrib.sessions.models import Session\nSession.objects.all().delete()")
    amina.page.goto(HOME)
    amina.holds_nothing()


def test_without_a_line_a_device_is_cleared_by_hand(comes: Callable[..., Device]) -> None:
    amina = comes("member representative").visits().loses_its_line()
    amina.page.goto("/account/")
    amina.page.get_by_role("button", name="Clear this device").click()
    amina.page.get_by_text("This device is cleared.").wait_for()
    assert amina.holds() == NOTHING


def test_nothing_is_kept_for_one_at_risk(comes: Callable[..., Device]) -> None:
    zahra = comes("protected member")
    zahra.page.goto(HOME)
    zahra.page.wait_for_load_state("networkidle")
    assert zahra.holds() == NOTHING
    assert zahra.page.locator("script[data-keeper]").count() == 0


AT_RISK = {
    "its member": "Member.objects.of(house).filter(organisation__name__startswith='Femmes du Sahel')",
    "its person": "Person.objects.of(house).filter(name='Amina Diallo')",
}


@pytest.mark.parametrize("row", AT_RISK.values(), ids=AT_RISK)
def test_what_was_kept_is_cleared_once_one_is_at_risk(comes: Callable[..., Device], site: Site, row: str) -> None:
    amina = comes("member representative").visits()
    models = "from plenary.membership.models import Member\nfrom plenary.directory.models import Person\n"
    site.shell(shell_of(f"{models}assert {row}.update(protected=True) == 1"))
    try:
        amina.page.goto(f"{HOME}members/")  # any contact
        amina.holds_nothing()
    finally:
        site.shell(shell_of(f"{models}{row}.update(protected=False)"))


def test_who_wants_nothing_kept_has_nothing_kept(comes: Callable[..., Device]) -> None:
    amina = comes("member representative").visits()
    amina.page.goto("/account/")
    amina.page.get_by_label("Keep my desk and open proposals on my devices").uncheck()
    amina.page.get_by_role("button", name="Save").click()
    amina.page.get_by_text("Your preferences are saved.").wait_for()
    amina.holds_nothing()
    amina.page.goto(HOME)
    amina.page.wait_for_load_state("networkidle")
    assert amina.holds() == NOTHING
    amina.page.goto("/account/")
    amina.page.get_by_label("Keep my desk and open proposals on my devices").check()
    amina.page.get_by_role("button", name="Save").click()
    amina.visits()
