"""What actions add to what those carry who act for members: who reads them, and that a done one goes."""

from dataclasses import replace
from datetime import date

import pytest

from plenary.bodies.workload import workload_shown
from plenary.core import visibility
from plenary.core.standing import Standing
from plenary.meetings.actions.points import agree_point, finish_point
from plenary.meetings.tests import factories
from tests import founding

pytestmark = pytest.mark.django_db


def carried(standing: Standing) -> list[list[str]]:
    """The sentences of each who is shown."""
    return [[load.sentence for load in each.lines] for each in workload_shown(standing)]


def test_open_actions_stand_with_all_who_act_for_their_owner_until_they_are_done() -> None:
    place = factories.place()
    meeting = factories.meeting(place)
    by = place.officer()
    agree_point(by=by, meeting=meeting, words="Book the hall", owner=place.valley.pk)
    point = agree_point(
        by=by, meeting=meeting, words="Write to the minister", owner=place.valley.pk, until=date(2030, 5, 4)
    )
    agree_point(by=by, meeting=meeting, words="Nobody's")
    open_ones = ["To do until 4 May 2030: Write to the minister", "To do: Book the hall"]
    assert carried(place.by("valley")) == [open_ones]
    assert carried(place.by("roads")) == [[]]
    assert carried(founding.officer(place.of, "bodies.administer")) == [open_ones, []]
    finish_point(by=by, point=point)
    assert carried(place.by("valley")) == [open_ones[1:]]


def test_what_a_board_agreed_is_read_by_those_alone_who_may_read_of_its_meetings() -> None:
    place = factories.place()
    by = place.officer()
    held = factories.meeting(place, body="board")
    agree_point(by=by, meeting=held, words="Speak with the host", owner=place.valley.pk)
    assert carried(place.by("valley")) == [[]]
    looks_after = founding.officer(place.of, "bodies.administer")
    of_no_office = replace(looks_after, audiences=looks_after.audiences - {visibility.office("coordinator")})
    assert carried(of_no_office) == [[], []]
    assert carried(looks_after) == [["To do: Speak with the host"], []]


def test_the_actions_of_a_protected_member_are_read_by_its_own_alone() -> None:
    place = factories.place()
    hidden = factories.hidden(place)
    meeting = factories.meeting(place)
    point = agree_point(by=place.officer(), meeting=meeting, words="Keep the list", owner=place.valley.pk)
    type(point).objects.of(place.of.id).update(owner=hidden)
    assert carried(place.by("hidden")) == [["To do: Keep the list"]]
    assert carried(founding.officer(place.of, "bodies.administer")) == [[], []]
