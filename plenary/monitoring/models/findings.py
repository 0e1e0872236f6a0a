"""Findings: what is said of an actor, an obligation and a year, what it rests on, who sees it otherwise, who did which step."""

from enum import StrEnum

from django.db import models

from plenary.coalitions.models import OfCoalition
from plenary.core.models import ID_LENGTH
from plenary.membership.models import Member
from plenary.monitoring.models.instruments import Instrument, Obligation
from plenary.monitoring.models.sources import Source
from plenary.monitoring.rules import findings
from plenary.monitoring.rules.actors import LONGEST_CODE


def _one_of(name: str, codes: type[StrEnum], constraint: str) -> models.CheckConstraint:
    condition = models.Q(**{f"{name}__in": [each.value for each in codes]})
    return models.CheckConstraint(condition=condition, name=constraint)


class Finding(OfCoalition):
    """How an actor kept an obligation in a year, or the norm that it expresses; one of each."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="findings")
    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="findings")
    actor = models.CharField(max_length=LONGEST_CODE)
    year = models.PositiveSmallIntegerField()
    verdict = models.CharField(max_length=16, help_text="`rules.findings.Word`")
    is_bound = models.BooleanField(help_text="the obligation bound it in that year; from its treaty actions")
    confidence = models.CharField(max_length=6)
    texts = models.JSONField(default=dict, help_text="language tag -> what is found")
    stage = models.CharField(max_length=10, default=findings.Stage.DRAFT.value)
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    held_why = models.TextField(blank=True, help_text="why it is not to be published; empty: it is not held")

    class Meta:
        ordering = ["actor", "obligation", "id"]
        constraints = [
            _one_of("verdict", findings.Word, "finding_verdict"),
            _one_of("confidence", findings.Confidence, "finding_confidence"),
            _one_of("stage", findings.Stage, "finding_stage"),
            models.UniqueConstraint(fields=["obligation", "actor", "year"], name="one_finding_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.obligation_id} {self.year}"


class FindingStep(OfCoalition):
    """Who wrote a finding, and who did which step on its way. Where it is changed the steps are taken anew; who wrote stays."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=16, help_text="`rules.findings.Step`, or `write`")
    by = models.CharField(max_length=ID_LENGTH, blank=True, help_text="card of the person; empty: the program")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["finding", "step", "by"], name="one_step_a_person")]

    def __str__(self) -> str:
        return self.step


class Claim(OfCoalition):
    """One thing that speaks for a finding or against it, with the sources on which it rests."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="claims")
    side = models.CharField(max_length=11)
    texts = models.JSONField(help_text="language tag -> what is claimed")
    sources = models.ManyToManyField(Source, through="ClaimSource", related_name="claims")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [_one_of("side", findings.Side, "claim_side")]

    def __str__(self) -> str:
        return str(next(iter(self.texts.values()), self.id))


class ClaimSource(OfCoalition):
    """That a claim rests on a source, and where in it."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="cited")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="cited")
    place = models.CharField(max_length=findings.LONGEST_PLACE, blank=True, help_text="such as a page")

    class Meta:
        ordering = ["place", "id"]
        constraints = [models.UniqueConstraint(fields=["claim", "source", "place"], name="one_citation_a_place")]

    def __str__(self) -> str:
        return self.place


class Dissent(OfCoalition):
    """That a member sees a finding otherwise: it stands beside the finding. A protected member is never named."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="dissents")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["said_at", "id"]
        constraints = [models.UniqueConstraint(fields=["finding", "member"], name="one_dissent_a_member")]

    def __str__(self) -> str:
        return self.words[:40]
