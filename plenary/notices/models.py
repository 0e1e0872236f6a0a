"""What leaves the server by mail and what comes back, how each account wants it, how far it has read a record; webhooks."""

from django.db import models

from plenary.accounts.models import Account
from plenary.coalitions.models import Coalition, OfCoalition
from plenary.core.models import ID_LENGTH, RandomIdModel


class OutgoingMail(RandomIdModel):
    """One mail to one address, ordered in the transaction of what it tells of, written and sent once after it.

    Not a row *of* a coalition: it is work to do, like a task, and is emptied of its words once sent.
    """

    WAITING, SENDING, SENT, GIVEN_UP, DROPPED = "waiting", "sending", "sent", "given_up", "dropped"

    key = models.CharField(max_length=200, unique=True, help_text="names the mail: the same is never written twice")
    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, null=True, related_name="+")
    account = models.CharField(max_length=ID_LENGTH, blank=True)
    topic = models.CharField(max_length=40, blank=True, help_text="what one choice stops; empty: nothing does")
    asked = models.CharField(
        max_length=400, blank=True, help_text="of a reminder: coalition and address of what must still be asked"
    )
    through = models.JSONField(
        default=list, help_text="audience tokens by which its account read what it says; asked again before it leaves"
    )
    takes_reply = models.BooleanField(default=False, help_text="an answer to it becomes a comment")
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
                condition=models.Q(state__in=["waiting", "sending", "sent", "given_up", "dropped"]),
                name="outgoing_mail_state",
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


class NoticeChoice(OfCoalition):
    """How an account wants the mails of one topic of a coalition; without a row, as the topic begins."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    topic = models.CharField(max_length=40)
    way = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coalition", "account", "topic"], name="one_choice_a_topic"),
            models.CheckConstraint(
                condition=models.Q(way__in=["at_once", "daily", "never"]), name="notice_choice_is_a_way"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.topic}: {self.way}"


class QuietHours(RandomIdModel):
    """The hours in which an account gets no mail, on the clock of its own time zone."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+")
    start = models.TimeField()
    end = models.TimeField()

    def __str__(self) -> str:
        return f"{self.account_id} {self.start:%H:%M}–{self.end:%H:%M}"


class DailyMark(OfCoalition):
    """The last daily mail of an account: on which day of its own zone it was due, and up to which entry it told."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    sequence = models.BigIntegerField()
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["coalition", "account"], name="one_daily_mark_an_account")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.day}"


class Reminded(OfCoalition):
    """A stage of a deadline at which those who are asked were reminded of what is due then, so that it is gone through once."""

    due = models.DateTimeField(db_index=True)
    days = models.PositiveSmallIntegerField(help_text="how many days before the deadline the stage begins")
    things = models.CharField(
        max_length=64, blank=True, help_text="hash of what was due then: what joins it later is reminded of too"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coalition", "due", "days", "things"], name="reminded_once_a_stage")
        ]

    def __str__(self) -> str:
        return f"{self.due:%Y-%m-%d %H:%M} {self.days}"


class CalendarFeed(RandomIdModel):
    """The secret address of an account's calendar; only a hash of it is kept."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    digest = models.CharField(max_length=64, blank=True, help_text="hash of what was given last")
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.account_id} since {self.made_at:%Y-%m-%d}"


class ReplyAddress(OfCoalition):
    """An address that one account may answer to, for one thing, until it expires; only a hash of its token is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40, help_text="a kind of thing that a room registered a handler for")
    parent = models.CharField(max_length=ID_LENGTH)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.parent}"


class ReceivedMail(RandomIdModel):
    """A mail that was taken in: a hash of its Message-ID, so that it counts once. Kept longer than any token holds."""

    name_hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name_hash[:16]


class HeldReply(OfCoalition):
    """A reply by mail that waits for its account to say that it is theirs; its words lie sealed and are forgotten."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    parent = models.CharField(max_length=ID_LENGTH)
    words_sealed = models.BinaryField()
    reason = models.CharField(max_length=64, help_text="code of why it was not entered at once")
    at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["account", "coalition"], name="held_replies_of_an_account")]

    def __str__(self) -> str:
        return f"{self.kind} {self.parent}"

    @property
    def place(self) -> str:
        """Where the words lie, for their seal."""
        return f"notices_heldreply:words_sealed:{self.id}"


class Webhook(OfCoalition):
    """Where another program is told what is entered. It reads what its account may read, and no more than it was made for.

    The host is shown; the address behind it and the secrets lie sealed.
    """

    account = models.ForeignKey(
        Account,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="who answers for it, and by whose standing it reads",
    )
    host = models.CharField(max_length=253)
    address_sealed = models.BinaryField()
    secret_sealed = models.BinaryField()
    former_sealed = models.BinaryField(default=b"", help_text="the secret before, while both hold")
    former_until = models.DateTimeField(null=True)
    reads = models.CharField(max_length=10, help_text="public | members")
    says = models.CharField(max_length=10, help_text="nothing | public | all")
    sequence = models.BigIntegerField(
        help_text="the place of the last entry that it was told of, or that was not for it"
    )
    greeted_at = models.DateTimeField(null=True, help_text="when its greeting was taken; empty: it is sent first")
    made_at = models.DateTimeField()
    paused = models.CharField(max_length=10, blank=True, help_text="why it is paused; empty: it is not")
    failures = models.PositiveSmallIntegerField(default=0, help_text="failures in a row")
    failing_since = models.DateTimeField(null=True)
    next_at = models.DateTimeField(help_text="when it is told again, or taken back from a worker that died")

    class Meta:
        indexes = [models.Index(fields=["paused", "next_at"], name="webhooks_that_are_due")]
        constraints = [
            models.CheckConstraint(condition=models.Q(reads__in=["public", "members"]), name="webhook_reads"),
            models.CheckConstraint(condition=models.Q(says__in=["nothing", "public", "all"]), name="webhook_says"),
            models.CheckConstraint(
                condition=models.Q(paused__in=["", "failing", "gone", "unheld"]), name="webhook_pause_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.host} ({self.reads})"

    def place(self, column: str) -> str:
        """Where a sealed column of it lies, for its seal; a secret moves from one column to the other, and keeps its place."""
        return f"notices_webhook:{column}:{self.id}"


class WebhookDelivery(OfCoalition):
    """One attempt to tell a webhook something: when, what of, and the class of the answer. Nothing of the answer itself."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    at = models.DateTimeField()
    n = models.BigIntegerField(help_text="the place of the entry; -1: the greeting")
    answer = models.CharField(max_length=12)

    class Meta:
        ordering = ["-at", "-n"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer__in=["taken", "redirected", "refused", "gone", "failed", "unreachable"]),
                name="webhook_answer_is_a_class",
            )
        ]

    def __str__(self) -> str:
        return f"{self.n} {self.answer}"
