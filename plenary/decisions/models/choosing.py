"""What stands for choice, the boxes of ballots as they were counted, and the papers that came out of sealed envelopes."""

from functools import cached_property

from django.db import models

from plenary.coalitions.models import OfCoalition
from plenary.decisions.models.proposals import Proposal
from plenary.decisions.rules.choosing import Bundle
from plenary.decisions.rules.contests import Contest
from plenary.directory.models import Person
from plenary.membership.models import Member


class Nomination(OfCoalition):
    """Somebody who is nominated for what an election fills: a member, with the person who would sit for it, or a person in
    their own name. Stands once it is accepted, until it is taken back."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="nominations")
    member = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    groups = models.JSONField(
        default=list, help_text="codes of the groups for which seats are kept, and to which it belongs"
    )
    text = models.CharField(max_length=16, blank=True, help_text="id of the text that holds the statement in languages")
    by_member = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    by_person = models.CharField(max_length=16, help_text="id of the card of the person who nominated")
    at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="when it was declined or taken back")
    ended_because = models.CharField(max_length=12, blank=True, help_text="declined, withdrawn or not_eligible")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(member__isnull=False) | models.Q(person__isnull=False), name="nomination_of_somebody"
            ),
            models.UniqueConstraint(
                fields=["proposal", "member"],
                condition=models.Q(member__isnull=False, ended_at__isnull=True),
                name="member_nominated_once",
            ),
            models.UniqueConstraint(
                fields=["proposal", "person"],
                condition=models.Q(member__isnull=True, ended_at__isnull=True),
                name="person_nominated_once",
            ),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def name(self) -> str:
        """The name of the member, else of the person. Select them with the row."""
        return self.member.name if self.member else self.person.shown_name if self.person else ""


class BallotBox(OfCoalition):
    """The ballots of a round as they were counted: what stood for choice, ballots that say the same as one, and the seed of
    the lots, drawn from the record before the count. From it anyone can count again."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="boxes")
    round = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=64, help_text="the root of the record's tree at `size`, hexadecimal")
    size = models.PositiveBigIntegerField(help_text="how many entries the record had when the seed was drawn")
    contest = models.JSONField(default=dict, help_text="empty where yes or no was asked")
    ballots = models.JSONField(default=list, help_text="what ballots say, each with how many votes say so")
    winners = models.JSONField(default=list, help_text="ids, in the order in which they were chosen")
    account = models.BinaryField(default=b"", help_text="the account of its count, as rules.methods.packed keeps it")
    closed_at = models.DateTimeField()
    entry = models.CharField(max_length=16)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "round"], name="box_of_round")]

    def __str__(self) -> str:
        return self.id

    @cached_property
    def bundle(self) -> Bundle:
        """The ballots as the rules take them."""
        return tuple((said, number) for said, number in self.ballots)

    @property
    def is_without_ballot(self) -> bool:
        """True where no ballot was held: nobody stood, or all who did found a seat."""
        contest = self.what
        return bool(contest and not self.ballots and (self.winners or not contest.candidates))

    @cached_property
    def what(self) -> Contest | None:
        """What was chosen; None where yes or no was asked."""
        return Contest.from_json(self.contest) if self.contest else None


class Paper(OfCoalition):
    """One vote that came out of a sealed envelope: what it says, beside a code by which its voter alone knows it. Nothing here
    leads to an elector; all papers of a round are written at once, in the order of their codes."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="papers")
    round = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    said = models.JSONField()

    class Meta:
        ordering = ["code", "id"]
        indexes = [models.Index(fields=["coalition", "proposal", "round", "code"], name="papers_of_round")]

    def __str__(self) -> str:
        return self.code
