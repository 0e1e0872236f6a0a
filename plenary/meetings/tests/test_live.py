"""The meeting live: quorum by presence, credentials, the speakers' list, open votes; and a meeting on paper."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.bodies.models import Term
from plenary.core import clock
from plenary.core.verdicts import Refused
from plenary.decisions.actions import cast_ballot, draft_proposal, open_proposal
from plenary.decisions.models import Proposal
from plenary.meetings import actions, queries
from plenary.meetings.audits import audit
from plenary.meetings.models import ActionPoint, AgendaItem, Attendance, Meeting, Speech
from plenary.meetings.rules import ItemKind, Manner
from plenary.meetings.tests import factories
from plenary.meetings.tests.test_views import place, visit
from plenary.meetings.views import presence
from tests.programs import Program

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


def test_the_speakers_list_goes_by_turns_and_shows_whose_voice_is_missing(
    place: factories.Place, monkeypatch: pytest.MonkeyPatch
) -> None:
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
    monkeypatch.setattr(presence, "MOST_SILENT", 0)
    part = member.get(reverse("meetings:live", args=[slug, meeting.pk])).content.decode()
    assert ("Not yet:" in part, "and one more." in part) == (True, True)
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


def test_votes_of_the_agenda_are_one_touch_away_with_ones_own_ballot(place: factories.Place) -> None:
    meeting, slug = factories.meeting(place, body="board"), place.of.slug
    by = place.by("roads")
    with clock.set_to(clock.now() - timedelta(days=8)):
        effects = [("decisions.resolve", {"text": "We go."})]
        proposal = draft_proposal(by=by, title="Go to Lima", body="", language="en", effects=effects)
        open_proposal(by=by, proposal=proposal)
    day = timedelta(days=1)
    Proposal.objects.of(place.of.id).update(voting_from=clock.now() - day, voting_until=clock.now() + day)
    member, address = visit(place, "valley"), reverse("meetings:live", args=[slug, meeting.pk])
    Term.objects.create(
        coalition=place.of, body="board", seats="general", member=place.valley, starts=clock.now() - timedelta(days=1)
    )
    ballot = f"{reverse('decisions:proposal', args=[slug, proposal.pk])}#ballot"
    assert ballot not in member.get(address).content.decode()
    one = actions.Item(title="Lima", kind=ItemKind.DECIDE, minutes=10, proposal=proposal.pk)
    actions.set_agenda(by=replace(place.officer(), member=by.member), meeting=meeting, items=[one])
    page = member.get(address).content.decode()
    assert (ballot in page, "Your ballot is not cast yet." in page) == (True, True)
    program = Program.of(Account.objects.get(id=place.accounts["valley"]))
    route = f"/coalitions/{slug}/meetings/{meeting.pk}/live"
    told = program.get(route).json()["proposals"]
    assert [(each["id"], each["is_asked"], each["has_voted"]) for each in told] == [(proposal.pk, True, False)]
    cast_ballot(by=place.by("valley"), proposal=proposal, choice="yes")
    page = member.get(address).content.decode()
    assert (ballot in page, "Your ballot is cast." in page) == (False, True)
    assert [each["has_voted"] for each in program.get(route).json()["proposals"]] == [True]
    Proposal.objects.of(place.of.id).update(outcome="adopted", decided_at=clock.now())
    page = member.get(address).content.decode()
    assert ("<h3>Decided</h3>" in page, "Nothing is open that this meeting decides." in page) == (True, True)
    assert [(each["id"], each["state"]) for each in program.get(route).json()["proposals"]] == [
        (proposal.pk, "adopted")
    ]
    whole = member.get(reverse("meetings:meeting", args=[slug, meeting.pk])).content.decode()
    assert f'{proposal.title}</a> <span class="state adopted">' in whole
    Proposal.objects.of(place.of.id).update(decided_at=meeting.starts_at - timedelta(minutes=1))
    assert program.get(route).json()["proposals"] == []


def test_minutes_are_read_anew_only_when_somebody_wrote(place: factories.Place) -> None:
    meeting, slug = factories.meeting(place), place.of.slug
    one = actions.Item(title="Lima", kind=ItemKind.DISCUSS, minutes=10)
    (item,) = actions.set_agenda(by=place.officer(), meeting=meeting, items=[one])
    member, address = visit(place, "roads"), reverse("meetings:live", args=[slug, meeting.pk])
    whole = member.get(address)
    assert "Read again" in whole.content.decode()
    seen, asks = {"minutes": whole.context["stamp"]}, {"HX-Request": "true"}
    assert member.get(address, seen, headers=asks).status_code == 204
    actions.write_minutes(by=place.by("valley"), item=item, notes="We **go**.", revision=0)
    part = member.get(address, seen, headers=asks)
    page = part.content.decode()
    assert (part.status_code, "<strong>go</strong>" in page, "<html" in page, 'id="live"' in page) == (
        200,
        True,
        False,
        False,
    )
    Meeting.objects.of(place.of.id).update(ends_at=clock.now() - timedelta(minutes=1))
    last = member.get(address, {"minutes": part.context["stamp"]}, headers=asks)
    assert (last.status_code, "hx-get" in last.content.decode()) == (200, False)


def test_one_thing_is_to_be_done_first_whatever_the_meeting_has(place: factories.Place) -> None:
    meeting, client = factories.meeting(place), visit(place, "roads")
    Meeting.objects.of(place.of.id).update(link="https://meet.example.org/now")
    address = reverse("meetings:meeting", args=[place.of.slug, meeting.pk])
    now = client.get(address).content.decode()
    assert ("Join online" in now, "Are you there?" in now, now.count("button main")) == (True, True, 1)
    with clock.set_to(clock.now() - timedelta(days=1)):
        before = client.get(address).content.decode()
    assert ("Join online" in before, before.count("button main")) == (True, 1)
