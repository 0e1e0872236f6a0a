"""Writes of meetings: rows and entries both, and what is refused."""

from datetime import timedelta

import pytest

from plenary.charter.rules.schema import Office
from plenary.core import clock
from plenary.core.verdicts import Refused
from plenary.meetings import actions, queries
from plenary.meetings.audits import audit
from plenary.meetings.models import ActionPoint, AgendaItem, Attendance, Meeting
from plenary.meetings.rules import ItemKind, Manner, Phase
from plenary.meetings.tests import factories
from plenary.record.models import Entry
from tests import founding

pytestmark = pytest.mark.django_db


def kinds(place: factories.Place) -> list[str]:
    rows = Entry.objects.of(place.of.id).filter(kind__startswith="meetings.")
    return list(rows.order_by("n").values_list("kind", flat=True))


def item(title: str = "Where we meet", **more: object) -> actions.Item:
    return actions.Item(**({"title": title, "kind": ItemKind.DISCUSS, "minutes": 10} | more))


def test_a_meeting_is_called_changed_and_called_off() -> None:
    place = factories.place()
    meeting = factories.meeting(place, begins_in=timedelta(days=3))
    assert meeting.phase is Phase.CALLED
    same = factories.details(meeting.starts_at)
    actions.amend_meeting(by=place.officer(), meeting=meeting, details=same)
    assert kinds(place) == ["meetings.called"]
    changed = actions.amend_meeting(
        by=place.officer(), meeting=meeting, details=factories.details(meeting.starts_at, place="The school")
    )
    assert changed.place == "The school"
    off = actions.call_off(by=place.officer(), meeting=meeting)
    assert off.phase is Phase.CALLED_OFF
    with pytest.raises(Refused, match="is_called_off"):
        actions.call_off(by=place.officer(), meeting=meeting)
    assert kinds(place) == ["meetings.called", "meetings.changed", "meetings.called_off"]
    assert list(audit(place.of.id)) == []


def test_who_calls_none_and_what_no_meeting_is() -> None:
    place = factories.place()
    now = clock.now()
    with pytest.raises(Refused, match="not_calling"):
        actions.call_meeting(by=place.by("valley"), body="plenary", details=factories.details(now))
    with pytest.raises(Refused, match="no_such_body"):
        actions.call_meeting(by=place.officer(), body="nobody", details=factories.details(now))
    with pytest.raises(Refused, match="ends_too_soon"):
        actions.call_meeting(by=place.officer(), body="", details=factories.details(now, ends_at=now))
    assert Meeting.objects.of(place.of.id).count() == 0


def test_no_office_calls_where_the_charter_gives_it_to_none() -> None:
    silent = Office(code="coordinator", names={"en": "Coordinator"}, term_limit=0)
    place = factories.place(offices=(factories.OFFICES[0], silent))
    officer = founding.officer(place.of, "membership.administer")
    with pytest.raises(Refused, match="not_calling"):
        actions.call_meeting(by=officer, body="", details=factories.details())


def test_the_agenda_is_written_at_once_and_what_has_minutes_stays() -> None:
    place = factories.place()
    meeting = factories.meeting(place)
    first, second = actions.set_agenda(by=place.officer(), meeting=meeting, items=[item(), item("News")])
    again = [item("News", id=second.pk), item(id=first.pk)]
    actions.set_agenda(by=place.officer(), meeting=meeting, items=again)
    actions.set_agenda(by=place.officer(), meeting=meeting, items=again)
    assert [row.title for row in queries.items_of(meeting)] == ["News", "Where we meet"]
    assert kinds(place) == ["meetings.called", "meetings.agenda_set", "meetings.agenda_set"]
    actions.write_minutes(by=place.by("valley"), item=first, notes="In Lima.", revision=0)
    with pytest.raises(Refused, match="has_minutes"):
        actions.set_agenda(by=place.officer(), meeting=meeting, items=again[:1])
    with pytest.raises(Refused, match="owner_not_here"):
        actions.set_agenda(by=place.officer(), meeting=meeting, items=[*again, item("More", presenter="nobody")])
    with pytest.raises(Refused, match="no_such_proposal"):
        actions.set_agenda(by=place.officer(), meeting=meeting, items=[*again, item("More", proposal="nothing")])
    assert AgendaItem.objects.of(place.of.id).count() == 2
    assert list(audit(place.of.id)) == []


def test_two_write_the_same_minutes_and_nothing_is_lost() -> None:
    place = factories.place()
    meeting = factories.meeting(place)
    (row,) = actions.set_agenda(by=place.officer(), meeting=meeting, items=[item()])
    actions.write_minutes(by=place.by("valley"), item=row, notes="Lima.", revision=0)
    with pytest.raises(Refused, match="written_meanwhile"):
        actions.write_minutes(by=place.by("roads"), item=row, notes="Oslo.", revision=0)
    kept = actions.write_minutes(by=place.by("roads"), item=row, notes="Lima.\n\nOslo.", revision=1)
    assert (kept.notes, kept.revision, kept.notes_by) == ("Lima.\n\nOslo.", 2, place.by("roads").person)
    assert list(audit(place.of.id)) == []


def test_who_was_there_is_said_by_themselves_or_entered() -> None:
    place = factories.place()
    meeting = factories.meeting(place)
    actions.attend(by=place.by("valley"), meeting=meeting, manner=Manner.ONLINE)
    actions.enter_attendance(
        by=place.officer(), meeting=meeting, manners={place.roads.pk: Manner.PROXY, place.valley.pk: Manner.ONLINE}
    )
    rows = {row.member_id: (row.manner, row.is_own) for row in Attendance.objects.of(place.of.id)}
    assert rows == {place.valley.pk: ("online", True), place.roads.pk: ("proxy", False)}
    actions.attend(by=place.by("valley"), meeting=meeting, manner=None)
    assert Attendance.objects.of(place.of.id).count() == 1
    with pytest.raises(Refused, match="not_there"):
        actions.enter_attendance(by=place.officer(), meeting=meeting, manners={"nobody": Manner.PHONE})
    with pytest.raises(Refused, match="not_keeping"):
        actions.enter_attendance(by=place.by("valley"), meeting=meeting, manners={})
    assert kinds(place) == ["meetings.called", *["meetings.attended"] * 3]
    assert list(audit(place.of.id)) == []


def test_of_a_protected_member_it_is_not_written_down() -> None:
    place = factories.place()
    hidden = founding.member(place.of, "Hidden House", protected=True)
    person = founding.represent(hidden, "hidden@example.org")
    place.accounts["hidden"] = str(person.account_id)
    meeting = factories.meeting(place)
    with pytest.raises(Refused, match="not_written_of_protected"):
        actions.attend(by=place.by("hidden"), meeting=meeting, manner=Manner.PHONE)
    assert hidden.pk not in [each.key for each in queries.places_of(meeting)]
    (row,) = actions.set_agenda(by=place.officer(), meeting=meeting, items=[item()])
    written = actions.write_minutes(by=place.by("hidden"), item=row, notes="Lima.", revision=0)
    assert written.notes_by == ""
    assert person.pk not in str(queries.visible_meeting(place.by("roads"), meeting.pk))
    with pytest.raises(Refused, match="owner_not_here"):
        actions.agree_point(by=place.officer(), meeting=meeting, words="Ask.", owner=hidden.pk)


def test_actions_come_back_at_the_next_meeting_of_the_same_body_until_they_are_ended() -> None:
    place = factories.place()
    first = factories.meeting(place, begins_in=timedelta(days=-30))
    point = actions.agree_point(by=place.by("valley"), meeting=first, words="Ask.", owner=place.roads.pk)
    following = factories.meeting(place)
    of_board = factories.meeting(place, body="board")
    assert [row.pk for row in queries.points_from_before(following)] == [point.pk]
    assert queries.points_from_before(of_board) == []
    with pytest.raises(Refused, match="not_leading"):
        actions.finish_point(by=place.by("valley"), point=point)
    ended = actions.finish_point(by=place.by("roads"), point=point, became="Asked.")
    assert (ended.became, ended.is_dropped) == ("Asked.", False)
    with pytest.raises(Refused, match="is_done"):
        actions.finish_point(by=place.by("roads"), point=point)
    assert [row.pk for row in queries.points_from_before(following)] == [point.pk]  # ended while it is under way
    later = factories.meeting(place, begins_in=timedelta(minutes=5))
    assert queries.points_from_before(later) == []
    assert ActionPoint.objects.of(place.of.id).get().done_at is not None
    assert list(audit(place.of.id)) == []


def test_nothing_is_written_before_a_meeting_begins() -> None:
    place = factories.place()
    meeting = factories.meeting(place, begins_in=timedelta(days=1))
    (row,) = actions.set_agenda(by=place.officer(), meeting=meeting, items=[item()])
    for refused in (
        lambda: actions.write_minutes(by=place.officer(), item=row, notes="Lima.", revision=0),
        lambda: actions.attend(by=place.by("valley"), meeting=meeting, manner=Manner.PHONE),
        lambda: actions.enter_attendance(by=place.officer(), meeting=meeting, manners={}),
        lambda: actions.agree_point(by=place.officer(), meeting=meeting, words="Ask."),
    ):
        with pytest.raises(Refused, match="not_begun"):
            refused()


def test_meetings_of_a_body_are_read_by_those_who_sit_in_it() -> None:
    place = factories.place()
    of_all, of_board = factories.meeting(place), factories.meeting(place, body="board")
    assert list(queries.visible_meetings(place.by("valley"))) == [of_all]
    assert set(queries.visible_meetings(place.officer())) == {of_all, of_board}
    assert not queries.is_invited(place.officer(), of_board)
