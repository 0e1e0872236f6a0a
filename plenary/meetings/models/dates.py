"""What is needed to find a date: the times offered, when each can, and what each needs to take part."""

from django.db import models

from plenary.coalitions.models import OfCoalition
from plenary.core.models import ID_LENGTH
from plenary.meetings.models.meetings import Meeting
from plenary.membership.models import Member


class DateOption(OfCoalition):
    """A time at which a meeting might take place."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="options")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_at__lt=models.F("ends_at")), name="option_begins_before_it_ends"
            ),
            models.UniqueConstraint(fields=["meeting", "starts_at"], name="time_is_offered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class Availability(OfCoalition):
    """Whether a member can take part at a time that is offered. Protected members stand in none."""

    option = models.ForeignKey(DateOption, on_delete=models.CASCADE, related_name="answers")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=7)
    answered_by = models.CharField(max_length=ID_LENGTH, help_text="the card of who answered")
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(answer__in=["yes", "if_need", "no"]), name="availability_answer"),
            models.UniqueConstraint(fields=["option", "member"], name="member_answers_once"),
        ]

    def __str__(self) -> str:
        return self.answer


class Need(OfCoalition):
    """What a member needs to take part in a meeting: for its own, and for those who call meetings."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="needs")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    words = models.TextField()
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["told_at", "id"]
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="member_needs_once")]

    def __str__(self) -> str:
        return self.id
