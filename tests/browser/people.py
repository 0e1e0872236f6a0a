"""People of the journeys: each with an account and a browser of their own, reading and tapping as people do."""

import re
from dataclasses import dataclass
from typing import Any

from tests.browser.clock import Clock
from tests.serving import Site

PHONE = 360


@dataclass
class Person:
    """Somebody with an account and a browser of their own."""

    name: str
    organisation: str
    page: Any
    slug: str
    taps: int = 0
    fields: int = 0
    keys: int = 0

    def opens(self, link: str, role: str = "link") -> None:
        """Take the first link (or button) of this name."""
        self.page.get_by_role(role, name=link).first.click()
        self.taps += 1
        self.fits()

    def chooses(self, answer: str, role: str = "radio", *, exact: bool = False) -> None:
        """Tap an answer of a form."""
        self.page.get_by_role(role, name=answer, exact=exact).check()
        self.taps += 1

    def fits(self) -> None:
        """On a phone no page is wider than the screen."""
        self.page.wait_for_load_state()
        if self.page.viewport_size["width"] == PHONE:
            assert self.page.evaluate("document.documentElement.scrollWidth") <= PHONE, self.page.url

    def reads(self) -> str:
        """What the page's title says."""
        return str(self.page.get_by_role("heading", level=1).inner_text())

    def at_desk(self) -> "Person":
        """Go to the coalition's first page."""
        self.page.goto(f"/c/{self.slug}/")
        return self

    def writes(self, words: dict[str, str]) -> None:
        """Fill in fields by their labels."""
        for label, text in words.items():
            self.page.get_by_label(label).filter(visible=True).fill(text)
            self.fields += 1
            self.keys += len(text)

    def votes(self, title: str, choice: str = "yes") -> None:
        """From the desk to the ballot, and cast it."""
        self.at_desk().opens(f"Vote: {title}")
        self.page.get_by_role("radio", name=re.compile(f"^{choice}", re.IGNORECASE)).check()
        self.opens("Cast the ballot", "button")
        self.page.get_by_text(f"Your ballot says {choice}.").wait_for()

    def seconds(self, title: str) -> None:
        """From the desk to the draft that looks for seconders, and second it."""
        self.at_desk().opens(f"Read the draft: {title}")
        self.opens("Second it", "button")


def enter(site: Site, page: Any, name: str, organisation: str, slug: str) -> Person:
    """Let somebody in: the operator invites, and the link is accepted in a browser of their own."""
    link = site.command("invite", f"{name.split(maxsplit=1)[0].lower()}@example.org", "--name", name).strip()
    person = Person(name, organisation, page, slug)
    person.page.set_default_timeout(10_000)
    person.page.goto(link)
    person.opens("Accept the invitation", "button")
    assert person.reads() == f"Your account, {name}"
    return person


def deadlines(site: Site, clock: Clock) -> str:
    """Do all the work that is due at the clock's moment, as the worker does; what it printed, mails above all."""
    return site.shell(clock.at("from plenary.core.worker import Worker\nworker = Worker()\nwhile worker.tick(): pass"))
