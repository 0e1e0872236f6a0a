"""Who comments, objects, raises concerns and answers them, gives advice and amends: tables, by who asks and by the phase of what
is decided."""

from typing import Any

import pytest

from plenary.charter.rules.schema import Method
from plenary.core.tests.standings import one, said
from plenary.decisions import permissions
from plenary.decisions.models import Concern, Objection, Proposal
from plenary.decisions.permissions import objecting
from plenary.decisions.rules.concerns import Move
from plenary.decisions.rules.phases import OBJECTED, OPEN, Phase
from plenary.decisions.tests.factories import MONDAY
from plenary.decisions.tests.in_memory import (
    DECIDES,
    NOT_ELECTOR,
    SPEAKS,
    WHO,
    YES,
    effect,
    elector,
    ordinary,
    proposal,
)

OVER, OVER_ALL, NOT_YOURS = "no, over: process.ordinary", "no, over", "no, not_yours"
NOT_DISCUSSED = "no, not_discussed"
CONSENT, CONSENSUS = ordinary(method=Method.CONSENT), ordinary(method=Method.CONSENSUS)
SEVERABLE = ordinary(objections=True)
AFTER_ASKING = "yes, after_asking: category.member"
ANSWERS = DECIDES | {"consults for the mover": AFTER_ASKING, "consults": AFTER_ASKING}
MOVES = {"moved_it": YES, "consults_for_the_mover": YES, "moved_it_and_is_suspended": "no, suspended: accountability"}
"""Those who act for the mover now, and why one who did does not."""
BY_HERSELF = {"moved_by_member_id": None, "moved_by_person": "q"}


pytestmark = pytest.mark.usefixtures("rows")


def plainly(told: dict[str, str]) -> dict[str, str]:
    """The same answers of those who may, on no clause."""
    return {name: "yes, you_may" if answer == YES else answer for name, answer in told.items()}


@pytest.mark.parametrize("phase", Phase)
def test_who_comments(phase: Phase) -> None:
    told = WHO.told(permissions.may_comment, proposal(phase))
    if phase in {Phase.DISCUSSION, Phase.VOTING, Phase.WINDOW}:
        assert told == SPEAKS
    else:
        early = phase in {Phase.DRAFT, Phase.TRANSLATION, Phase.NOTICE}
        assert told == WHO.all(NOT_DISCUSSED if early else OVER_ALL)


class Objections:
    """Rows of objections, in memory, as they are asked for."""

    def __init__(self, rows: list[Objection]) -> None:
        self.rows = rows

    def of(self, coalition_id: str) -> "Objections":
        """Those of a coalition."""
        return Objections([each for each in self.rows if each.coalition_id == coalition_id])

    def filter(self, **wanted: Any) -> "Objections":
        """Those whose fields are as wanted."""

        def value(row: Objection, name: str) -> Any:
            return row.elector.round if name == "elector__round" else getattr(row, name)

        return Objections([row for row in self.rows if all(value(row, name) == wanted[name] for name in wanted)])

    def exists(self) -> bool:
        """True where there are any."""
        return bool(self.rows)


def objection(to: Proposal, **changes: Any) -> Objection:
    """An objection of the member "m" to the whole, which stands."""
    return Objection(**({"coalition_id": "c", "proposal": to, "elector": elector("m"), "objector": "m"} | changes))


@pytest.fixture
def objections(monkeypatch: pytest.MonkeyPatch) -> list[Objection]:
    """Which objections there are."""
    found: list[Objection] = []
    objects = type("Objection", (), {"objects": Objections(found)})
    monkeypatch.setattr(objecting, "Objection", objects)
    return found


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.usefixtures("objections")
def test_who_objects_to_the_whole(phase: Phase) -> None:
    told = WHO.told(permissions.may_object, proposal(phase, CONSENT))
    if phase in OBJECTED:
        assert told == ANSWERS
    else:
        assert told == WHO.all(NOT_DISCUSSED if phase in OPEN | {Phase.DRAFT} else OVER_ALL)


@pytest.mark.parametrize(
    ("method", "phase", "takes"),
    [
        (Method.CONSENT, Phase.VOTING, True),
        (Method.SILENCE, Phase.VOTING, True),
        (Method.MAJORITY, Phase.VOTING, False),
        (Method.MAJORITY, Phase.WINDOW, True),
    ],
)
@pytest.mark.usefixtures("objections")
def test_to_what_electors_object_as_a_whole(method: Method, phase: Phase, takes: bool) -> None:
    found = proposal(phase, ordinary(method=method))
    assert permissions.takes_objections(found) is takes
    assert said(permissions.may_object(one(), found)) == (YES if takes else "no, not_by_consent: process.ordinary")


@pytest.mark.usefixtures("objections")
def test_who_objects_to_one_effect() -> None:
    of_all = SPEAKS | {"sits for herself": YES, "chairs": NOT_ELECTOR}
    nobody = dict.fromkeys(("a stranger", "the program"), NOT_ELECTOR)
    assert WHO.told(permissions.may_object, proposal(process=SEVERABLE), effect()) == of_all | nobody
    for process, kind in ((ordinary(), "test.plain"), (SEVERABLE, "test.election"), (CONSENT, "test.plain")):
        told = permissions.may_object(one(), proposal(process=process), effect(kind))
        assert said(told) == "no, not_severable: process.ordinary"


def test_nobody_objects_twice_to_the_same(objections: list[Objection]) -> None:
    whole, twice = proposal(process=CONSENT), "no, objects_already: process.ordinary"
    others = [{"objector": "n"}, {"withdrawn_at": MONDAY}, {"elector": elector("m", round=2)}, {"effect": effect()}]
    others += [{"coalition_id": "d"}, {"proposal": proposal(id="another")}]
    for changes in others:
        objections.append(objection(whole, **changes))
        assert said(permissions.may_object(one(), whole)) == YES
    objections.append(objection(whole, elector=elector(person="q"), objector="q"))
    assert said(permissions.may_object(WHO["sits for herself"], whole)) == twice
    objections.append(objection(whole))
    assert said(permissions.may_object(one(), whole)) == twice
    observes = permissions.may_object(WHO["observes for the mover"], whole)
    assert said(observes) == "no, observes: category.member"
    part, of_part = effect(), proposal(process=SEVERABLE)
    assert permissions.may_object(one(), of_part, part)
    objections.append(objection(of_part, effect=part, elector=None))
    assert said(permissions.may_object(one(), of_part, part)) == twice


def test_who_takes_an_objection_back() -> None:
    none = "no, no_objection"
    whole = objection(proposal(process=CONSENT))
    assert WHO.told(permissions.may_withdraw_objection, whole) == WHO.all(
        none,
        moved_it=YES,
        consults_for_the_mover=AFTER_ASKING,
        observes_for_the_mover="no, observes: category.member",
        moved_it_and_is_suspended="no, suspended: accountability",
    )
    of_part = objection(proposal(process=SEVERABLE), effect=effect(), elector=None)
    assert said(permissions.may_withdraw_objection(one(member="m"), of_part)) == "yes, you_may: category.member"
    hers = objection(proposal(process=CONSENT), objector="q", elector=elector(person="q"))
    assert said(permissions.may_withdraw_objection(WHO["sits for herself"], hers)) == YES
    assert said(permissions.may_withdraw_objection(one(), objection(whole.proposal, withdrawn_at=MONDAY))) == none


def test_until_when_an_objection_is_taken_back() -> None:
    for phase in Phase:
        told = permissions.may_withdraw_objection(one(), objection(proposal(phase, CONSENT)))
        assert said(told) == (YES if phase in OBJECTED else OVER_ALL)
    before = objection(proposal(process=CONSENT, round=2))
    assert said(permissions.may_withdraw_objection(one(), before)) == OVER_ALL
    of_part = objection(proposal(process=SEVERABLE, round=2), effect=effect())
    assert permissions.may_withdraw_objection(one(), of_part)


@pytest.mark.parametrize("phase", Phase)
def test_what_is_said_before_a_test_of_consensus(phase: Phase) -> None:
    found = proposal(phase, CONSENSUS)
    asked = (permissions.may_say_temperature, permissions.may_raise_concern, permissions.may_reword)
    told = [WHO.told(ask, found) for ask in asked]
    if phase is Phase.DISCUSSION:
        assert told == [DECIDES, SPEAKS, WHO.all(NOT_YOURS, **MOVES)]
        return
    why_not = NOT_DISCUSSED if phase is Phase.DRAFT else OVER
    why_not = "no, only_in_discussion: process.ordinary" if phase in OPEN else why_not
    assert told == [WHO.all(why_not)] * 3


def test_nothing_of_it_is_said_where_consensus_is_not_tested() -> None:
    found = proposal(Phase.DISCUSSION)
    for ask in (permissions.may_say_temperature, permissions.may_raise_concern, permissions.may_reword):
        assert WHO.told(ask, found) == WHO.all("no, not_by_consensus: process.ordinary")


def concern(to: Proposal, state: str = "open", raised_by: str = "n") -> Concern:
    """A concern that the member "n" raised."""
    return Concern(proposal=to, state=state, raised_by=raised_by)


def settles(standing: Any, of: Concern) -> tuple[str, str]:
    """What is said to whoever would withdraw a concern, and to whoever would uphold it."""
    ask = permissions.may_settle_concern
    return said(ask(standing, of, Move.WITHDRAW)), said(ask(standing, of, Move.UPHOLD))


@pytest.mark.parametrize(
    ("state", "answers", "withdraws", "upholds"),
    [
        ("open", True, True, False),
        ("answered", True, True, True),
        ("upheld", False, True, False),
        ("withdrawn", False, False, False),
    ],
)
def test_a_concern_is_answered_then_withdrawn_or_upheld(
    state: str, answers: bool, withdraws: bool, upholds: bool
) -> None:
    of = concern(proposal(Phase.DISCUSSION, CONSENSUS), state)
    stands_so = "no, concern_stands_so: process.ordinary"
    told = (said(permissions.may_answer_concern(one(), of)), *settles(WHO["votes"], of))
    assert told == tuple(YES if each else stands_so for each in (answers, withdraws, upholds))


def test_who_answers_a_concern_and_who_settles_it() -> None:
    answered = concern(proposal(Phase.VOTING, CONSENSUS), "answered")
    assert WHO.told(permissions.may_answer_concern, answered) == WHO.all(NOT_YOURS, **MOVES)
    hers = {"votes": YES, "consults": YES, "observes": "no, observes: category.member"}
    for move in (Move.WITHDRAW, Move.UPHOLD):
        told = WHO.told(lambda by, of, move=move: permissions.may_settle_concern(by, of, move), answered)
        assert told == WHO.all("no, concern_of_another", **hers)
    by_herself = concern(proposal(process=CONSENSUS), "answered", "q")
    assert settles(WHO["sits for herself"], by_herself) == (YES, YES)
    of_nobody = concern(proposal(process=CONSENSUS), "answered", "")
    assert settles(WHO["a stranger"], of_nobody) == ("no, concern_of_another",) * 2


@pytest.mark.parametrize("phase", Phase)
def test_until_when_concerns_are_answered_and_settled(phase: Phase) -> None:
    of = concern(proposal(phase, CONSENSUS), "answered")
    told = {said(permissions.may_answer_concern(one(), of)), *settles(WHO["votes"], of)}
    if phase in {Phase.DISCUSSION, Phase.VOTING}:
        assert told == {YES}
    elif phase is Phase.DRAFT:
        assert told == {NOT_DISCUSSED}
    else:
        assert told == {"no, not_discussed: process.ordinary" if phase in OPEN else OVER}
    assert permissions.may_answer_concern(one(), concern(proposal())).reason == "decisions.not_by_consensus"
