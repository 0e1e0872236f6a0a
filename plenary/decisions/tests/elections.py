"""Elections for tests: charters, an election that is open, candidates, the program at work when nominations close."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from plenary.bodies.audits import audit as audit_terms
from plenary.bodies.audits import audit_countbacks
from plenary.bodies.queries import terms_in_force
from plenary.charter.rules.schema import Body, BodyKind, Category, Charter, Elections, Office, Seats
from plenary.core import clock
from plenary.core.standing import Standing, standing_of
from plenary.core.verdicts import Refused
from plenary.decisions import actions
from plenary.decisions.audits import audit
from plenary.decisions.audits.choosing import audit_boxes
from plenary.decisions.audits.nominations import audit_nominations
from plenary.decisions.audits.vacancies import audit_vacancies
from plenary.decisions.models import Nomination, Proposal
from plenary.decisions.tasks import keep_deadlines, open_what_arises
from plenary.decisions.tests import choosing, factories
from plenary.texts.audits import audit as audit_texts
from tests import founding

BOARD = [("bodies.elect", {"body": "board", "seats": ["seat"], "vacant": {"seat": 2}})]
CHAIR = [("bodies.elect", {"office": "chair"})]


def charter(*, rule: Elections | None = None, kept: bool = False, turns: int = 1, **terms: Any) -> Charter:
    """The charter of choices, with a board of two seats, and two more that are kept where told: one for a category, one for
    whoever says so of itself."""
    made = choosing.charter(**terms)
    rows = [Seats(code="seat", names={"en": "seat"}, number=2, turns=turns)]
    if kept:
        rows += [
            Seats(code="small", names={"en": "seat"}, number=1, reserved_for={"en": "small members"}),
            Seats(code="friend", names={"en": "seat"}, number=1, reserved_category="friend"),
        ]
    board = Body(code="board", kind=BodyKind.BOARD, names={"en": "board", "fr": "bureau"}, seats=tuple(rows))
    return replace(
        made,
        languages=("en", "fr"),
        bodies=(made.bodies[0], board),
        categories=(*made.categories, Category(code="friend", names={"en": "Friend"})),
        offices=(Office(code="chair", names={"en": "chair"}, powers=("bodies.administer",)),),
        elections=rule or Elections(),
    )


def members(number: int = 5, rules: Charter | None = None) -> list[Standing]:
    """A coalition with so many members, each with a representative who decides."""
    return founding.standings(founding.coalition(rules=rules or charter()), number)


def opened(by: Standing, effects: list[tuple[str, dict[str, Any]]] | None = None) -> Proposal:
    """An election that is open."""
    return factories.opened(by, effects or BOARD, "Who sits on the board?")


def stands(by: Standing, proposal: Proposal, declared: tuple[str, ...] = ()) -> Nomination:
    """The member of a standing stands."""
    return actions.nominate(by=factories.now(by), proposal=proposal, member=by.member, declared=declared)


def closed(proposal: Proposal) -> Proposal:
    """The same election once its notice is over and the program was at work."""
    assert proposal.discussion_from is not None
    with clock.set_to(proposal.discussion_from):
        keep_deadlines()
    return Proposal.objects.of(proposal.coalition_id).get(pk=proposal.pk)


def counted(proposal: Proposal) -> Proposal:
    """The same election once its voting is over and the program was at work."""
    assert proposal.voting_until is not None
    with clock.set_to(proposal.voting_until + timedelta(minutes=1)):
        keep_deadlines()
    return Proposal.objects.of(proposal.coalition_id).get(pk=proposal.pk)


def arisen(moment: datetime) -> list[Proposal]:
    """What the program has opened by itself at a moment, oldest first."""
    with clock.set_to(moment):
        open_what_arises()
    return list(Proposal.objects.across_coalitions().filter(moved_by_person="").order_by("opened_at"))


def read_anew(by: Standing) -> Standing:
    """The same account's standing as it is now."""
    return standing_of(by.account, by.coalition)


def refused(reason: str) -> pytest.RaisesExc[Refused]:
    """Expect a refusal for exactly this reason."""
    return pytest.RaisesExc(Refused, check=lambda refusal: refusal.verdict.reason == reason)


def sound(coalition_id: str) -> list[str]:
    """Every problem that the audits find."""
    return [
        *audit(coalition_id),
        *audit_boxes(coalition_id),
        *audit_nominations(coalition_id),
        *audit_terms(coalition_id),
        *audit_countbacks(coalition_id),
        *audit_vacancies(coalition_id),
        *audit_texts(coalition_id),
    ]


def seats(coalition_id: str) -> list[tuple[str, str]]:
    """Who sits where now."""
    return [(term.seats or term.office, term.holder_name) for term in terms_in_force(coalition_id)]
