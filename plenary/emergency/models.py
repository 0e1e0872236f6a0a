"""Whom a person chose for the day of danger; alarms, what they took out and where, and who agreed to undo them."""

from django.db import models

from plenary.accounts.models import Account
from plenary.coalitions.models import Coalition, OfCoalition
from plenary.core.models import ID_LENGTH, RandomIdModel


class Chosen(RandomIdModel):
    """Somebody whom an account chose: to raise the alarm for it, or to undo one. By account, or by an address alone."""

    RAISES, UNDOES = "raises", "undoes"

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=6)
    chosen = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="+")
    address = models.EmailField(blank=True, help_text="instead of the account, which may not be there yet")
    coalition = models.ForeignKey(
        Coalition, on_delete=models.CASCADE, null=True, related_name="+", help_text="through which they know each other"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["account", "role", "chosen", "address"], name="chosen_once_for_a_role"),
            models.CheckConstraint(condition=models.Q(role__in=["raises", "undoes"]), name="chosen_role"),
            models.CheckConstraint(
                condition=models.Q(chosen__isnull=True) ^ models.Q(address=""), name="chosen_by_account_or_address"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.made_at:%Y-%m-%d}"


class Alarm(RandomIdModel):
    """An alarm raised for an account. It stands until two undo it; what it took out is kept in `Taken`."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    raised_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    raised_at = models.DateTimeField()
    sessions = models.PositiveIntegerField(default=0, help_text="how many ended")
    names_sealed = models.BinaryField(help_text="the names by which the person is known")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-raised_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=models.Q(undone_at__isnull=True), name="one_alarm_stands"
            )
        ]

    def __str__(self) -> str:
        return f"{self.raised_at:%Y-%m-%d %H:%M}"

    @property
    def place(self) -> str:
        """Where the names lie, for their seal."""
        return f"emergency_alarm:names_sealed:{self.id}"


class SealedCard(OfCoalition):
    """A card of the person in a coalition, former ones too: whether their traces are sealed there, and released again."""

    alarm = models.ForeignKey(Alarm, on_delete=models.CASCADE, related_name="cards")
    person = models.CharField(max_length=ID_LENGTH)
    sealed_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alarm", "coalition", "person"], name="sealed_once_a_card")]

    def __str__(self) -> str:
        return f"{self.alarm_id} {self.coalition_id}"


class Taken(RandomIdModel):
    """What one trace took out, sealed under the master key; it goes when it is put back."""

    alarm = models.ForeignKey(Alarm, on_delete=models.CASCADE, related_name="taken")
    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, null=True, related_name="+")
    trace = models.CharField(max_length=60)
    number = models.PositiveIntegerField(help_text="the order in which it was taken")
    payload_sealed = models.BinaryField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["alarm", "number"], name="taken_in_order")]

    def __str__(self) -> str:
        return self.trace

    @property
    def place(self) -> str:
        """Where the payload lies, for its seal."""
        return f"emergency_taken:payload_sealed:{self.id}"


class Guide(RandomIdModel):
    """One of those who may undo an alarm, held fast when it was raised: whom the person chose, or an officer."""

    alarm = models.ForeignKey(Alarm, on_delete=models.CASCADE, related_name="guides")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    is_chosen = models.BooleanField(default=True)
    coalition = models.ForeignKey(
        Coalition,
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        help_text="of an officer; empty: chosen, or named by the operator",
    )
    agreed_at = models.DateTimeField(null=True)
    answer_sealed = models.BinaryField(default=b"", help_text="how the person is to get in again")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["alarm", "account"], name="guides_an_alarm_once")]

    def __str__(self) -> str:
        return f"{self.alarm_id} {self.account_id}"

    @property
    def place(self) -> str:
        """Where the answer lies, for its seal."""
        return f"emergency_guide:answer_sealed:{self.id}"
