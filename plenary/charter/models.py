"""Rows of the charter: the versions that were or are in force, and drafts that a proposal may adopt."""

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

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.title
