"""Actors that the coalition words itself: those without a code of ISO 3166, and those that it calls otherwise."""

from django.db import models

from plenary.coalitions.models import OfCoalition
from plenary.monitoring.rules.actors import LONGEST_CODE


class Actor(OfCoalition):
    """An actor by its code: one of the coalition's own, or that of a state, area or organisation which it words otherwise. Every
    other state is known without a row (`rules.actors`)."""

    code = models.CharField(max_length=LONGEST_CODE, help_text="ISO 3166-1 alpha-3, or one of the coalition's own")
    kind = models.CharField(max_length=16)
    names = models.JSONField(help_text="language tag -> what it is called")
    also = models.JSONField(default=list, help_text="names by which files and pages may call it, former ones too")
    within = models.CharField(
        max_length=LONGEST_CODE, blank=True, help_text="the code of the actor in which it lies or acts"
    )
    wording = models.TextField(blank=True, help_text="a note beside its name, such as on a status that is contested")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coalition", "code"], name="one_actor_a_code"),
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["state", "area", "armed-group", "company", "authority", "region", "organisation"]
                ),
                name="actor_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.code
