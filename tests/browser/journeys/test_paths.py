"""How far a newcomer goes on a phone, without JavaScript: taps, fields and seconds of work, as `docs/users/paths.md` tells them.

Seconds follow the keystroke-level model of Card, Moran and Newell (1980): what somebody does who makes no mistake, without the
time of reading and of waiting for pages.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.browser.clock import Clock
from tests.browser.gathering import gather, mailed_to, places_of, text_of
from tests.browser.journeys.test_call import held, says
from tests.browser.people import PHONE, Person, deadlines, enter
from tests.serving import ROOT, Site

SLUG = "river-towns"
PEOPLE = (("Ana Reyes", "Harbour Forum"), ("Ben Okafor", "Northside Tenants"), ("Chloe Martin", "Avon Carers"))
TERMS: dict[str, dict[str, Any]] = {
    "ordinary": {"seconders": 0, "discussion_days": 0, "referral_days": 0},
    "between": {
        "method": "silence",
        "electorate": "plenary",
        "moved_by": "plenary",
        "discussion_days": 0,
        "recorded_by": (),
    },
}
PAGE = ROOT / "docs" / "users" / "paths.md"
HEAD = ("| What is done | Taps | Fields | Keys | Seconds |", "| --- | ---: | ---: | ---: | ---: |")
TITLE, SILENT = "We meet on the first Monday of each month", "We thank the harbour for the room"
MOST_TAPS_TO_ANSWER = 4

KEY, POINTING, MENTAL = 0.28, 1.1, 1.35
"""Seconds: a key of an average typist, pointing to a target, making up one's mind (Card, Moran and Newell 1980)."""


@dataclass(frozen=True)
class Work:
    """What one thing takes: taps, fields filled in, keys."""

    taps: int
    fields: int
    keys: int

    @property
    def seconds(self) -> float:
        """For each tap and each field one makes up one's mind, points and presses; then come the keys."""
        targets = self.taps + self.fields
        return targets * (MENTAL + POINTING + KEY) + self.keys * KEY

    def line(self, what: str) -> str:
        """The work as a line of the table."""
        return f"| {what} | {self.taps} | {self.fields} | {self.keys} | {self.seconds:.0f} |"


def test_paths_are_as_short_as_the_documentation_says(site: Site, clock: Clock, visitor: Callable[..., Any]) -> None:
    def comes(who: tuple[str, str]) -> Person:
        page = visitor(width=PHONE, height=740, locale="en", java_script_enabled=False).new_page()
        return enter(site, page, *who, SLUG)

    three = ana, ben, chloe = [comes(who) for who in PEOPLE]
    gather(site, clock, SLUG, places_of(three), **TERMS)
    clock.pass_days(0, hours=2)
    works = {
        "Move a proposal, from the desk until it is open": work_of(ana, lambda: move(ana)),
        "Answer an open proposal, from its mail": answer_from_mail(chloe, deadlines(site, clock)),
        "Enter a decision of a call of three members, from the desk": work_of(ben, lambda: enter_call(ben, clock)),
    }
    put_in_silence(ana)
    works["Object to a silence, from the desk"] = work_of(chloe, lambda: object_to_silence(chloe))
    table = "\n".join((*HEAD, *(work.line(what) for what, work in works.items())))
    print(f"\n{table}")  # noqa: T201  # what was measured, to be put into the page
    assert works["Answer an open proposal, from its mail"].taps <= MOST_TAPS_TO_ANSWER
    assert table_of_page() == table


def work_of(person: Person, does: Callable[[], object]) -> Work:
    """Count what somebody does, from the desk on."""
    person.at_desk()
    before = (person.taps, person.fields, person.keys)
    does()
    after = (person.taps, person.fields, person.keys)
    return Work(*(late - early for early, late in zip(before, after, strict=True)))


def table_of_page() -> str:
    """The table as the documentation has it."""
    return "\n".join(line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|"))


def move(ana: Person) -> None:
    """A resolution, from the desk until all are asked."""
    ana.opens("Proposals")
    ana.opens("Move a proposal")
    ana.opens("Resolve something in words")
    ana.writes({"Title": TITLE, "What the coalition resolves": f"{TITLE}."})
    ana.opens("Keep the draft", "button")
    ana.opens("Open the proposal", "button")
    assert ana.page.get_by_role("button", name="Open the proposal").count() == 0


def answer_from_mail(chloe: Person, printed: str) -> Work:
    """The link in the mail, the answer, the button; she is signed in."""
    [told] = [
        mail for mail in mailed_to(printed, chloe.name) if mail["Subject"].startswith(f"To be decided: {TITLE} (by ")
    ]
    [link] = [word for word in text_of(told).split() if "/proposals/" in word]

    def answer() -> None:
        chloe.page.goto(link)
        chloe.taps += 1  # the link in the mail
        chloe.fits()
        chloe.page.locator("#ballot input[value=yes]").check()
        chloe.taps += 1
        chloe.opens("Cast the ballot", "button")
        chloe.page.get_by_text("Your ballot says yes.").wait_for()

    return work_of(chloe, answer)


def enter_call(ben: Person, clock: Clock) -> None:
    """The chair enters what three decided on a call."""
    ben.opens("Proposals")
    ben.opens("Enter a decision of a call")
    ben.opens("Resolve something in words")
    ben.writes({"Title": TITLE, "What the coalition resolves": f"{TITLE}.", **held(clock)})
    says(ben, {"Harbour Forum": "for", "Northside Tenants": "for", "Avon Carers": "silent"})
    ben.opens("See what comes of it", "button")
    ben.opens("Enter the decision", "button")
    ben.page.get_by_text("On the call it was adopted.").wait_for()


def put_in_silence(ana: Person) -> None:
    """Something is moved that is adopted unless somebody objects."""
    ana.at_desk().opens("Proposals")
    ana.opens("Move a proposal")
    ana.page.locator("main a[href='?effect=decisions.arrange']").click()
    ana.writes({"Title": SILENT, "What the coalition resolves": f"{SILENT}."})
    ana.opens("Keep the draft", "button")
    ana.opens("Open the proposal", "button")


def object_to_silence(chloe: Person) -> None:
    """From the desk to an objection with its reason."""
    chloe.opens(f"Read or object: {SILENT}")
    chloe.writes({"Why": "We have not been there."})
    chloe.opens("Object", "button")
    chloe.page.get_by_text("You object:").wait_for()
