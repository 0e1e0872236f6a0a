"""What the desk asks until a day, reminders and calendars know of."""

from datetime import timedelta

import pytest
from django.urls import resolve

from plenary.core import clock
from plenary.core.asks import asks_of
from plenary.notices.deadlines import deadlines
from tests.story import TODAY, Story

NOT_REMINDED = {"notices:held": "a reply by mail, which its sender knows of; after a few days it is dropped unread"}
"""Pages of which no reminder tells, each with its reason."""

MOMENT = timedelta(microseconds=1)
ROLES = ("member", "chair", "coordinator", "provisional", "protected", "roads")


@pytest.mark.parametrize("role", ROLES)
def test_what_is_asked_until_a_day_is_a_deadline_for_whom_it_is_asked(story: Story, role: str) -> None:
    with clock.set_to(TODAY):
        by = story.by(role)
        unknown = [
            (ask.title, ask.url)
            for ask in asks_of(by)
            if ask.presses
            and resolve(ask.url.partition("?")[0]).view_name not in NOT_REMINDED
            and not any(
                each.audience & by.audiences for each in deadlines(by.coalition, ask.presses - MOMENT, ask.presses)
            )
        ]
    assert unknown == [], "asked until a day of which no reminder knows; add it to the room's notices.py"
