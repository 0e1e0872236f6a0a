"""Signs of taking part: each kind of act is told of its member, at its moment."""

from datetime import timedelta

import pytest

from plenary.bodies.actions import Nomination, appoint
from plenary.charter.rules.schema import Method
from plenary.core import clock
from plenary.core.standing import Standing, standing_of
from plenary.decisions import actions, queries
from plenary.decisions.queries.signs import signs_of_members
from plenary.decisions.rules.amendments import Act
from plenary.decisions.tests import factories
from plenary.decisions.tests.factories import MONDAY
from tests import founding

pytestmark = pytest.mark.django_db


def moves(by, other, proposal):
    [effect] = queries.texts_to_amend(proposal)
    told = {"act": Act.REPLACE, "label": "1", "words": "We stay.", "reason": "It is cheaper."}
    return actions.move_amendment(by=by, proposal=proposal, effect=effect, **told)


def answers(by, other, proposal):
    amendment = moves(other, by, proposal)
    with clock.set_to(proposal.voting_from):
        actions.vote_on_amendments(by=by, proposal=proposal, answers={amendment.pk: "yes"})


def stands_back(by, other, proposal):
    actions.stand_back(by=by, proposal=proposal, reason="It is our hall.")


def translates(by, other, proposal):
    resolved = {row.pk: "Nous." for row in queries.texts_to_amend(proposal)}
    told = {"title": "Se réunir", "body": "", "resolved": resolved, "ready": False}
    actions.translate(by=by, proposal=proposal, language="fr", **told)


def advises(by, other, proposal):
    [advice] = queries.advice_on(proposal)
    actions.give_advice(by=by, advice=advice, words="Take the train.")


def says_temperature(by, other, proposal):
    actions.say_temperature(by=by, proposal=proposal, feeling="warm")


@pytest.mark.parametrize(
    ("act", "terms"),
    [
        (moves, {}),
        (answers, {}),
        (stands_back, {}),
        (translates, {}),
        (advises, {"advice_from": ("board",)}),
        (says_temperature, {"method": Method.CONSENSUS}),
    ],
)
def test_each_way_of_taking_part_is_a_sign(act, terms):
    with clock.set_to(MONDAY):
        house = founding.coalition(rules=factories.charter(ordinary=terms))
        member = founding.member(house, "Quiet")
        by, other = founding.standing(member), founding.standing(founding.member(house, "Other"))
        system = Standing.system(house.id, "board")
        appoint(by=system, nomination=Nomination(body="board", seats="seat", member=member))
        proposal = factories.opened(other)
    assert member.pk not in signs_of_members(house.id)
    with clock.set_to(proposal.discussion_from + timedelta(hours=1)):
        act(standing_of(by.account, house.id), other, proposal)
    assert signs_of_members(house.id)[member.pk] >= proposal.discussion_from


def test_accepting_an_amendment_is_a_sign():
    with clock.set_to(MONDAY):
        house = founding.coalition(rules=factories.charter())
        by, other = founding.standings(house, 2)
        proposal = factories.opened(by)
    at = proposal.discussion_from + timedelta(hours=1)
    with clock.set_to(at):
        actions.accept_amendment(by=by, amendment=moves(other, by, proposal))
    assert signs_of_members(house.id)[by.member] == at
