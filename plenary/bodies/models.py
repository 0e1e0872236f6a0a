"""Terms: who holds which seat or office of the charter, from when until when; and who is offered the rest of one."""

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


class Countback(OfCoalition):
    """Ballots that were counted again because one whom they had chosen left before the time: whom they choose now, until when
    that one may accept the rest of the term, and the answer. Without a candidate where they choose nobody.

    `proposal` is the election, `left`, `candidate` and the keys of `out` are ids under which somebody stood in it: what is
    needed to count again.
    """

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="+")
    proposal = models.CharField(max_length=16, help_text="id of the proposal that elected")
    left = models.CharField(
        max_length=16, blank=True, help_text="whose ballots are counted again; empty: there are none"
    )
    out = models.JSONField(default=dict, help_text="who does not take the seat, with a reason code")
    candidate = models.CharField(max_length=16, blank=True, help_text="who is chosen; empty: nobody")
    member = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField(null=True, help_text="the last moment at which it can be accepted")
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=12, blank=True, help_text="how it ended: a code of rules.countbacks.Answer")
    took = models.ForeignKey(Term, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["coalition", "proposal"], name="countbacks_of_election")]
        constraints = [
            models.UniqueConstraint(
                fields=["term"], condition=models.Q(answered_at__isnull=True), name="rest_offered_to_one"
            )
        ]

    def __str__(self) -> str:
        return self.id
