"""Who may move and accept amendments, and when."""

from dataclasses import replace

import pytest

from plenary.core import clock
from plenary.core.standing import Mandate
from plenary.decisions import permissions as perms
from plenary.decisions.tests import factories
from plenary.decisions.tests.test_amending import move, resolving
from plenary.membership.models import Member
from tests import founding

pytestmark = pytest.mark.django_db

MATRIX = {  # who may move, in notice, discussion, voting and after it
    "voice": "later yes voting over",
    "consults": "later yes voting over",
    "observes": "later observes voting over",
}
WORDS = {
    "later": "decisions.not_discussed_yet",
    "yes": "decisions.you_may",
    "voting": "decisions.voting_on_amendments",
    "over": "decisions.over",
    "observes": "decisions.observes",
}


@pytest.mark.parametrize("who", MATRIX)
def test_who_may_move_when(who):
    house = founding.coalition(rules=factories.charter(ordinary={"notice_days": 1}))
    mover, _other = founding.standings(house, 2)
    mandate = {"voice": "decides"}.get(who, who)
    asked = founding.standing(founding.member(house, "Asked"), mandate=mandate)
    assert asked.mandate == Mandate(mandate)
    proposal = resolving(mover)
    moments = (proposal.opened_at, proposal.discussion_from, proposal.voting_from, proposal.voting_until)
    told = []
    for place, moment in enumerate(moments):
        with clock.set_to(moment + (factories.AFTER_VOTING if place == 3 else factories.AFTER_VOTING * 0)):
            told.append(perms.may_move_amendment(asked, proposal).reason)
    assert told == [WORDS[word] for word in MATRIX[who].split()]


def test_only_the_mover_accepts_and_only_in_discussion(house):
    mover, other = founding.standings(house, 2)
    proposal = resolving(mover)
    amendment = move(other, proposal)
    with clock.set_to(proposal.discussion_from):
        assert perms.may_accept_amendment(other, amendment).reason == "decisions.not_yours"
        assert perms.may_accept_amendment(mover, amendment)
    with clock.set_to(proposal.voting_from):
        assert perms.may_accept_amendment(mover, amendment).reason == "decisions.voting_on_amendments"


def test_what_has_no_words_is_not_amended(house):
    mover, applicant = founding.standings(house, 2)
    Member.objects.of(house.id).filter(pk=applicant.member).update(status="applied")
    proposal = factories.opened(mover, [("membership.admit", {"member": applicant.member})])
    with clock.set_to(proposal.voting_from):
        assert perms.may_move_amendment(mover, proposal).reason == "decisions.nothing_to_amend"


def test_a_suspended_mover_accepts_nothing(house):
    mover, other = founding.standings(house, 2)
    proposal = resolving(mover)
    amendment = move(other, proposal)
    with clock.set_to(proposal.discussion_from):
        by = replace(mover, member_status="suspended")
        assert perms.may_accept_amendment(by, amendment).reason == "decisions.suspended"
