"""Terms: who holds which seat or office of the charter, from when until when."""

from datetime import datetime

from django.db import models

from plenary.coalitions.models import OfCoalition
from plenary.directory.models import Person
from plenary.membership.models import Member


class Term(OfCoalition):
    """A seat or an office held for a time. `body`, `seats` and `office` are charter codes; a vacancy is the lack of a term.

    A seat of a member names the `person` who sits for it where one is named; an office is held by a person.
    """

    body = models.CharField(max_length=40, blank=True)
    seats = models.CharField(max_length=40, blank=True)
    office = models.CharField(max_length=40, blank=True)
    member = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, help_text="when the charter ends it; none for a term without limit")
    ended_at = models.DateTimeField(null=True, help_text="when it ended before its time")
    ended_because = models.CharField(max_length=40, blank=True)
    adopted_by = models.CharField(max_length=16, blank=True, help_text="id of the proposal that filled it")

    class Meta:
        indexes = [models.Index(fields=["coalition", "body", "office"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(seats="") ^ models.Q(office=""), name="term_is_of_a_seat_or_an_office"
            ),
            models.CheckConstraint(
                condition=models.Q(member__isnull=False) | models.Q(person__isnull=False), name="term_has_a_holder"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}/{self.seats or self.office}"

    @property
    def holder_id(self) -> str:
        """Who holds it: the id of the member, else of the person."""
        return str(self.member_id or self.person_id)

    @property
    def holder_name(self) -> str:
        """The name of the member, else of the person. Select them with the row."""
        return self.member.name if self.member else self.person.shown_name if self.person else ""

    @property
    def until(self) -> datetime | None:
        """When it ends, or ended: the earlier of the charter's time and what happened before it."""
        moments = [moment for moment in (self.ends, self.ended_at) if moment is not None]
        return min(moments, default=None)
