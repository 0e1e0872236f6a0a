"""What leaves the server by mail, and how far each account has read a coalition's record."""

from django.db import models

from plenary.accounts.models import Account
from plenary.coalitions.models import Coalition, OfCoalition
from plenary.core.models import ID_LENGTH, RandomIdModel


class OutgoingMail(RandomIdModel):
    """One mail to one address, ordered in the transaction of what it tells of, written and sent once after it.

    Not a row *of* a coalition: it is work to do, like a task, and is emptied of its words once sent.
    """

    WAITING, SENDING, SENT, GIVEN_UP = "waiting", "sending", "sent", "given_up"

    key = models.CharField(max_length=200, unique=True, help_text="names the mail: the same is never written twice")
    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, null=True, related_name="+")
    account = models.CharField(max_length=ID_LENGTH, blank=True)
    to = models.EmailField()
    subject = models.CharField(max_length=400)
    text = models.TextField()
    html = models.TextField(blank=True)
    language = models.CharField(max_length=35, blank=True)
    state = models.CharField(max_length=10, default=WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField(help_text="when it is sent, tried again, or taken back from a sender that died")
    sent_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True, help_text="class of the last error; no addresses")

    class Meta:
        indexes = [models.Index(fields=["state", "next_at"], name="mails_that_are_due")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "sending", "sent", "given_up"]), name="outgoing_mail_state"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.state})"


class ReadMark(OfCoalition):
    """How far an account has read a coalition's feed: the sequence of the last entry seen."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    sequence = models.BigIntegerField(default=-1)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["coalition", "account"], name="one_read_mark_an_account")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.sequence}"
