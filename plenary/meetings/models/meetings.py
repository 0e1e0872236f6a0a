"""Meetings, their agenda with the minutes of each item, who was there, and the actions that were agreed."""

from datetime import datetime

from django.db import models

from plenary.coalitions.models import OfCoalition
from plenary.core import clock
from plenary.core.models import ID_LENGTH
from plenary.decisions.models import Proposal
from plenary.directory.models import Person
from plenary.meetings.rules import Phase, phase_of
from plenary.membership.models import Member


class Meeting(OfCoalition):
    """A meeting of a body (a charter code) or, where it is empty, of all members. How it stands is told by the clock."""

    body = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True, help_text="Markdown: what it is for")
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    time_zone = models.CharField(max_length=64, help_text="IANA name, in which it is told where it takes place")
    place = models.CharField(max_length=300, blank=True)
    link = models.CharField(max_length=500, blank=True, help_text="where it is joined online; for those invited alone")
    safety = models.TextField(blank=True, help_text="what makes the place safe, and what to heed")
    access = models.TextField(blank=True, help_text="how the place is reached and used, what is offered")
    interpretation = models.CharField(max_length=300, blank=True, help_text="into which languages, spoken and signed")
    called_at = models.DateTimeField()
    called_off_at = models.DateTimeField(null=True)
    minutes_published_at = models.DateTimeField(null=True)
    objections_until = models.DateTimeField(null=True, help_text="who has not objected by then approves the minutes")

    class Meta:
        indexes = [models.Index(fields=["coalition", "starts_at"], name="meetings_by_start")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_at=None, ends_at=None) | models.Q(starts_at__lt=models.F("ends_at")),
                name="meeting_begins_before_it_ends",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def phase(self) -> Phase:
        """Where it stands now."""
        return phase_of(self.starts_at, self.ends_at, clock.now(), called_off=self.called_off_at is not None)


class AgendaItem(OfCoalition):
    """One item of an agenda, and what was written down of it. `revision` grows with each writing of its minutes."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    place = models.PositiveSmallIntegerField(help_text="its place in the agenda, from one")
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True, help_text="Markdown")
    kind = models.CharField(max_length=8)
    minutes = models.PositiveSmallIntegerField(help_text="how long it is to take")
    presenter = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    proposal = models.ForeignKey(Proposal, null=True, on_delete=models.SET_NULL, related_name="+")
    notes = models.TextField(blank=True, help_text="its minutes, in Markdown")
    revision = models.PositiveIntegerField(default=0)
    notes_by = models.CharField(max_length=ID_LENGTH, blank=True, help_text="the card of who wrote last")
    notes_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=["inform", "discuss", "decide"]), name="item_kind")
        ]

    def __str__(self) -> str:
        return self.title


class Attendance(OfCoalition):
    """That a member, or a person in their own name, was there, and how. Protected members stand in none. By proxy somebody takes
    part once, in a row of their own, which says who acts for them."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    manner = models.CharField(max_length=10)
    carrier = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="by proxy: who acts for it, and is there; empty: that is not told",
    )
    entered_at = models.DateTimeField()
    there_since = models.DateTimeField(
        null=True, help_text="when it was entered first of a presence that goes on in any manner; empty: entered_at"
    )
    entered_by = models.CharField(max_length=ID_LENGTH, help_text="the card of who entered it")
    is_own = models.BooleanField(help_text="entered by those who were there, not by an officer")
    checked_at = models.DateTimeField(null=True, help_text="when an officer checked the credentials")

    class Meta:
        ordering = ["entered_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(manner__in=["in_person", "online", "phone", "proxy"]), name="attendance_manner"
            ),
            models.CheckConstraint(
                condition=models.Q(member__isnull=True) ^ models.Q(person__isnull=True), name="attendance_is_of_one"
            ),
            models.CheckConstraint(
                condition=models.Q(carrier__isnull=True) | models.Q(manner="proxy"), name="carried_by_proxy_alone"
            ),
            models.UniqueConstraint(fields=["meeting", "member"], name="member_attends_once"),
            models.UniqueConstraint(fields=["meeting", "person"], name="person_attends_once"),
        ]

    def __str__(self) -> str:
        return self.manner

    @property
    def key(self) -> str:
        """The id of the member, or of the person."""
        return str(self.member_id or self.person_id)

    @property
    def was_there_from(self) -> datetime:
        """Since when the one who was there has been, however the manner changed."""
        return self.there_since or self.entered_at

    @property
    def name(self) -> str:
        """What pages call the one who was there."""
        return self.member.name if self.member else self.person.shown_name if self.person else ""


class ActionPoint(OfCoalition):
    """What somebody is to do after a meeting, and by when. It comes back at the next meeting of the same body."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="points")
    item = models.ForeignKey(AgendaItem, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.CharField(max_length=300)
    owner = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    until = models.DateField(null=True)
    agreed_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    is_dropped = models.BooleanField(default=False, help_text="ended without being done")
    became = models.CharField(max_length=300, blank=True, help_text="what became of it")

    class Meta:
        ordering = ["agreed_at", "id"]
        indexes = [models.Index(fields=["coalition", "owner", "done_at"], name="actions_of_owner")]

    def __str__(self) -> str:
        return self.words
