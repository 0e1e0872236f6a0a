"""A poor line: what is read without one after one visit, an answer given without one, and a device that is cleared."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from conftest import Site, serve
from tests.browser.clock import Clock
from tests.browser.devices import HOME, Device
from tests.browser.people import SETTINGS

VOTED = "Admit five"


@pytest.fixture(scope="module")
def clock(prepared_var: Path, tmp_path_factory: pytest.TempPathFactory) -> Clock:
    var = tmp_path_factory.mktemp("offline") / "var"
    copytree(prepared_var, var)
    return Clock(var)


@pytest.fixture(scope="module")
def site(clock: Clock) -> Iterator[Site]:
    with serve(clock.var, "--no-worker", DJANGO_SETTINGS_MODULE=SETTINGS) as served:
        yield served


@pytest.fixture
def device(site: Site, visitor: Callable[..., Any]) -> Device:
    return Device(site, visitor(locale="en", width=360, height=740).new_page())


def test_desk_proposal_and_paper_are_read_without_a_line(device: Device) -> None:
    device.signs_in("member representative").visits()
    print(device.holds())
    device.loses_its_line()
    device.page.goto(HOME)
    print(device.reads())
    assert device.banner.is_visible()
    device.page.screenshot(path="/tmp/off/desk.png")
    device.page.get_by_role("link", name="Vote: ").first.click()
    device.page.wait_for_load_state()
    print(device.reads())
    device.page.screenshot(path="/tmp/off/proposal.png", full_page=True)
    device.page.get_by_role("link", name="One page to forward").click()
    device.page.wait_for_load_state()
    print(device.reads())
    device.page.goto(f"{HOME}charter/")
    print(device.reads())
    device.page.screenshot(path="/tmp/off/offline.png", full_page=True)
