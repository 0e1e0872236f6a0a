"""What members answered to the opening questions (A8)."""

from django.db import models

from plenary.coalitions.models import OfCoalition
from plenary.core.sealing import seal, unseal
from plenary.membership.models.members import Member


class OpeningAnswer(OfCoalition):
    """What a member answered to one question, as it stood from `given_at` until `replaced_at`; an earlier one stays.

    What is for the facilitator alone lies sealed (`words_sealed`), and `words` is empty. What an applicant said
    (`before_joining`) is not for the whole of its audience until it is admitted.
    """

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=10)
    audience = models.CharField(max_length=11)
    language = models.CharField(max_length=35)
    words = models.TextField(blank=True)
    words_sealed = models.BinaryField(null=True)
    given_at = models.DateTimeField()
    said_on = models.DateField(null=True, help_text="the day on paper, where somebody typed it in")
    is_typed_in = models.BooleanField(default=False)
    before_joining = models.BooleanField(default=False)
    by_person = models.CharField(max_length=16)
    looked_again_at = models.DateTimeField(help_text="when it was last found to be so still")
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["coalition", "question", "replaced_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "question"],
                condition=models.Q(replaced_at__isnull=True),
                name="answers_each_question_once",
            ),
            models.CheckConstraint(
                condition=models.Q(question__in=["who", "why", "bring", "cannot", "decide", "subjects"]),
                name="opening_question",
            ),
            models.CheckConstraint(
                condition=models.Q(audience__in=["members", "steering", "facilitator"]), name="opening_audience"
            ),
            models.CheckConstraint(
                condition=models.Q(words_sealed__isnull=True) ^ models.Q(audience="facilitator"),
                name="opening_sealed_for_facilitator",
            ),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def place(self) -> str:
        """What its sealed words are bound to."""
        return f"membership_openinganswer:words:{self.id}"

    @property
    def said(self) -> str:
        """The words (Markdown), opened where they lie sealed."""
        return self.words if self.words_sealed is None else unseal(bytes(self.words_sealed), place=self.place).decode()

    def keep(self, words: str, *, sealed: bool) -> None:
        """Set the words, sealed or plain; saved by who calls."""
        self.words = "" if sealed else words
        self.words_sealed = seal(words.encode(), place=self.place) if sealed else None
