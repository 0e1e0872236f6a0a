"""Every address, and what each role is answered there; an address that is not told here fails."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.answers import ANSWERS, CLOSED_ROLES, PROPOSALS, answer_behind_closed_doors
from tests.story import Story
from tests.walk import ROLES, address, addresses, answer_of, in_coalitions, walkers

type Visit = Callable[[str], Client]


@pytest.mark.owed
def test_every_address_is_told() -> None:
    write = (
        "tests/answers/rooms.py: give the address its answer to each of tests.walk.ROLES; words for them: patterns.py"
    )
    assert sorted(set(addresses()) - set(ANSWERS)) == [], write
    assert sorted(set(ANSWERS) - set(addresses())) == [], "no such addresses: take them out of tests/answers"
    assert {name: told for name, told in ANSWERS.items() if len(told.split()) != len(ROLES)} == {}


@pytest.mark.parametrize("role", walkers(ROLES, "anonymous", "member", "coordinator", "elsewhere"))
def test_every_address_answers_each_role_as_told(story: Story, visit: Visit, role: str) -> None:
    client, place = visit(role), ROLES.index(role)
    assert set(ANSWERS) == set(addresses()), "test_every_address_is_told says what lacks"
    found = {name: answer_of(client.get(address(name, story))) for name in ANSWERS}
    assert found == {name: told.split()[place] for name, told in ANSWERS.items()}


def test_proposals_in_each_state_answer_each_role_as_told(story: Story, visit: Visit) -> None:
    clients = [visit(role) for role in ROLES]
    found = {
        key: " ".join(
            answer_of(client.get(address("decisions:proposal", story, proposal_id=story.proposals[key].id)))
            for client in clients
        )
        for key in PROPOSALS
    }
    assert found == PROPOSALS


@pytest.mark.parametrize("role", walkers(CLOSED_ROLES, "anonymous", "closed_member", "elsewhere"))
def test_a_coalition_behind_closed_doors_answers_members_alone(story: Story, visit: Visit, role: str) -> None:
    client, told = visit(role), {name: answer_behind_closed_doors(name).split() for name in in_coalitions()}
    assert {name: answers for name, answers in told.items() if len(answers) != len(CLOSED_ROLES)} == {}
    found = {name: answer_of(client.get(address(name, story, story.behind))) for name in told}
    assert found == {name: answers[CLOSED_ROLES.index(role)] for name, answers in told.items()}
