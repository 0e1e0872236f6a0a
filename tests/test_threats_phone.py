"""A stolen phone, and a screen left open: what a session that nobody has proved for more than an hour is not enough for."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import get_resolver

from plenary.accounts.rules import FRESH_FOR_ACTS
from plenary.core import clock
from plenary.decisions import queries
from plenary.decisions.actions import draft_proposal
from plenary.decisions.models import Proposal
from tests.story import Story
from tests.walk import _named, address, rows

type Visit = Callable[[str], Client]

ALWAYS = {
    "bodies:give_up",
    "directory:export",
    "membership:admit_protected",
    "membership:invite",
    "membership:mandate",
    "membership:protected",
    "membership:take_up",
    "membership:withdraw",
    "notices:new_webhook",
    "notices:webhook",
    "record:bundle",
}
"""Roles, protected members, and what is taken out of the coalition."""


def _left_open(client: Client, since: timedelta) -> Client:
    session = client.session
    for shown in session["account_authentication_methods"]:
        shown["at"] = (clock.now() - since).timestamp()
    session.save()
    return client


def _is_asked(client: Client, url: str, **sent: str) -> bool:
    """True when one is sent through the sign-in, and nothing was done."""
    before = rows()
    answer = client.post(url, sent) if sent else client.get(url)
    asked = answer.status_code == 302 and answer["Location"].startswith("/account/sign-out/")
    assert not asked or rows() == before
    return asked


def test_each_view_that_asks_again_is_known() -> None:
    marked = {
        name for name, entry in _named(get_resolver().url_patterns) if getattr(entry.callback, "asks_again", False)
    }
    assert marked == ALWAYS


@pytest.mark.parametrize("name", sorted(ALWAYS))
def test_a_session_left_open_does_not_reach_roles_protected_members_and_exports(
    story: Story, visit: Visit, name: str
) -> None:
    url = address(name, story)
    left_open, lately = FRESH_FOR_ACTS + timedelta(minutes=1), FRESH_FOR_ACTS - timedelta(minutes=1)
    roles = ("member", "coordinator", "chair")
    may_enter = [role for role in roles if _is_asked(_left_open(visit(role), left_open), url, press="on")]
    refused = [role for role in roles if _left_open(visit(role), left_open).post(url).status_code == 403]
    assert sorted(may_enter + refused) == sorted(roles)
    assert may_enter != []
    assert [role for role in roles if _is_asked(_left_open(visit(role), lately), url)] == []


def _draft(story: Story, kind: str) -> Proposal:
    payloads = {
        "membership.suspend": {"member": story.members["Long Bridge"].id, "reason": "none"},
        "decisions.resolve": {"text": "We meet in May."},
    }
    return draft_proposal(
        by=story.by("member"), title="A draft", body="Why.", language="en", effects=[(kind, payloads[kind])]
    )


@pytest.mark.parametrize(("kind", "governs"), [("membership.suspend", True), ("decisions.resolve", False)])
def test_opening_what_governs_asks_again_and_nothing_else_does(
    story: Story, visit: Visit, kind: str, governs: bool
) -> None:
    proposal = _draft(story, kind)
    assert queries.governs(proposal) is governs
    url = address("decisions:open", story, proposal_id=proposal.id)
    client = _left_open(visit("member"), FRESH_FOR_ACTS + timedelta(minutes=1))
    assert _is_asked(client, url, press="open") is governs


def test_who_is_asked_comes_back_to_the_page_and_to_no_other_site(story: Story, visit: Visit) -> None:
    proposal = _draft(story, "membership.suspend")
    client = _left_open(visit("member"), FRESH_FOR_ACTS + timedelta(minutes=1))
    url = address("decisions:open", story, proposal_id=proposal.id)
    page = address("decisions:proposal", story, proposal_id=proposal.id)
    leads_to = {}
    for came_from in (f"http://testserver{page}", "http://elsewhere.example/phish/", ""):
        answer = client.post(url, headers={"referer": came_from} if came_from else {})
        sign_in = parse_qs(urlsplit(answer["Location"]).query)["next"][0]
        leads_to[came_from] = parse_qs(urlsplit(sign_in).query)["next"][0]
    assert list(leads_to.values()) == [page, "/desk/", "/desk/"]
