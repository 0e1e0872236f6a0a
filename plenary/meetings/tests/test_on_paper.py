"""What became of the actions of earlier meetings, on paper: room on the sheet, and typed in with all the rest."""

from datetime import timedelta

import pytest
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.core.verdicts import Refused
from plenary.meetings import actions, queries
from plenary.meetings.audits import audit
from plenary.meetings.models import ActionPoint, AgendaItem, Attendance, Meeting
from plenary.meetings.rules import ItemKind
from plenary.meetings.tests import factories
from plenary.meetings.tests.test_views import place, visit
from tests.programs import Program

__all__ = ["place"]

pytestmark = pytest.mark.django_db


def _two_meetings(place: factories.Place) -> tuple[Meeting, AgendaItem, list[ActionPoint]]:
    """A meeting that follows up three actions of an earlier one, with its one item."""
    first = factories.meeting(place, begins_in=timedelta(days=-30))
    words = ("Ask for prices.", "Book the hall.", "Write to the minister.")
    points = [
        actions.agree_point(by=place.officer(), meeting=first, words=each, owner=place.roads.pk) for each in words
    ]
    meeting = factories.meeting(place)
    one = actions.Item(title="Lima", kind=ItemKind.DISCUSS, minutes=10)
    (item,) = actions.set_agenda(by=place.officer(), meeting=meeting, items=[one])
    return meeting, item, points


def _became(place: factories.Place) -> dict[str, tuple[bool, str, bool]]:
    rows = ActionPoint.objects.of(place.of.id)
    return {row.words: (row.done_at is not None, row.became, row.is_dropped) for row in rows}


def test_what_became_of_earlier_actions_is_printed_and_typed_in_at_once(place: factories.Place) -> None:
    meeting, item, (prices, hall, minister) = _two_meetings(place)
    client, slug = visit(place, "valley"), place.of.slug
    sheet = client.get(reverse("meetings:sheet", args=[slug, meeting.pk])).content.decode()
    assert sheet.count("☐ It is done ☐ It is dropped") == 3
    address = reverse("meetings:type_in", args=[slug, meeting.pk])
    assert "Write to the minister." in client.get(address).content.decode()
    sent = {
        f"at-{place.roads.pk}": "in_person",
        f"{item.pk}-notes": "We go.",
        f"{item.pk}-revision": "0",
        f"before-{prices.pk}-ended": "done",
        f"before-{prices.pk}-became": "Asked.",
        f"before-{hall.pk}-ended": "dropped",
        f"before-{minister.pk}-ended": "",
    }
    lost = client.post(address, sent | {f"before-{minister.pk}-became": "Soon."})
    assert "Say whether it is done or dropped" in lost.content.decode()
    assert Attendance.objects.of(place.of.id).count() == 0
    stale = client.post(address, sent | {f"{item.pk}-revision": "7"})
    assert "Somebody wrote here meanwhile." in stale.content.decode()
    assert not any(done for done, _words, _dropped in _became(place).values())
    assert client.post(address, sent).status_code == 302
    assert _became(place) == {
        "Ask for prices.": (True, "Asked.", False),
        "Book the hall.": (True, "", True),
        "Write to the minister.": (False, "", False),
    }
    again = client.get(address).content.decode()
    assert ("Book the hall." in again, "Write to the minister." in again) == (False, True)
    assert list(audit(place.of.id)) == []


def test_a_program_types_in_what_became_of_those_that_the_meeting_follows_up_alone(place: factories.Place) -> None:
    meeting, _item, (prices, *_others) = _two_meetings(place)
    other = actions.agree_point(
        by=place.officer(), meeting=factories.meeting(place, body="board"), words="Of the board."
    )
    program = Program.of(Account.objects.get(id=place.accounts["valley"]))
    route = f"/coalitions/{place.of.slug}/meetings/{meeting.pk}/sheet"
    told = {"point": prices.pk, "ended": "dropped", "became": "Too dear."}
    assert program.post(route, {"finished": [told, {"point": other.pk}]}).status_code == 404
    assert program.post(route, {"finished": [told | {"ended": "never"}]}).status_code == 422
    assert program.post(route, {"finished": [told]}).status_code == 204
    assert _became(place)["Ask for prices."] == (True, "Too dear.", True)
    assert _became(place)["Of the board."] == (False, "", False)


def test_one_that_is_ended_already_enters_nothing_of_the_sheet(place: factories.Place) -> None:
    meeting, item, (prices, *_others) = _two_meetings(place)
    actions.finish_point(by=place.by("roads"), point=prices, became="Asked.")
    sheet = actions.Sheet(
        manners={}, notes=[(item, "We go.", 0)], finished=[actions.Became(point=prices, words="Again.")]
    )
    with pytest.raises(Refused, match="is_done"):
        actions.type_in(by=place.officer(), meeting=meeting, sheet=sheet)
    assert [row.notes for row in AgendaItem.objects.of(place.of.id)] == [""]
    assert queries.points_from_before(meeting)[0].became == "Asked."
