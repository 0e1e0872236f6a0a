"""What an amendment would touch: members, seats and offices, proposals; and the draft that a proposal holds fast."""

from dataclasses import replace
from functools import partial

import pytest

from plenary.bodies.models import Term
from plenary.charter import actions as charter_actions
from plenary.charter.rules.schema import Category, Office
from plenary.charter.touches import is_held, touched
from plenary.core import clock
from plenary.core.verdicts import Refused
from plenary.decisions import actions
from plenary.decisions.tests import factories
from plenary.directory.models import Person
from tests import founding

pytestmark = pytest.mark.django_db
RULES = factories.charter()


def told(by, after):
    return [touch.sentence for touch in touched(by, RULES, after)]


@pytest.fixture
def by(house):
    [found] = founding.standings(house, 1)
    return found


def test_nothing_is_touched_by_the_same_rules(by):
    assert told(by, RULES) == []


def test_members_who_lose_their_vote_are_named_and_protected_ones_are_not(by, house):
    founding.member(house, "Shelter", protected=True)
    silent = (Category(code="member", names={"en": "Member"}, vote=False),)
    assert told(by, replace(RULES, categories=silent)) == [
        "These members of the category “Member” lose their vote: Member 0."
    ]
    gone = (Category(code="friend", names={"en": "Friend"}),)
    assert told(by, replace(RULES, categories=gone)) == [
        "The category “Member” goes; these members would stand in none: Member 0."
    ]


def test_many_members_are_not_all_named(by, house):
    for number in range(9):
        founding.member(house, f"Other {number}")
    weightier = (Category(code="member", names={"en": "Member"}, weight=2),)
    [sentence] = told(by, replace(RULES, categories=weightier))
    assert sentence.endswith("Other 5, Other 6 and 2 others.")


def _board(**changes):
    seats = replace(RULES.body("board").seats[0], **changes)
    return replace(RULES, bodies=(RULES.bodies[0], replace(RULES.body("board"), seats=(seats,))))


def test_seats_that_fall_vacant_or_are_too_few(by, house):
    assert told(by, _board(number=5)) == ["In the board 5 places of “seat” would be vacant."]
    for name in ("A", "B"):
        member = founding.member(house, name)
        Term.objects.create(coalition=house, body="board", seats="seat", member=member, starts=clock.now())
    assert told(by, _board(number=1)) == [
        "More hold “seat” in the board than the one seat that would be there: A and B."
    ]
    assert told(by, _board(code="other", names={"en": "other"})) == [
        "“seat” in the board go; these hold one now: A and B.",
        "In the board there would be 3 new seats to fill (other).",
    ]


def test_offices_that_go_come_or_change_their_powers(by, house):
    person = Person.objects.create(coalition=house, name="Ana", made_at=clock.now())
    Term.objects.create(coalition=house, office="chair", person=person, starts=clock.now())
    assert told(by, replace(RULES, offices=())) == ["The office “chair” goes; it is held now by Ana."]
    chair = replace(RULES.offices[0], powers=("charter.administer",))
    clerk = Office(code="clerk", names={"en": "clerk"})
    assert told(by, replace(RULES, offices=(chair, clerk))) == [
        "The chair may do more: prepares drafts of the charter.",
        "There would be a new office to fill: clerk.",
    ]


def test_a_body_in_which_nobody_sits_is_told_when_it_would_decide(by):
    moved = replace(RULES, matters={**RULES.matters, "decisions.affairs": "board"})
    moved = replace(moved, processes=(*RULES.processes, replace(RULES.processes[0], code="board", electorate="board")))
    assert told(by, moved) == [
        "Nobody sits in the board now; until its seats are filled, these cannot be decided: A decision (ordinary)."
    ]


def test_open_proposals_keep_their_rules_and_drafts_take_the_new_ones(by):
    factories.opened(by, title="Open")
    factories.draft(by, title="Draft")
    slower = replace(RULES, processes=(replace(RULES.processes[0], voting_days=9), *RULES.processes[1:]))
    assert told(by, slower) == [
        "“Open” is open and keeps the rules under which it opened.",
        "The draft “Draft” would be decided by new rules, as set out under “A decision (ordinary)”.",
    ]


def test_what_may_not_be_seen_is_not_told(house):
    founding.member(house, "Member 0")
    outside = replace(founding.standings(house, 1)[0], audiences=frozenset({"public"}), member="", powers=frozenset())
    silent = (Category(code="member", names={"en": "Member"}, vote=False),)
    assert told(outside, replace(RULES, categories=silent, offices=())) == []


def test_a_draft_is_held_from_opening_on(by, house):
    draft = charter_actions.begin_draft(by=by, title="Anew")
    shared = partial(replace, credit={"en": "Shared."})
    draft = charter_actions.amend_draft(by=by, draft=draft, revision=1, edit=shared)
    proposal = factories.draft(by, [("charter.amend", {"draft": draft.id})])
    assert not is_held(house.id, draft.id)
    opened = actions.open_proposal(by=by, proposal=proposal)
    assert is_held(house.id, draft.id)
    with pytest.raises(Refused) as caught:
        charter_actions.amend_draft(by=by, draft=draft, revision=2, edit=lambda rules: replace(rules, credit={}))
    assert (caught.value.verdict.reason, caught.value.verdict.clause) == ("charter.draft_held", "matter.charter.amend")
    actions.withdraw_proposal(by=by, proposal=opened)
    assert is_held(house.id, draft.id)


def test_money_is_decided_by_its_own_rule(by, house):
    proposal = factories.draft(by, [("decisions.spend", {"text": "Two wells."})])
    assert proposal.matter == "decisions.money"
