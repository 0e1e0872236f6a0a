"""The organisations that belong to a member which is a network: no accounts, no votes, and no cards of their own."""

from django.db import models

from plenary.coalitions.models import OfCoalition
from plenary.membership.models.members import Member


class NetworkMember(OfCoalition):
    """One organisation that belongs to a member (A4). `country` is ISO 3166 alpha-3 or empty; `since` and `until` are days of ISO
    8601, perhaps the year alone, or empty. Members read of it; the public where `is_public` and the charter discloses members."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=300)
    country = models.CharField(max_length=3, blank=True)
    since = models.CharField(max_length=10, blank=True)
    until = models.CharField(max_length=10, blank=True)
    is_public = models.BooleanField(default=False)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "name"], name="belongs_to_a_network_once")]

    def __str__(self) -> str:
        return self.name
