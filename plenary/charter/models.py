"""Rows of the charter: the versions that were or are in force, drafts that a proposal may adopt, what was changed in them
by whom, and where their clauses are commented on."""

from django.db import models

from plenary.coalitions.models import OfCoalition
from plenary.core.models import ID_LENGTH


class CharterVersion(OfCoalition):
    """A coalition's rules from one moment to the next. Its document is never changed; the next version follows it."""

    number = models.PositiveIntegerField()
    document = models.JSONField(help_text="the charter as rules.document writes it")
    in_force_from = models.DateTimeField()
    in_force_until = models.DateTimeField(null=True, blank=True)
    adopted_by = models.CharField(max_length=ID_LENGTH, blank=True, help_text="id of the proposal that adopted it")
    entry = models.CharField(max_length=ID_LENGTH, blank=True, help_text="id of the record entry that put it in force")
    hash = models.CharField(max_length=64, help_text="SHA-256 of the document in canonical JSON, hexadecimal")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["coalition", "number"], name="charter_version_number"),
            models.UniqueConstraint(
                fields=["coalition"], condition=models.Q(in_force_until__isnull=True), name="one_charter_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"charter version {self.number}"


class CharterDraft(OfCoalition):
    """A charter that someone prepared and that an amendment may adopt. Not rules until then."""

    title = models.CharField(max_length=200)
    document = models.JSONField(help_text="the charter as rules.document writes it")
    made_by = models.CharField(max_length=ID_LENGTH, blank=True, help_text="id of the person's card")
    made_at = models.DateTimeField()
    based_on = models.ForeignKey(
        CharterVersion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="version compared with",
    )
    revision = models.PositiveIntegerField(default=1, help_text="goes up by one with each change")
    changed_at = models.DateTimeField(null=True, help_text="when it was last changed; empty: never since it was made")
    closed_at = models.DateTimeField(null=True, help_text="when it was put aside")

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.title


class DraftChange(OfCoalition):
    """One change of a draft: who made it, which clauses it touched, and how what it changed had stood before.

    From the present document and what stood before each change, every earlier one can be told.
    """

    draft = models.ForeignKey(CharterDraft, on_delete=models.CASCADE, related_name="made_changes")
    number = models.PositiveIntegerField(help_text="the revision that it made: 2, 3 …")
    made_by = models.CharField(max_length=ID_LENGTH, blank=True, help_text="id of the person's card; empty: not told")
    name = models.CharField(max_length=400, blank=True, help_text="the name shown, as it was then")
    at = models.DateTimeField()
    parts = models.JSONField(help_text="keys of the clauses that it touched")
    before = models.JSONField(help_text="the fields of the document that it changed, as they stood before")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="one_change_a_revision")]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.number}"


class ClauseThread(OfCoalition):
    """Where a clause of a draft is commented on."""

    draft = models.ForeignKey(CharterDraft, on_delete=models.CASCADE, related_name="threads")
    clause = models.CharField(max_length=160, help_text="key of the clause")
    thread = models.CharField(max_length=ID_LENGTH, help_text="id of the thread of comments")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "clause"], name="one_thread_a_clause")]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.clause}"
