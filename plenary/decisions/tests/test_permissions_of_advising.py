"""Who sends a proposal for advice and gives it, who amends it, and who translates it: tables, by who asks and by the phase."""

from typing import Any

import pytest

from plenary.charter.rules.schema import Method, Process, Secrecy
from plenary.core import clock
from plenary.core.tests.standings import OBSERVES, SUSPENDED, one, said
from plenary.decisions import permissions
from plenary.decisions.models import Advice, Amendment, Proposal
from plenary.decisions.rules.phases import OPEN, Phase
from plenary.decisions.tests.factories import MONDAY
from plenary.decisions.tests.in_memory import (
    LATER,
    SPEAKS,
    VOICE,
    WHO,
    YES,
    Rows,
    effect,
    ordinary,
    proposal,
)

OVER, OVER_ALL, NOT_YOURS = "no, over: process.ordinary", "no, over", "no, not_yours"
REFERS = ordinary(referral_days=7)
SUSPENDED_MOVER = "no, suspended: accountability"
MOVES = {"moved_it": YES, "consults_for_the_mover": YES, "moved_it_and_is_suspended": SUSPENDED_MOVER}
"""Those who act for the mover now, and why one who did does not."""


pytestmark = pytest.mark.usefixtures("rows")


@pytest.mark.parametrize("phase", Phase)
def test_who_sends_a_proposal_for_advice(rows: Rows, phase: Phase) -> None:
    told = WHO.told(permissions.may_refer, proposal(phase, REFERS))
    if phase is not Phase.DISCUSSION:
        why_not = "no, not_discussed" if phase is Phase.DRAFT else OVER
        assert told == WHO.all("no, only_in_discussion: process.ordinary" if phase in OPEN else why_not)
        return
    who = dict.fromkeys(("moved_it", "consults_for_the_mover", "votes", "sits_for_herself", "chairs"), YES)
    assert told == WHO.all("no, not_to_refer: process.ordinary", **who)
    rows["advice_away"] = Advice()
    assert said(permissions.may_refer(one(), proposal(phase, REFERS))) == "no, away_already: process.ordinary"
    assert said(permissions.may_refer(one(), proposal(phase))) == "no, not_referred_here: process.ordinary"


def advice(phase: Phase = Phase.DISCUSSION, **changes: Any) -> Advice:
    """Advice for which the board was asked, due tomorrow."""
    return Advice(**({"proposal": proposal(phase), "body": "board", "due": LATER, "is_referral": True} | changes))


ON_BOARD = {"bodies": frozenset({"board"})}


def test_who_advises() -> None:
    not_asked = "no, not_asked_for_advice: body.board"
    assert WHO.told(permissions.may_advise, advice()) == WHO.all(not_asked, sits_for_herself="yes, you_may")
    asked: list[tuple[dict[str, Any], str]] = [
        ({}, VOICE),
        (OBSERVES, "no, observes: process.ordinary"),
        (SUSPENDED, "no, suspended: accountability"),
        ({"offices": frozenset({"chair"}), **OBSERVES}, "no, observes: process.ordinary"),
        ({"member": "", **OBSERVES}, "yes, you_may"),
    ]
    told = [said(permissions.may_advise(one(**ON_BOARD, **changes), advice())) for changes, _answer in asked]
    assert told == [answer for _changes, answer in asked]


def test_advice_is_given_until_it_is_due() -> None:
    due = "no, advice_was_due: process.ordinary"
    for phase in Phase:
        if phase is not Phase.DRAFT:
            told = permissions.may_advise(one(**ON_BOARD), advice(phase))
            assert said(told) == (VOICE if phase in OPEN else due)
    with clock.set_to(LATER):
        assert said(permissions.may_advise(one(**ON_BOARD), advice(Phase.VOTING))) == due


def test_a_proposal_is_sent_back_once_advice_is_given() -> None:
    given, asked_by_charter = advice(words="Wait."), advice(words="Wait.", is_referral=False)
    may_advise = WHO.told(permissions.may_advise, given)
    assert WHO.told(permissions.may_send_back, given) == may_advise
    not_sent, first = "no, not_sent_for_advice: process.ordinary", "no, advise_first: process.ordinary"
    assert WHO.told(permissions.may_send_back, asked_by_charter) == may_advise | {"sits for herself": not_sent}
    told = [said(permissions.may_send_back(one(**ON_BOARD), each)) for each in (given, asked_by_charter, advice())]
    assert told == [VOICE, not_sent, first]


def test_who_says_what_became_of_advice() -> None:
    given = advice(words="Wait.")
    assert WHO.told(permissions.may_say_what_became, given) == WHO.all(NOT_YOURS, **MOVES)
    none_yet = "no, no_advice_yet: process.ordinary"
    assert said(permissions.may_say_what_became(one(), advice())) == none_yet
    assert said(permissions.may_say_what_became(one(), advice(Phase.VOTING, words="Wait."))) == YES
    assert said(permissions.may_say_what_became(one(), advice(Phase.CLOSED, words="Wait."))) == OVER


class _Effects:
    """The effects of a proposal, in memory."""

    def __init__(self, *texts: str) -> None:
        self.rows = [effect() for _each in texts]
        for row, text in zip(self.rows, texts, strict=True):
            row.text = text

    def all(self) -> Any:
        """All of them."""
        return self.rows


def resolving(monkeypatch: pytest.MonkeyPatch, *texts: str) -> None:
    """Let proposals have effects with these texts (ids, or empty)."""
    monkeypatch.setattr(Proposal, "effects", _Effects(*texts))


NOT_NOW = {Phase.VOTING: "no, voting_on_amendments"}
NOT_NOW |= dict.fromkeys((Phase.DRAFT, Phase.TRANSLATION, Phase.NOTICE), "no, not_discussed_yet")


@pytest.mark.parametrize("phase", Phase)
def test_who_moves_an_amendment(monkeypatch: pytest.MonkeyPatch, phase: Phase) -> None:
    resolving(monkeypatch, "", "a text")
    told = WHO.told(permissions.may_move_amendment, proposal(phase))
    why_not = "no, nothing_to_amend" if phase is Phase.WINDOW else NOT_NOW.get(phase, OVER_ALL)
    assert told == (SPEAKS if phase is Phase.DISCUSSION else WHO.all(why_not))


def test_only_a_text_is_amended_and_only_in_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = "no, nothing_to_amend"
    resolving(monkeypatch, "a text")
    assert said(permissions.may_move_amendment(one(), proposal(Phase.DISCUSSION, stage="urgent"))) == nothing
    resolving(monkeypatch, "", "")
    assert said(permissions.may_move_amendment(one(), proposal(Phase.DISCUSSION))) == nothing


def amendment(phase: Phase = Phase.DISCUSSION, state: str = "open", moved_by: str = "n") -> Amendment:
    """An amendment that the member "n" moved."""
    return Amendment(proposal=proposal(phase), state=state, moved_by=moved_by)


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.WINDOW])
def test_who_accepts_an_amendment_and_who_takes_it_back(phase: Phase) -> None:
    accepts = WHO.told(permissions.may_accept_amendment, amendment(phase))
    plainly = {name: "yes, you_may" if answer == YES else answer for name, answer in MOVES.items()}
    if phase is not Phase.DISCUSSION:
        movers = ("moved_it", "consults_for_the_mover")
        plainly |= dict.fromkeys(movers, NOT_NOW.get(phase, OVER_ALL))
    assert accepts == WHO.all(NOT_YOURS, **plainly)
    takes_back = WHO.told(permissions.may_withdraw_amendment, amendment(phase))
    own = {"votes": VOICE, "consults": VOICE, "observes": "no, observes: category.member"}
    own = own if phase in {Phase.DISCUSSION, Phase.VOTING} else dict.fromkeys(own, OVER_ALL)
    assert takes_back == WHO.all("no, not_your_amendment", **own)


def test_a_settled_amendment_stays_as_it_is() -> None:
    for state in ("accepted", "adopted", "withdrawn"):
        settled = amendment(state=state)
        assert said(permissions.may_accept_amendment(one(), settled)) == "no, amendment_settled"
        assert said(permissions.may_withdraw_amendment(WHO["votes"], settled)) == "no, amendment_settled"
    by_herself = amendment(moved_by="q")
    assert permissions.may_withdraw_amendment(WHO["sits for herself"], by_herself)


@pytest.mark.parametrize(
    ("process", "ballots"),
    [
        (ordinary(), True),
        (ordinary(secrecy=Secrecy.SECRET), False),
        (ordinary(method=Method.CHOICE), False),
    ],
)
def test_who_votes_on_amendments(process: Process, ballots: bool) -> None:
    found = proposal(process=process)
    may_cast = WHO.told(permissions.may_cast, found)
    told = WHO.told(permissions.may_vote_on_amendments, found)
    no_ballots = "no, no_ballots_here: process.ordinary"
    assert told == {
        name: answer if ballots or answer.startswith("no") else no_ballots for name, answer in may_cast.items()
    }


@pytest.mark.parametrize("phase", Phase)
def test_who_translates(phase: Phase) -> None:
    told = WHO.told(permissions.may_translate, proposal(phase))
    if phase is Phase.DRAFT:
        movers = ("moved it", "consults for the mover", "moved it and is suspended")
        assert told == {name: SPEAKS[name] if name in movers else NOT_YOURS for name in WHO}
        assert WHO.told(permissions.may_translate, proposal(phase, shown_at=MONDAY)) == SPEAKS
    else:
        assert told == (SPEAKS if phase in OPEN else WHO.all(OVER_ALL))
