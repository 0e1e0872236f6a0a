"""Proposals, the rounds through which they went, what happens if they are adopted, and who seconds them."""

import json
from functools import cached_property, lru_cache

from django.db import models

from plenary.charter.rules.document import days_from_json, process_from_json
from plenary.charter.rules.schema import Days, Process
from plenary.coalitions.models import OfCoalition
from plenary.core import clock
from plenary.decisions.rules.counting import Count
from plenary.decisions.rules.phases import Moments, Phase, phase_at
from plenary.membership.models import Member


class Stage(models.TextChoices):
    """On which way a proposal is, where it is not simply decided in writing."""

    WRITING = "", ""
    RECORDED = "recorded", "recorded"  # decided on a call, open to objections
    URGENT = "urgent", "urgent"  # a few decide
    CONFIRMING = "confirming", "confirming"  # the few decided, it is in force, the others confirm it or it lapses


@lru_cache(maxsize=512)  # most proposals of a coalition go by the same few
def _process(frozen: str) -> Process:
    return process_from_json(json.loads(frozen))


class Proposal(OfCoalition):
    """What is to be decided. At opening the process is frozen into it and its phases get their times; phases themselves
    are derived from the clock (`rules.phases`).

    It may go through several rounds (tests of consensus, a vote after a broken silence, the confirmation of what was
    urgent): its own fields are those of the present round, those before lie in `Round`.
    """

    title = models.CharField(max_length=200)
    body = models.TextField(blank=True, help_text="Markdown, the mover's reasons")
    language = models.CharField(max_length=35)
    text = models.CharField(max_length=16, blank=True, help_text="id of the text that holds its words in languages")
    matter = models.CharField(max_length=60)
    process = models.JSONField(default=dict, help_text="frozen at opening, with its schema version")
    next_process = models.JSONField(
        default=dict, help_text="frozen too: by which it goes on when this one does not settle it, or is confirmed"
    )
    days = models.JSONField(
        default=dict, help_text="frozen too: the zone and the days of rest by which times are counted"
    )
    round = models.PositiveSmallIntegerField(
        default=1, help_text="whose electors, ballots and times are the present ones"
    )
    stage = models.CharField(
        max_length=12, blank=True, help_text="recorded, urgent, confirming; empty: decided in writing"
    )
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
    waits_for_languages = models.BooleanField(default=False)
    effects_from = models.DateTimeField(
        null=True, help_text="when its effects are wanted at the soonest; empty: at once"
    )
    reconsiders = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    urgency = models.TextField(blank=True, help_text="why it could not wait; empty: it is not decided urgently")
    extended_at = models.DateTimeField(null=True, help_text="when a member asked for more time, which is had once")
    reworded_at = models.DateTimeField(
        null=True, help_text="when its words were changed last, between tests of consensus"
    )
    asked = models.JSONField(
        default=dict,
        help_text="frozen too: what an election asks, as the charter had it (charter.decidable.Asked); empty elsewhere",
    )
    envelope_key = models.CharField(
        max_length=64,
        blank=True,
        help_text="public, hexadecimal: for it the secret ballots of the present round are sealed",
    )
    decided_elsewhere = models.JSONField(
        default=dict, help_text="of a decision of a call: when, where, notes, who entered it, as entered"
    )
    begun_from = models.CharField(
        max_length=80,
        blank=True,
        help_text="in which row of a room above it began (forms.starting): its code, colon, id; or empty",
    )
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
        indexes = [
            models.Index(fields=["coalition", "voting_until"]),
            models.Index(fields=["coalition", "outcome", "voting_until"], name="proposal_open"),
            models.Index(fields=["coalition", "outcome", "effects_due"], name="proposal_effects"),
            models.Index(fields=["coalition", "decided_at"], name="proposal_decided"),
            models.Index(fields=["coalition", "waits_for_languages", "opened_at"], name="proposal_languages"),
            models.Index(fields=["coalition", "begun_from"], name="proposal_begun_from"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", "adopted", "rejected", "lapsed"]), name="proposal_outcome"
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=["", "recorded", "urgent", "confirming"]), name="proposal_stage"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_election(self) -> bool:
        """True of one that was opened and for which candidates are nominated: what it asks is held fast then."""
        return bool(self.asked)

    @property
    def phase(self) -> Phase:
        """Where it stands now; to a request, as of the moment at which that was received."""
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
                waits=self.waits_for_languages,
                in_window=self.stage == Stage.RECORDED,
            ),
            clock.received(),
        )

    @cached_property
    def frozen_process(self) -> Process:
        """The process frozen into it at opening; later charters do not touch it. Raises CharterError on a draft."""
        return _process(json.dumps(self.process, sort_keys=True))

    @property
    def is_waiting(self) -> bool:
        """True where its effects wait for something else to be settled, and are tried again by themselves."""
        return bool(self.not_carried_out.get("waits"))

    @property
    def is_dropped(self) -> bool:
        """True where its effects will never be carried out, for what was decided since."""
        return bool(self.not_carried_out.get("dropped"))

    @property
    def is_by_charter(self) -> bool:
        """True where nobody moved it: it arose by the charter."""
        return not (self.moved_by_member_id or self.moved_by_person)

    @property
    def frozen_days(self) -> Days:
        """The days that its deadlines heed, as they were at opening."""
        return days_from_json(self.days)

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
    text = models.CharField(
        max_length=16, blank=True, help_text="id of the text that holds its words in languages, as they stand now"
    )
    severed_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(
        null=True, help_text="when it was undone: what was decided urgently was not confirmed"
    )

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["proposal", "position"], name="effect_position")]

    def __str__(self) -> str:
        return self.kind


class Round(OfCoalition):
    """A round that is over without having settled the proposal: its rules, its times, its count, and what followed."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=12, blank=True)
    process = models.JSONField()
    voting_from = models.DateTimeField()
    voting_until = models.DateTimeField()
    closed_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, help_text="of this round alone; empty when it was broken off")
    count = models.JSONField(default=dict)
    followed_by = models.CharField(max_length=12, help_text="again, fallback, writing or confirmation")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="round_number"),
            models.CheckConstraint(
                condition=models.Q(followed_by__in=["again", "fallback", "writing", "repeated", "confirmation"]),
                name="round_followed_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.number}"

    @property
    def figures(self) -> Count | None:
        """Its count, or None when it was broken off."""
        return Count.from_json(self.count) if self.count else None


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
