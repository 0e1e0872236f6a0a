"""What is said on the way to a decision and must be dealt with: objections, concerns and the temperature, advice, amendments."""

from django.db import models

from plenary.coalitions.models import OfCoalition
from plenary.decisions.models.proposals import Effect, Proposal
from plenary.decisions.models.voting import Elector


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
    source = models.CharField(
        max_length=500, blank=True, help_text="whom a representative asked who must consult, and when"
    )
    by_person = models.CharField(max_length=16)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    sent_as = models.CharField(max_length=40, blank=True, help_text="as of a ballot")

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


class Temperature(OfCoalition):
    """How warm an elector is to a proposal before consensus is tested: a feeling, changed at will, bound to nothing."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="temperatures")
    elector = models.OneToOneField(Elector, on_delete=models.CASCADE, related_name="temperature")
    feeling = models.CharField(max_length=6)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(feeling__in=["warm", "unsure", "cold"]), name="feeling_known")
        ]

    def __str__(self) -> str:
        return self.feeling


class Concern(OfCoalition):
    """What somebody fears of a proposal, said before consensus is tested: answered by its mover, then withdrawn by the one
    who raised it, or upheld."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="concerns")
    round = models.PositiveSmallIntegerField(default=1)
    words = models.TextField()
    language = models.CharField(max_length=35)
    raised_by = models.CharField(max_length=16, help_text="the member's id, or the person's who acts in their own name")
    by_person = models.CharField(max_length=16)
    name = models.CharField(max_length=300, blank=True, help_text="as shown; empty: without attribution")
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=16, blank=True)
    answered_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, default="open")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "answered", "withdrawn", "upheld"]), name="concern_state"
            )
        ]

    def __str__(self) -> str:
        return self.id


class Advice(OfCoalition):
    """What a body was asked to say before a proposal is decided, what it said, and what became of it."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="advice")
    body = models.CharField(max_length=64, help_text="charter code")
    is_referral = models.BooleanField(
        default=False, help_text="sent to it in the discussion; else the charter asks for it"
    )
    question = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=16, blank=True)
    due = models.DateTimeField()
    words = models.TextField(blank=True)
    language = models.CharField(max_length=35, blank=True)
    given_by = models.CharField(max_length=16, blank=True)
    given_by_name = models.CharField(max_length=300, blank=True)
    given_at = models.DateTimeField(null=True)
    became = models.CharField(
        max_length=8, blank=True, help_text="what became of it: taken, partly, not; empty: not said"
    )
    became_why = models.TextField(blank=True)
    became_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "body"], name="a_body_advises_once"),
            models.CheckConstraint(condition=models.Q(became__in=["", "taken", "partly", "not"]), name="advice_became"),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.body}"


class Amendment(OfCoalition):
    """A change to one paragraph of the text that is to be resolved: accepted by the mover, or decided in its turn."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="amendments")
    effect = models.ForeignKey(Effect, on_delete=models.CASCADE, related_name="amendments")
    kind = models.CharField(max_length=8)
    paragraph = models.CharField(
        max_length=40, help_text="its label (rules.amendments); an addition stands after it, 0: before the first"
    )
    against = models.TextField(blank=True, help_text="the words of that paragraph as they stood")
    words = models.TextField(blank=True, help_text="Markdown; empty for a strike")
    reason = models.TextField(blank=True)
    moved_by = models.CharField(max_length=16, help_text="the member's id, or the person's who acts in their own name")
    by_person = models.CharField(max_length=16)
    name = models.CharField(max_length=300, blank=True, help_text="as shown; empty: without attribution")
    at = models.DateTimeField()
    state = models.CharField(max_length=12, default="open")
    settled_at = models.DateTimeField(null=True)
    position = models.PositiveSmallIntegerField(
        default=0, help_text="in which place it changed the text; 0: it did not"
    )
    count = models.JSONField(default=dict, help_text="the figures, where it was voted on")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=["replace", "add", "strike"]), name="amendment_kind"),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["open", "accepted", "adopted", "rejected", "overtaken", "withdrawn", "not_taken_up"]
                ),
                name="amendment_state",
            ),
        ]

    def __str__(self) -> str:
        return self.id


class AmendmentBallot(OfCoalition):
    """What an elector says to one amendment; replaced until voting closes."""

    amendment = models.ForeignKey(Amendment, on_delete=models.CASCADE, related_name="ballots")
    elector = models.ForeignKey(Elector, on_delete=models.CASCADE, related_name="+")
    choice = models.CharField(max_length=7)
    cast_by = models.CharField(max_length=16)
    cast_at = models.DateTimeField()
    entry = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["amendment", "elector"], name="amendment_ballot_once"),
            models.CheckConstraint(
                condition=models.Q(choice__in=["yes", "no", "abstain"]), name="amendment_ballot_choice"
            ),
        ]

    def __str__(self) -> str:
        return self.id
