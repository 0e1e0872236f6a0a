"""The list for handing over: who follows, what waits, what one moved, what ends; for the holder alone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.bodies import actions as bodies
from plenary.bodies.actions import Nomination
from plenary.bodies.handing_over import handover_of
from plenary.bodies.rules.elections import AHEAD
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.decisions.tests import elections, factories
from plenary.directory.models import Person
from plenary.membership.models import Member

pytestmark = pytest.mark.django_db


def test_who_leaves_an_office_reads_what_to_hand_over_and_nobody_else_does(client: Client) -> None:
    by = elections.members(3)
    rules = Standing.system(by[0].coalition, "founding")
    people = {each.person: Person.objects.of(each.coalition).get(pk=each.person) for each in by}
    term = bodies.appoint(by=rules, nomination=Nomination(office="chair", person=people[by[0].person]))
    after = bodies.appoint(
        by=rules, nomination=Nomination(office="chair", person=people[by[1].person], starts=term.ends)
    )
    factories.draft(by[0], title="Unfinished")
    factories.opened(by[0], title="Half done")
    factories.draft(by[1], title="Of another")
    found = {str(section.heading): section.lines for section in handover_of(elections.read_anew(by[0]), term)}
    lines = list(found.values())
    assert [sorted(line.sentence for line in each) for each in (lines[0], lines[2], lines[3])] == [
        [after.holder_name],
        ["chair", "looks after seats: which are vacant, which members sit on no committee"],
        ["Half done", "Unfinished"],
    ]
    address = reverse("bodies:handover", args=["clear-fields", term.pk])
    answers = []
    for each in by[:2]:
        client.force_login(Account.objects.get(pk=each.account))
        answers.append(client.get(address).status_code)
    assert answers == [200, 403]


def test_the_list_of_a_members_seat_is_read_after_the_term_too(client: Client) -> None:
    by = elections.members(2)
    rules = Standing.system(by[0].coalition, "founding")
    member = Member.objects.of(by[0].coalition).get(pk=by[0].member)
    term = bodies.appoint(by=rules, nomination=Nomination(body="board", seats="seat", member=member))
    bodies.give_up(by=by[0], term=term)
    client.force_login(Account.objects.get(pk=by[0].account))
    with clock.set_to(clock.now() + timedelta(days=1)):
        text = client.get(reverse("bodies:handover", args=["clear-fields", term.pk])).content.decode()
    assert "a vote in: board" in text


def test_a_body_page_calls_the_election_that_follows_and_that_of_what_is_vacant(client: Client) -> None:
    by = elections.members(3)
    rules = Standing.system(by[0].coalition, "founding")
    rows = [Member.objects.of(by[0].coalition).get(pk=each.member) for each in by]
    terms = [
        bodies.appoint(by=rules, nomination=Nomination(body="board", seats="seat", member=row)) for row in rows[:2]
    ]
    client.force_login(Account.objects.get(pk=by[2].account))
    (filling,) = client.get(reverse("bodies:body", args=["clear-fields", "board"])).context["body"]["seats"]
    assert terms[0].ends is not None
    assert filling["calls"] == ""  # it is too early
    with clock.set_to(terms[0].ends - AHEAD):
        client.force_login(Account.objects.get(pk=by[2].account))
        (filling,) = client.get(reverse("bodies:body", args=["clear-fields", "board"])).context["body"]["seats"]
    start = f"?effect=bodies.elect&body=board&seats=seat&starts={terms[0].ends.date()}"
    assert filling["calls"] == reverse("decisions:new", args=["clear-fields"]) + start
    bodies.give_up(by=by[0], term=terms[0])
    (filling,) = client.get(reverse("bodies:body", args=["clear-fields", "board"])).context["body"]["seats"]
    new = reverse("decisions:new", args=["clear-fields"])
    assert (filling["calls"], filling["elect"], filling["propose"]) == (
        "",
        f"{new}?effect=bodies.elect&body=board&seats=seat",
        f"{new}?effect=bodies.appoint&body=board&seats=seat",
    )
