"""A token that was left somewhere: what one that may write, and no more, cannot give to whoever found it."""

from datetime import timedelta

import pytest

from plenary.accounts.models import Invitation
from plenary.accounts.rules import Scope
from plenary.api.root import operations
from plenary.core import clock
from plenary.directory.models import Person
from tests.programs import Program, routes
from tests.story import Story
from tests.test_walk_parity import path_of

GOVERNS = {
    "agreements_confirm_paper",
    "agreements_enter_second_address",
    "agreements_send_again",
    "agreements_sign",
    "agreements_withdraw",
    "bodies_give_up",
    "directory_export_csv",
    "directory_export_popolo",
    "directory_export_workbook",
    "membership_admit_protected",
    "membership_ask_merging",
    "membership_case_step",
    "membership_change_mandate",
    "membership_change_merging",
    "membership_end_representation",
    "membership_invite",
    "membership_look_at_protected",
    "membership_open_case",
    "membership_take_up",
    "membership_vouch",
    "membership_withdraw",
    "notices_make_calendar",
}
"""Who acts for members, protected ones, what is taken out, secret addresses: what a page asks again for."""
LESS = (Scope.READ, Scope.WRITE, Scope.VOTE)


def _scope(operation: object) -> list[str]:
    told = [each for each in operation.openapi_extra["security"] if each]  # type: ignore[attr-defined]  # ninja's
    return [scope for each in told for scope in each["token"]]


def test_which_routes_take_a_token_that_governs_is_known() -> None:
    assert {operation.url_name for _m, _p, operation in operations() if _scope(operation) == ["govern"]} == GOVERNS


@pytest.mark.parametrize("route", sorted(GOVERNS))
def test_a_token_that_reads_writes_and_votes_does_not_govern(story: Story, route: str) -> None:
    for role in ("member", "coordinator", "chair"):
        method, _path = routes()[route]
        answer = Program.of(story.accounts[role], *LESS).ask(method.lower(), path_of(route, story), {}, {})
        assert (answer.status_code, answer.json()["reason"]) == (403, "accounts.token_scope")


SIGNS = ("agreements_confirm_paper", "agreements_sign", "agreements_withdraw")
"""What binds a member to a text: what a token of an hour ago does no more, whatever it may do."""


@pytest.mark.parametrize("route", SIGNS)
def test_a_token_that_was_left_somewhere_signs_nothing(story: Story, route: str) -> None:
    asking, path = Program.of(story.accounts["member"]), path_of(route, story)
    with clock.set_to(clock.now() + timedelta(minutes=59)):
        assert asking.post(path, {}).json().get("reason") != "accounts.token_not_fresh"
    with clock.set_to(clock.now() + timedelta(minutes=61)):
        answer = asking.post(path, {})
        assert (answer.status_code, answer.json()["reason"]) == (403, "accounts.token_not_fresh")


def test_within_the_hour_in_which_it_was_made_a_token_signs(story: Story) -> None:
    asking, path = Program.of(story.accounts["member"]), path_of("agreements_agreement", story)
    given = {"hash": asking.get(path).json()["edition"]["hash"], "has_read": True}
    with clock.set_to(clock.now() + timedelta(hours=2)):
        assert asking.post(f"{path}/sign", given).status_code == 403
        assert asking.get(path).status_code == 200
    assert asking.post(f"{path}/sign", given).status_code == 201


def test_a_token_that_writes_gives_itself_no_vote_by_an_invitation(story: Story) -> None:
    at = f"/coalitions/open-fields/members/{story.members['Green Valley'].id}/invite"
    wish = {"name": "N", "email": "wire@example.net", "mandate": "decides"}
    owner = story.accounts["member"]
    assert Program.of(owner, *LESS).post(at, wish).status_code == 403
    assert Invitation.objects.filter(email="wire@example.net").count() == 0
    assert Program.of(owner, Scope.GOVERN).post(at, wish).status_code == 204


def test_a_token_that_reads_looks_at_no_protected_member_or_card(story: Story) -> None:
    known = [
        f"/coalitions/open-fields/members/{story.members['protected'].id}",
        f"/coalitions/open-fields/directory/organisations/{story.ids['protected_card']}",
        f"/coalitions/open-fields/directory/persons/{story.ids['protected_person']}",
    ]
    answers = [
        [Program.of(story.accounts[role], *scopes).get(at).status_code for at in known]
        for role, scopes in (("chair", LESS), ("chair", (*LESS, Scope.GOVERN)), ("coordinator", LESS))
    ]
    assert answers == [[403, 403, 403], [200, 200, 200], [404, 404, 404]]
    own = Program.of(story.accounts["protected"], Scope.READ)
    assert [own.get(known[0]).status_code, own.get(known[2]).status_code] == [200, 200]


def test_a_token_that_writes_puts_no_other_address_on_the_card_of_one_who_signs_in(story: Story) -> None:
    at = f"/coalitions/open-fields/directory/persons/{story.ids['person']}"
    card = Person.objects.of(story.open.id).get(pk=story.ids["person"])
    put = {"name": card.name, "email": "thief@example.net"}
    answers = [
        Program.of(story.accounts["coordinator"], *scopes).put(at, put).status_code for scopes in (LESS, list(Scope))
    ]
    assert answers == [403, 200]
