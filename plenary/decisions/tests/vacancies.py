"""Vacancies for tests: an election by ballot under a charter that counts back, a seat that is given up, the program at work."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from plenary.bodies import actions as bodies
from plenary.bodies.models import Countback, Term
from plenary.charter.rules.schema import Elections, Vacancies
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions import queries
from plenary.decisions.models import Proposal
from plenary.decisions.tasks import fill_vacancies, open_what_arises
from plenary.decisions.tests import choosing, elections, factories

COUNTED_BACK = Elections(vacancies=Vacancies.COUNTBACK)

RANKS = ("01423", "04123", "10243", "12043", "01243")
"""What five members say of five who stand, by their numbers: 0 and 1 are elected to two seats."""


def elected(rules: Any = None, ranks: Sequence[str] = RANKS, standing: int = 5) -> tuple[list[Standing], Proposal]:
    """Members, of whom the first stand for the board and two are elected by these ballots."""
    by = elections.members(5, rules or elections.charter(rule=COUNTED_BACK))
    proposal = elections.opened(by[0])
    for each in by[:standing]:
        elections.stands(each, proposal)
    proposal = elections.closed(proposal)
    ids = {row.name: row.pk for row in queries.nominations_of(proposal)}
    for each, order in zip(by, ranks, strict=True):
        choosing.cast(each, proposal, {"ranks": [[ids[f"Member {place}"]] for place in order]})
    return by, elections.counted(proposal)


def held_by(by: Standing) -> Term:
    """The last term that a member began."""
    return Term.objects.of(by.coalition).filter(member=by.member).order_by("starts", "id").last()


def given_up(by: Standing, moment: datetime) -> Term:
    """The seat of a member, which it gives up at a moment."""
    term = held_by(by)
    with clock.set_to(moment):
        bodies.give_up(by=factories.now(by), term=term)
    return Term.objects.of(by.coalition).get(pk=term.pk)


def at_work(moment: datetime) -> list[Countback]:
    """What stands of countbacks, oldest first, once the program was at work at a moment, twice."""
    with clock.set_to(moment):
        for _time in range(2):
            fill_vacancies()
            open_what_arises()
    return list(Countback.objects.across_coalitions().order_by("at", "id"))


def a_day_after(proposal: Proposal, days: int = 1) -> datetime:
    """So many days after the outcome."""
    assert proposal.decided_at is not None
    return proposal.decided_at + timedelta(days=days)


def name_of(proposal: Proposal, by: Standing) -> str:
    """The id under which a member stood."""
    return str(proposal.nominations.get(member=by.member).pk)
