"""Minutes are approved by silence; who objects is answered first."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.core import clock
from plenary.core.verdicts import Refused
from plenary.decisions.models import Proposal
from plenary.meetings import actions, queries
from plenary.meetings.audits import audit
from plenary.meetings.models import Meeting, MinutesObjection
from plenary.meetings.pages import from_minutes
from plenary.meetings.rules import ItemKind
from plenary.meetings.rules.approval import Approval
from plenary.meetings.tests import factories
from plenary.meetings.tests.test_views import coordinated, place, visit
from tests import founding
from tests.programs import Program

__all__ = ["place"]

pytestmark = pytest.mark.django_db


def written(of: factories.Place) -> Meeting:
    """A meeting with minutes."""
    meeting = factories.meeting(of)
    one = actions.Item(title="Lima", kind=ItemKind.DECIDE, minutes=10)
    (item,) = actions.set_agenda(by=of.officer(), meeting=meeting, items=[one])
    actions.write_minutes(by=of.by("valley"), item=item, notes="We go.", revision=0)
    return meeting


def test_published_minutes_are_approved_where_nobody_objects(place: factories.Place) -> None:
    meeting = written(place)
    published = actions.publish_minutes(by=place.officer(), meeting=meeting, days=14)
    assert queries.approval(published) is Approval.PUBLISHED
    desk = visit(place, "roads").get(reverse("desk:coalition", args=[place.of.slug])).content.decode()
    assert "Minutes of Spring meeting" in desk
    (item,) = queries.items_of(meeting)
    with pytest.raises(Refused, match="not_keeping"):
        actions.write_minutes(by=place.by("roads"), item=item, notes="We stay.", revision=1)
    with clock.set_to(clock.now() + timedelta(days=15)):
        assert queries.approval(published) is Approval.APPROVED
        for refused in (
            lambda: actions.write_minutes(by=place.officer(), item=item, notes="We stay.", revision=1),
            lambda: actions.publish_minutes(by=place.officer(), meeting=meeting, days=14),
        ):
            with pytest.raises(Refused, match="approved"):
                refused()
        with pytest.raises(Refused, match="not_open_to_objections"):
            actions.object_to_minutes(by=place.by("roads"), meeting=published, words="No.")
    assert list(audit(place.of.id)) == []


def test_who_objects_is_answered_and_corrected_minutes_are_published_again(place: factories.Place) -> None:
    meeting, slug = written(place), place.of.slug
    keeper, member = visit(place, "valley"), visit(place, "roads")
    assert keeper.post(reverse("meetings:publish", args=[slug, meeting.pk]), {"days": "0"}).status_code == 200
    assert keeper.post(reverse("meetings:publish", args=[slug, meeting.pk]), {"days": "7"}).status_code == 302
    assert member.post(reverse("meetings:object", args=[slug, meeting.pk]), {"words": "We stay."}).status_code == 302
    meeting.refresh_from_db()
    assert queries.approval(meeting) is Approval.CONTESTED
    row = MinutesObjection.objects.of(place.of.id).get()
    address = reverse("meetings:settle", args=[slug, meeting.pk, row.pk])
    assert member.post(address, {"answer": "So be it."}).status_code == 403
    (item,) = queries.items_of(meeting)
    actions.write_minutes(by=place.by("valley"), item=item, notes="We stay.", revision=1)
    assert keeper.post(address, {"answer": "Corrected."}).status_code == 302
    assert queries.approval(meeting) is Approval.CHANGED
    assert keeper.post(reverse("meetings:publish", args=[slug, meeting.pk]), {"days": "7"}).status_code == 302
    meeting.refresh_from_db()
    assert queries.approval(meeting) is Approval.PUBLISHED
    page = member.get(reverse("meetings:meeting", args=[slug, meeting.pk])).content.decode()
    assert ("Corrected." in page, "Open Roads" in page) == (True, True)


def test_an_objection_of_a_protected_member_names_nobody(place: factories.Place) -> None:
    meeting = written(place)
    factories.hidden(place)
    published = actions.publish_minutes(by=place.officer(), meeting=meeting, days=7)
    row = actions.object_to_minutes(by=place.by("hidden"), meeting=published, words="It was otherwise.")
    assert row.member_id is None


def test_a_decision_in_the_minutes_fills_the_forms_of_decisions_in(place: factories.Place) -> None:
    meeting = written(place)
    actions.attend(by=place.by("roads"), meeting=meeting, manner=factories.ONLINE)
    (item,) = queries.items_of(meeting)
    client, slug = visit(place, "valley"), place.of.slug
    begun = {"from": f"meetings.item:{item.pk}", "effect": "decisions.resolve"}
    answer = client.get(reverse("decisions:new", args=[slug]), begun)
    words = answer.context["words"]
    assert (words["title"].value(), words["body"].value()) == ("Lima", "We go.")
    start = from_minutes(place.by("valley"), item.pk)
    assert start is not None
    told = start.of_call(ZoneInfo("UTC"))
    assert (told["occasion"], told["notes"], told[f"said-{place.roads.pk}"]) == ("Spring meeting", "We go.", "silent")
    assert f"said-{place.valley.pk}" not in told
    board = factories.meeting(place, body="board")
    one = actions.Item(title="Secret", kind=ItemKind.DECIDE, minutes=10)
    (hidden,) = actions.set_agenda(by=place.officer(), meeting=board, items=[one])
    assert from_minutes(place.by("roads"), hidden.pk) is None
    page = client.get(reverse("meetings:meeting", args=[slug, meeting.pk])).content.decode()
    assert f"from=meetings.item%3A{item.pk}" in page


def decided(meeting: Meeting) -> dict[str, object]:
    """What the form of a decision on a call sends for the members who decide."""
    return {
        "effect": "decisions.resolve",
        "title": "We go to Lima",
        "text": "We go.",
        "language": "en",
        "occasion": meeting.title,
        "held_on": f"{meeting.starts_at:%Y-%m-%d}",
        "held_at": f"{meeting.starts_at:%H:%M}",
        "rest": "for",
        "step": "enter",
    }


def test_a_decision_entered_from_an_item_leads_back_to_it_and_the_item_to_the_decision() -> None:
    rules = tuple(replace(each, recorded_by=("coordinator",)) for each in founding.charter().processes)
    place = coordinated(factories.place(processes=rules))
    meeting, slug = written(place), place.of.slug
    (item,) = queries.items_of(meeting)
    client, member = visit(place, "valley"), visit(place, "roads")
    begun = f"meetings.item:{item.pk}"
    address = f"{reverse('decisions:record_call', args=[slug])}?effect=decisions.resolve&from={begun}"
    assert client.post(address, decided(meeting)).status_code == 302
    made = Proposal.objects.of(place.of.id).get()
    back = f"{reverse('meetings:meeting', args=[slug, meeting.pk])}#item-{item.pk}"
    assert back in member.get(reverse("decisions:proposal", args=[slug, made.pk])).content.decode()
    page = member.get(reverse("meetings:meeting", args=[slug, meeting.pk])).content.decode()
    assert f'{reverse("decisions:proposal", args=[slug, made.pk])}" dir="auto">We go to Lima' in page
    program = Program.of(Account.objects.get(id=place.accounts["roads"]))
    assert program.get(f"/coalitions/{slug}/meetings/{meeting.pk}").json()["agenda"][0]["decisions"] == [made.pk]
    assert program.get(f"/coalitions/{slug}/proposals/{made.pk}").json()["call"]["begun_from"] == begun
    hidden = factories.meeting(place, body="board")
    one = actions.Item(title="Secret", kind=ItemKind.DECIDE, minutes=10)
    (secret,) = actions.set_agenda(by=place.officer(), meeting=hidden, items=[one])
    Proposal.objects.of(place.of.id).update(begun_from=f"meetings.item:{secret.pk}")
    assert program.get(f"/coalitions/{slug}/proposals/{made.pk}").json()["call"]["begun_from"] == ""
    page = member.get(reverse("decisions:proposal", args=[slug, made.pk])).content.decode()
    assert ("Secret" in page, secret.pk in page) == (False, False)


def test_a_program_enters_a_decision_only_from_an_item_that_it_may_read() -> None:
    rules = tuple(replace(each, recorded_by=("coordinator",)) for each in founding.charter().processes)
    place = coordinated(factories.place(processes=rules))
    meeting, slug = written(place), place.of.slug
    (item,) = queries.items_of(meeting)
    sent = decided(meeting)
    words = {
        "title": sent["title"],
        "body": "",
        "language": "en",
        "kind": "decisions.resolve",
        "fields": {"text": "We go."},
    }
    call = {name: sent[name] for name in ("held_on", "held_at", "occasion", "rest")}
    program = Program.of(Account.objects.get(id=place.accounts["valley"]))
    route = f"/coalitions/{slug}/proposals/call"
    wrong = program.post(route, words | {"call": call | {"begun_from": "meetings.item:nothing"}})
    assert (wrong.status_code, b"call.begun_from" in wrong.content) == (422, True)
    assert program.post(route, words | {"call": call | {"begun_from": f"meetings.item:{item.pk}"}}).status_code == 201
    assert Proposal.objects.of(place.of.id).get().begun_from == f"meetings.item:{item.pk}"
