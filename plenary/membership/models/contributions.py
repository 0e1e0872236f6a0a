"""What members bring, and what they promise and deliver (A1, D2)."""

from django.db import models

from plenary.coalitions.models import OfCoalition
from plenary.membership.models.members import Member

_CIRCLES = models.Q(audience__in=["members", "steering"])


class Contribution(OfCoalition):
    """Something that a member brings, with what it may not be used for. `number` counts `unit`s, such as people reached."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    words = models.CharField(max_length=500)
    number = models.PositiveBigIntegerField(null=True)
    unit = models.CharField(max_length=60, blank=True)
    country = models.CharField(max_length=3, blank=True, help_text="ISO 3166-1 alpha-3, where it is of one")
    area = models.CharField(max_length=120, blank=True, help_text="a region or a place")
    language = models.CharField(max_length=35, blank=True, help_text="BCP 47, where it is of one")
    not_for = models.CharField(max_length=500, blank=True)
    audience = models.CharField(max_length=11)
    is_typed_in = models.BooleanField(default=False)
    by_person = models.CharField(max_length=16)
    offered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["coalition", "kind", "withdrawn_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["skill", "time", "in_kind", "reach", "territory", "language", "contact", "other"]
                ),
                name="contribution_kind",
            ),
            models.CheckConstraint(condition=_CIRCLES, name="contribution_audience"),
        ]

    def __str__(self) -> str:
        return self.words


class MemberCommitment(OfCoalition):
    """What a member promises: what, how much, by when, at which capacity; and what of it was delivered. The degree of
    commitment (A1) stands in `Member.commitment`."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=500)
    number = models.PositiveBigIntegerField(null=True)
    unit = models.CharField(max_length=60, blank=True)
    whole = models.PositiveBigIntegerField(null=True, help_text="how much is asked of a member of large capacity")
    due_on = models.DateField(null=True)
    capacity = models.CharField(max_length=6)
    audience = models.CharField(max_length=11)
    is_typed_in = models.BooleanField(default=False)
    by_person = models.CharField(max_length=16)
    promised_at = models.DateTimeField()
    delivered_number = models.PositiveBigIntegerField(null=True)
    delivered_on = models.DateField(null=True)
    delivered_words = models.CharField(max_length=500, blank=True)
    is_done = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["coalition", "due_on"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(capacity__in=["small", "medium", "large"]), name="commitment_capacity"
            ),
            models.CheckConstraint(condition=_CIRCLES, name="commitment_audience"),
        ]

    def __str__(self) -> str:
        return self.words
