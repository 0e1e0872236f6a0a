"""Terms: who holds which seat or office, from when until when; who is offered the rest of one; and the bodies that are formed
besides those of the charter, with their terms of reference."""

from datetime import datetime

from django.db import models

from plenary.bodies.rules.formed import code_of
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


class FormedBody(OfCoalition):
    """A committee or a task force that the coalition formed by a decision. Its code is made of its id; its seats and offices are
    terms as others are. One that was closed stays to be read."""

    kind = models.CharField(max_length=12, choices=[("committee", "committee"), ("task_force", "task force")])
    names = models.JSONField(help_text="language tag -> name")
    seats = models.PositiveSmallIntegerField()
    is_open = models.BooleanField(help_text="members join by their own interest; else seats are filled by decision")
    office_months = models.PositiveSmallIntegerField(help_text="how long its chair and its secretary serve")
    rotates = models.BooleanField(default=False, help_text="its chair passes by turns; else it is elected")
    reports_to = models.CharField(max_length=64, blank=True, help_text="code of a body of the charter")
    agreement = models.CharField(
        max_length=16, blank=True, help_text="id of the agreement with the terms of reference on which it rests"
    )
    review_on = models.DateField(null=True, help_text="when it is looked at again: it goes on, changes, or is closed")
    formed_at = models.DateTimeField()
    adopted_by = models.CharField(max_length=16, blank=True, help_text="id of the proposal that formed it")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=16, blank=True, help_text="id of the proposal that closed it")

    class Meta:
        ordering = ["formed_at", "id"]

    def __str__(self) -> str:
        return self.id

    @property
    def code(self) -> str:
        """Its code among those of bodies."""
        return code_of(self.id)


class TermsOfReference(OfCoalition):
    """What a formed body is for, in one version: in force from its moment until the next one is."""

    body = models.ForeignKey(FormedBody, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    words = models.JSONField(help_text="language tag -> Markdown")
    in_force_from = models.DateTimeField()
    adopted_by = models.CharField(max_length=16, blank=True, help_text="id of the proposal that adopted it")

    class Meta:
        ordering = ["body", "-number"]
        constraints = [models.UniqueConstraint(fields=["body", "number"], name="terms_of_reference_in_order")]

    def __str__(self) -> str:
        return f"{self.body_id}/{self.number}"


class ChairTurn(OfCoalition):
    """A turn to chair a formed body whose chair rotates: who is next, from when, and what came of it; no answer: open."""

    body = models.ForeignKey(FormedBody, on_delete=models.CASCADE, related_name="turns")
    member = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    starts = models.DateTimeField()
    told_at = models.DateTimeField()
    answer = models.CharField(max_length=12, blank=True, help_text="how it ended: taken, declined or void")
    took = models.ForeignKey(Term, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["told_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["body"], condition=models.Q(answer=""), name="one_is_next_in_turn")
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def key(self) -> str:
        """Whose turn it is: the id of the member, else of the person."""
        return str(self.member_id or self.person_id)
