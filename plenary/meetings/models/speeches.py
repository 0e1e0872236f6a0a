"""The speakers' list of a meeting."""

from django.db import models

from plenary.coalitions.models import OfCoalition
from plenary.meetings.models.meetings import Meeting
from plenary.membership.models import Member


class Speech(OfCoalition):
    """That a member asked to speak, and from when until when it spoke. Protected members stand in none."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="speeches")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    spoke_from = models.DateTimeField(null=True)
    spoke_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "member"],
                condition=models.Q(spoke_until__isnull=True),
                name="asks_to_speak_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.id
