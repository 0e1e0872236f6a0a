"""Objections to the minutes of a meeting."""

from django.db import models

from plenary.coalitions.models import OfCoalition
from plenary.meetings.models.meetings import Meeting
from plenary.membership.models import Member


class MinutesObjection(OfCoalition):
    """That somebody holds published minutes to be wrong, and what was answered. That of a protected member names nobody."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="objections")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField()
    raised_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["raised_at", "id"]

    def __str__(self) -> str:
        return self.id
