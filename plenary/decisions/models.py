"""Proposals, what happens if they are adopted, electors, ballots and objections."""

from django.db import models

from plenary.coalitions.models import OfCoalition
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
    """A member's objection: to one severable effect, or under consent to the whole (`effect` empty), with a reason."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="objections")
    effect = models.ForeignKey(Effect, null=True, on_delete=models.CASCADE, related_name="objections")
    elector = models.ForeignKey(Elector, on_delete=models.CASCADE, related_name="objections")
    reason = models.TextField()
    by_person = models.CharField(max_length=16)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["effect", "elector"],
                condition=models.Q(withdrawn_at__isnull=True),
                nulls_distinct=False,
                name="objects_once",
            )
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
