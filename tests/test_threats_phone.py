"""A stolen phone, and a screen left open: what a session that nobody has proved for more than an hour is not enough for."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from plenary.accounts.rules import FRESH_FOR_ACTS
from plenary.bodies.models import Term
from plenary.core import clock
from plenary.decisions import queries
from plenary.decisions.actions import draft_proposal
from plenary.decisions.models import Proposal
from plenary.directory import actions as directory
from plenary.directory.models import Organisation, Person
from plenary.notices.actions.choices import make_calendar
from tests.programs import Program
from tests.story import Story
from tests.walk import NOBODYS, address, addresses, methods_of, rows, views

type Visit = Callable[[str], Client]

ALWAYS = {
    "agreements:confirm",
    "agreements:second",
    "agreements:sign",
    "agreements:withdraw",
    "bodies:give_up",
    "directory:export",
    "membership:admit_protected",
    "membership:invite",
    "membership:mandate",
    "membership:merge",
    "membership:merging_step",
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


@pytest.mark.owed
def test_each_view_that_asks_again_is_known() -> None:
    marked = {name for name, view in views().items() if getattr(view, "asks_again", False)}
    assert marked ^ ALWAYS == set(), (
        "tests/test_threats_phone.py: name in ALWAYS each page that asks again who one is, and no other"
    )


@pytest.mark.parametrize("name", sorted(ALWAYS))
def test_a_session_left_open_does_not_reach_roles_protected_members_and_exports(
    story: Story, visit: Visit, name: str
) -> None:
    url = address(name, story)
    left_open, lately = FRESH_FOR_ACTS + timedelta(minutes=1), FRESH_FOR_ACTS - timedelta(minutes=1)
    roles = ("member", "coordinator", "chair")
    sent = {"press": "on"} if "POST" in (methods_of(name) or {"POST"}) else {}
    may_enter = [role for role in roles if _is_asked(_left_open(visit(role), left_open), url, **sent)]
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


def test_a_session_left_open_makes_no_secret_address_of_the_calendar(story: Story, visit: Visit) -> None:
    left_open = _left_open(visit("member"), FRESH_FOR_ACTS + timedelta(minutes=1))
    assert _is_asked(left_open, reverse("notices:calendar"), step="make")


def test_signing_out_everywhere_ends_what_lets_programs_in(story: Story, visit: Visit) -> None:
    token = make_calendar(by=story.accounts["member"])
    program = Program.of(story.accounts["member"])
    at = reverse("notices:deadlines", args=[token])
    assert (Client().get(at).status_code, program.get("/account").status_code) == (200, 200)
    visit("member").post(reverse("accounts:end_session"), {"tokens": "1"})
    assert (Client().get(at).status_code, program.get("/account").status_code) == (404, 401)


@pytest.mark.parametrize("role", ["coordinator", "member"])
def test_a_session_left_open_puts_no_other_address_on_the_card_of_one_who_signs_in(
    story: Story, visit: Visit, role: str
) -> None:
    left_open = _left_open(visit(role), FRESH_FOR_ACTS + timedelta(minutes=1))
    page = address("directory:amend_person", story)
    card = Person.objects.of(story.open.id).get(pk=story.ids["person"])
    assert _is_asked(left_open, page, name=card.name, email="thief@example.net")
    answer = left_open.post(page, {"name": card.name, "email": card.email, "summary": "Maps."})
    assert answer["Location"] == address("directory:person", story)


OF_ONE = sorted(name for name, parts in addresses().items() if {"member_id", "card_id"} & set(parts))
"""Every page of one member or of one card."""


def _of_protected(name: str, story: Story) -> str:
    card = "protected_person" if "person" in name else "protected_card"
    return address(name, story, member_id=story.members["protected"].id, card_id=story.ids[card])


def _sees_and_keeps(story: Story) -> None:
    """The coordinator, who keeps the cards, is put into the chair, which may see protected members."""
    person = Person.objects.of(story.open.id).get(account=story.accounts["coordinator"])
    Term.objects.create(coalition_id=story.open.id, body="board", office="chair", person=person, starts=clock.now())


@pytest.mark.parametrize("name", OF_ONE)
def test_threat_a_session_left_open_does_not_open_protected_members_one_by_one(
    story: Story, visit: Visit, name: str
) -> None:
    left_open, lately = FRESH_FOR_ACTS + timedelta(minutes=1), FRESH_FOR_ACTS - timedelta(minutes=1)
    _sees_and_keeps(story)

    def is_asked(url: str, since: timedelta) -> bool:
        looked, pressed = (_left_open(visit("coordinator"), since) for _ in "gp")
        return _is_asked(looked, url) or _is_asked(pressed, url, press="on")

    of_protected, of_others = _of_protected(name, story), address(name, story)
    assert is_asked(of_protected, left_open)
    assert is_asked(of_others, left_open) is (name in ALWAYS)
    assert not is_asked(of_protected, lately)


@pytest.mark.parametrize("name", sorted(set(OF_ONE) - ALWAYS))
def test_who_may_not_see_protected_members_is_not_asked_about_them(story: Story, visit: Visit, name: str) -> None:
    left_open = FRESH_FOR_ACTS + timedelta(minutes=1)
    there, nowhere = _of_protected(name, story), address(name, story, member_id=NOBODYS, card_id=NOBODYS)
    for role in ("member", "coordinator"):
        client = _left_open(visit(role), left_open)
        assert client.post(there, {"step": "leave"}).status_code == client.post(nowhere, {"step": "leave"}).status_code
        assert client.get(there).status_code == client.get(nowhere).status_code
        assert not _is_asked(client, there)
    own = _left_open(visit("protected"), left_open)
    assert "member_id" not in addresses()[name] or not _is_asked(own, there)


def test_threat_an_import_names_no_protected_card(story: Story, visit: Visit) -> None:
    _sees_and_keeps(story)
    known = Organisation.objects.of(story.open.id).get(name__endswith=" Green Valley").name
    typed = known.replace("Valley", "Vally")
    rows_of = f"Name\nRoshana Sheltr\nRoshana Shelter\n{typed}\n".encode()
    imported = directory.begin_import(by=story.by("coordinator"), file_name="a.csv", data=rows_of, kind="organisations")
    page = visit("coordinator").get(f"/c/open-fields/directory/import/{imported.pk}/")
    told = [(each.row, each.of_name) for each, _chosen in page.context["duplicates"]]
    assert told == [(3, "Roshana Sheltr"), (4, known)]
    through_the_api = Program.of(story.accounts["coordinator"]).get(
        f"/coalitions/open-fields/directory/imports/{imported.pk}/preview"
    )
    assert [(each["row"], each["of_name"]) for each in through_the_api.json()["duplicates"]] == told
