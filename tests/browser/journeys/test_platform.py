"""From the opening questions to a platform that seven signed: in three languages, on phones after one showed anew who one is,
one with a reservation, one on paper; then a visitor's page, the PDF and the receipts say who stands on it."""

import json
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from PIL import Image
from pypdf import PdfReader

from conftest import Site
from tests.browser.clock import Clock
from tests.browser.gathering import ACCOUNTS, SESSIONS, Place, founding
from tests.browser.people import PHONE, Person, deadlines

SLUG = "river-towns"
PLACES = (
    Place("Ana Reyes", "Harbour Forum"),
    Place("Ben Okafor", "Northside Tenants"),
    Place("Chloe Martin", "Avon Carers"),
    Place("Dina Haddad", "Bridge Readers"),
    Place("Emil Novak", "Orchard Growers"),
    Place("Fatou Diop", "Quai des Femmes"),
    Place("Gil Torres", "Ferry Crews"),
)
"""The first is the coordinator, who drafts and enters papers; the last signs on paper."""
TERMS = {"seconders": 0, "discussion_days": 0, "referral_days": 0}
PASSWORD = "a long way down the river"
WHO, WHY = "Three streets of carers.", "Alone nobody listens to us."
CLAIM, LIMIT = "The river belongs to those who live beside it.", "We take no money from whoever spoils it."
TITLE, TITLE_FR, TITLE_AR = "Our platform", "Notre plateforme", "برنامجنا"
CLAIM_FR, LIMIT_FR = (
    "Le fleuve est à celles et ceux qui vivent sur ses rives.",
    "Nous refusons l’argent de qui l’abîme.",
)
CLAIM_AR, LIMIT_AR = "النهر لمن يعيشون على ضفافه.", "لا نقبل مالاً ممن يفسده."
ADOPTED = "Adopt our platform"
RESERVED = "Paragraph 2: our rent is paid by the port until next year."


def test_seven_sign_a_platform_in_three_languages(site: Site, clock: Clock, visitor: Callable[..., Any]) -> None:
    sessions = gathered(site, clock)

    def comes(place: Place) -> Person:
        context = visitor(width=PHONE, height=740, locale="en", java_script_enabled=False)
        context.add_cookies([{"name": "sessionid", "value": sessions[place.person], "url": site.url}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        return Person(place.person, place.organisation, page, SLUG)

    ana, ben, chloe, dina, emil, fatou, gil = seven = [comes(place) for place in PLACES]
    answer(chloe, {"Who are we, and whom do we represent?": WHO})
    answer(emil, {"Why are we here?": WHY})
    hears(ana)
    platform = draft(ana)
    translate(fatou, platform, "fr", (TITLE_FR, CLAIM_FR, LIMIT_FR))
    translate(dina, platform, "ar", (TITLE_AR, CLAIM_AR, LIMIT_AR))
    adopt(seven, site, clock, platform)
    for person in (ana, ben, chloe):
        sign(person)
    sign(emil, reservation=RESERVED)
    sign_in_own_language(fatou, "fr", platform, (TITLE_FR, CLAIM_FR))
    sign_in_own_language(dina, "ar", platform, (TITLE_AR, CLAIM_AR))
    on_paper(ana, gil, platform, clock)
    receipts((chloe, gil), platform)
    stands_for_all(visitor(width=PHONE, height=740, locale="en", java_script_enabled=False).new_page(), platform)


def gathered(site: Site, clock: Clock) -> dict[str, str]:
    """The coalition and the sessions of its people, who have a password and signed in more than a year ago."""
    password = (
        "for each in Account.objects.all():\n"
        f"    each.set_password({PASSWORD!r})\n"
        "    each.save(update_fields=['password'])\n"
    )
    long_ago = (
        "from datetime import timedelta\n"
        "from django.conf import settings\n"
        "from django.utils.module_loading import import_string\n"
        "for key in sessions.values():\n"
        "    held = import_string(settings.SESSION_ENGINE + '.SessionStore')(key)\n"
        "    ways, known = held['account_authentication_methods'], timedelta(days=400).total_seconds()\n"
        "    held['account_authentication_methods'] = [way | {'at': way['at'] - known} for way in ways]\n"
        "    held.save()\n"
    )
    places = repr([{"person": place.person, "email": place.email} for place in PLACES])
    begun = ACCOUNTS.replace("PLACES", places) + founding(SLUG, PLACES, {"ordinary": TERMS}) + password
    printed = site.shell(clock.at(begun + SESSIONS + long_ago))
    sessions: dict[str, str] = json.loads(printed.splitlines()[-1])
    return sessions


def answer(person: Person, words: dict[str, str]) -> None:
    """One answers an opening question on a phone, and skips what it has no answer to yet."""
    person.at_desk().opens("Members")
    person.opens("Opening questions")
    person.opens("Our own answers")
    person.opens("All on one page")
    person.writes(words)
    person.opens("Keep", "button")
    person.page.get_by_text("The answers are kept.").wait_for()


def hears(ana: Person) -> None:
    """The coordinator reads the answers of both, each beside its question."""
    for asked, words, member in (("who", WHO, "Avon Carers"), ("why", WHY, "Orchard Growers")):
        ana.page.goto(f"/c/{SLUG}/opening/?asked={asked}")
        ana.fits()
        assert ana.page.get_by_text(words).count() == 1
        assert ana.page.get_by_role("link", name=member).count() == 1


def draft(ana: Person) -> str:
    """What they have in common becomes a draft of two paragraphs, to which one may state reservations and which all may read."""
    ana.at_desk().opens("Agreements")
    ana.opens("Draft an agreement")
    ana.page.locator("[name=kind]").select_option("platform")
    ana.writes({"Title": TITLE})
    ana.chooses("Who signs may state reservations", "checkbox")
    ana.chooses("May be read without signing in", "checkbox")
    ana.opens("Begin the draft", "button")
    for words in (CLAIM, LIMIT):
        ana.writes({"A new paragraph": words})
        ana.opens("Add the paragraph", "button")
    return str(ana.page.url).partition("draft/")[0]


def translate(person: Person, platform: str, language: str, words: Sequence[str]) -> None:
    """One who speaks it puts title and paragraphs into another language, each beside the words that decide."""
    person.page.goto(f"{platform}translate/{language}/")
    person.fits()
    assert person.page.get_by_text(LIMIT).count() == 1
    fields = person.page.locator("[name^=p_]")
    for number, said in enumerate(words):
        fields.nth(number).fill(said)
    person.opens("Keep the translation", "button")
    assert person.reads() == words[0]
    person.opens("Read them side by side")
    assert [person.page.get_by_text(said).count() for said in (LIMIT, words[2])] == [1, 1]


def adopt(seven: Sequence[Person], site: Site, clock: Clock, platform: str) -> None:
    """Laid down, the draft goes to the vote as it stands; a week later it holds, and each is asked to sign."""
    ana = seven[0]
    ana.page.goto(f"{platform}draft/")
    ana.opens("Lay it down and propose it")
    ana.opens("Lay it down and go on to the proposal", "button")
    ana.writes({"Title": ADOPTED})
    ana.opens("Keep the draft", "button")
    ana.opens("Open the proposal", "button")
    for person in seven:
        person.votes(ADOPTED)
    clock.pass_days(7, hours=2)
    deadlines(site, clock)
    for person in seven:
        assert person.at_desk().page.get_by_role("link", name=f"Sign: {TITLE}").count() >= 1


def shows_who_it_is(person: Person) -> None:
    """Whoever signed in long ago shows once more who it is, and comes to where it was going."""
    person.page.locator("input[type=password]").fill(PASSWORD)
    person.page.locator("form:has(input[type=password]) button.main").click()
    person.fits()


def sign(person: Person, reservation: str = "") -> None:
    """From the desk to the whole text, and sign it."""
    person.at_desk().opens(f"Sign: {TITLE}")
    assert person.reads() == "Is it you?"
    shows_who_it_is(person)
    assert person.reads() == f"Sign: {TITLE}"
    assert person.page.get_by_text(LIMIT).count() == 1
    if reservation:
        person.writes({"Reservation": reservation})
    person.chooses("I have read this edition", "checkbox")
    person.opens("Sign for your member", "button")
    person.page.get_by_text("Your member has signed.").wait_for()


def sign_in_own_language(person: Person, language: str, platform: str, words: Sequence[str]) -> None:
    """One who reads another language finds the text in it, with the word that the English decides, and signs."""
    person.at_desk().page.locator(f".foot button[name=language][value={language}]").click()
    person.page.goto(f"{platform}sign/")
    shows_who_it_is(person)
    assert words[0] in person.reads()
    assert person.page.locator("html").get_attribute("lang") == language
    assert [person.page.get_by_text(each).count() for each in (words[1], CLAIM)] == [1, 0]
    person.page.locator("[name=has_read]").check()
    person.page.locator("form:has([name=has_read]) button.main").click()
    person.fits()
    assert person.page.locator("aside a[href*='/record/']").count() == 1  # its receipt


def on_paper(ana: Person, gil: Person, platform: str, clock: Clock) -> None:
    """The ferry crews signed on paper: the coordinator enters it with a scan, and it counts once they say that it is so."""
    painted = BytesIO()
    Image.new("RGB", (400, 600), "white").save(painted, "PNG")
    ana.page.goto(platform)
    ana.opens("Enter a signature on paper")
    ana.page.locator("[name=who]").select_option(label="Ferry Crews – Gil Torres")
    ana.writes({"Signed on": f"{clock.moment:%Y-%m-%d}"})
    scan = {"name": "Ferry Crews.png", "mimeType": "image/png", "buffer": painted.getvalue()}
    ana.page.get_by_label("A scan or a photograph of the paper").set_input_files(scan)
    ana.opens("Enter the paper", "button")
    ana.page.get_by_text("The paper is entered. It counts once the member confirms it.").wait_for()
    assert ana.page.get_by_text("6 have signed and stand on it.").count() == 1
    gil.at_desk().opens(f"Did you sign “{TITLE}” on paper?")
    shows_who_it_is(gil)
    [seen] = [
        gil.page.context.request.get(link.evaluate("link => link.href"))
        for link in gil.page.locator("main section a[href*='/files/']").all()[:1]
    ]
    assert seen.headers["content-type"] == "image/png"
    gil.opens("Yes, we signed it", "button")
    gil.page.get_by_text("Your member has signed.").wait_for()
    assert gil.page.get_by_text("7 have signed and stand on it.").count() == 1


def receipts(people: Sequence[Person], platform: str) -> None:
    """What each keeps leads to the entry of the record, which says what was signed."""
    for person in people:
        person.page.goto(platform)
        link = person.page.get_by_role("link", name="Your receipt")
        kept = person.page.context.request.get(link.evaluate("link => link.href"))
        entry = str(link.get_attribute("href")).replace("/receipt/", "/")
        assert json.loads(kept.text())["envelope"]
        assert person.page.goto(entry).status == 200
        assert person.page.get_by_text(f"{person.organisation} signed “{TITLE}”, edition 1.").count() >= 1
        person.fits()


def stands_for_all(page: Any, platform: str) -> None:
    """Whoever comes without an account reads the text in three languages and who stands on it, on the page and on paper."""
    for language, claim in (("en", CLAIM), ("fr", CLAIM_FR), ("ar", CLAIM_AR)):
        assert page.goto(f"{platform}?language={language}").status == 200
        shown = page.locator("main").inner_text()
        assert claim in shown
        assert [place.organisation for place in PLACES if place.organisation not in shown] == []
        assert RESERVED in shown
        assert shown.count("on paper") == 1
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
        paper = page.context.request.get(page.locator("main a[href*='/print/']").evaluate("link => link.href"))
        document = PdfReader(BytesIO(paper.body()))
        printed = " ".join(" ".join(each.extract_text() for each in document.pages).split())
        assert [place.organisation for place in PLACES if place.organisation not in printed] == []
        assert RESERVED in printed
        assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
