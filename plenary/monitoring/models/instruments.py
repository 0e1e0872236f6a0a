"""Instruments, what they ask, and who is bound by them since when."""

from django.db import models
from django.utils.translation import get_language

from plenary.coalitions.models import OfCoalition
from plenary.core.models import ID_LENGTH
from plenary.monitoring.rules import treaty_actions
from plenary.monitoring.rules.actors import LONGEST_CODE
from plenary.monitoring.rules.entering import Entering
from plenary.monitoring.rules.instruments import in_language
from plenary.monitoring.rules.obligations import Deadline


class Instrument(OfCoalition):
    """A treaty, protocol, law, policy or norm that the coalition watches."""

    kind = models.CharField(max_length=10)
    names = models.JSONField(help_text="language tag -> what it is called")
    adopted_on = models.DateField(null=True, help_text="nothing of it is older")
    depositary = models.CharField(max_length=300, blank=True, help_text="who keeps its status, or who issued it")
    reference = models.CharField(max_length=500, blank=True, help_text="where its text or status stands")
    entering = models.JSONField(default=dict, help_text="what brings it into force: `rules.entering.Entering.document`")
    entered_on = models.DateField(null=True, help_text="the day of entry into force that the depositary tells")
    leaving = models.JSONField(default=dict, help_text="how long after notice a withdrawal takes effect: a delay")
    signed_first = models.BooleanField(default=True, help_text="is ratified after signature only")
    is_public = models.BooleanField(default=False, help_text="its status may be read without signing in")
    in_force_since = models.DateField(null=True, help_text="from its treaty actions; kept with the spans")
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["treaty", "protocol", "law", "policy", "norm"]), name="instrument_kind"
            )
        ]

    def __str__(self) -> str:
        return self.name_in(get_language() or "")

    def name_in(self, language: str) -> str:
        """What it is called in a language; where it has no name in it, by the first that it has."""
        return in_language(self.names, language)

    @property
    def enters(self) -> Entering:
        """What brings it into force."""
        return Entering.of(self.entering, self.entered_on)


class Obligation(OfCoalition):
    """What an instrument asks; the norm says it to those who are not bound."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="obligations")
    place = models.PositiveSmallIntegerField(help_text="its place in the list, from one")
    article = models.CharField(max_length=40, help_text="where it stands, such as 5 or 13(1)")
    texts = models.JSONField(help_text="language tag -> what it asks, in short")
    norms = models.JSONField(default=dict, help_text="language tag -> the norm, for those not bound")
    binds = models.CharField(max_length=12, default="parties")
    deadline = models.JSONField(default=dict, help_text="`rules.obligations.Deadline.document`; empty: none")
    may_extend = models.BooleanField(default=False, help_text="its deadline can be extended")

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(binds__in=["parties", "signatories", "everybody"]), name="obligation_binds"
            )
        ]

    def __str__(self) -> str:
        return self.article

    @property
    def text(self) -> str:
        """What it asks, in the active language; in the first that it has where there is none in it."""
        return in_language(self.texts, get_language() or "")

    @property
    def due_by(self) -> Deadline | None:
        """Its deadline; None where it has none."""
        return Deadline.of(self.deadline)


class TakenList(OfCoalition):
    """A status list that was taken over: what file it was, by its hash, and the day that it told of."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="lists")
    name = models.CharField(max_length=150)
    sha256 = models.CharField(max_length=64, help_text="of the file, hexadecimal")
    title = models.CharField(max_length=500, blank=True, help_text="as the list calls the instrument")
    as_at = models.DateField(null=True)
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=ID_LENGTH, blank=True, help_text="card of the person; empty: the program")

    class Meta:
        ordering = ["taken_at", "id"]

    def __str__(self) -> str:
        return self.name


class TreatyAction(OfCoalition):
    """What an actor did about an instrument, on a day."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="actions")
    actor = models.CharField(max_length=LONGEST_CODE)
    kind = models.CharField(max_length=24)
    day = models.DateField(help_text="of a withdrawal: on which notice was given")
    takes_effect = models.DateField(null=True, help_text="of a withdrawal alone")
    note = models.TextField(blank=True)
    source = models.CharField(
        max_length=500, blank=True, help_text="where it is told; empty: the list that it came with"
    )
    taken = models.ForeignKey(TakenList, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["day", "actor", "kind", "note", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[each.value for each in treaty_actions.Kind]), name="treaty_action_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="withdrawal", takes_effect__gte=models.F("day"))
                | models.Q(takes_effect=None) & ~models.Q(kind="withdrawal"),
                name="withdrawal_takes_effect",
            ),
            models.UniqueConstraint(
                fields=["instrument", "actor", "kind", "day"],
                condition=~models.Q(kind__in=["reservation", "declaration", "objection"]),
                name="one_treaty_action_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.kind} {self.day}"

    @property
    def told(self) -> treaty_actions.TreatyAction:
        """As the rules take it."""
        kind = treaty_actions.Kind(self.kind)
        return treaty_actions.TreatyAction(self.actor, kind, self.day, self.takes_effect, self.note)


class Extension(OfCoalition):
    """That an actor has longer for an obligation."""

    obligation = models.ForeignKey(Obligation, on_delete=models.CASCADE, related_name="extensions")
    actor = models.CharField(max_length=LONGEST_CODE)
    until = models.DateField()
    granted_on = models.DateField()
    note = models.TextField(blank=True)
    source = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["granted_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["obligation", "actor", "until"], name="one_extension_a_day"),
            models.CheckConstraint(condition=models.Q(until__gt=models.F("granted_on")), name="extension_reaches_on"),
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.until}"


class StatusSpan(OfCoalition):
    """How an actor stood to an instrument from a day until another (`rules.standings`): made from the treaty actions whenever one
    changes, so that any day is answered by one comparison."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="spans")
    actor = models.CharField(max_length=LONGEST_CODE)
    stands = models.CharField(max_length=12, help_text="`rules.standings.Stands`")
    signed = models.BooleanField(help_text="its signature stood on these days")
    first = models.DateField()
    until = models.DateField(null=True, help_text="the day after the last; null: nothing ended it")

    class Meta:
        ordering = ["first", "id"]
        indexes = [
            models.Index(fields=["coalition", "actor"], name="status_of_an_actor"),
            # holds all that a day is answered from, in the order in which it is grouped
            models.Index(
                fields=["coalition", "instrument", "stands", "first", "until", "actor"], name="status_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.stands} {self.first}"
