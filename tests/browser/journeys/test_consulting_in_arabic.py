"""A representative who must consult, reading Arabic on a phone without JavaScript: from the mail to a brief and a ballot.

Nothing here is found by its words, so that it holds in any wording: forms by their addresses, fields by their names.
"""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from tests.browser.clock import Clock
from tests.browser.gathering import Place, gather, mailed_to, text_of
from tests.browser.people import PHONE, Person, deadlines, enter
from tests.browser.wire import Wire
from tests.serving import Site

SLUG = "river-towns"
PEOPLE = (("Ana Reyes", "Harbour Forum"), ("Ben Okafor", "Northside Tenants"))
CONSULTS = ("Dina Haddad", "مكتبة الجسر")
TITLE = "We lend the boats to the schools"
ASKED = "مجلس المكتبة، مساء الثلاثاء"
MOST_TAPS = 4
HEAVIEST = 60 * 1024


def test_she_consults_and_answers_from_the_mail(site: Site, clock: Clock, visitor: Callable[..., Any]) -> None:
    def comes(who: tuple[str, str]) -> Person:
        page = visitor(width=PHONE, height=740, locale="en", java_script_enabled=False).new_page()
        return enter(site, page, *who, SLUG)

    ana, ben, dina = people = [comes(who) for who in (*PEOPLE, CONSULTS)]
    reads_arabic(dina)
    places = [Place(each.name, each.organisation, "consults" if each is dina else "decides") for each in people]
    gather(site, clock, SLUG, places, ordinary={"seconders": 0, "discussion_days": 0, "referral_days": 0})
    move(ben)
    link = link_of_mail(deadlines(site, clock), dina)
    read_the_brief(dina, link)
    ask_for_more_time(dina, link)
    answer(dina, link)
    page_is_light(dina, link, site)
    ballot_counts((ana, ben), dina, site, clock, link)


def reads_arabic(dina: Person) -> None:
    """She chooses her language at the foot of a page; it is kept in her account."""
    dina.page.locator(".foot button[name=language][value=ar]").click()
    stands_in_arabic(dina)


def stands_in_arabic(dina: Person) -> None:
    """The page is Arabic, reads from right to left, and is no wider than her screen."""
    dina.fits()
    root = dina.page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ar", "rtl")


def move(ben: Person) -> None:
    """Another member moves a proposal and opens it."""
    ben.at_desk().opens("Proposals")
    ben.opens("Move a proposal")
    ben.opens("Resolve something in words")
    ben.writes({"What the coalition resolves": f"{TITLE}.", "Title": TITLE})
    ben.opens("Keep the draft", "button")
    ben.opens("Open the proposal", "button")


def link_of_mail(printed: str, dina: Person) -> str:
    """The address of the proposal in the one mail about it, which is written in Arabic from right to left."""
    [mail] = [each for each in mailed_to(printed, dina.name) if each["Subject"] and TITLE in text_of(each)][:1]
    page = mail.get_body(("html",))
    assert page is not None
    assert '<html lang="ar" dir="rtl">' in str(page.get_content())
    [link] = [word for word in text_of(mail).split() if re.search(r"/proposals/[a-z0-9]{16}/$", word)]
    return link


def taps(dina: Person, selector: str) -> None:
    """Tap what a selector finds, and look at where it leads."""
    dina.page.locator(selector).first.click()
    dina.taps += 1
    stands_in_arabic(dina)


def read_the_brief(dina: Person, link: str) -> None:
    """From the proposal to its brief; the text and the PDF, tagged, are what she forwards."""
    dina.page.goto(link)
    stands_in_arabic(dina)
    taps(dina, "main a[href$='/brief/']")
    text = dina.page.context.request.get(dina.page.locator("main a[href*='brief.txt']").evaluate("link => link.href"))
    assert (text.status, text.headers["content-type"], TITLE in text.text()) == (200, "text/plain; charset=utf-8", True)
    paper = dina.page.context.request.get(dina.page.locator("main a[href*='brief.pdf']").evaluate("link => link.href"))
    document = PdfReader(BytesIO(paper.body()))
    assert (paper.body()[:4], len(document.pages)) == (b"%PDF", 1)
    assert (
        document.trailer["/Root"]["/MarkInfo"]["/Marked"] is True or document.trailer["/Root"]["/MarkInfo"]["/Marked"]
    )
    assert str(document.trailer["/Root"]["/Lang"]) == "ar"


def ask_for_more_time(dina: Person, link: str) -> None:
    """Once: the deadline moves, and the page no longer offers it."""
    dina.page.goto(link)
    more = "form[action$='/more-time/'] button"
    assert dina.page.locator(more).count() == 1
    taps(dina, more)
    assert dina.page.locator(more).count() == 0


def answer(dina: Person, link: str) -> None:
    """From the link in the mail: an answer, whom she asked, and the ballot is cast, in at most four taps."""
    dina.taps = 1  # the link in the mail
    dina.page.goto(link)
    ballot = "form[action$='/ballot/']"
    dina.page.locator(f"{ballot} input[name=choice][value=yes]").check()
    dina.page.locator(f"{ballot} input[name=source]").fill(ASKED)
    dina.taps += 2  # the answer, and the field
    taps(dina, f"{ballot} button.main")
    assert dina.taps <= MOST_TAPS
    assert dina.page.locator("#ballot [role=status] a[href*='/record/']").count() == 1
    assert dina.page.locator(f"{ballot} input[name=choice][value=yes]").is_checked()
    assert dina.page.locator(f"{ballot} input[name=source]").input_value() == ASKED


def page_is_light(dina: Person, link: str, site: Site) -> None:
    """All that the proposal's page asks for, into an empty memory, as the browser counts it."""
    dina.page.goto("about:blank")
    wire, session = Wire(), dina.page.context.new_cdp_session(dina.page)
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    session.on("Network.responseReceived", wire.answered)
    session.on("Network.requestServedFromCache", wire.kept)
    session.on("Network.loadingFinished", wire.finished)
    dina.page.goto(link, wait_until="networkidle")
    assert wire.paths(site)[0] == link.removeprefix(site.url)
    assert 0 < sum(wire.bytes_of.values()) <= HEAVIEST


def ballot_counts(others: tuple[Person, Person], dina: Person, site: Site, clock: Clock, link: str) -> None:
    """The vote closes after the longer time; hers is counted, and the page says whom she asked."""
    for person in others:
        person.votes(TITLE, "no")
    clock.pass_days(7, hours=26)
    deadlines(site, clock)
    dina.page.goto(link)
    assert dina.page.locator("[aria-labelledby=outcome]").count() == 0  # five days more, for everyone
    clock.pass_days(5)
    deadlines(site, clock)
    dina.page.goto(link)
    stands_in_arabic(dina)
    counted = dina.page.locator("[aria-labelledby=outcome] dd").all_inner_texts()
    assert counted[:2] == ["1", "2"]
    dina.page.locator("main details summary").locator("visible=true").first.click()
    assert dina.page.get_by_text(ASKED).count() >= 1
