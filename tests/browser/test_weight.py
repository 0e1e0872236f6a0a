"""What the main pages weigh and how often they ask, as the server counts it; and what is fetched beside them for a poor line."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from tests.browser.counting import sent
from tests.browser.devices import GATHERED, HOME, Device
from tests.serving import Site, serve

KB = 1024
FIRST, LATER = 28 * KB, 11 * KB
"""The most that a page costs: at the first visit, with its files, and at a later one, where the page alone is asked for."""

SCRIPT = 16 * KB
"""The most that a page adds at the first visit on which a ballot may be cast."""

BESIDE = 138 * KB
"""The most that the first desk and all that is kept cost together, in a coalition with eight open proposals."""

STYLE = ["/static/core/plenary.css", "/static/core/plenary.svg"]
KEEPS = ["/static/core/copies.js", "/static/core/keeper.js"]
PAGES = {
    "desk": (HOME, KEEPS),
    "proposals": (f"{HOME}proposals/", KEEPS),
    "charter": (f"{HOME}charter/", []),
    "members": (f"{HOME}members/", []),
    "bodies": (f"{HOME}bodies/", []),
    "inbox": (f"{HOME}inbox/", []),
    "record": (f"{HOME}record/", []),
    "account": ("/account/", []),
}


@pytest.fixture(scope="module")
def site(prepared_var: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server that counts what it sends."""
    var = tmp_path_factory.mktemp("counted") / "var"
    copytree(prepared_var, var)
    with serve(var, "--no-worker", DJANGO_SETTINGS_MODULE="tests.browser.counted_settings") as served:
        yield served


@pytest.fixture
def arrives(site: Site, visitor: Callable[..., Any]) -> Callable[..., Device]:
    """A visitor who signed in, with nothing in the memory of the browser; `keeps` one in whose browser the keeper runs."""

    def arrive(*, keeps: bool = False) -> Device:
        context = visitor(locale="en", service_workers="allow" if keeps else "block")
        context.request.get("/")
        page = context.new_page()
        page.goto(site.sign_in_path("member representative"))
        token = page.locator("main form input[name=csrfmiddlewaretoken]").get_attribute("value")
        role = site.sign_in_path("member representative")
        context.request.post(role, form={"csrfmiddlewaretoken": token}, headers={"Referer": site.url}, max_redirects=0)
        page.close()
        fresh = context.new_page()
        session = context.new_cdp_session(fresh)
        session.send("Network.clearBrowserCache")
        sent(site.var)
        return Device(site, fresh)

    return arrive


def asked(site: Site) -> tuple[list[str], int]:
    """What was asked since the last look, by name without the hash in it; and the bytes of all together."""
    found = sent(site.var)
    return sorted(re.sub(r"\.[0-9a-f]{12}\.", ".", path) for path, _size in found), sum(size for _path, size in found)


def asked_at_first(device: Device, address: str) -> tuple[list[str], int]:
    """What a page asks for that is the first of a visit. The browser asks for the picture of its tab when it likes: that is
    waited for, so that it is not taken for what comes later."""
    device.page.goto(address, wait_until="networkidle")
    paths, weight = asked(device.site)
    for _moment in range(40):
        if STYLE[1] in paths:
            break
        device.page.wait_for_timeout(250)
        more, added = asked(device.site)
        paths, weight = sorted([*paths, *more]), weight + added
    return paths, weight


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_light_at_first_and_asks_for_itself_alone_later(
    arrives: Callable[..., Device], site: Site, name: str
) -> None:
    address, scripts = PAGES[name]
    device = arrives()
    first = sorted([address, *STYLE, *scripts[:1]])
    paths, weight = asked_at_first(device, address)
    assert (paths, weight <= FIRST) == (first, True), weight
    device.page.goto(address, wait_until="networkidle")
    paths, weight = asked(site)
    assert (paths, weight <= LATER) == ([address], True), weight


def test_a_proposal_brings_one_script_more(arrives: Callable[..., Device], site: Site) -> None:
    device = arrives()
    asked_at_first(device, HOME)
    device.page.get_by_role("link", name="Vote: ").first.click()
    device.page.wait_for_load_state("networkidle")
    address = device.page.url.removeprefix(site.url)
    paths, weight = asked(site)
    assert (paths, weight <= SCRIPT + LATER) == (sorted([address, "/static/django_htmx/htmx-4.min.js"]), True), weight
    device.page.goto(f"{address}brief/", wait_until="networkidle")
    assert asked(site)[0] == [f"{address}brief/"]


def test_what_is_fetched_beside_the_desk_is_bounded_and_fetched_once(
    arrives: Callable[..., Device], site: Site
) -> None:
    device = arrives(keeps=True)
    device.visits()
    paths, weight = asked(site)
    copies = [path for path in paths if path.startswith((f"{HOME}proposals/", f"{HOME}charter/drafts/"))]
    beside = [GATHERED, "/offline/", "/static/django_htmx/htmx-4.min.js", HOME, HOME, *STYLE, *KEEPS]
    assert paths == sorted([*beside, *copies])
    assert len(copies) == len(set(copies)) == 17  # eight proposals, their briefs, and the draft of a charter
    assert weight <= BESIDE, weight
    for _visit in range(2):
        device.page.goto(HOME)
        device.page.wait_for_timeout(1500)
        paths, weight = asked(site)
        assert (paths, weight <= LATER) == ([HOME], True), weight


def test_pages_are_compressed_and_files_are_kept_for_good(page: Any, site: Site) -> None:
    """The files have the hash of their content in their names."""
    page.goto(site.sign_in_path("member representative"))
    page.locator("main form button").first.click()
    page.goto(HOME)
    files = page.locator("link[rel=stylesheet], script").evaluate_all("all => all.map(one => one.href || one.src)")
    files.append(page.locator("script[data-keeper]").get_attribute("data-keeper"))
    assert len(files) == 3
    for file in files:
        answer = page.context.request.get(file)
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-encoding"] in {"gzip", "br", "zstd"}
    assert page.context.request.get(HOME).headers["content-encoding"] in {"gzip", "br", "zstd"}
