"""A complaint about the chair, on phones without JavaScript: around the chair, heard, mediated, agreed, and looked at again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from conftest import Site
from tests.browser.clock import Clock
from tests.browser.gathering import gather, mailed_to, places_of
from tests.browser.people import PHONE, Person, deadlines, enter

SLUG = "river-towns"
PEOPLE = (("Ana Reyes", "Harbour Forum"), ("Ben Okafor", "Northside Tenants"), ("Chloe Martin", "Avon Carers"))
RAISED, LETTER = "The chair shouted at the interpreter, twice.", "You will never work here again."
QUESTION, STATEMENT = "What happened after the meeting on Monday?", "I was loud, and I am sorry."
MEDIATOR, OUTCOME, CHECKED = "Somebody from the mediators of the port.", "An apology, in writing.", "The apology came."
WORDLESS = "There is something new for you"
SEATED = """
from plenary.bodies.actions import Nomination, appoint
from plenary.coalitions.queries import coalition_at
from plenary.core.standing import Standing
from plenary.directory.models import Person
of = coalition_at("river-towns")
chloe = Person.objects.of(of.id).get(name="Chloe Martin")
appoint(by=Standing.system(of.id, "office.deputy"), nomination=Nomination(office="deputy", person=chloe))
"""


@dataclass
class Side:
    """Whoever comes back with a code, on a phone, without an account or with one."""

    page: Any
    code: str

    def comes_back(self) -> "Side":
        self.page.goto("/concern/")
        self.page.get_by_label("Your code").fill(self.code)
        self.page.get_by_role("button", name="Open it").click()
        assert self.page.evaluate("document.documentElement.scrollWidth") <= PHONE
        return self

    def reads(self, words: str) -> bool:
        return bool(self.page.get_by_text(words).count())

    def says(self, words: str) -> None:
        self.page.get_by_label("Your words").fill(words)
        self.page.get_by_role("button", name="Seal it and send it").click()
        self.page.get_by_text("It is sealed, and sent.").wait_for()

    def answers(self, heading: str, answer: str, button: str = "Answer") -> None:
        asked = self.page.locator("section").filter(has=self.page.get_by_role("heading", name=heading))
        asked.get_by_role("radio", name=answer).check()
        asked.get_by_role("button", name=button).click()
        self.page.get_by_text("It is sealed, and sent.").wait_for()


def test_a_complaint_about_the_chair_goes_around_the_chair(
    site: Site, clock: Clock, visitor: Callable[..., Any], tmp_path: Path
) -> None:
    def phone() -> Any:
        return visitor(width=PHONE, height=740, locale="en", java_script_enabled=False).new_page()

    three = [enter(site, phone(), *who, SLUG) for who in PEOPLE]
    _ana, ben, chloe = three
    gather(site, clock, SLUG, places_of(three))
    site.shell(clock.at(SEATED))
    for person in (ben, chloe):
        make_key(person)
    deadlines(site, clock)
    nobody = Side(page := phone(), raise_it(page))
    clock.pass_days(1)
    printed = deadlines(site, clock)
    assert [wordless(printed, person) for person in three] == [0, 0, 1]
    assert [words for words in (RAISED, LETTER, "It is sealed") if words in printed] == []
    sees_nothing(ben)
    concern = acknowledge(chloe)
    assert nobody.comes_back().reads("We have it.")
    heard = Side(ben.page, hear(chloe))
    assert heard.comes_back().reads(QUESTION)
    assert not heard.reads(RAISED)
    heard.says(STATEMENT)
    agree(chloe, nobody, heard, clock)
    assert ben.page.goto(concern).status == 404
    look_again(chloe, site, clock, concern)
    for side in (nobody, heard):
        assert side.comes_back().reads(CHECKED)
        assert side.reads("closed")
    sees_nothing(ben)


def wordless(printed: str, person: Person) -> int:
    """How many mails that say nothing somebody got."""
    return len([mail for mail in mailed_to(printed, person.name) if mail["Subject"] == WORDLESS])


def passphrase_of(person: Person) -> str:
    return f"four words of {person.name} alone"


def make_key(person: Person) -> None:
    """The desk asks for it, with two fields."""
    person.at_desk().opens("Make it")
    words = passphrase_of(person)
    person.writes({"Passphrase": words, "Once more": words})
    person.opens("Make the key", "button")
    person.page.get_by_text("Your key is made.").wait_for()


def raise_it(page: Any) -> str:
    """From the coalition's page, without an account: the code."""
    page.goto(f"/c/{SLUG}/concerns/")
    page.get_by_role("link", name="Raise a concern").first.click()
    page.get_by_role("checkbox", name="Chair", exact=True).check()
    page.get_by_role("button", name="See who receives it").click()
    page.get_by_text("It goes to: Deputy Chair.").wait_for()
    page.get_by_label("What happened?").fill(RAISED)
    page.get_by_label("A file").set_input_files(
        {"name": "Letter of the chair.txt", "mimeType": "text/plain", "buffer": LETTER.encode()}
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    page.get_by_role("button", name="Seal it and send it").click()
    return str(page.locator("#code").inner_text())


def sees_nothing(ben: Person) -> None:
    """On the desk, in the box and in the record of the chair nothing says that there is a concern."""
    ben.at_desk()
    assert ben.page.get_by_text("Something waits for you alone").count() == 0
    ben.page.goto(f"/c/{SLUG}/concerns/box/")
    ben.page.get_by_text("Nothing is here.").wait_for()
    ben.page.goto(f"/c/{SLUG}/record/")
    told = [line for line in ben.page.locator("main").inner_text().splitlines() if "concern" in line.lower()]
    assert set(told) == {"The holder of an office made a key for concerns."}


def acknowledge(chloe: Person) -> str:
    """The deputy reads it, and the file, and says that it arrived: the address."""
    chloe.at_desk()
    chloe.page.get_by_text("Something waits for you alone").wait_for()
    chloe.opens("Open it")
    chloe.opens("A concern")
    concern = str(chloe.page.url)
    open_it(chloe)
    assert chloe.page.get_by_text(RAISED).count() == 1
    chloe.page.get_by_label("Your passphrase").fill(passphrase_of(chloe))
    with chloe.page.expect_download() as saved:
        chloe.page.get_by_role("button", name="Save Letter of the chair.txt").click()
    assert Path(saved.value.path()).read_text() == LETTER
    writes(chloe, "Acknowledge it", "We have it.")
    return concern


def open_it(chloe: Person) -> None:
    chloe.page.get_by_label("Your passphrase").first.fill(passphrase_of(chloe))
    chloe.opens("Open it", "button")


def writes(chloe: Person, heading: str, words: str) -> None:
    """What the deputy does under one heading of the concern's page."""
    under = chloe.page.locator("section").filter(has=chloe.page.get_by_role("heading", name=heading))
    under.get_by_label("Your words").fill(words)
    under.get_by_role("button", name=heading).click()
    chloe.fits()


def hear(chloe: Person) -> str:
    """The chair is asked for a statement: the code that the deputy hands over."""
    writes(chloe, "Hear the one concerned", QUESTION)
    code = str(chloe.page.locator("#code").inner_text())
    chloe.opens("The concern")
    return code


def agree(chloe: Person, nobody: Side, heard: Side, clock: Clock) -> None:
    """A mediator and an outcome, to which both say yes, each for themselves; then whether it was fair."""
    chloe.page.reload()
    writes(chloe, "Propose a mediator from outside", MEDIATOR)
    on = (clock.moment + timedelta(days=30)).date().isoformat()
    chloe.page.get_by_label("Looked at again on").fill(on)
    writes(chloe, "Propose an outcome", OUTCOME)
    for side in (nobody, heard):
        assert side.comes_back().reads(MEDIATOR)
        side.answers("Do you accept the mediator?", "Yes")
        side.answers("Do you agree to the outcome?", "Yes")
    nobody.comes_back().answers("Was it fair?", "Yes", "Say so")
    heard.answers("Was it fair?", "No", "Say so")
    chloe.page.reload()
    assert chloe.page.get_by_text("Mediator: yes · Outcome: yes · said whether it was fair").count() == 2


def look_again(chloe: Person, site: Site, clock: Clock, concern: str) -> None:
    """On the day of the check a mail without words comes; the deputy reads both sides, and closes it."""
    assert chloe.page.get_by_role("button", name="Close it").count() == 0
    clock.pass_days(30, hours=1)
    assert wordless(deadlines(site, clock), chloe) == 1
    chloe.page.goto(concern)
    open_it(chloe)
    shown = chloe.page.locator("main").inner_text()
    assert [words for words in (RAISED, STATEMENT, "It was fair", "It was not fair") if words not in shown] == []
    writes(chloe, "Close it", CHECKED)
