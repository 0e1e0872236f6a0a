"""Matters of conduct: a member that does not do its part, and the steps that were taken, which are only added to (B5)."""

from typing import NamedTuple

from django.db import models

from plenary.charter.rules.schema import Disclosure
from plenary.coalitions.models import OfCoalition
from plenary.core.models import ID_LENGTH
from plenary.membership.models.members import Member
from plenary.membership.rules.conduct import GRAVE, Stage, is_voted_on

STAGES = (*("talk", "talked", "notice", "answered", "unanswered", "heard", "proposed", "measure", "appeal", "closed"),)
STEPS = (
    *("offer", "talk", "notice", "ask_time", "more_time", "answer", "lapse", "hearing", "statement", "measure"),
    *("decided", "appeal", "ruling", "close"),
)


class ConductCase(OfCoalition):
    """A duty that a member does not do, and where the matter stands. `clause` is the key of the charter's clause,
    `duty` its words or those of who opened it; `measure` what was chosen after the hearing, `decided_by` the code of
    the body that decided on it, and `appealed_to` that of the one that hears the appeal."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=500)
    clause = models.CharField(max_length=60)
    stage = models.CharField(max_length=11)
    opened_at = models.DateTimeField()
    answer_by = models.DateTimeField(null=True)
    measure = models.CharField(max_length=11, blank=True)
    decided_by = models.CharField(max_length=40, blank=True)
    proposal = models.CharField(max_length=ID_LENGTH, blank=True, help_text="by which a grave measure was adopted")
    appealed_to = models.CharField(max_length=40, blank=True)
    appeal_until = models.DateTimeField(null=True)
    ended = models.CharField(max_length=11, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-opened_at", "id"]
        indexes = [models.Index(fields=["coalition", "member"]), models.Index(fields=["stage", "answer_by"])]
        constraints = [models.CheckConstraint(condition=models.Q(stage__in=STAGES), name="conduct_stage")]

    def __str__(self) -> str:
        return self.id

    def name_for(self, own: str) -> str:
        """The member's name in a list that somebody of the member `own` (id, or empty) reads; empty of a protected one, at which
        one must look. Select `member` and its card with the row."""
        return "" if self.member.protected and self.member_id != own else self.member.name

    @property
    def is_sealed(self) -> bool:
        """True where a grave measure is taken against a protected member, whom no proposal may name: those who know it decide.
        Select `member` with the row."""
        return self.member.protected and self.measure in GRAVE

    def is_voted_on(self, disclosure: Disclosure) -> bool:
        """True where its appeal is put to the vote by itself, by what the charter discloses. Select `member` with the row."""
        protected = self.member.protected
        return is_voted_on(self.stage, self.measure, self.member.status, disclosure, protected=protected)

    def would_be_voted_on(self, disclosure: Disclosure) -> bool:
        """True where its appeal, if it is made, is put to the vote by itself. Select `member` with the row."""
        protected = self.member.protected
        return is_voted_on(Stage.APPEAL, self.measure, self.member.status, disclosure, protected=protected)


class Taker(NamedTuple):
    """Who took a step: the ids of the person and of the member for which they acted then; empty where it was none."""

    person: str = ""
    member: str = ""


NOBODY = Taker()


class ConductStep(OfCoalition):
    """One step, as it was taken; never changed. `day` is when a conversation or a hearing was held, `outcome` what came
    of the step as a code, `people` who took part or heard, `way` how it was held, `words` what was said or agreed."""

    case = models.ForeignKey(ConductCase, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10)
    at = models.DateTimeField()
    day = models.DateField(null=True)
    outcome = models.CharField(max_length=11, blank=True)
    way = models.CharField(max_length=10, blank=True)
    people = models.CharField(max_length=300, blank=True)
    words = models.TextField(blank=True)
    person = models.CharField(max_length=ID_LENGTH, blank=True, help_text="who took it; empty: the rules")
    by_member = models.CharField(
        max_length=ID_LENGTH, blank=True, default="", help_text="for which they acted then; empty: for none"
    )
    entry = models.CharField(max_length=ID_LENGTH)

    app_may = ("SELECT", "INSERT", "UPDATE (people)")  # whoever is in danger is no longer named

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=models.Q(kind__in=STEPS), name="conduct_step")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"
