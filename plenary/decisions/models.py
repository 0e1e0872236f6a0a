"""Proposals, what happens if they are adopted, electors, ballots and objections."""

from functools import cached_property

from django.db import models

from plenary.charter.rules.document import process_from_json
from plenary.charter.rules.schema import Process
from plenary.coalitions.models import OfCoalition
from plenary.core import clock
from plenary.decisions.rules.counting import Count
from plenary.decisions.rules.phases import Moments, Phase, phase_at
from plenary.membership.models import Member


class Proposal(OfCoalition):
    """What is to be decided. At opening the process is frozen into it and its phases get their times; phases themselves
    are derived from the clock (`rules.phases`)."""

    title = models.CharField(max_length=200)
    body = models.TextField(blank=True, help_text="Markdown, the mover's reasons")
    language = models.CharField(max_length=35)
    matter = models.CharField(max_length=60)
    process = models.JSONField(default=dict, help_text="frozen at opening, with its schema version")
    charter_version = models.CharField(max_length=16, blank=True)
    thread = models.CharField(max_length=16, blank=True, help_text="id of the thread of comments")
    moved_by_member = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    moved_by_person = models.CharField(max_length=16, blank=True)
    moved_by_name = models.CharField(
        max_length=300, blank=True, help_text="as shown: the member, or the office; empty: moved without attribution"
    )
    drafted_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True, help_text="when the draft was shown to members, to find seconders")
    opened_at = models.DateTimeField(null=True)
    discussion_from = models.DateTimeField(null=True)
    voting_from = models.DateTimeField(null=True)
    voting_until = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True, help_text="when the outcome was entered")
    outcome = models.CharField(max_length=10, blank=True)
    count = models.JSONField(default=dict, help_text="the figures of the outcome, as rules.count gave them")
    effects_due = models.DateTimeField(null=True, help_text="after the hold")
    carried_out_at = models.DateTimeField(null=True)
    not_carried_out = models.JSONField(
        default=dict, help_text="reason code and facts, when an effect could not be done"
    )

    class Meta:
        indexes = [models.Index(fields=["coalition", "voting_until"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", "adopted", "rejected", "lapsed"]), name="proposal_outcome"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def phase(self) -> Phase:
        """Where it stands now."""
        return phase_at(
            Moments(
                opened_at=self.opened_at,
                discussion_from=self.discussion_from,
                voting_from=self.voting_from,
                voting_until=self.voting_until,
                withdrawn_at=self.withdrawn_at,
                outcome=self.outcome,
                effects_due=self.effects_due,
                carried_out_at=self.carried_out_at,
                failed=bool(self.not_carried_out),
            ),
            clock.now(),
        )

    @cached_property
    def frozen_process(self) -> Process:
        """The process frozen into it at opening; later charters do not touch it. Raises CharterError on a draft."""
        return process_from_json(self.process)

    @property
    def final_count(self) -> Count | None:
        """The count of its outcome, or None before there is one."""
        return Count.from_json(self.count) if self.count else None


class Effect(OfCoalition):
    """One thing that happens if the proposal is adopted. `kind` is a code of charter.decidable."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="effects")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=60)
    payload = models.JSONField()
    severed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["proposal", "position"], name="effect_position")]

    def __str__(self) -> str:
        return self.kind


class Elector(OfCoalition):
    """One place in the electorate, frozen at opening. `key` and the rest as bodies.rules.Elector."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="electors")
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    member = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=16, blank=True)
    weight = models.PositiveIntegerField(default=1)
    protected = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "key"], name="elector_once")]

    def __str__(self) -> str:
        return self.key


class Ballot(OfCoalition):
    """The ballot of one elector as it stands; replaced until voting closes."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="ballots")
    elector = models.OneToOneField(Elector, on_delete=models.CASCADE, related_name="ballot")
    choice = models.CharField(max_length=10)
    cast_by = models.CharField(max_length=16, help_text="id of the person's card")
    cast_at = models.DateTimeField()
    entry = models.CharField(max_length=16)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(choice__in=["yes", "no", "abstain"]), name="ballot_choice")
        ]

    def __str__(self) -> str:
        return self.id


class Objection(OfCoalition):
    """An objection with its reason: of a member to one severable effect, or of an elector to the whole (`effect` empty).

    `objector` tells those who object apart: the member's id, or of those who act in their own name the person's.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="objections")
    effect = models.ForeignKey(Effect, null=True, on_delete=models.CASCADE, related_name="objections")
    elector = models.ForeignKey(Elector, null=True, on_delete=models.CASCADE, related_name="objections")
    objector = models.CharField(max_length=16)
    name = models.CharField(max_length=300, blank=True, help_text="as shown; empty: without attribution")
    reason = models.TextField()
    by_person = models.CharField(max_length=16)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["effect", "objector"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="objects_once_to_an_effect",
            ),
            models.UniqueConstraint(
                fields=["elector"],
                condition=models.Q(withdrawn_at__isnull=True, effect__isnull=True),
                name="objects_once_to_the_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(effect__isnull=False) | models.Q(elector__isnull=False),
                name="objection_to_the_whole_is_of_an_elector",
            ),
        ]

    def __str__(self) -> str:
        return self.id


class Seconding(OfCoalition):
    """A member that seconds a proposal before it opens."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="secondings")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    by_person = models.CharField(max_length=16)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "member"], name="seconds_once")]

    def __str__(self) -> str:
        return self.id
