"""A network of five on phones without JavaScript: one page of rules, decisions in silence, then a full charter."""

from collections.abc import Callable
from typing import Any

from tests.browser.clock import Clock
from tests.browser.people import PHONE, Person, deadlines, enter
from tests.serving import Site

SLUG = "river-towns"
PEOPLE = (
    ("Ana Reyes", "Harbour Forum"),
    ("Ben Okafor", "Northside Tenants"),
    ("Chloe Martin", "Avon Carers"),
    ("Dina Haddad", "Bridge Readers"),
    ("Emil Novak", "Orchard Growers"),
)


def test_a_network_of_five_forms_decides_in_silence_and_grows(
    site: Site, clock: Clock, visitor: Callable[..., Any]
) -> None:
    five = [
        enter(site, visitor(width=PHONE, height=740, locale="en", java_script_enabled=False).new_page(), *who, SLUG)
        for who in PEOPLE
    ]
    form_with_seven_questions(five[0])
    join(five, site, clock)
    decide_in_silence(five, site, clock)
    break_a_silence(five, site, clock)
    adopt_full_charter(five, site, clock)


def form_with_seven_questions(ana: Person) -> None:
    """One page of rules; what is decided is decided in silence."""
    ana.page.goto("/")
    ana.opens("To my coalitions")
    ana.opens("Form a coalition")
    ana.writes(
        {
            "What is the coalition called?": "River Towns",
            "Its address here": SLUG,
            "Your organisation": ana.organisation,
            "What is the coalition for?": "We keep the river clean, each in its own town.",
        }
    )
    ana.chooses("As a network: we share information")
    ana.chooses("In silence: adopted unless someone objects in time; nobody needs to vote")
    ana.chooses("Everyone", exact=True)
    ana.opens("Form the coalition", "button")
    ana.page.wait_for_url(f"**/c/{SLUG}/")


def join(five: list[Person], site: Site, clock: Clock) -> None:
    """Four apply; nobody votes, and when the days are over they are members."""
    ana, *others = five
    for person in others:
        person.at_desk().opens("Apply for membership")
        person.writes({"Your organisation": person.organisation, "shares the purpose": "We do."})
        person.chooses("We have read the purpose and accept it.", "checkbox")
        person.opens("Apply", "button")
    ana.at_desk().opens("See who waits")
    ana.opens("Propose to admit them")
    propose_and_open(ana, "Four towns join")
    clock.pass_days(5, hours=26)
    deadlines(site, clock)
    ana.at_desk().opens("Members")
    assert ana.reads() == "5 members"


def propose_and_open(person: Person, title: str) -> None:
    """Title what a link or a form has filled in, keep it, open it."""
    person.writes({"Title": title})
    person.opens("Keep the draft", "button")
    person.opens("Open the proposal", "button")


def decide_in_silence(five: list[Person], site: Site, clock: Clock) -> None:
    """One moves; the others read until when they may object, and say nothing."""
    _ana, ben, chloe, *_rest = five
    title = "We meet on the first Monday of each month"
    ben.at_desk().opens("Proposals")
    ben.opens("Move a proposal")
    ben.opens("Resolve something in words")
    ben.writes({"What the coalition resolves": f"{title}."})
    propose_and_open(ben, title)
    address = ben.page.url
    chloe.page.goto(address)
    assert chloe.page.get_by_role("radio").count() == 0  # nobody votes
    assert chloe.page.get_by_text("unless one member objects before the deadline").count() >= 1
    clock.pass_days(5, hours=26)
    deadlines(site, clock)
    chloe.page.goto(address)
    chloe.page.get_by_text("It was adopted: nobody objected in time.").wait_for()


def break_a_silence(five: list[Person], site: Site, clock: Clock) -> None:
    """One objection in time, with its reason, and it is not adopted."""
    _ana, ben, _chloe, dina, _emil = five
    title = "We ask each town for a yearly fee"
    ben.at_desk().opens("Proposals")
    ben.opens("Move a proposal")
    ben.opens("Resolve something in words")
    ben.writes({"What the coalition resolves": f"{title}."})
    propose_and_open(ben, title)
    address = ben.page.url
    dina.page.goto(address)
    dina.page.get_by_label("Why", exact=True).fill("Two of us have no budget of their own.")
    dina.opens("Object", "button")
    clock.pass_days(5, hours=26)
    deadlines(site, clock)
    ben.page.goto(address)
    ben.page.get_by_text("the silence was broken").first.wait_for()
    assert ben.page.get_by_text("Two of us have no budget of their own.").count() == 1


def adopt_full_charter(five: list[Person], site: Site, clock: Clock) -> None:
    """What one page says is outgrown: the five take a full charter, by two thirds, and the coalition is active."""
    ana, title = five[0], "We take the charter of a steering committee"
    ana.at_desk().opens("Charter")
    ana.opens("Prepare an amendment")
    ana.opens("Steering committee")
    ana.writes({"What do you call this draft?": "A steering committee"})
    ana.opens("Read the charter", "button")
    ana.opens("Keep it as a draft", "button")
    ana.opens("Propose it to the members")
    propose_and_open(ana, title)
    clock.pass_days(3, hours=26)
    for person in five[:4]:
        person.votes(title)
    clock.pass_days(7, hours=26)
    deadlines(site, clock)
    ana.at_desk().opens("Charter")
    assert ana.page.get_by_text("Version 2, in force since").count() == 1
