"""Who casts a ballot, and who decides for an elector at all: tables, by who asks and by the phase of what is decided."""

from typing import Any

import pytest

from plenary.charter.rules.schema import Method, Secrecy
from plenary.core.tests.standings import CONSULTS, OBSERVES, SUSPENDED, one, said
from plenary.decisions import permissions
from plenary.decisions.permissions.voting import asks_the_same
from plenary.decisions.rules.phases import Phase
from plenary.decisions.rules.reading import Given
from plenary.decisions.tests.factories import MONDAY
from plenary.decisions.tests.in_memory import (
    DECIDES,
    NOT_ELECTOR,
    WHO,
    YES,
    Rows,
    elector,
    ordinary,
    proposal,
)
from plenary.membership.models import Representative

AFTER_ASKING = "yes, after_asking: category.member"
ANSWERS = DECIDES | {"consults for the mover": AFTER_ASKING, "consults": AFTER_ASKING}
SILENCE, SECRET = ordinary(method=Method.SILENCE), ordinary(secrecy=Secrecy.SECRET)


pytestmark = pytest.mark.usefixtures("rows")


@pytest.mark.parametrize("phase", Phase)
def test_each_phase_is_the_one_that_it_is_called(phase: Phase) -> None:
    assert proposal(phase).phase is phase


@pytest.mark.parametrize(
    ("phase", "reason"),
    [
        (Phase.DRAFT, "no, not_voting"),
        (Phase.TRANSLATION, "no, too_early: process.ordinary"),
        (Phase.NOTICE, "no, too_early: process.ordinary"),
        (Phase.DISCUSSION, "no, too_early: process.ordinary"),
        (Phase.WINDOW, "no, decided_on_a_call: process.ordinary"),
        (Phase.CLOSED, "no, too_late: process.ordinary"),
        (Phase.DECIDED, "no, too_late: process.ordinary"),
        (Phase.WITHDRAWN, "no, over: process.ordinary"),
    ],
)
def test_nobody_votes_but_while_voting_is_open(phase: Phase, reason: str) -> None:
    assert WHO.told(permissions.may_cast, proposal(phase)) == WHO.all(reason)


def test_electors_vote_by_mandate_or_after_asking() -> None:
    assert WHO.told(permissions.may_cast, proposal()) == ANSWERS
    assert WHO.told(permissions.may_cast, proposal(process=SILENCE)) == WHO.all("no, in_silence: process.ordinary")
    assert WHO.told(permissions.may_stand_back, proposal()) == DECIDES


def test_those_electors_count_that_were_read_already(rows: Rows) -> None:
    rows.electors = []
    read = [elector("m")]
    for ask in (permissions.may_cast, permissions.may_stand_back):
        assert said(ask(one(), proposal(), read)) == YES
        assert said(ask(one(), proposal(), [])) == said(ask(one(), proposal())) == NOT_ELECTOR


@pytest.mark.parametrize(
    ("of", "acts_for", "changes", "answer"),
    [
        (elector("m", recused_at=MONDAY), "m", {}, "no, stood_back: process.ordinary"),
        (elector("m", "p"), "m", CONSULTS, YES),
        (elector("m", "z"), "m", {}, "no, seat_of_another: process.ordinary"),
        (elector("m", "z"), "elsewhere", {}, YES),
        (elector("m", "z"), "elsewhere", CONSULTS, "no, consults: category.member"),
        (elector("m", "p"), "m", SUSPENDED, "no, suspended: accountability"),
        (elector("m"), "", {"person": ""}, YES),
        (elector("m"), "", {"person": "", **CONSULTS}, "no, consults: category.member"),
        (elector("m"), "", {**OBSERVES, "category": ""}, "no, observes: process.ordinary"),
    ],
)
def test_whose_ballot_it_is(rows: Rows, of: Any, acts_for: str, changes: dict[str, Any], answer: str) -> None:
    """Where a member's seat names somebody, that one alone decides as long as they act for the member."""
    rows["representative_of_person"] = Representative(member_id=acts_for)
    rows.electors = [of]
    assert said(permissions.decides_as_elector(one(**changes), proposal())) == answer


def test_what_is_secret_is_not_sent_later_and_no_ballot_comes_into_a_closed_box(rows: Rows) -> None:
    assert permissions.may_cast_later(proposal())
    assert permissions.may_cast_later(proposal(Phase.DRAFT))
    assert said(permissions.may_cast_later(proposal(process=SECRET))) == "no, not_sent_later: process.ordinary"
    choosing = ordinary(method=Method.CHOICE)
    assert all(permissions.is_not_boxed(proposal(process=each)) for each in (ordinary(), choosing, SECRET))
    rows["box_of"] = "a box"
    told = [said(permissions.is_not_boxed(proposal(process=each))) for each in (ordinary(), choosing, SECRET)]
    assert told == ["yes, ", "no, too_late: process.ordinary", "no, too_late: process.ordinary"]


def test_an_answer_to_something_else_does_not_count() -> None:
    otherwise = "no, asked_otherwise: process.ordinary"
    for phase, answer in ((Phase.VOTING, otherwise), (Phase.WINDOW, otherwise), (Phase.CLOSED, "yes, ")):
        assert said(asks_the_same(proposal(phase), Given(seen="as it stood"))) == answer
        assert asks_the_same(proposal(phase), Given(seen="as it stands"))
        assert asks_the_same(proposal(phase), Given())


def test_who_says_whom_they_asked() -> None:
    asked = [(one(**CONSULTS), elector("m")), (one(), elector("m")), (one(**CONSULTS), elector("m", "p"))]
    assert [permissions.must_say_whom(standing, of) for standing, of in asked] == [True, False, False]
