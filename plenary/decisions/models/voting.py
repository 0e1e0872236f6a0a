"""Electors and their ballots, round by round; and the delegation of a ballot to another elector."""

from django.db import models

from plenary.coalitions.models import OfCoalition
from plenary.decisions.models.proposals import Proposal
from plenary.decisions.rules.ballots import Choice, Shares, whole
from plenary.membership.models import Member


class Elector(OfCoalition):
    """One place in the electorate of a round, frozen when it opens. `key` and the rest as bodies.rules.Elector.

    `is_away` says that its member is on leave or dormant: it may act, and is not waited for.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="electors")
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    member = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=16, blank=True)
    weight = models.PositiveIntegerField(default=1)
    protected = models.BooleanField(default=False)
    splits = models.BooleanField(default=False, help_text="the charter lets its ballot be split")
    round = models.PositiveSmallIntegerField(default=1)
    is_away = models.BooleanField(default=False)
    is_present = models.BooleanField(
        default=False, help_text="was at the meeting at which it was voted on, where that counts"
    )
    region = models.CharField(max_length=200, blank=True, help_text="ISO 3166 alpha-3, or an area that has no code")
    recused_at = models.DateTimeField(null=True)
    recusal_reason = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "round", "key"], name="elector_once")]
        indexes = [
            models.Index(
                fields=["coalition", "proposal", "round", "is_away", "recused_at"],
                condition=models.Q(recused_at=None),
                name="electors_waited_for",
            ),
            models.Index(
                fields=["proposal", "round"], condition=models.Q(recused_at__isnull=False), name="electors_stood_back"
            ),
            models.Index(fields=["proposal", "member"], name="electors_of_member"),
            models.Index(fields=["proposal", "person"], condition=~models.Q(person=""), name="electors_of_person"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def place(self) -> str:
        """Whose place it is: the person's who holds it in their own name, else the member's. Delegations go by it."""
        return self.person or self.member_id or ""

    @property
    def is_recused(self) -> bool:
        """True while it stands back from this proposal."""
        return self.recused_at is not None


class Ballot(OfCoalition):
    """The ballot of one elector as it stands; replaced until voting closes.

    `how` says whether it was cast here (`self`; `consulted`: after asking one's organisation), was given by `phone`, `mail`
    or `in_person` and entered by an officer, or on a `call`; `source` says who said so, and when.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="ballots")
    elector = models.OneToOneField(Elector, on_delete=models.CASCADE, related_name="ballot")
    choice = models.CharField(
        max_length=12, help_text="empty: split, as `shares` says; or as `said` or `sealed` holds it"
    )
    shares = models.JSONField(default=dict, help_text="of a split ballot: votes by choice")
    said = models.JSONField(default=dict, help_text="of a choice among several: as rules.choosing.Said")
    is_secret = models.BooleanField(default=False)
    sealed = models.BinaryField(
        default=b"",
        help_text="what a secret ballot says, for the key of the proposal; emptied when envelopes are opened",
    )
    reason = models.TextField(blank=True, help_text="of a reservation or a block")
    how = models.CharField(max_length=10, default="self")
    source = models.CharField(max_length=500, blank=True)
    entered_by = models.CharField(
        max_length=300, blank=True, help_text="the office that entered it; empty: cast by its own"
    )
    cast_by = models.CharField(max_length=16, help_text="id of the person's card")
    cast_at = models.DateTimeField()
    entry = models.CharField(max_length=16)
    sent_as = models.CharField(
        max_length=40,
        blank=True,
        help_text="what the form called this answer, so that it counts once though sent twice",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(choice__in=["yes", "no", "abstain", "support", "reservation", "aside", "block"])
                | (models.Q(choice="") & (~models.Q(shares={}) | ~models.Q(said={}) | models.Q(is_secret=True))),
                name="ballot_choice",
            ),
            models.CheckConstraint(
                condition=models.Q(how__in=["self", "consulted", "phone", "mail", "in_person", "call"]),
                name="ballot_how",
            ),
        ]

    codes: tuple[str, ...] = ()
    """Of a secret ballot that was just cast: the codes beside which its votes will be published. They are kept nowhere."""

    def __str__(self) -> str:
        return self.id

    @property
    def votes(self) -> Shares:
        """How its votes fall; nothing of what chooses among several, or is sealed. Select `elector` with the row."""
        if not self.choice and not self.shares:
            return {}
        if self.shares:
            return {choice: self.shares[choice] for choice in Choice if choice in self.shares}  # jsonb keeps no order
        return whole(Choice(self.choice), self.elector.weight)


class Delegation(OfCoalition):
    """A member, or a person with a seat of their own, lets another elector cast its ballot: in one proposal, or in a body
    until it is taken back (B3)."""

    giver = models.CharField(max_length=16, help_text="the member's id, or the person's who holds a seat of their own")
    carrier = models.CharField(max_length=16, help_text="likewise")
    proposal = models.ForeignKey(Proposal, null=True, on_delete=models.CASCADE, related_name="delegations")
    body = models.CharField(max_length=64, blank=True, help_text="charter code; empty: for the proposal alone")
    by_person = models.CharField(max_length=16)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(proposal__isnull=True) ^ models.Q(body=""), name="delegation_of_one_kind"
            ),
            models.UniqueConstraint(
                fields=["proposal", "giver"],
                condition=models.Q(until__isnull=True, proposal__isnull=False),
                name="delegates_a_proposal_once",
            ),
            models.UniqueConstraint(
                fields=["coalition", "body", "giver"],
                condition=models.Q(until__isnull=True, proposal__isnull=True),
                name="delegates_a_body_once",
            ),
        ]

    def __str__(self) -> str:
        return self.id
