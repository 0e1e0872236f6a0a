"""Standings for tables of what is allowed: who decides for a member in good standing, and how others differ from that one."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from plenary.core import visibility
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Verdict

NOW = datetime(2026, 3, 2, tzinfo=UTC)
OUTSIDE = {"audiences": frozenset({visibility.PUBLIC})}
STRANGER = {"account": "", "person": "", "member": "", "member_status": "", "category": "", "mandate": None, **OUTSIDE}
SYSTEM = {**STRANGER, "clause": "process.p"}
"""The program, at a deadline under a clause."""
CONSULTS, OBSERVES = {"mandate": Mandate.CONSULTS}, {"mandate": Mandate.OBSERVES}
SUSPENDED = {"member_status": "suspended"}


def one(**changes: Any) -> Standing:
    """Who decides for a member ("m") in good standing of the coalition "c", but for these changes."""
    told = {
        "coalition": "c",
        "account": "a",
        "person": "p",
        "member": "m",
        "member_status": "active",
        "category": "member",
        "mandate": Mandate.DECIDES,
        "audiences": frozenset({visibility.PUBLIC, visibility.MEMBERS}),
        "as_of": NOW,
    }
    return Standing(**(told | changes))


def officer(office: str, *powers: str, **changes: Any) -> Standing:
    """Who holds an office (code) with these powers, and represents no member, but for these changes."""
    told = {"member": "", "member_status": "", "category": "", "mandate": None, "offices": frozenset({office})}
    return one(**(told | {"powers": frozenset(powers)} | changes))


def said(verdict: Verdict) -> str:
    """What a verdict says in short: "yes, by_office: office.chair", "no, sign_in"."""
    told = f"{'yes' if verdict else 'no'}, {verdict.reason.partition('.')[2]}"
    return f"{told}: {verdict.clause}" if verdict.clause else told


class Around(dict[str, Standing]):
    """Everybody who stands around something, each by a name that a table reads well."""

    def told(self, may: Callable[..., Verdict], *about: Any) -> dict[str, str]:
        """What each is told when it is asked whether they may."""
        return {name: said(may(standing, *about)) for name, standing in self.items()}

    def all(self, else_: str, **told: str) -> dict[str, str]:
        """The answers of a table: those of some, by their names with `_` for blanks, and one for everybody else."""
        named = {name.replace("_", " "): answer for name, answer in told.items()}
        assert named.keys() <= self.keys()
        return dict.fromkeys(self, else_) | named
