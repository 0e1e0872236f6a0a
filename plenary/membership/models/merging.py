"""Two member organisations that become one: what both sides agreed to, and when it was done."""

from django.db import models

from plenary.coalitions.models import OfCoalition
from plenary.membership.models.members import Member


class Merging(OfCoalition):
    """One member organisation goes into another (B4): `gone` asks, `into` agrees and goes on, perhaps under a new name, and
    with those of the other's representatives whom it names (`keeps`: by the ids of their representations the mandates that they
    had when it agreed)."""

    gone = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    into = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=300, blank=True)
    keeps = models.JSONField(default=dict)
    asked_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    merged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(gone=models.F("into")), name="merges_two"),
            models.UniqueConstraint(
                fields=["coalition", "gone"],
                condition=models.Q(dropped_at__isnull=True, merged_at__isnull=True),
                name="merges_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def is_open(self) -> bool:
        """True while it was neither carried out nor given up."""
        return self.dropped_at is None and self.merged_at is None
