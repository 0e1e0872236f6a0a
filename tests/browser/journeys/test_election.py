"""An election from the call to filled seats: five people by keyboard alone, without JavaScript, on a phone, in two languages."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tests.browser.clock import Clock
from tests.browser.gathering import founding, places_of
from tests.browser.people import PHONE, Person, deadlines, enter
from tests.browser.test_pages import faults
from tests.serving import Site

SLUG = "river-towns"
PEOPLE = (
    ("Ana Reyes", "Harbour Forum"),
    ("Ben Okafor", "Northside Tenants"),
    ("Chloe Martin", "Avon Carers"),
    ("Dina Haddad", "مكتبة الجسر"),
    ("Emil Berg", "Berg Commons"),
)
BODY = "Steering Committee"
TITLE = "Who steers from the summer on?"
STATEMENTS = {
    "English": "We **care** for two hundred families along the river, and know where help is missing.",
    "français": "Nous **aidons** deux cents familles le long de la rivière, et savons où l’aide manque.",
}
BALLOTS = {
    "Ana": ("Avon Carers", "Northside Tenants"),
    "Ben": ("Northside Tenants", "Avon Carers"),
    "Chloe": ("Avon Carers", "مكتبة الجسر"),
    "Dina": ("Avon Carers", "مكتبة الجسر"),
    "Emil": ("Northside Tenants", "مكتبة الجسر"),
}
"""Five ballots for two seats: two are a quota. Avon Carers has three first places, Northside Tenants two."""
CODE = re.compile(r"\b[C-Y2-9]{3}(?:-[C-Y2-9]{3}){3}\b")
ENOUGH_TABS = 150

TWO_SEATS = """
seats = replace(charter.body("steering").seats[0], number=2, term_months=6)
steering = replace(charter.body("steering"), seats=(seats,))
charter = replace(charter, bodies=tuple(steering if body.code == "steering" else body for body in charter.bodies))
first, *others = places
"""
"""The committee has two seats, for half a year."""
SITTING = ("Northside Tenants", "مكتبة الجسر")
"""Two members hold them."""


@dataclass
class Reader(Person):
    """Somebody without JavaScript, whose pages are looked through in a browser with it."""

    checker: Any = None


def test_an_election_from_the_call_to_filled_seats(site: Site, clock: Clock, visitor: Callable[..., Any]) -> None:
    checker = visitor(width=PHONE, height=740).new_page()
    checker.goto("/")

    def comes(who: tuple[str, str]) -> Reader:
        page = visitor(width=PHONE, height=740, locale="en", java_script_enabled=False).new_page()
        enter(site, page, *who, SLUG)
        return Reader(*who, page, SLUG, checker=checker)

    ana, ben, chloe, dina, emil = people = [comes(who) for who in PEOPLE]
    site.shell(clock.at(founded(people)))
    clock.pass_days(120)
    address = call(ana)
    nominate(ana, address, "Northside Tenants")
    nominate(ben, address, "Avon Carers")
    nominate(ben, address, "Harbour Forum")
    stand(dina, address)
    for nominee, answer in ((ben, "Accept"), (chloe, "Accept"), (ana, "Decline")):
        answers(nominee, answer)
    state_in_two_languages(chloe, address)
    read_in_two_languages(emil, address)
    clock.pass_days(7, hours=1)
    deadlines(site, clock)
    nominations_are_over(emil, address)
    clock.pass_days(2, hours=1)
    deadlines(site, clock)
    codes = {who.name: votes_in_order(who, address) for who in people}
    assert len(set(codes.values())) == len(people)
    clock.pass_days(3, hours=2)
    deadlines(site, clock)
    outcome_is_read(ana, address)
    finds_the_ballot(emil, address, codes[emil.name])
    hands_over(dina)
    clock.pass_days(80)
    deadlines(site, clock)
    seats_are_filled(ana)


def founded(people: Sequence[Reader]) -> str:
    """The code that founds the coalition, two of its members on the committee."""
    terms = {"notice_days": 7, "discussion_days": 2, "voting_days": 3}
    places = [replace(each, sits="steering.members" * (each.organisation in SITTING)) for each in places_of(people)]
    code, was = founding(SLUG, places, {"election": terms}), "\nfirst, *others = places\n"
    assert code.count(was) == 1
    return code.replace(was, TWO_SEATS)


def focus(who: Reader, name: str, role: str = "link") -> None:
    """Press Tab until what has this name, or begins with it, has the focus."""
    reaches(who, who.page.get_by_role(role, name=re.compile(f"^{re.escape(name)}(?! would)")).first)


def reaches(who: Reader, target: Any) -> None:
    """Press Tab until this has the focus."""
    for _tab in range(ENOUGH_TABS):
        if target.evaluate("each => each === document.activeElement"):
            return
        who.page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {target} on {who.page.url}")


def goes(who: Reader, name: str, role: str = "link") -> None:
    """Take a link or a button by keyboard; the page that follows is well made and no wider than the screen."""
    focus(who, name, role)
    with who.page.expect_navigation():
        who.page.keyboard.press("Enter")
    passes(who)


def visits(who: Reader, address: str) -> None:
    """Open an address that is known."""
    who.page.goto(address)
    passes(who)


def passes(who: Reader) -> None:
    """The page is no wider than the screen, and axe finds nothing."""
    who.fits()
    who.checker.set_content(who.page.content())
    assert faults(who.checker) == [], who.page.url


def types(who: Reader, name: str, text: str, role: str = "textbox") -> None:
    """Write into a field, or choose from a list, by keyboard."""
    focus(who, name, role)
    who.page.keyboard.type(text)


def to_the_body(who: Reader) -> None:
    """From the coalition's first page to the committee's."""
    visits(who, f"/c/{SLUG}/bodies/")
    goes(who, BODY)
    assert who.reads() == BODY


def call(ana: Reader) -> str:
    """From the page of the body to the election that is open to nominations; its address."""
    to_the_body(ana)
    goes(ana, "Call the election that follows")
    types(ana, "Title", TITLE)
    goes(ana, "Keep the draft", "button")
    assert ana.reads() == TITLE
    goes(ana, "Open the proposal", "button")
    assert ana.page.get_by_role("region", name="Candidates").get_by_text("2 places are filled.").count() == 1
    return str(ana.page.url)


def nominate(who: Reader, address: str, member: str) -> None:
    """Open what folds, choose the member from the list, and nominate it."""
    visits(who, address)
    unfolds(who)
    types(who, "Who", member, "combobox")
    goes(who, "Nominate", "button")
    assert candidate(who, member).get_by_text("nominated, has not answered yet").count() == 1


def unfolds(who: Reader) -> None:
    """Open the form by which one nominates."""
    reaches(who, who.page.get_by_text("Nominate somebody, or stand yourself"))
    who.page.keyboard.press("Enter")


def candidate(who: Reader, member: str) -> Any:
    """The line of a candidate."""
    return who.page.get_by_role("region", name="Candidates").locator("li").filter(has_text=member)


def stand(dina: Reader, address: str) -> None:
    """Her own member is the first of the list; it stands at once."""
    visits(dina, address)
    unfolds(dina)
    focus(dina, "Who", "combobox")
    dina.page.keyboard.press("ArrowDown")
    goes(dina, "Nominate", "button")
    assert candidate(dina, dina.organisation).get_by_text("has not answered").count() == 0


def answers(nominee: Reader, answer: str) -> None:
    """From the first page, which asks, to the answer."""
    visits(nominee, f"/c/{SLUG}/")
    goes(nominee, f"Answer: {TITLE}")
    goes(nominee, answer, "button")
    stands = candidate(nominee, nominee.organisation)
    assert stands.count() == (1 if answer == "Accept" else 0)


def state_in_two_languages(chloe: Reader, address: str) -> None:
    """She writes why, in each of two languages."""
    visits(chloe, address)
    for language, words in STATEMENTS.items():
        goes(chloe, language)
        assert chloe.reads() == "The statement of Avon Carers"
        types(chloe, "The statement", words)
        goes(chloe, "Put the statement there", "button")


def read_in_two_languages(emil: Reader, address: str) -> None:
    """He reads the statement in one language, and in the other."""
    visits(emil, address)
    said = candidate(emil, "Avon Carers").locator(".document")
    assert (said.get_attribute("lang"), said.inner_text()) == ("en", STATEMENTS["English"].replace("**", ""))
    goes(emil, "français")
    said = candidate(emil, "Avon Carers").locator(".document")
    assert (said.get_attribute("lang"), said.inner_text()) == ("fr", STATEMENTS["français"].replace("**", ""))


def nominations_are_over(emil: Reader, address: str) -> None:
    """Who was asked and declined is not listed, and nobody can be nominated any more."""
    visits(emil, address)
    names = emil.page.get_by_role("region", name="Candidates").locator("li b").all_inner_texts()
    assert sorted(names) == ["Avon Carers", "Northside Tenants", "مكتبة الجسر"]
    assert emil.page.get_by_text("Nominate somebody, or stand yourself").count() == 0


def votes_in_order(who: Reader, address: str) -> str:
    """A secret ballot puts two in order; the code, which is shown once."""
    visits(who, address)
    for place, member in enumerate(BALLOTS[who.name.split()[0]], 1):
        types(who, member, str(place), "combobox")
    goes(who, "Cast the ballot", "button")
    [code] = CODE.findall(who.page.locator("main").inner_text())
    goes(who, "I have written it down")
    shown = who.page.locator("main").inner_text()
    assert (CODE.findall(shown), "Your ballot lies sealed." in shown) == ([], True)
    return str(code)


def outcome_is_read(ana: Reader, address: str) -> None:
    """Who is chosen, in order; and the count, stage by stage. An election is not put again."""
    visits(ana, address)
    outcome = ana.page.get_by_role("region", name="Outcome")
    assert outcome.locator("ol li").all_inner_texts() == ["Avon Carers", "Northside Tenants"]
    assert ana.page.get_by_role("button", name="Put it again").count() == 0
    goes(ana, "The count stage by stage")
    assert ana.page.get_by_role("region", name="Who or what is chosen").locator("li").all_inner_texts() == [
        "Avon Carers",
        "Northside Tenants",
    ]


def finds_the_ballot(emil: Reader, address: str, code: str) -> None:
    """Among the published ballots he finds his own by its code."""
    visits(emil, address)
    goes(emil, "The published ballots")
    types(emil, "The code of your ballot", code.lower())
    goes(emil, "Find", "button")
    found = emil.page.get_by_role("status").inner_text()
    assert (code in found, "Northside Tenants" in found) == (True, True)


def hands_over(dina: Reader) -> None:
    """Who leaves reads the list for handing over, and on it who follows."""
    to_the_body(dina)
    goes(dina, "Hand it over")
    follows = dina.page.get_by_role("heading", name="Who follows").locator("..").get_by_role("listitem")
    assert sorted(line.split(",")[0].split("\n")[0] for line in follows.all_inner_texts()) == [
        "Avon Carers",
        "Northside Tenants",
    ]


def seats_are_filled(ana: Reader) -> None:
    """The committee has new members, each until a day; who left stands among those before."""
    to_the_body(ana)
    seats = ana.page.get_by_role("heading", name="Steering members").locator("..").locator("li").all_inner_texts()
    sits = [text.split("\n")[0] for text in seats if "until" in text]
    assert sorted(sits) == ["Avon Carers", "Northside Tenants"]
    before = ana.page.get_by_role("heading", name="Before").locator("..").locator("li").all_inner_texts()
    assert [text.split("\n")[0] for text in before if PEOPLE[3][1] in text] == [PEOPLE[3][1]]
