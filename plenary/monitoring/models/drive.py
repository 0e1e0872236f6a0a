"""The universalisation drive: what the coalition aims at, and how it goes about each actor. The coalition's inner affair."""

from django.db import models

from plenary.coalitions.models import OfCoalition
from plenary.membership.models import Member
from plenary.monitoring.models.instruments import Instrument
from plenary.monitoring.rules.actors import LONGEST_CODE


class Target(OfCoalition):
    """How many parties the coalition aims at in a region, or in all, by when."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="targets")
    region = models.CharField(max_length=3, blank=True, help_text="code of M49; empty: all")
    parties = models.PositiveSmallIntegerField()
    until = models.DateField()
    lead = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["region", "id"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "region"], name="one_target_a_region"),
            models.CheckConstraint(
                condition=models.Q(region__in=["", "002", "009", "019", "142", "150"]), name="target_region"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.parties}"


class Approach(OfCoalition):
    """How the coalition goes about one actor: which step is likely, what stands in its way, what is done next, and who leads."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="approaches")
    actor = models.CharField(max_length=LONGEST_CODE)
    step = models.CharField(max_length=8, blank=True, help_text="`rules.driving.Step`; empty: as it stands")
    obstacles = models.TextField(blank=True)
    next_action = models.TextField(blank=True, help_text="what the coalition does next")
    due_on = models.DateField(null=True, help_text="by when it does it")
    lead = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    is_friend = models.BooleanField(default=False, help_text="of the core group: it works with the coalition")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["actor", "id"]
        indexes = [models.Index(fields=["coalition", "lead", "due_on"], name="approaches_of_lead")]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "actor"], name="one_approach_an_actor"),
            models.CheckConstraint(
                condition=models.Q(step__in=["", "sign", "ratify", "accede", "stay"]), name="approach_step"
            ),
        ]

    def __str__(self) -> str:
        return self.actor
