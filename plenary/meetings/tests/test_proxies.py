"""Proxies: who acts for whom is told and entered, nobody is counted twice, and nobody under protection is named."""

import json

import pytest
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.core.verdicts import Refused
from plenary.meetings import actions, queries, shown
from plenary.meetings.audits import audit
from plenary.meetings.forms import AttendanceForm
from plenary.meetings.models import Attendance, Meeting
from plenary.meetings.rules import Manner
from plenary.meetings.tests import factories
from plenary.meetings.tests.test_views import coordinated, visit
from plenary.membership.models import Member
from plenary.record.models import Entry, Opening
from tests import founding
from tests.programs import Program

pytestmark = pytest.mark.django_db


def attended(place: factories.Place) -> list[list[str]]:
    """Who was there, as the record tells it last."""
    entry = Entry.objects.of(place.of.id).filter(kind="meetings.attended").latest("n")
    told: list[list[str]] = json.loads(bytes(Opening.objects.of(place.of.id).get(entry=entry, position=0).payload))[
        "facts"
    ]["attended"]
    return told


def there(meeting: Meeting) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Who is there as pages tell it: name, manner, who acts for it, for whom it acts."""
    return [(each.name, each.row.manner, each.carrier, each.acts_for) for each in shown.there_of(meeting)]


def test_a_proxy_names_whom_it_acts_for_and_the_quorum_counts_each_once() -> None:
    place = factories.place()
    meeting = factories.meeting(place)
    actions.attend(by=place.by("valley"), meeting=meeting, manner=Manner.ONLINE, acts_for=place.roads.pk)
    assert there(meeting) == [
        ("Green Valley", "online", "", ("Open Roads",)),
        ("Open Roads", "proxy", "Green Valley", ()),
    ]
    assert attended(place) == sorted([[place.valley.pk, "online"], [place.roads.pk, "proxy", place.valley.pk]])
    actions.enter_attendance(
        by=place.officer(), meeting=meeting, manners={place.roads.pk: Manner.PROXY}
    )  # it has looked
    told = queries.presence_of(meeting)
    assert (told.voting, told.electors, told.there, told.quorums[0].quorum.present) == (2, 2, 2, 4)
    assert list(audit(place.of.id)) == []
    actions.attend(by=place.by("roads"), meeting=meeting, manner=Manner.PHONE)  # it comes after all
    assert there(meeting) == [("Green Valley", "online", "", ()), ("Open Roads", "phone", "", ())]
    told = queries.presence_of(meeting)
    assert (told.voting, told.there, told.quorums[0].quorum.present) == (2, 2, 4)
    assert attended(place) == sorted([[place.valley.pk, "online"], [place.roads.pk, "phone"]])
    assert list(audit(place.of.id)) == []


def test_two_cannot_act_for_the_same_and_nobody_for_who_is_there() -> None:
    place = factories.place()
    third = founding.member(place.of, "Long Bridge")
    meeting = factories.meeting(place)
    actions.attend(by=place.by("valley"), meeting=meeting, manner=Manner.ONLINE, acts_for=third.pk)
    with pytest.raises(Refused, match="has_come"):
        actions.attend(by=place.by("roads"), meeting=meeting, manner=Manner.ONLINE, acts_for=third.pk)
    with pytest.raises(Refused, match="has_come"):
        actions.attend(by=place.by("roads"), meeting=meeting, manner=Manner.ONLINE, acts_for=place.valley.pk)
    with pytest.raises(Refused, match="bad_proxy"):
        actions.attend(by=place.by("valley"), meeting=meeting, manner=Manner.PROXY, acts_for=third.pk)
    for nobody in (place.valley.pk, "nobody"):
        with pytest.raises(Refused, match="not_there"):
            actions.attend(by=place.by("valley"), meeting=meeting, manner=Manner.ONLINE, acts_for=nobody)
    observer = factories.observing(place)
    with pytest.raises(Refused, match="observes"):
        actions.attend(by=observer, meeting=meeting, manner=Manner.ONLINE, acts_for=place.roads.pk)
    assert [(name, acts_for) for name, _how, _carrier, acts_for in there(meeting)] == [
        ("Green Valley", ("Long Bridge",)),
        ("Long Bridge", ()),
    ]


@pytest.mark.parametrize("manner", [None, Manner.PROXY])
def test_who_was_there_through_one_who_leaves_is_not_there_either(manner: Manner | None) -> None:
    place = factories.place()
    meeting = factories.meeting(place)
    actions.attend(by=place.by("valley"), meeting=meeting, manner=Manner.ONLINE, acts_for=place.roads.pk)
    actions.attend(by=place.by("valley"), meeting=meeting, manner=manner)
    assert [name for name, *_how in there(meeting)] == (["Green Valley"] if manner else [])
    assert list(audit(place.of.id)) == []


def test_a_proxy_that_is_given_is_taken_up_and_given_back() -> None:
    place = factories.place()
    meeting = factories.meeting(place)
    actions.attend(by=place.by("roads"), meeting=meeting, manner=Manner.PROXY)
    assert there(meeting) == [("Open Roads", "proxy", "", ())]
    actions.attend(by=place.by("valley"), meeting=meeting, manner=Manner.ONLINE, acts_for=place.roads.pk)
    assert there(meeting)[1] == ("Open Roads", "proxy", "Green Valley", ())
    assert Attendance.objects.of(place.of.id).count() == 2
    client, page = visit(place, "valley"), reverse("meetings:meeting", args=[place.of.slug, meeting.pk])
    assert 'value="Open Roads"' in client.get(page).content.decode()
    client.post(reverse("meetings:attend", args=[place.of.slug, meeting.pk]), {"manner": "online", "acts_for": ""})
    assert there(meeting) == [("Green Valley", "online", "", ()), ("Open Roads", "proxy", "", ())]
    assert 'value="Open Roads"' not in client.get(page).content.decode()
    assert list(audit(place.of.id)) == []


def test_whoever_keeps_the_minutes_enters_who_acted_for_whom() -> None:
    place = factories.place()
    meeting, roads, valley = factories.meeting(place), place.roads.pk, place.valley.pk
    manners = {roads: Manner.PROXY, valley: Manner.IN_PERSON}
    enter = {"by": place.officer(), "meeting": meeting}
    actions.enter_attendance(**enter, manners=manners, proxies={roads: valley})
    assert attended(place) == sorted([[valley, "in_person"], [roads, "proxy", valley]])
    count = Entry.objects.of(place.of.id).count()
    actions.enter_attendance(**enter, manners=manners, proxies={roads: valley})
    assert Entry.objects.of(place.of.id).count() == count
    for wrong in ({roads: roads}, {valley: roads}, {roads: "nobody"}):
        with pytest.raises(Refused, match=r"bad_proxy|not_there"):
            actions.enter_attendance(**enter, manners=manners, proxies=wrong)
    actions.enter_attendance(**enter, manners=manners, proxies={roads: ""})
    assert there(meeting)[1] == ("Open Roads", "proxy", "", ())
    Attendance.objects.of(place.of.id).filter(member=place.roads).update(
        carrier=Attendance.objects.of(place.of.id).get(member=place.valley)
    )
    assert any("by proxy" in each for each in audit(place.of.id))


def test_the_pages_tell_and_take_who_acts_for_whom() -> None:
    place = factories.place()
    meeting, slug = factories.meeting(place), place.of.slug
    page, attend, roster = (
        reverse(f"meetings:{name}", args=[slug, meeting.pk]) for name in ("meeting", "attend", "attendance")
    )
    client = visit(place, "valley")
    assert "Do you act for another member" in client.get(page).content.decode()
    wrong = client.post(attend, {"manner": "proxy", "acts_for": "Open Roads"})
    assert (wrong.status_code, "who acts for it must be there" in wrong.content.decode()) == (200, True)
    assert client.post(attend, {"manner": "online", "acts_for": "Nobody"}).context["form"].errors.keys() == {"acts_for"}
    assert client.post(attend, {"manner": "online", "acts_for": "Open Roads"}).status_code == 302
    told = visit(place, "roads").get(page).content.decode()
    assert ("acts for Open Roads" in told, "by proxy: Green Valley" in told) == (True, True)
    assert 'value="Open Roads"' in client.get(page).content.decode()
    client.post(attend, {"manner": "online", "acts_for": ""})
    assert [name for name, *_how in there(meeting)] == ["Green Valley"]
    program = Program.of(Account.objects.get(id=place.accounts["valley"]))
    route = f"/coalitions/{slug}/meetings/{meeting.pk}"
    assert program.post(f"{route}/there", {"manner": "phone", "acts_for": place.roads.pk}).status_code == 204
    assert [(each["name"], each["carrier"], each["acts_for"]) for each in program.get(route).json()["there"]] == [
        ("Green Valley", "", ["Open Roads"]),
        ("Open Roads", "Green Valley", []),
    ]
    assert client.get(roster).status_code == 403


def test_the_roster_on_the_page_and_on_paper_has_room_for_who_acts_for_whom() -> None:
    place = coordinated(factories.place())
    meeting, client = factories.meeting(place), visit(place, "valley")
    names = ("attendance", "type_in", "sheet")
    roster, typed, sheet = (reverse(f"meetings:{name}", args=[place.of.slug, meeting.pk]) for name in names)
    sent = {f"at-{place.roads.pk}": "proxy", f"by-{place.roads.pk}": "Green Valley", f"at-{place.valley.pk}": "online"}
    wrong = client.post(roster, sent | {f"at-{place.valley.pk}": ""}).content.decode()
    assert "Open Roads: Who takes part by proxy is not there itself" in wrong
    assert client.post(roster, sent).status_code == 302
    for address in (roster, typed):
        assert f'name="by-{place.roads.pk}" value="Green Valley"' in client.get(address).content.decode()
    assert '<th scope="col">who acts for it</th>' in client.get(sheet).content.decode()


def test_a_roster_names_who_acts_for_whom_and_tells_what_is_wrong() -> None:
    place = factories.place()
    meeting = factories.meeting(place)
    roads, valley, places = place.roads.pk, place.valley.pk, queries.places_of(meeting)
    sent = {f"at-{roads}": "proxy", f"by-{roads}": "green valley", f"at-{valley}": "online", f"by-{valley}": ""}
    form = AttendanceForm(sent, places=places)
    assert form.is_valid()
    assert (form.manners()[roads], form.proxies()) == (Manner.PROXY, {roads: valley})
    for wrong in ({f"by-{roads}": "Nobody"}, {f"at-{valley}": ""}, {f"by-{roads}": "Open Roads"}):
        form = AttendanceForm(sent | wrong, places=places)
        assert set(form.errors) == {f"by-{roads}"}
    unmarked = AttendanceForm({f"by-{roads}": "", f"at-{valley}": "online", f"by-{valley}": ""}, places=places)
    assert (unmarked.is_valid(), unmarked.proxies()) == (True, {})
    ignored = AttendanceForm(sent | {f"at-{roads}": "online"}, places=places)
    assert (ignored.is_valid(), ignored.proxies()) == (True, {})


def test_nobody_under_protection_is_named_as_proxy_or_as_the_one_acted_for() -> None:
    place = factories.place()
    hidden, meeting = factories.hidden(place), factories.meeting(place)
    with pytest.raises(Refused, match="not_there"):
        actions.attend(by=place.by("valley"), meeting=meeting, manner=Manner.ONLINE, acts_for=hidden.pk)
    sent = visit(place, "valley").post(
        reverse("meetings:attend", args=[place.of.slug, meeting.pk]), {"manner": "online", "acts_for": "Hidden House"}
    )
    assert sent.context["form"].errors["acts_for"] == ["No member is called so."]
    both = {place.roads.pk: Manner.PROXY}
    with pytest.raises(Refused, match="not_there"):
        actions.enter_attendance(by=place.officer(), meeting=meeting, manners=both, proxies={hidden.pk: place.roads.pk})
    actions.attend(by=place.by("valley"), meeting=meeting, manner=Manner.ONLINE, acts_for=place.roads.pk)
    Member.objects.of(place.of.id).filter(pk=place.valley.pk).update(protected=True)
    assert there(meeting) == [("Open Roads", "proxy", "", ())]
    page = visit(place, "roads").get(reverse("meetings:meeting", args=[place.of.slug, meeting.pk])).content.decode()
    assert "Green Valley" not in page
    assert list(audit(place.of.id)) == []
    Member.objects.of(place.of.id).update(protected=True)
    assert there(meeting) == []
