"""Whose word a proxy rests on: what one says for another waits until that other, or an office, says so too."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.bodies.models import Term
from plenary.core import clock
from plenary.core.models import random_id
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.core.verdicts import Refused
from plenary.meetings import actions, permissions, queries, shown
from plenary.meetings.audits import audit
from plenary.meetings.forms import AttendanceForm
from plenary.meetings.models import Attendance, Meeting
from plenary.meetings.pages import from_minutes
from plenary.meetings.rules import ItemKind, Manner
from plenary.meetings.tests import factories
from plenary.meetings.tests.test_views import visit
from tests import founding
from tests.programs import Program

pytestmark = pytest.mark.django_db
WAITS = "waits to be confirmed"


def colleague(place: factories.Place, mandate: Mandate = Mandate.DECIDES) -> Standing:
    """Another who acts for Green Valley."""
    person = founding.represent(place.valley, "ben@example.org", mandate)
    return standing_of(str(person.account_id), place.of.id)


def claimed(place: factories.Place, by: Standing | None = None) -> Meeting:
    """A meeting at which Green Valley says that it acts for Open Roads."""
    meeting = factories.meeting(place)
    actions.attend(by=by or place.by("valley"), meeting=meeting, manner=Manner.ONLINE, acts_for=place.roads.pk)
    return meeting


def there(meeting: Meeting) -> list[tuple[str, str, str]]:
    """Who is there as pages tell it: name, manner, who acts for it."""
    return [(each.name, each.row.manner, each.carrier) for each in shown.there_of(meeting)]


def voting(meeting: Meeting) -> int:
    """How many are counted for the quorum."""
    return queries.presence_of(meeting).voting


def checked(place: factories.Place, meeting: Meeting) -> bool:
    """Whether an office checked that Open Roads is there."""
    return Attendance.objects.of(place.of.id).get(meeting=meeting, member=place.roads).checked_at is not None


def test_a_proxy_that_is_claimed_waits_and_counts_once_an_office_or_the_one_that_is_not_there_says_so() -> None:
    place = factories.place()
    meeting = claimed(place)
    one = actions.Item(title="Lima", kind=ItemKind.DECIDE, minutes=10)
    (item,) = actions.set_agenda(by=place.officer(), meeting=meeting, items=[one])
    page = reverse("meetings:meeting", args=[place.of.slug, meeting.pk])
    program = Program.of(Account.objects.get(id=place.accounts["roads"]))
    route = f"/coalitions/{place.of.slug}/meetings/{meeting.pk}"

    def told() -> tuple[bool, list[bool], int, bool]:
        """Whether the page and the API tell that it waits, how many count, and whether it stands in the form of a decision."""
        start = from_minutes(place.by("valley"), item.pk)
        assert start is not None
        marked = f"said-{place.roads.pk}" in start.of_call(ZoneInfo("UTC"))
        on_page = WAITS in visit(place, "roads").get(page).content.decode()
        return on_page, [each["waits"] for each in program.get(route).json()["there"]], voting(meeting), marked

    assert told() == (True, [False, True], 1, False)
    actions.enter_attendance(by=place.officer(), meeting=meeting, manners={place.roads.pk: Manner.PROXY})
    assert told() == (False, [False, False], 2, True)
    Attendance.objects.of(place.of.id).update(checked_at=None)
    actions.attend(by=place.by("roads"), meeting=meeting, manner=Manner.PROXY)
    assert told() == (False, [False, False], 2, True)
    assert list(audit(place.of.id)) == []


def test_whose_word_it_was_is_told_by_whom_one_acted_for_then() -> None:
    place = factories.place()
    meeting, luz = factories.meeting(place), place.roads.representatives.get()
    actions.attend(by=place.by("roads"), meeting=meeting, manner=Manner.PROXY)
    luz.until = clock.now()
    luz.save()
    place.valley.representatives.create(coalition=place.of, person=luz.person, mandate=Mandate.DECIDES, since=luz.until)
    assert voting(meeting) == 1  # its word stands, though she went over to Green Valley
    Attendance.objects.of(place.of.id).all().delete()
    actions.attend(by=place.by("roads"), meeting=meeting, manner=Manner.ONLINE, acts_for=place.roads.pk)
    assert voting(meeting) == 1  # Green Valley alone


def test_what_one_claimed_a_colleague_gives_back_and_what_others_entered_stays() -> None:
    place = factories.place()
    third = founding.member(place.of, "Long Bridge")
    meeting = claimed(place)
    entered = {"manners": {third.pk: Manner.PROXY}, "proxies": {third.pk: place.valley.pk}}
    actions.enter_attendance(by=place.officer(), meeting=meeting, **entered)
    actions.attend(by=colleague(place), meeting=meeting, manner=Manner.PHONE)
    assert there(meeting) == [("Green Valley", "phone", ""), ("Long Bridge", "proxy", "")]
    assert list(audit(place.of.id)) == []
    actions.attend(by=place.by("roads"), meeting=meeting, manner=Manner.PROXY)
    actions.attend(by=place.by("valley"), meeting=meeting, manner=Manner.PHONE, acts_for=place.roads.pk)
    assert ("Open Roads", "proxy", "Green Valley") in there(meeting)
    actions.attend(by=place.by("valley"), meeting=meeting, manner=Manner.PHONE, acts_for="")
    assert ("Open Roads", "proxy", "") in there(meeting)


def test_a_colleague_who_only_observes_gives_no_proxy_back_but_by_leaving() -> None:
    place = factories.place()
    meeting, observer = claimed(place), colleague(place, Mandate.OBSERVES)
    actions.attend(by=observer, meeting=meeting, manner=Manner.PHONE)
    assert there(meeting) == [("Green Valley", "phone", ""), ("Open Roads", "proxy", "Green Valley")]
    actions.attend(by=observer, meeting=meeting, manner=None)
    assert there(meeting) == []


def test_only_what_nobody_said_or_the_one_that_is_not_there_itself_is_taken_up() -> None:
    place = factories.place()
    meeting, roads = factories.meeting(place), place.roads.pk
    claim = {"by": place.by("valley"), "meeting": meeting, "manner": Manner.ONLINE, "acts_for": roads}
    actions.enter_attendance(by=place.officer(), meeting=meeting, manners={roads: Manner.PROXY})
    with pytest.raises(Refused, match="proxy_not_given"):
        actions.attend(**claim)
    sent = {"manner": "online", "acts_for": "Open Roads"}
    address = reverse("meetings:attend", args=[place.of.slug, meeting.pk])
    assert visit(place, "valley").post(address, sent).context["form"].errors.keys() == {"acts_for"}
    assert checked(place, meeting)
    actions.attend(by=place.by("roads"), meeting=meeting, manner=Manner.PROXY)  # it says so itself
    actions.attend(**claim)
    assert ("Open Roads", "proxy", "Green Valley") in there(meeting)
    assert (checked(place, meeting), voting(meeting)) == (False, 2)
    actions.enter_attendance(by=place.officer(), meeting=meeting, manners={roads: Manner.PROXY})
    actions.attend(**claim)  # nothing new: it stays checked
    assert checked(place, meeting)
    actions.attend(by=place.by("roads"), meeting=meeting, manner=Manner.PROXY)  # it speaks again: nobody acts for it
    assert ("Open Roads", "proxy", "") in there(meeting)
    assert list(audit(place.of.id)) == []


def test_when_one_leaves_who_gave_it_a_proxy_stays_and_has_nobody() -> None:
    place = factories.place()
    third = founding.member(place.of, "Long Bridge")
    meeting = factories.meeting(place)
    actions.attend(by=place.by("roads"), meeting=meeting, manner=Manner.PROXY)
    actions.attend(by=place.by("valley"), meeting=meeting, manner=Manner.ONLINE, acts_for=place.roads.pk)
    entered = {"manners": {third.pk: Manner.PROXY}, "proxies": {third.pk: place.valley.pk}}
    actions.enter_attendance(by=place.officer(), meeting=meeting, **entered)
    actions.enter_attendance(by=place.officer(), meeting=meeting, manners={place.valley.pk: None})
    assert there(meeting) == [("Long Bridge", "proxy", ""), ("Open Roads", "proxy", "")]
    actions.attend(by=place.by("valley"), meeting=meeting, manner=Manner.ONLINE, acts_for=place.roads.pk)
    actions.attend(by=place.by("valley"), meeting=meeting, manner=None)
    assert there(meeting) == [("Long Bridge", "proxy", ""), ("Open Roads", "proxy", "")]
    assert list(audit(place.of.id)) == []


def test_an_old_page_of_the_roster_takes_nothing_from_a_proxy_that_was_entered_meanwhile() -> None:
    place = factories.place()
    meeting = claimed(place)
    sent = {f"at-{place.valley.pk}": "online", f"by-{place.valley.pk}": "", f"by-{place.roads.pk}": ""}
    form = AttendanceForm(sent, places=queries.places_of(meeting))
    assert (form.is_valid(), form.proxies()) == (True, {})
    officer = {"by": place.officer(), "meeting": meeting}
    actions.enter_attendance(**officer, manners=form.manners(), proxies=form.proxies())
    assert ("Open Roads", "proxy", "Green Valley") in there(meeting)


def test_once_the_minutes_are_published_whoever_keeps_them_corrects_who_was_there_and_nobody_else() -> None:
    place = factories.place()
    meeting = claimed(place)
    published = actions.publish_minutes(by=place.officer(), meeting=meeting, days=7)
    for manner in (None, Manner.PHONE):
        with pytest.raises(Refused, match="attendance_stands"):
            actions.attend(by=place.by("roads"), meeting=meeting, manner=manner)
    for may in (permissions.may_say_there, permissions.may_act_for):
        verdict = may(place.by("valley"), published)
        assert (bool(verdict), verdict.reason, bool(verdict.clause)) == (False, "meetings.attendance_stands", True)
    actions.enter_attendance(by=place.officer(), meeting=meeting, manners={place.roads.pk: None})
    assert there(meeting) == [("Green Valley", "online", "")]


def test_what_is_wrong_with_oneself_is_not_shown_at_the_one_for_whom_one_acts() -> None:
    place = factories.place()
    meeting, now = factories.meeting(place), clock.now() - timedelta(days=9)
    ines = founding.person(place.of, "Ines", "ines@example.org")  # coordinates, and acts for no member
    Term.objects.create(id=random_id(), coalition=place.of, office="coordinator", person=ines, starts=now)
    client = visit(replace(place, accounts={"ines": str(ines.account_id)}), "ines")
    sent = client.post(reverse("meetings:attend", args=[place.of.slug, meeting.pk]), {"manner": "online"})
    assert (sent.status_code, "Nobody of this name" in sent.content.decode()) == (403, True)


def test_a_link_back_to_the_minutes_does_not_ask_who_was_there() -> None:
    place = factories.place()
    meeting = claimed(place)
    one = actions.Item(title="Lima", kind=ItemKind.DECIDE, minutes=10)
    (item,) = actions.set_agenda(by=place.officer(), meeting=meeting, items=[one])
    standing = place.by("valley")
    with CaptureQueriesContext(connection) as asked:
        start = from_minutes(standing, item.pk)
    assert start is not None
    assert start.leads_to.endswith(f"#item-{item.pk}")
    told = [each["sql"] for each in asked if "charter_charterversion" not in each["sql"]]
    assert len(told) == 4  # the item, the bodies that were formed, the meeting, the coalition's address
    assert not [each for each in told if "meetings_attendance" in each or "membership_" in each]
    assert start.there() == {place.valley.pk}
