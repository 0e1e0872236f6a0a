"""Where names and titles of another direction stand, and what paper shows: looked at in a browser, as no test of words can."""

from typing import Any

from tests.browser.test_pages import HOME, speak
from tests.serving import Site

ASTRAY = """() => {
  const within = 'main :is(h1, h2, h3, td:not([data-label])) > :is(a, bdi):first-child'
  const named = document.querySelectorAll(`main :is(h1, h2, h3)[dir], ${within}`)
  const place = one => one.closest('h1, h2, h3, td').getBoundingClientRect().right
  const first = one => {
    const range = document.createRange()
    range.selectNodeContents(one)
    return range.getClientRects()[0]
  }
  const astray = one => one.textContent.trim() && Math.abs(place(one) - first(one).right) > 2
  return [...named].filter(astray).map(one => one.textContent)
}"""
FILLED = "names => names.map(name => getComputedStyle(document.querySelector(`.bar .${name}`)).fill)"


def test_names_of_another_direction_begin_where_the_page_begins(site: Site, visitor: Any) -> None:
    """Each title, and each name at the head of a table's cell, in an Arabic page: at the right, wide and narrow."""
    page = visitor(locale="ar").new_page()
    page.goto(site.sign_in_path("member representative"))
    page.locator("main form button").first.click()
    speak(page, "ar")
    page.goto(f"{HOME}proposals/?state=decided")
    decided = page.locator("main td a").first.get_attribute("href")
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 740})
        for address in (decided, f"{HOME}members/?q=Femmes", f"{HOME}contributions/", f"{HOME}members/applicants/"):
            page.goto(address)
            assert (address, page.evaluate(ASTRAY)) == (address, [])


def test_paper_cuts_no_table_and_tells_yes_from_no(site: Site, page: Any) -> None:
    """On A4: the widest table ends within the page, and a count without colours still shows its parts."""
    page.goto(site.sign_in_path("member representative"))
    page.locator("main form button").first.click()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 642, "height": 900})  # 17 cm, between the margins
    page.goto(f"{HOME}balance/")
    over = "() => [...document.querySelectorAll('table')].filter(one => one.getBoundingClientRect().right > 643).length"
    assert (page.locator("table").count() > 1, page.evaluate(over)) == (True, 0)
    page.goto(f"{HOME}proposals/?state=decided")
    page.goto(page.locator("main td a").first.get_attribute("href"))
    assert len(set(page.evaluate(FILLED, ["is", "not", "mark"]))) == 3
