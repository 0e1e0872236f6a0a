"""What a protected member is told before it votes openly: exactly where the totals could tell its vote."""

import pytest

from plenary.charter.rules.schema import Charter, Secrecy
from plenary.decisions.labels.choosing import TOLD_BY_SUBTRACTION
from plenary.decisions.models import Elector
from plenary.decisions.shown.proposal import ballot_context
from plenary.decisions.tests import choosing, factories
from plenary.decisions.tests.found import in_voting
from plenary.membership.models import Member
from tests import founding

pytestmark = pytest.mark.django_db

WORDS = str(TOLD_BY_SUBTRACTION)


def _voter(protected: int, rules: Charter | None = None, effects: object = None) -> tuple[choosing.Voter, object]:
    """A protected voter beside other protected ones, among named members, and an open proposal."""
    coalition = founding.coalition(rules=rules or factories.charter())
    voter = choosing.Voter(coalition, "Hidden 0")
    for place in range(1, protected):
        founding.member(coalition, f"Hidden {place}", protected=True)
    others = founding.standings(coalition, 6)
    Member.objects.of(coalition.id).filter(organisation__name__startswith="Hidden").update(protected=True)
    return voter, factories.opened(others[0], *([effects] if effects else []))


@pytest.mark.parametrize(("protected", "told"), [(1, 1), (4, 1), (5, 0)])
def test_few_who_vote_unnamed_are_told_before_they_vote_openly(protected: int, told: int) -> None:
    voter, proposal = _voter(protected)
    assert voter.reads(proposal).count(WORDS) == told


def test_who_is_away_or_stood_back_is_no_cover() -> None:
    voter, proposal = _voter(5)
    beside = Elector.objects.of(voter.coalition.id).filter(protected=True).exclude(member=voter.by.member).first()
    assert beside is not None
    beside.is_away = True
    beside.save()
    assert voter.reads(proposal).count(WORDS) == 1


def test_of_a_choice_it_is_told_too_and_programs_read_it() -> None:
    voter, proposal = _voter(2, choosing.charter(), choosing.towns())
    assert voter.reads(proposal).count(WORDS) == 1


def test_it_is_told_neither_to_named_members_nor_of_a_secret_vote() -> None:
    rules = choosing.charter(secrecy=Secrecy.SECRET, delegation=False)
    voter, proposal = _voter(2, rules, choosing.towns())
    assert voter.reads(proposal).count(WORDS) == 0
    coalition = founding.coalition("other", rules=factories.charter())
    others = founding.standings(coalition, 3)
    founding.member(coalition, "Hidden", protected=True)
    opened = factories.opened(others[0])
    with in_voting(opened):
        assert ballot_context(factories.now(others[1]), opened)["worked_out"] == ""
