"""By consensus, on phones without JavaScript: warmth, a concern upheld, words changed, two tests with blocks, and a vote."""

from collections.abc import Callable
from typing import Any

from tests.browser.clock import Clock
from tests.browser.gathering import gather, places_of
from tests.browser.people import PHONE, Person, deadlines, enter
from tests.serving import Site

SLUG = "river-towns"
PEOPLE = (
    ("Ana Reyes", "Harbour Forum"),
    ("Ben Okafor", "Northside Tenants"),
    ("Chloe Martin", "Avon Carers"),
    ("Dina Haddad", "Bridge Readers"),
)
TITLE, REWORDED = "We share one boat", "We share one boat, and one fund for it"
CONCERN, ANSWER = "Who pays when it sinks?", "The fund that all four pay into."
BLOCK, BLOCK_AGAIN = "Without a fund it falls on the smallest of us.", "We cannot pay into a fund before spring."
RESERVATION, LAST_RESERVATION = "It will be late.", "It will be late still."
TERMS: dict[str, dict[str, Any]] = {
    "ordinary": {
        "method": "consensus",
        "rounds": 2,
        "fallback": "between",
        "seconders": 0,
        "discussion_days": 3,
        "voting_days": 3,
        "delegation": False,
    },
    "between": {"method": "majority", "electorate": "plenary", "moved_by": "plenary"},
}


def test_consensus_is_sought_twice_and_a_vote_decides(site: Site, clock: Clock, visitor: Callable[..., Any]) -> None:
    def comes(who: tuple[str, str]) -> Person:
        page = visitor(width=PHONE, height=740, locale="en", java_script_enabled=False).new_page()
        return enter(site, page, *who, SLUG)

    four = [comes(who) for who in PEOPLE]
    gather(site, clock, SLUG, places_of(four), **TERMS)
    clock.pass_days(0, hours=1)
    address = move(four[0])
    feel(four, address)
    be_concerned(four[0], four[3], address)
    clock.pass_days(0, hours=1)
    reword(four[0], address)
    clock.pass_days(3, hours=2)
    be_tested(four, address, ("support", "support", "reservation", "block"), (RESERVATION, BLOCK))
    clock.pass_days(3, hours=2)
    deadlines(site, clock)
    deal_with_the_block(four[0], address)
    clock.pass_days(3, hours=2)
    be_tested(four, address, ("support", "support", "reservation", "block"), (LAST_RESERVATION, BLOCK_AGAIN))
    clock.pass_days(3, hours=2)
    deadlines(site, clock)
    vote(four, site, clock, address)


def move(ana: Person) -> str:
    """One moves; the page says that consensus is looked for."""
    ana.at_desk().opens("Proposals")
    ana.opens("Move a proposal")
    ana.opens("Resolve something in words")
    ana.writes({"What the coalition resolves": f"{TITLE}.", "Title": TITLE})
    ana.opens("Keep the draft", "button")
    ana.opens("Open the proposal", "button")
    return str(ana.page.url)


def feel(four: list[Person], address: str) -> None:
    """Each says how warm it is to it; figures are shown, names never."""
    for person, feeling in zip(four, ("warm", "warm", "unsure", "cold"), strict=True):
        person.page.goto(address)
        person.opens(feeling, "button")
    four[0].page.goto(address)
    shown = four[0].page.locator("#temperature").inner_text()
    assert "4 of 4 have answered. Warm: 2; unsure: 1; cold: 1." in shown
    assert "Bridge Readers" not in shown


def be_concerned(ana: Person, dina: Person, address: str) -> None:
    """A concern is raised, answered by the mover, and upheld."""
    dina.page.goto(address)
    dina.page.get_by_text("Raise a concern").click()
    dina.writes({"What you are concerned about": CONCERN})
    dina.opens("Raise the concern", "button")
    ana.at_desk().opens(f"Answer: {TITLE}")
    ana.writes({"Your answer": ANSWER})
    ana.page.get_by_role("button", name="Answer", exact=True).click()
    dina.at_desk().opens(f"Answer: {TITLE}")
    assert dina.page.get_by_text(ANSWER).count() == 1
    dina.opens("Uphold it", "button")
    assert dina.page.locator("#concerns").get_by_text("upheld").count() >= 1


def reword(ana: Person, address: str) -> None:
    """The mover meets it: the words are compared before they are put."""
    ana.page.goto(address)
    ana.opens("Change the words")
    ana.writes({"Title": REWORDED, "What is resolved": f"{REWORDED}."})
    ana.opens("Compare with the words that stand", "button")
    assert ana.page.locator("ins").count() >= 1
    ana.opens("Put the new words", "button")
    assert ana.reads() == REWORDED
    assert ana.page.get_by_text("The words were changed since.").count() == 1


def be_tested(four: list[Person], address: str, answers: tuple[str, ...], reasons: tuple[str, str]) -> None:
    """Each answers the test; who has a reservation or blocks says why, and the concern stands beside the ballot."""
    said = iter(reasons)
    for person, answer in zip(four, answers, strict=True):
        person.at_desk().opens(f"Vote: {REWORDED}")
        assert person.page.get_by_text(CONCERN).count() == 1
        person.page.locator(f"#ballot input[name=choice][value={answer}]").check()
        if answer in {"block", "reservation"}:
            person.opens("Cast the ballot", "button")
            person.page.get_by_text("a reservation or a block is heard with its reason").wait_for()
            person.page.goto(address)
            person.page.locator(f"#ballot input[name=choice][value={answer}]").check()
            person.writes({"The reason": next(said)})
        person.opens("Cast the ballot", "button")
        person.page.goto(address)
        assert person.page.locator(f"#ballot input[value={answer}]").is_checked()


def deal_with_the_block(ana: Person, address: str) -> None:
    """Consensus was not reached: it is discussed again, with what stands in the way on the page."""
    ana.page.goto(address)
    ana.fits()
    ana.page.get_by_text("What stands in the way, to be dealt with").wait_for()
    shown = ana.page.locator("[aria-labelledby=rounds]").inner_text()
    assert [words in shown for words in (BLOCK, RESERVATION)] == [True, True]
    assert ana.page.locator("#ballot").count() == 0


def vote(four: list[Person], site: Site, clock: Clock, address: str) -> None:
    """After the second block the charter's other process decides; all that was said stays on the page of the decision."""
    clock.pass_days(2, hours=2)
    for person, choice in zip(four, ("yes", "yes", "yes", "no"), strict=True):
        person.votes(REWORDED, choice)
    clock.pass_days(3, hours=2)
    deadlines(site, clock)
    dina = four[3]
    dina.page.goto(address)
    dina.fits()
    outcome = dina.page.get_by_role("region", name="Outcome")
    outcome.get_by_text("It was adopted: 3 of 4 votes said yes").wait_for()
    assert dina.page.get_by_text("It went on by the process that the charter names for that.").count() == 1
    shown = dina.page.locator("main").inner_text()
    kept = (BLOCK, BLOCK_AGAIN, RESERVATION, LAST_RESERVATION, CONCERN, ANSWER)
    assert [words for words in kept if words not in shown] == []
