"""Concerns: keys of those who receive, and what was said, all of it sealed; in the open stand steps and days alone."""

from django.db import models

from plenary.coalitions.models import OfCoalition
from plenary.directory.models import Person

_ANSWERS = ["", "asked", "yes", "no"]


class ReceiverKey(OfCoalition):
    """The key pair of one who receives concerns; the private half is sealed under their passphrase."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    public = models.BinaryField(max_length=32)
    salt = models.BinaryField(max_length=16)
    private_sealed = models.BinaryField()
    made_on = models.DateField()
    is_retired = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["coalition", "person"],
                condition=models.Q(is_retired=False),
                name="one_receiver_key_in_use",
            )
        ]

    def __str__(self) -> str:
        return bytes(self.public).hex()[:16]

    @property
    def place(self) -> str:
        """The place for which the private half is sealed."""
        return f"health_receiverkey:private_sealed:{self.pk}"


class RaisedConcern(OfCoalition):
    """A concern: how far it has come, and the days until when something is to be done. What it says is not here."""

    RAISED, ACKNOWLEDGED, HEARING = "raised", "acknowledged", "hearing"
    HEARD, AGREED, CLOSED = "heard", "agreed", "closed"

    state = models.CharField(max_length=12, default=RAISED)
    acknowledge_by = models.DateField(help_text="the last day on which it is acknowledged in time")
    reached = models.PositiveSmallIntegerField(default=0, help_text="the rank to which it has gone on")
    due = models.CharField(max_length=8, blank=True, help_text="what those who receive have to do next")
    due_on = models.DateField(null=True, help_text="the last day for it")
    is_answered = models.BooleanField(default=False, help_text="who raised it was told more than that it arrived")
    statement_by = models.DateField(null=True, help_text="the last day on which the one concerned answers in time")
    check_on = models.DateField(null=True, help_text="when it is looked at whether the outcome holds")
    is_check_told = models.BooleanField(default=False, help_text="on that day a mail without words went out again")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["raised", "acknowledged", "hearing", "heard", "agreed", "closed"]),
                name="state_of_concern",
            ),
            models.CheckConstraint(
                condition=models.Q(due__in=["", "answer", "hear", "outcome"]), name="due_of_concern"
            ),
        ]

    def __str__(self) -> str:
        return self.pk


class SealedThread(OfCoalition):
    """The conversation of one side with those who receive: of who raised it, or of who is heard. It has a key pair of its own.

    `receipt_hash` is the Argon2id hash of the side's receipt code; `private_sealed` opens with the code.
    """

    raised_concern = models.ForeignKey(RaisedConcern, on_delete=models.CASCADE, related_name="threads")
    part = models.CharField(max_length=8)
    public = models.BinaryField(max_length=32)
    receipt_hash = models.BinaryField(max_length=32, unique=True)
    private_sealed = models.BinaryField()
    mediator = models.CharField(max_length=8, blank=True)
    outcome = models.CharField(max_length=8, blank=True)
    holds = models.CharField(
        max_length=8, blank=True, help_text="whether what was agreed holds, as the side says at the check"
    )
    said_fair = models.BooleanField(default=False)

    class Meta:
        ordering = ["-part"]  # who raised it before who is heard
        constraints = [
            models.UniqueConstraint(fields=["raised_concern", "part"], name="one_thread_a_side"),
            models.CheckConstraint(condition=models.Q(part__in=["raised", "heard"]), name="side_of_concern"),
            models.CheckConstraint(condition=models.Q(mediator__in=_ANSWERS), name="answer_to_mediator"),
            models.CheckConstraint(condition=models.Q(outcome__in=_ANSWERS), name="answer_to_outcome"),
            models.CheckConstraint(condition=models.Q(holds__in=_ANSWERS), name="answer_to_check"),
        ]

    def __str__(self) -> str:
        return self.pk

    @property
    def place(self) -> str:
        """The place for which the private half is sealed under the receipt code."""
        return f"health_sealedthread:private_sealed:{self.pk}"


class ThreadKey(OfCoalition):
    """The private key of a conversation, sealed for one receiver: who opens it once the concern has reached their `rank`.

    `office` is that by which they receive; empty where it was sealed before this was kept.
    """

    thread = models.ForeignKey(SealedThread, on_delete=models.CASCADE, related_name="keys")
    receiver_key = models.ForeignKey(ReceiverKey, on_delete=models.PROTECT, related_name="thread_keys")
    rank = models.PositiveSmallIntegerField(default=0)
    office = models.CharField(max_length=64, blank=True)
    private_sealed = models.BinaryField()
    is_told = models.BooleanField(default=False, help_text="a mail without words said that something waits")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "receiver_key"], name="one_key_a_receiver")]

    def __str__(self) -> str:
        return self.pk

    @property
    def place(self) -> str:
        """The place for which the key is sealed."""
        return f"health_threadkey:private_sealed:{self.thread_id}:{self.receiver_key_id}"


class SealedMessage(OfCoalition):
    """What was said in a conversation, sealed for its public key, with the day and what kind of message it is."""

    thread = models.ForeignKey(SealedThread, on_delete=models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["thread", "number"], name="messages_of_a_thread_in_order")]

    def __str__(self) -> str:
        return self.pk

    @property
    def place(self) -> str:
        """The place for which it is sealed."""
        return f"health_sealedmessage:sealed:{self.pk}"


class SealedFile(OfCoalition):
    """A file that came with a message, sealed under a key of its own, which stands in the message beside its name and kind."""

    message = models.OneToOneField(SealedMessage, on_delete=models.CASCADE, related_name="file")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return self.pk

    @property
    def place(self) -> str:
        """The place for which it is sealed."""
        return f"health_sealedfile:sealed:{self.pk}"


class KeyShare(OfCoalition):
    """A share of a receiver's private key (`rules.shares`), sealed for another who keeps it; `needed` give the key back."""

    owner_key = models.ForeignKey(ReceiverKey, on_delete=models.CASCADE, related_name="shares")
    holder_key = models.ForeignKey(ReceiverKey, on_delete=models.PROTECT, related_name="shares_kept")
    number = models.PositiveSmallIntegerField()
    needed = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner_key", "holder_key"], name="one_share_a_holder")]

    def __str__(self) -> str:
        return self.pk

    @property
    def place(self) -> str:
        """The place for which it is sealed."""
        return f"health_keyshare:sealed:{self.owner_key_id}:{self.number}"


class KeyRecovery(OfCoalition):
    """One whose passphrase is lost made another key, and asks those who keep shares of the one of before to hand them over."""

    lost_key = models.ForeignKey(ReceiverKey, on_delete=models.CASCADE, related_name="recoveries")
    new_key = models.ForeignKey(ReceiverKey, on_delete=models.CASCADE, related_name="+")
    is_done = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.pk


class HandedShare(OfCoalition):
    """A share that its keeper opened and sealed for the new key of the one who asks."""

    recovery = models.ForeignKey(KeyRecovery, on_delete=models.CASCADE, related_name="handed")
    number = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recovery", "number"], name="each_share_handed_once")]

    def __str__(self) -> str:
        return self.pk

    @property
    def place(self) -> str:
        """The place for which it is sealed."""
        return f"health_handedshare:sealed:{self.recovery_id}:{self.number}"
