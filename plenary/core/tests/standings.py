"""Standings for tables of what is allowed: who decides for a member in good standing, and how others differ from that one."""

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
