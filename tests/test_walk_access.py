"""Every address, and what each role is answered there; an address that is not told here fails."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.answers import ANSWERS, CLOSED_ROLES, DOORS, FOLLOWING, PROPOSALS, TOLD, answer_behind_closed_doors
from tests.answers.doors import COORDINATOR_BEHIND, NOBODY_BEHIND
from tests.answers.patterns import CHAIR, COORDINATOR
from tests.answers.rooms import OF_ROOMS
from tests.story import Story
from tests.walk import ROLES, address, addresses, answer_of, door_of, in_coalitions, page_of, walkers

type Visit = Callable[[str], Client]


@pytest.mark.owed
def test_every_address_is_told() -> None:
    write = (
        "tests/answers/doors.py: say whom the permission of a page without ids lets in; of others tests/answers/rooms.py "
        "says what each of tests.walk.ROLES is answered; words for both: patterns.py"
    )
    assert sorted(f"{name} ({door_of(name)})" for name in set(addresses()) - set(ANSWERS)) == [], write
    assert sorted(set(ANSWERS) - set(addresses())) == [], "no such addresses: take them out of tests/answers"
    assert {name: told for name, told in ANSWERS.items() if len(told.split()) != len(ROLES)} == {}, (
        "tests/answers: one answer for each of tests.walk.ROLES"
    )


@pytest.mark.owed
def test_what_follows_from_a_mark_is_not_told_again() -> None:
    again = sorted(name for name, answer in FOLLOWING.items() if TOLD.get(name) == answer)
    assert again == [], "it follows from the mark: take it out of tests/answers/rooms.py"
    doors = {door_of(name) for name in in_coalitions()}
    assert sorted(set(DOORS) - doors) == [], "no page is marked with it: take it out of tests/answers/doors.py"


@pytest.mark.owed
def test_an_export_is_marked_as_the_page_whose_words_it_gives() -> None:
    exports = {name: page_of(name) for name in in_coalitions() if page_of(name)}
    wrong = {
        name: page for name, page in exports.items() if page not in in_coalitions() or door_of(page) != door_of(name)
    }
    assert wrong == {}, "an export asks the permission of its page, and no other"


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


@pytest.mark.parametrize(
    ("name", "answer", "behind"),
    [
        ("meetings:change", CHAIR, COORDINATOR_BEHIND),
        ("meetings:change", COORDINATOR, COORDINATOR_BEHIND),
        ("decisions:record_call", CHAIR, COORDINATOR_BEHIND),
        ("membership:protected", CHAIR, NOBODY_BEHIND),
    ],
)
def test_a_page_of_one_officer_is_told_once_for_both_coalitions(
    monkeypatch: pytest.MonkeyPatch, name: str, answer: str, behind: str
) -> None:
    monkeypatch.setitem(OF_ROOMS, name, answer)
    assert answer_behind_closed_doors(name) == behind
