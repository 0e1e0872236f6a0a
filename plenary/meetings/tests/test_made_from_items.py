"""Proposals that are made from an item: each leads to the other, for those who may read both."""

import pytest
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.decisions.actions import open_proposal, withdraw_proposal
from plenary.decisions.models import Proposal
from plenary.meetings import actions, queries, shown
from plenary.meetings.models import AgendaItem, Meeting
from plenary.meetings.rules import ItemKind
from plenary.meetings.tests import factories
from plenary.meetings.tests.test_views import visit
from tests.programs import Program

pytestmark = pytest.mark.django_db

WORDS = {"effect": "decisions.resolve", "title": "We go to Lima", "body": "We go.", "text": "We go.", "language": "en"}


def held(place: factories.Place, body: str = "plenary") -> tuple[Meeting, AgendaItem]:
    """A meeting under way, and an item to decide of which minutes are written."""
    meeting = factories.meeting(place, body=body)
    one = actions.Item(title="Lima", kind=ItemKind.DECIDE, minutes=10)
    (item,) = actions.set_agenda(by=place.officer(), meeting=meeting, items=[one])
    return meeting, actions.write_minutes(by=place.officer(), item=item, notes="We go.", revision=0)


def made(place: factories.Place, item: AgendaItem) -> Proposal:
    """A draft that a member made from the item on its page."""
    address = reverse("decisions:new", args=[place.of.slug])
    sent = visit(place, "valley").post(f"{address}?effect=decisions.resolve&from=meetings.item:{item.pk}", WORDS)
    assert sent.status_code == 302
    return Proposal.objects.of(place.of.id).get()


def test_a_proposal_made_from_an_item_leads_back_to_it_and_the_item_to_the_proposal() -> None:
    place = factories.place()
    meeting, item = held(place)
    proposal, slug = made(place, item), place.of.slug
    assert proposal.begun_from == f"meetings.item:{item.pk}"
    at_item = reverse("meetings:meeting", args=[slug, meeting.pk])
    at_proposal = reverse("decisions:proposal", args=[slug, proposal.pk])
    mover, member = visit(place, "valley"), visit(place, "roads")
    assert f'{at_item}#item-{item.pk}" dir="auto">Lima' in mover.get(at_proposal).content.decode()
    page = mover.get(at_item).content.decode()
    assert f'A proposal made from it: <a href="{at_proposal}" dir="auto">We go to Lima' in page
    assert "Make it a proposal" not in page
    page = member.get(at_item).content.decode()  # nobody else reads a draft
    assert (proposal.pk in page, "A proposal made" in page, "Make it a proposal" in page) == (False, False, True)
    open_proposal(by=place.by("valley"), proposal=proposal)
    assert f'A proposal made from it: <a href="{at_proposal}"' in member.get(at_item).content.decode()
    program = Program.of(Account.objects.get(id=place.accounts["roads"]))
    (told,) = program.get(f"/coalitions/{slug}/meetings/{meeting.pk}").json()["agenda"]
    assert (told["made"], told["decisions"]) == ([proposal.pk], [])
    assert program.get(f"/coalitions/{slug}/proposals/{proposal.pk}").json()["begun_from"] == proposal.begun_from


def test_an_item_whose_proposal_was_withdrawn_may_be_put_again() -> None:
    place = factories.place()
    meeting, item = held(place)
    proposal = made(place, item)
    withdraw_proposal(by=place.by("valley"), proposal=proposal)
    (told,) = shown.agenda_of(place.by("valley"), meeting)
    assert ([each.row.pk for each in told.made], told.is_taken_up) == ([proposal.pk], False)
    page = visit(place, "valley").get(reverse("meetings:meeting", args=[place.of.slug, meeting.pk])).content.decode()
    assert ("and withdrawn:" in page, "Make it a proposal" in page) == (True, True)


def test_who_may_not_read_the_meeting_is_not_told_that_a_proposal_began_there() -> None:
    place = factories.place()
    hidden, item = held(place, body="board")
    proposal = made(place, held(place)[1])
    Proposal.objects.of(place.of.id).update(begun_from=f"meetings.item:{item.pk}")
    open_proposal(by=place.by("valley"), proposal=Proposal.objects.of(place.of.id).get())
    slug = place.of.slug
    for who in ("valley", "roads"):
        page = visit(place, who).get(reverse("decisions:proposal", args=[slug, proposal.pk])).content.decode()
        assert (item.pk in page, hidden.pk in page, "From the minutes of" in page) == (False, False, False)
        program = Program.of(Account.objects.get(id=place.accounts[who]))
        assert program.get(f"/coalitions/{slug}/proposals/{proposal.pk}").json()["begun_from"] == ""
    assert queries.proposals_from(place.officer(), [item])[item.pk] == [proposal]


def test_a_draft_begins_only_in_an_item_that_its_mover_may_read() -> None:
    place = factories.place()
    _meeting, item = held(place)
    _hidden, secret = held(place, body="board")
    address = reverse("decisions:new", args=[place.of.slug])
    visit(place, "valley").post(f"{address}?effect=decisions.resolve&from=meetings.item:{secret.pk}", WORDS)
    assert Proposal.objects.of(place.of.id).get().begun_from == ""
    program, route = (
        Program.of(Account.objects.get(id=place.accounts["valley"])),
        f"/coalitions/{place.of.slug}/proposals",
    )
    words = {"title": "We go", "body": "", "language": "en", "kind": "decisions.resolve", "fields": {"text": "We go."}}
    wrong = program.post(route, words | {"begun_from": f"meetings.item:{secret.pk}"})
    assert (wrong.status_code, b"begun_from" in wrong.content) == (422, True)
    right = program.post(route, words | {"begun_from": f"meetings.item:{item.pk}"})
    assert right.status_code == 201
    assert Proposal.objects.of(place.of.id).get(pk=right.json()["id"]).begun_from == f"meetings.item:{item.pk}"
