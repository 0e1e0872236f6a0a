"""Decisions of calls, on phones without JavaScript: entered by an officer, told to the absent, contested, or left to stand."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.browser.clock import Clock
from tests.browser.gathering import gather, mailed_to, places_of, text_of
from tests.browser.people import PHONE, Person, deadlines, enter
from tests.serving import Site

SLUG = "river-towns"
PEOPLE = (
    ("Ana Reyes", "Harbour Forum"),
    ("Ben Okafor", "Northside Tenants"),
    ("Chloe Martin", "Avon Carers"),
    ("Dina Haddad", "Bridge Readers"),
)
APPLICANT = ("Emil Novak", "Orchard Growers")
ANSWERS = {
    "shares the purpose": "We do, and say so here.",
    "has worked on the subject": "Since 2019.",
    "names a representative": "Emil, who may decide.",
}
CONTESTED, UNDISPUTED = "Orchard Growers join", "We meet on the first Monday of each month"
OBJECTION = "They have not told us yet who pays them."
MOST_TAPS, MOST_KEYS = 12, 140


def test_calls_are_entered_contested_and_left_to_stand(site: Site, clock: Clock, visitor: Callable[..., Any]) -> None:
    def comes(who: tuple[str, str]) -> Person:
        page = visitor(width=PHONE, height=740, locale="en", java_script_enabled=False).new_page()
        return enter(site, page, *who, SLUG)

    four = [comes(who) for who in PEOPLE]
    gather(site, clock, SLUG, places_of(four), admission={"electorate": "plenary", "objections": False})
    clock.pass_days(0, hours=2)
    emil = comes(APPLICANT)
    apply(emil)
    address = enter_contested_call(four, clock)
    object_from_the_mail(four, site, clock)
    vote_in_writing(four, site, clock, address)
    effect_follows(four[3], emil, address)
    leave_one_to_stand(four, site, clock)


def apply(emil: Person) -> None:
    """One organisation asks to join."""
    emil.at_desk().opens("Apply for membership")
    emil.page.get_by_role("link", name="Member", exact=True).click()
    emil.writes({"Your organisation": emil.organisation} | ANSWERS)
    emil.chooses("We have read the purpose and accept it.", "checkbox")
    emil.opens("Apply", "button")
    assert emil.reads().startswith(f"{emil.organisation} ")


def says(officer: Person, words: dict[str, str]) -> None:
    """Mark in the table what each member said."""
    for organisation, word in words.items():
        line = officer.page.get_by_role("row").filter(has_text=organisation)
        line.get_by_role("radio", name=word, exact=True).check()
        officer.taps += 1


def held(clock: Clock) -> dict[str, str]:
    """When the call was, on the coalition's own clock: an hour ago."""
    moment = (clock.moment - timedelta(hours=1)).astimezone(ZoneInfo("Europe/London"))
    return {"Day": f"{moment:%Y-%m-%d}", "Hour": f"{moment:%H:%M}", "Occasion": "call of the committee"}


def enter_contested_call(four: list[Person], clock: Clock) -> str:
    """The chair enters an admission: two were for it, one was against, one was not there. In few taps and words."""
    _ana, ben, _chloe, _dina = four
    ben.taps = ben.keys = 0
    ben.at_desk().opens("Proposals")
    ben.opens("Enter a decision of a call")
    ben.opens("Admit a member")
    ben.chooses("Orchard Growers", "checkbox")
    ben.writes({"Title": CONTESTED, **held(clock)})
    says(ben, {"Harbour Forum": "for", "Northside Tenants": "for", "Avon Carers": "against"})
    ben.opens("See what comes of it", "button")
    assert ben.page.get_by_text("It was adopted: 2 of 3 votes said yes").count() == 1
    ben.opens("Enter the decision", "button")
    assert ben.reads() == CONTESTED
    assert ben.page.get_by_text("On the call it was adopted.").count() == 1
    assert (ben.taps <= MOST_TAPS, ben.keys <= MOST_KEYS) == (True, True), (ben.taps, ben.keys)
    return str(ben.page.url)


def object_from_the_mail(four: list[Person], site: Site, clock: Clock) -> None:
    """Who was not there is told by mail, follows it, and objects in time."""
    _ana, _ben, _chloe, dina = four
    [told] = [mail for mail in mailed_to(deadlines(site, clock), dina.name) if CONTESTED in str(mail["Subject"])]
    assert told["Subject"] == f"Decided on a call: {CONTESTED}"
    [link] = [line for line in text_of(told).split() if "/proposals/" in line]
    assert dina.at_desk().page.get_by_role("link", name=f"Vote: {CONTESTED}").count() == 0  # nobody votes yet
    dina.page.goto(link)
    dina.fits()
    dina.writes({"Why": OBJECTION})
    dina.opens("Object", "button")
    assert dina.page.get_by_text(OBJECTION).count() == 1
    clock.pass_days(3, hours=1)
    deadlines(site, clock)


def vote_in_writing(four: list[Person], site: Site, clock: Clock, address: str) -> None:
    """The window is over and there was an objection: all vote, and it is adopted."""
    ana, ben, chloe, dina = four
    dina.page.goto(address)
    dina.page.get_by_text("There were objections, and so it is voted on in writing.").wait_for()
    dina.fits()
    clock.pass_days(3, hours=26)
    for person, choice in ((ana, "yes"), (ben, "yes"), (chloe, "no"), (dina, "yes")):
        person.votes(CONTESTED, choice)
    clock.pass_days(5, hours=26)
    deadlines(site, clock)


def effect_follows(dina: Person, emil: Person, address: str) -> None:
    """The page traces the call, the objection, the vote and the outcome; the organisation is a member."""
    dina.page.goto(address)
    dina.fits()
    traces = (
        "It was adopted: 3 of 4 votes said yes, and 3 were needed.",
        "call of the committee",
        "There were objections, and so it is voted on in writing.",
        OBJECTION,
        "Orchard Growers is admitted.",
        "It was then voted on in writing.",
    )
    assert [words for words in traces if dina.page.get_by_text(words).count() == 0] == []
    dina.page.get_by_text("Who said what").click()
    said = dina.page.get_by_role("row").filter(has_text="Avon Carers").first
    assert "against" in said.inner_text()
    dina.at_desk().opens("Members")
    assert dina.reads() == "5 members"
    emil.at_desk().opens("Proposals")
    assert emil.page.get_by_role("link", name=CONTESTED).count() == 1


def leave_one_to_stand(four: list[Person], site: Site, clock: Clock) -> None:
    """Nobody objects to the second: it waits for its window and then stands."""
    ana, ben, chloe, _dina = four
    ben.at_desk().opens("Proposals")
    ben.opens("Enter a decision of a call")
    ben.opens("Resolve something in words")
    ben.writes({"Title": UNDISPUTED, "What the coalition resolves": f"{UNDISPUTED}.", **held(clock)})
    says(ben, {"Harbour Forum": "for", "Northside Tenants": "for", "Avon Carers": "silent"})
    ben.opens("See what comes of it", "button")
    ben.opens("Enter the decision", "button")
    address = ben.page.url
    deadlines(site, clock)
    chloe.at_desk()
    assert chloe.page.get_by_text(f"Objections until then: {UNDISPUTED}").count() == 1
    clock.pass_days(2)
    deadlines(site, clock)
    chloe.page.goto(address)
    assert chloe.page.get_by_text("On the call it was adopted.").count() == 1
    clock.pass_days(1, hours=1)
    deadlines(site, clock)
    ana.page.goto(address)
    ana.fits()
    ana.page.get_by_text("The time for objections is over.").wait_for()
    assert ana.page.get_by_text("Carried out").count() >= 1
