"""Who may do what in which phase, and why not: actors × phases, each with its reason."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions import actions, permissions, queries
from plenary.decisions.models import Proposal
from plenary.decisions.tests import factories
from plenary.decisions.tests.factories import MONDAY
from plenary.membership.models import Member
from tests import founding

pytestmark = pytest.mark.django_db

PHASES = ("draft", "notice", "discussion", "voting", "closed", "decided", "withdrawn")
ACTORS = ("mover", "elector", "consults", "observes", "suspended", "late", "applicant", "nobody")
YES = ""


@pytest.fixture
def stage():
    """A proposal, and everyone around it."""
    with clock.set_to(MONDAY):
        rules = factories.charter(ordinary={"notice_days": 1, "discussion_days": 1, "quorum": Fraction(0)})
        house = founding.coalition(rules=rules)
        org = founding.member(house, "Campo Limpo")
        other = founding.member(house, "Other")
        stopped = founding.member(house, "Stopped")
        actors = {
            "mover": founding.standing(org),
            "elector": founding.standing(other),
            "consults": founding.standing(other, mandate="consults"),
            "observes": founding.standing(other, mandate="observes"),
            "applicant": founding.standing(founding.member(house, "Applicant", status="applied")),
            "nobody": Standing.nobody(house.id),
        }
        voting = founding.standing(stopped)
        proposal = factories.draft(actors["mover"])
        yield house, proposal, actors, (stopped, voting)


@contextmanager
def at(phase, stage):
    """The clock and the proposal in a phase, with those who came later."""
    house, proposal, actors, (stopped, voting) = stage
    moment = MONDAY
    if phase != "draft":
        proposal = actions.open_proposal(by=actors["mover"], proposal=proposal)
        moment = {
            "notice": MONDAY,
            "discussion": proposal.discussion_from,
            "voting": proposal.voting_from,
            "closed": proposal.voting_until + timedelta(seconds=1),
            "decided": proposal.voting_until + timedelta(hours=1),
            "withdrawn": MONDAY + timedelta(hours=1),
        }[phase]
    if phase == "withdrawn":
        proposal = actions.withdraw_proposal(by=actors["mover"], proposal=proposal)
    if phase == "decided":
        factories.close(proposal)
    Member.objects.of(house.id).filter(pk=stopped.pk).update(status="suspended")
    late = founding.standing(founding.member(house, "Late"))
    everyone = {**actors, "late": late, "suspended": _suspended(voting)}
    with clock.set_to(moment):
        yield (
            Proposal.objects.of(house.id).get(pk=proposal.pk),
            {name: factories.now(standing) for name, standing in everyone.items()},
        )


def _suspended(standing):

    return replace(standing, member_status="suspended")


def answers(ask, phase, stage):
    with at(phase, stage) as (proposal, everyone):
        return tuple(_reason(ask(everyone[actor], proposal)) for actor in ACTORS)


def _reason(verdict):
    return YES if verdict else verdict.reason.removeprefix("decisions.")


EVERYONE_EARLY = ("too_early",) * 8
EVERYONE_LATE = ("too_late",) * 8
NOBODY_ELSE = ("not_yours",) * 7


@pytest.mark.parametrize(
    ("phase", "expected"),
    [
        ("draft", ("not_voting",) * 8),
        ("notice", EVERYONE_EARLY),
        ("discussion", EVERYONE_EARLY),
        ("voting", (YES, YES, YES, "observes", "suspended", "not_elector", "not_elector", "not_elector")),
        ("closed", EVERYONE_LATE),
        ("decided", EVERYONE_LATE),
        ("withdrawn", ("over",) * 8),
    ],
)
def test_may_cast(stage, phase, expected):
    assert answers(permissions.may_cast, phase, stage) == expected


SPEAKS = (YES, YES, YES, "observes", "suspended", YES, "not_acting", "not_acting")


@pytest.mark.parametrize(
    ("phase", "expected"),
    [
        ("draft", ("not_discussed",) * 8),
        ("notice", ("not_discussed",) * 8),
        ("discussion", SPEAKS),
        ("voting", SPEAKS),
        ("closed", ("over",) * 8),
        ("decided", ("over",) * 8),
        ("withdrawn", ("over",) * 8),
    ],
)
def test_may_comment(stage, phase, expected):
    assert answers(permissions.may_comment, phase, stage) == expected


@pytest.mark.parametrize("phase", PHASES)
def test_may_withdraw(stage, phase):
    mover = "over" if phase in {"closed", "decided", "withdrawn"} else YES
    assert answers(permissions.may_withdraw, phase, stage) == (mover, *NOBODY_ELSE)


@pytest.mark.parametrize("phase", PHASES)
def test_may_amend_and_open(stage, phase):
    mover = YES if phase == "draft" else "not_draft"
    with at(phase, stage) as (proposal, everyone):
        for ask in (permissions.may_amend_draft, permissions.may_open):
            assert tuple(_reason(ask(everyone[actor], proposal)) for actor in ACTORS) == (mover, *NOBODY_ELSE)


@pytest.mark.parametrize("phase", PHASES)
def test_nobody_objects_to_what_is_put_to_a_vote_whole(stage, phase):
    expected = {
        "draft": "not_discussed",
        "notice": "not_discussed",
        "discussion": "not_by_consent",
        "voting": "not_by_consent",
    }.get(phase, "over")
    assert answers(permissions.may_object, phase, stage) == (expected,) * 8


def test_may_draft(stage):
    with at("draft", stage) as (_proposal, everyone):
        found = tuple(_reason(permissions.may_draft(everyone[actor])) for actor in ACTORS)
    assert found == SPEAKS


def test_may_read_proposals(stage):
    with at("draft", stage) as (_proposal, everyone):
        found = tuple(_reason(permissions.may_read_proposals(everyone[actor])) for actor in ACTORS)
    assert found == (YES,) * 6 + ("members_only",) * 2


def test_who_sees_a_draft_and_who_an_open_proposal(stage):
    with at("draft", stage) as (proposal, everyone):
        seen = [name for name, by in everyone.items() if queries.visible_proposal(by, proposal.pk)]
    assert seen == ["mover"]
    with at("voting", stage) as (proposal, everyone):
        seen = [name for name, by in everyone.items() if queries.visible_proposal(by, proposal.pk)]
    assert sorted(seen) == ["consults", "elector", "late", "mover", "observes", "suspended"]


def test_refusals_name_the_clause(stage):
    with at("voting", stage) as (proposal, everyone):
        assert permissions.may_cast(everyone["consults"], proposal).clause == "category.member"
        assert permissions.may_cast(everyone["late"], proposal).clause == "process.ordinary"
        assert permissions.may_cast(everyone["suspended"], proposal).clause == "accountability"


def test_before_there_is_a_charter_nothing_is_decided():
    made = Coalition.objects.create(slug="forming", names={"en": "Forming"}, formed_at=MONDAY)
    by = Standing(coalition=made.id, person="p", member="m", audiences=frozenset({"members"}), as_of=MONDAY)
    assert permissions.may_read_proposals(by).reason == "core.not_yet"
    assert permissions.may_draft(by).reason == "core.not_yet"
    assert list(queries.visible_proposals(by)) == []


DECIDE = (YES, YES, "consults", "observes", "suspended", "not_elector", "not_elector", "not_elector")


@pytest.mark.parametrize(
    ("phase", "expected"),
    [
        ("draft", ("not_voting",) * 8),
        ("notice", DECIDE),
        ("discussion", DECIDE),
        ("voting", DECIDE),
        ("closed", ("over",) * 8),
        ("decided", ("over",) * 8),
        ("withdrawn", ("over",) * 8),
    ],
)
def test_may_stand_back(stage, phase, expected):
    assert answers(permissions.may_stand_back, phase, stage) == expected


@pytest.mark.parametrize(
    ("phase", "expected"),
    [
        ("draft", ("not_voting",) * 8),
        ("notice", ("no_delegation",) * 8),  # its process does not say so
        ("voting", ("no_delegation",) * 8),
        ("closed", ("over",) * 8),
    ],
)
def test_may_delegate_where_the_process_does_not_say_so(stage, phase, expected):
    assert answers(permissions.may_delegate, phase, stage) == expected


@pytest.mark.parametrize(
    ("phase", "expected"),
    [
        ("draft", ("not_to_enter",) * 8),
        ("voting", ("not_to_enter",) * 8),
        ("closed", ("not_to_enter",) * 8),
    ],
)
def test_nobody_enters_answers_without_the_power(stage, phase, expected):
    assert answers(permissions.may_enter_answers, phase, stage) == expected


@pytest.mark.parametrize(
    ("phase", "expected"),
    [("discussion", ("not_voting",) * 8), ("voting", ("no_extension",) * 8), ("closed", ("over",) * 8)],
)
def test_may_extend_where_the_process_gives_no_more_time(stage, phase, expected):
    assert answers(permissions.may_extend, phase, stage) == expected
