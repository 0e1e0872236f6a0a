"""Who nominates in an election, who may stand, and who answers and speaks for a candidate: tables."""

from datetime import timedelta
from typing import Any

import pytest

from plenary.charter.decidable import Asked
from plenary.core import clock
from plenary.core.tests.standings import OBSERVES, SUSPENDED, one, said
from plenary.decisions import permissions
from plenary.decisions.models import Nomination
from plenary.decisions.permissions.nominations import MOST_ASKED, MOST_NOMINATED
from plenary.decisions.queries.choosing import Choice
from plenary.decisions.rules.contests import Contest
from plenary.decisions.rules.phases import Phase
from plenary.decisions.tests.factories import MONDAY
from plenary.decisions.tests.in_memory import (
    LATER,
    SPEAKS,
    WHO,
    YES,
    Rows,
    effect,
    proposal,
    rows_in_memory,
)


@pytest.fixture(autouse=True)
def rows(monkeypatch: pytest.MonkeyPatch) -> Rows:
    """What rows answer: an election in which nobody stands yet."""
    found = rows_in_memory(monkeypatch)
    found["election_of"] = election()
    return found


def election(*nominated: Nomination, asked: Asked = Asked(nominated=True), **payload: str) -> Choice:  # noqa: B008  # frozen
    """An election in which these stand or are asked to."""
    return Choice(effect("test.election", **payload), asked, Contest(candidates=()), nominated)


def nomination(phase: Phase = Phase.NOTICE, **changes: Any) -> Nomination:
    """The nomination of the member "m", which has not answered."""
    return Nomination(**({"proposal": proposal(phase), "member_id": "m", "person_id": "p"} | changes))


STANDS = {"accepted_at": MONDAY}
OVER, HERE = "no, nominations_over: process.ordinary", "no, nobody_nominated_here: process.ordinary"
NOT_CANDIDATE = "no, not_the_candidate: process.ordinary"
NOT_STANDING, FIXED = "no, does_not_stand: process.ordinary", "no, candidates_fixed: process.ordinary"
TOO_MANY = "no, too_many_nominated: process.ordinary"


@pytest.mark.parametrize("phase", Phase)
def test_who_nominates(phase: Phase) -> None:
    told = WHO.told(permissions.may_nominate, proposal(phase))
    if phase is Phase.NOTICE:
        assert told == {name: YES if answer.startswith("yes") else answer for name, answer in SPEAKS.items()}
    else:
        assert told == WHO.all(HERE if phase is Phase.DRAFT else OVER)


def test_nobody_is_nominated_once_it_is_entered_that_nominations_are_closed(rows: Rows) -> None:
    rows["has_closed_nominations"] = True
    assert said(permissions.may_nominate(one(), proposal(Phase.NOTICE))) == OVER
    assert said(permissions.may_answer_nomination(one(), nomination())) == OVER


def test_nobody_is_nominated_where_nothing_is_filled(rows: Rows) -> None:
    options = election(asked=Asked())
    assert said(permissions.may_nominate(one(), proposal(Phase.NOTICE), options)) == HERE
    rows["election_of"] = None
    assert said(permissions.may_nominate(one(), proposal(Phase.NOTICE))) == HERE
    assert said(permissions.may_nominate(one(), proposal(Phase.NOTICE), election())) == YES
    assert said(permissions.may_stand(proposal(), member="m", person="p")) == HERE


@pytest.mark.parametrize(
    ("asked", "least", "answer"),
    [
        ({"by_member_id": "m", "by_person": "p"}, MOST_ASKED, TOO_MANY),
        ({"by_member_id": "m", "by_person": "z"}, MOST_ASKED, TOO_MANY),
        ({"by_member_id": "m", "by_person": "p"}, MOST_ASKED - 1, YES),
        ({"by_member_id": "m", "by_person": "p", **STANDS}, MOST_ASKED, YES),
        ({"by_member_id": "n", "by_person": "p"}, MOST_ASKED, YES),
        ({"by_member_id": None, "by_person": "p"}, MOST_ASKED, YES),
    ],
)
def test_nobody_fills_an_election_with_names(asked: dict[str, Any], least: int, answer: str) -> None:
    full = election(*[nomination(**asked)] * least)
    assert said(permissions.may_nominate(one(), proposal(Phase.NOTICE), full)) == answer


def test_who_sits_for_herself_asks_as_many_in_her_own_name() -> None:
    her = WHO["sits for herself"]
    asked = [({"by_person": "q"}, TOO_MANY), ({"by_person": "p"}, YES), ({"by_person": "q", "by_member_id": "m"}, YES)]
    for changes, answer in asked:
        full = election(*[nomination(**changes)] * MOST_ASKED)
        assert said(permissions.may_nominate(her, proposal(Phase.NOTICE), full)) == answer


def stands(member: str = "m", person: str = "p", **how: bool) -> str:
    """What is said of whoever would stand."""
    return said(permissions.may_stand(proposal(Phase.NOTICE), member=member, person=person, **how))


MAY_STAND = "yes, you_may: elections"


def test_who_stands(monkeypatch: pytest.MonkeyPatch, rows: Rows) -> None:
    assert stands() == MAY_STAND
    rows["election_of"] = election(m="membership.voice_only")
    assert stands() == "no, voice_only: elections"
    assert stands(member="n") == MAY_STAND
    rows["election_of"] = election(*[nomination(**STANDS)] * MOST_NOMINATED)
    assert stands() == TOO_MANY
    rows["election_of"] = election(*[nomination(**STANDS)] * (MOST_NOMINATED - 1), nomination())
    assert stands() == MAY_STAND


def test_nobody_stands_twice_or_is_asked_again_after_declining(rows: Rows) -> None:
    rows["is_nominated"] = rows["has_declined"] = True
    assert stands() == stands(by_itself=True) == "no, nominated_already: process.ordinary"
    assert stands(nominated=True) == MAY_STAND
    rows["is_nominated"] = False
    assert stands() == "no, declined_before: process.ordinary"
    assert stands(by_itself=True) == stands(nominated=True) == MAY_STAND


def test_a_person_is_looked_for_in_its_own_name_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []
    for name in ("is_nominated", "has_declined"):
        looked = lambda _of, member, person: asked.append((member, person)) or False  # noqa: E731  # it keeps what is asked
        monkeypatch.setattr(f"plenary.decisions.permissions.nominations.{name}", looked)
    assert stands("m", "p") == stands("", "p") == MAY_STAND
    assert asked == [("m", "")] * 2 + [("", "p")] * 2


CONSULTING, OBSERVING = "no, consults: category.member", "no, observes: category.member"
STOPPED = "no, suspended: accountability"


def test_who_answers_a_nomination() -> None:
    assert WHO.told(permissions.may_answer_nomination, nomination()) == WHO.all(
        NOT_CANDIDATE,
        moved_it=YES,
        consults_for_the_mover=CONSULTING,
        observes_for_the_mover=OBSERVING,
        moved_it_and_is_suspended=STOPPED,
    )
    elsewhere, colleague = one(member="n"), one(person="z")  # the one who would sit for it, and another who acts for it
    assert said(permissions.may_answer_nomination(elsewhere, nomination())) == NOT_CANDIDATE
    assert said(permissions.may_answer_nomination(colleague, nomination())) == YES
    of_herself = nomination(member_id=None, person_id="q")
    assert WHO.told(permissions.may_answer_nomination, of_herself) == WHO.all(NOT_CANDIDATE, sits_for_herself=YES)
    assert said(permissions.may_answer_nomination(one(**SUSPENDED), nomination(member_id=None))) == YES
    assert not permissions.is_of_candidate(one(person=""), nomination(member_id=None, person_id=""))


@pytest.mark.parametrize("phase", Phase)
def test_until_when_a_nomination_is_answered(phase: Phase) -> None:
    told = [permissions.may_answer_nomination(by, nomination(phase)) for by in (one(), WHO["votes"])]
    assert [said(each) for each in told] == [YES if phase is Phase.NOTICE else OVER, NOT_CANDIDATE]
    for changes in (STANDS, {"ended_at": MONDAY}):
        answered = permissions.may_answer_nomination(one(), nomination(**changes))
        assert said(answered) == "no, nomination_answered: process.ordinary"


def test_who_stands_no_longer_and_who_writes_a_statement() -> None:
    standing = nomination(**STANDS)
    withdraws = WHO.all(
        NOT_CANDIDATE,
        moved_it=YES,
        consults_for_the_mover=CONSULTING,
        observes_for_the_mover=OBSERVING,
        moved_it_and_is_suspended=STOPPED,
    )
    assert WHO.told(permissions.may_withdraw_nomination, standing) == withdraws
    assert WHO.told(permissions.may_write_statement, standing) == withdraws | {"consults for the mover": YES}
    of_herself = nomination(member_id=None, person_id="q", **STANDS)
    for ask in (permissions.may_withdraw_nomination, permissions.may_write_statement):
        assert WHO.told(ask, of_herself) == WHO.all(NOT_CANDIDATE, sits_for_herself=YES)
    her_own = one(member="", person="q", **OBSERVES)
    assert said(permissions.may_write_statement(her_own, of_herself)) == YES


@pytest.mark.parametrize("phase", Phase)
def test_until_when_one_stands_no_longer(phase: Phase) -> None:
    told = {
        said(ask(one(), nomination(phase, **STANDS)))
        for ask in (permissions.may_withdraw_nomination, permissions.may_write_statement)
    }
    assert told == {YES if phase in {Phase.NOTICE, Phase.DISCUSSION} else FIXED}
    withdrawn = nomination(proposal=proposal(Phase.WITHDRAWN, voting_from=LATER), **STANDS)
    assert said(permissions.may_withdraw_nomination(one(), withdrawn)) == FIXED


@pytest.mark.parametrize("changes", [{}, {**STANDS, "ended_at": MONDAY}])
def test_whoever_does_not_stand_takes_nothing_back(changes: dict[str, Any]) -> None:
    for ask in (permissions.may_withdraw_nomination, permissions.may_write_statement):
        assert said(ask(one(), nomination(**changes))) == NOT_STANDING


def test_nobody_is_taken_off_a_list_that_is_voted_on_by_a_write_that_waited() -> None:
    with clock.set_to(LATER - timedelta(seconds=5)), clock.receiving(), clock.set_to(LATER):
        late = nomination(Phase.DISCUSSION, **STANDS)
        assert late.proposal.phase is Phase.DISCUSSION
        assert said(permissions.may_withdraw_nomination(one(), late)) == FIXED
