"""Writes of alarms: choosing for the day of danger, raising, what is sealed, undoing."""

from plenary.emergency.actions.choosing import choose, take_choice_back
from plenary.emergency.actions.raising import raise_alarm
from plenary.emergency.actions.undoing import Answer, Came, agree_to_undo

__all__ = ["Answer", "Came", "agree_to_undo", "choose", "raise_alarm", "take_choice_back"]
