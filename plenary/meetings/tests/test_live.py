"""The meeting live: quorum by presence, credentials, the speakers' list, open votes; and a meeting on paper."""

from datetime import timedelta

import pytest
from django.urls import reverse

from plenary.core.verdicts import Refused
from plenary.meetings import actions, queries
from plenary.meetings.audits import audit
from plenary.meetings.models import ActionPoint, AgendaItem, Attendance, Speech
from plenary.meetings.rules import ItemKind, Manner
from plenary.meetings.tests import factories
from plenary.meetings.tests.test_views import place, visit

__all__ = ["place"]

pytestmark = pytest.mark.django_db


def test_the_quorum_follows_who_is_present_and_officers_check_credentials(place: factories.Place) -> None:
    meeting = factories.meeting(place)
    (found,) = queries.presence_of(meeting).quorums
    assert (found.code, found.quorum.present, found.quorum.of, found.quorum.needed) == ("ordinary", 0, 4, 2)
    actions.attend(by=place.by("roads"), meeting=meeting, manner=Manner.ONLINE)
    told = queries.presence_of(meeting)
    assert (told.voting, told.electors, told.checked, told.quorums[0].quorum.holds) == (1, 2, 0, True)
    actions.enter_attendance(by=place.officer(), meeting=meeting, manners={place.roads.pk: Manner.ONLINE})
    assert queries.presence_of(meeting).checked == 1
    address = reverse("meetings:live", args=[place.of.slug, meeting.pk])
    whole = visit(place, "roads").get(address).content.decode()
    part = visit(place, "roads").get(address, headers={"HX-Request": "true"}).content.decode()
    assert ("<html" in whole, "<html" in part, part.strip() in whole) == (True, False, False)
    assert "1 / 2" in part


def test_the_speakers_list_goes_by_turns_and_shows_whose_voice_is_missing(place: factories.Place) -> None:
    meeting, slug = factories.meeting(place), place.of.slug
    for who in ("valley", "roads"):
        actions.attend(by=place.by(who), meeting=meeting, manner=Manner.ONLINE)
    keeper, member = visit(place, "valley"), visit(place, "roads")
    speak, floor = (reverse(f"meetings:{name}", args=[slug, meeting.pk]) for name in ("speak", "floor"))
    keeper.post(speak, {"step": "ask"})
    first = Speech.objects.of(place.of.id).get()
    assert member.post(floor, {"speech": first.pk}).status_code == 403
    assert keeper.post(floor, {"speech": first.pk}).status_code == 302
    keeper.post(floor)
    keeper.post(speak, {"step": "ask"})
    member.post(speak, {"step": "ask"})
    member.post(speak, {"step": "ask"})
    now, waiting = queries.speakers(queries.speeches_of(meeting))
    assert (now, [row.member.name for row in waiting]) == (None, ["Open Roads", "Green Valley"])
    assert queries.heard_at(meeting, queries.speeches_of(meeting)).silent == ("Open Roads",)
    member.post(speak, {"step": "back"})
    assert Speech.objects.of(place.of.id).filter(member=place.roads).count() == 0
    assert keeper.post(floor, {"speech": "0" * 16}).status_code == 404
    factories.hidden(place)
    with pytest.raises(Refused, match="not_written_of_protected"):
        actions.ask_to_speak(by=place.by("hidden"), meeting=meeting)


def test_nobody_speaks_once_it_is_over(place: factories.Place) -> None:
    meeting = factories.meeting(place, begins_in=timedelta(hours=-3))
    with pytest.raises(Refused, match="is_over"):
        actions.ask_to_speak(by=place.by("valley"), meeting=meeting)


def test_a_meeting_is_held_on_paper_and_typed_in_at_once(place: factories.Place) -> None:
    meeting, slug = factories.meeting(place), place.of.slug
    one = actions.Item(title="Lima", kind=ItemKind.DISCUSS, minutes=10)
    (item,) = actions.set_agenda(by=place.officer(), meeting=meeting, items=[one])
    client = visit(place, "valley")
    sheet = client.get(reverse("meetings:sheet", args=[slug, meeting.pk])).content.decode()
    assert ("Open Roads" in sheet, "Lima" in sheet) == (True, True)
    sent = {
        f"at-{place.roads.pk}": "in_person",
        f"{item.pk}-notes": "We go.",
        f"{item.pk}-revision": "0",
        "point-1-words": "Ask for prices.",
        "point-1-owner": "Open Roads",
    }
    address = reverse("meetings:type_in", args=[slug, meeting.pk])
    wrong = client.post(address, sent | {"point-1-owner": "Nobody"})
    assert wrong.status_code == 200
    assert Attendance.objects.of(place.of.id).count() == 0
    stale = client.post(address, sent | {f"{item.pk}-revision": "7"})
    assert "Somebody wrote here meanwhile." in stale.content.decode()
    assert Attendance.objects.of(place.of.id).count() == 0
    assert client.post(address, sent).status_code == 302
    assert [row.notes for row in AgendaItem.objects.of(place.of.id)] == ["We go."]
    assert [row.words for row in ActionPoint.objects.of(place.of.id)] == ["Ask for prices."]
    assert [row.checked_at is not None for row in Attendance.objects.of(place.of.id)] == [True]
    assert list(audit(place.of.id)) == []
