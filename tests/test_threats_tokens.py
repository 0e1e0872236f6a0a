"""A token that was left somewhere: what one that may write, and no more, cannot give to whoever found it."""

from datetime import timedelta

import pytest

from plenary.accounts.models import Invitation
from plenary.accounts.rules import Scope
from plenary.api.root import operations
from plenary.core import clock
from plenary.directory.models import Person
from tests.parity import done_by, told
from tests.programs import Program, routes
from tests.story import Story
from tests.test_threats_phone import ALWAYS
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
    told = [each for each in operation.openapi_extra["security"] if each]
    return [scope for each in told for scope in each["token"]]


@pytest.mark.owed
def test_which_routes_take_a_token_that_governs_is_known() -> None:
    governing = {operation.url_name for _m, _p, operation in operations() if _scope(operation) == ["govern"]}
    assert governing ^ GOVERNS == set(), (
        "tests/test_threats_tokens.py: name in GOVERNS each route of Scope.GOVERN, and no other"
    )


@pytest.mark.parametrize("route", sorted(GOVERNS))
def test_a_token_that_reads_writes_and_votes_does_not_govern(story: Story, route: str) -> None:
    for role in ("member", "coordinator", "chair"):
        method, _path = routes()[route]
        answer = Program.of(story.accounts[role], *LESS).ask(method.lower(), path_of(route, story), {}, {})
        assert (answer.status_code, answer.json()["reason"]) == (403, "accounts.token_scope")


AT_ANY_AGE = {
    "agreements_second_address": "it is read, and nothing is changed",
    "directory_export_csv": "a program fetches a copy by night",
    "directory_export_popolo": "a program fetches a copy by night",
    "directory_export_workbook": "a program fetches a copy by night",
    "membership_look_at_protected": "nothing is changed, and its own read of each look",
    "record_bundle": "a program fetches a copy by night",
}
"""What a page asks again for and a token of any age does, and why."""
NOT_BY_PROGRAMS = {"notices:new_webhook", "notices:webhook"}
DONE_LATELY = {route for page in ALWAYS - NOT_BY_PROGRAMS for route in done_by()[page] if route not in AT_ANY_AGE}
"""What binds a member, or says who acts for it: what a token of an hour ago does no more, whatever it may do."""


@pytest.mark.owed
def test_each_page_that_asks_again_has_a_route_that_does() -> None:
    asking = {o.url_name for _m, _p, o in operations() if getattr(o.view_func, "needs_fresh", False)}
    write = (
        "what a page asks again for, its route asks again too: give the route fresh=True, or say in AT_ANY_AGE why not; "
        "a page without a route stands in NOT_BY_PROGRAMS, and in EXCEPTIONS of tests/parity"
    )
    assert asking ^ DONE_LATELY == set(), write
    assert NOT_BY_PROGRAMS - set(told("EXCEPTIONS")) == set(), write
    assert set(AT_ANY_AGE) - {route for page in ALWAYS - NOT_BY_PROGRAMS for route in done_by()[page]} == set(), write


@pytest.mark.parametrize("route", sorted(DONE_LATELY))
def test_a_token_that_was_left_somewhere_signs_nothing_and_lets_nobody_in(story: Story, route: str) -> None:
    role = "chair" if "take_up" in route or "admit" in route else "member"
    asking, path = Program.of(story.accounts[role]), path_of(route, story)
    method = routes()[route][0].lower()
    with clock.set_to(clock.now() + timedelta(minutes=61)):
        answer = asking.ask(method, path, {}, {})
        assert (answer.status_code, answer.json()["reason"]) == (403, "accounts.token_not_fresh")
    with clock.set_to(clock.now() + timedelta(minutes=59)):
        answer = asking.ask(method, path, {}, {})
        assert answer.status_code == 204 or answer.json().get("reason") != "accounts.token_not_fresh"


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
