"""Every address, and what each role is answered there; an address that is not told here fails."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.test import Client

from plenary.record.models import Entry
from tests.answers import ANSWERS, CLOSED_ROLES, PROPOSALS, answer_behind_closed_doors
from tests.story import Story
from tests.walk import IN_A_DRAFT, NOBODYS, ROLES, address, addresses, answer_of, in_coalitions, same_for_all

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


@pytest.mark.parametrize("role", ["member", "chair", "coordinator"])
def test_things_of_another_coalition_are_missing(story: Story, visit: Visit, role: str) -> None:
    client, wrong = visit(role), []
    entry = Entry.objects.of(story.elsewhere.id).order_by("n").last()
    none = ("objection_id", "amendment_id", "concern_id", "advice_id", "delegation_id", "invitation_id")
    theirs = {**IN_A_DRAFT, **story.others, "entry_id": entry.id if entry else "", **dict.fromkeys(none, NOBODYS)}
    for name, wanted in in_coalitions().items():
        things = set(wanted) - {"slug", "code", "act", "label", "language"}
        of_card = "person" if name in {"directory:person", "directory:amend_person"} else "organisation"
        given = {part: theirs[of_card if part == "card_id" else part] for part in things}
        there = address(name, story, **given)
        nowhere = address(name, story, **dict.fromkeys(things, NOBODYS))
        for ask in (client.get, client.post) if things else ():
            found, missing = ask(there), ask(nowhere)
            same = found.status_code == missing.status_code and _blank(found, there) == _blank(missing, nowhere)
            refused = found.status_code in ({404, 405} if role == "coordinator" else {403, 404, 405})
            if not (same and refused):
                wrong.append((name, found.status_code, missing.status_code))
    assert wrong == []


def _blank(response: HttpResponse, url: str) -> str:
    return same_for_all(response).replace(url, "").replace(quote(url), "")


def test_what_is_hidden_is_answered_as_what_is_missing(story: Story, visit: Visit) -> None:
    protected = story.members["protected"]
    hidden = [
        ("membership:member", "member_id", protected.id, ["outsider", "applicant", "member", "coordinator"]),
        ("membership:invite", "member_id", protected.id, ["outsider", "applicant", "member", "coordinator"]),
        ("directory:organisation", "card_id", story.ids["protected_card"], ["member", "coordinator"]),
        ("directory:amend_organisation", "card_id", story.ids["protected_card"], ["coordinator"]),
        ("directory:person", "card_id", story.ids["protected_person"], ["member", "coordinator"]),
        ("directory:amend_person", "card_id", story.ids["protected_person"], ["coordinator"]),
        ("decisions:proposal", "proposal_id", story.proposals["draft"].id, ["outsider", "chair", "coordinator"]),
        ("decisions:edit", "proposal_id", story.proposals["draft"].id, ["chair", "coordinator"]),
    ]
    wrong = []
    for name, part, value, roles in hidden:
        there, nowhere = address(name, story, **{part: value}), address(name, story, **{part: NOBODYS})
        for role in roles:
            found, missing = visit(role).get(there), visit(role).get(nowhere)
            if (found.status_code, _blank(found, there)) != (404, _blank(missing, nowhere)):
                wrong.append((name, role, found.status_code))
    assert wrong == []
