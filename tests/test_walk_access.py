"""Every address, and what each role is answered there; an address that is not told here fails."""

from collections.abc import Callable

from django.test import Client

from tests.answers import ANSWERS, CLOSED_ROLES, PROPOSALS, answer_behind_closed_doors
from tests.story import Story
from tests.walk import ROLES, address, addresses, answer_of, in_coalitions

type Visit = Callable[[str], Client]


def test_every_address_is_told() -> None:
    assert set(ANSWERS) == set(addresses())


def test_every_address_answers_each_role_as_told(story: Story, visit: Visit) -> None:
    found = dict.fromkeys(ANSWERS, "")
    for role in ROLES:
        client = visit(role)
        for name in ANSWERS:
            found[name] += f" {answer_of(client.get(address(name, story)))}"
    assert {name: told.strip() for name, told in found.items()} == {n: " ".join(a.split()) for n, a in ANSWERS.items()}


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


def test_a_coalition_behind_closed_doors_answers_members_alone(story: Story, visit: Visit) -> None:
    found: dict[str, str] = dict.fromkeys(in_coalitions(), "")
    for role in CLOSED_ROLES:
        client = visit(role)
        for name in found:
            found[name] += f" {answer_of(client.get(address(name, story, story.behind)))}"
    told = {name: answer_behind_closed_doors(name) for name in found}
    assert {name: answer.strip() for name, answer in found.items()} == told
