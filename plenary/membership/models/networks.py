"""The organisations that belong to a member which is a network: no accounts, no votes, and no cards of their own."""

from django.db import models

from plenary.coalitions.models import OfCoalition
from plenary.membership.models.members import Member


class NetworkMember(OfCoalition):
    """One organisation that belongs to a member (B4), as that member says. `name_key` is its folded name; `country` is ISO 3166
    alpha-3 or empty; `since` a day of ISO 8601, perhaps the year alone, or empty. Members read of it; the public where
    `is_public` and the charter discloses members."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300)
    country = models.CharField(max_length=3, blank=True)
    since = models.CharField(max_length=10, blank=True)
    is_public = models.BooleanField(default=False)
    added_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["coalition", "name_key"])]
        constraints = [
            models.UniqueConstraint(fields=["member", "name_key", "country"], name="belongs_to_a_network_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> tuple[str, str]:
        """The folded name and the country, by which it is told from others."""
        return self.name_key, self.country
