"""What people wrote: texts in languages and versions, and threads of comments; persons and members are ids only."""

from django.db import models
from django.db.models import Q

from plenary.coalitions.models import OfCoalition
from plenary.core.models import ID_LENGTH


class Text(OfCoalition):
    """One text, side by side in several languages; one of them is authentic, the others translate it."""

    authentic_language = models.CharField(max_length=35, help_text="BCP 47 tag of the language that decides")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.id} ({self.authentic_language})"


class Version(OfCoalition):
    """A text as it stood from a moment, in one language; its words never change, they are only followed by the next.

    A translation is a draft until it is finished; what is written in the language that decides is ready at once.
    """

    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="versions")
    language = models.CharField(max_length=35)
    number = models.PositiveIntegerField(help_text="1, 2, 3 … within the language")
    title = models.CharField(max_length=200, blank=True, help_text="its heading, where it has one")
    body = models.TextField(blank=True, help_text="Markdown")
    made_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, help_text="empty: a draft of a translation")
    made_by = models.CharField(max_length=ID_LENGTH, blank=True, help_text="card of the person; empty: the program")
    source_version = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", help_text="the authentic version it translates"
    )

    class Meta:
        ordering = ["language", "number"]
        constraints = [
            models.UniqueConstraint(fields=["text", "language", "number"], name="one_version_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_number_from_one"),
            models.CheckConstraint(
                condition=Q(ready_at__isnull=False) | Q(source_version__isnull=False),
                name="only_translations_are_drafts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text_id} {self.language} {self.number}"


class Thread(OfCoalition):
    """A place for comments; the row that it belongs to holds the reference."""

    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.id


class Comment(OfCoalition):
    """What one person said in a thread, for the member represented; withdrawn words are gone, the place stays."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="comments")
    person = models.CharField(max_length=ID_LENGTH, blank=True, help_text="card of the one who spoke")
    member = models.CharField(max_length=ID_LENGTH, blank=True, help_text="the member spoken for, where there is one")
    name = models.CharField(max_length=400, blank=True, help_text="the name shown, as it was then")
    language = models.CharField(max_length=35)
    body = models.TextField(blank=True, help_text="Markdown; empty once withdrawn")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["thread", "at"], name="comments_of_a_thread")]

    def __str__(self) -> str:
        return f"{self.name}, {self.at:%Y-%m-%d}"
