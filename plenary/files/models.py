"""Files by what is known of them; their bytes lie sealed on the disk (`stored`), once for each coalition and content."""

from django.db import models

from plenary.coalitions.models import OfCoalition
from plenary.core.models import ID_LENGTH


class File(OfCoalition):
    """One file that hangs on a row of a room above. Removed, its bytes are gone, and that it was there stays."""

    kind = models.CharField(max_length=64, help_text="what it hangs on: a kind of `parents`")
    parent_id = models.CharField(max_length=ID_LENGTH, help_text="the row that it hangs on")
    name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=80, help_text="told from its content: one of `rules.KINDS`")
    size = models.PositiveBigIntegerField(help_text="bytes, as it is kept")
    sha256 = models.CharField(max_length=64, help_text="of its bytes as they are kept, hexadecimal")
    stored_as = models.CharField(max_length=64, help_text="under which name its bytes lie: a keyed hash, hexadecimal")
    kept_at = models.DateTimeField()
    kept_by = models.CharField(max_length=ID_LENGTH, blank=True, help_text="card of the person; empty: the program")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["kept_at", "id"]
        indexes = [
            models.Index(fields=["coalition", "kind", "parent_id"], name="files_of_a_parent"),
            models.Index(fields=["coalition", "sha256"], name="files_of_a_content"),
        ]

    def __str__(self) -> str:
        return self.name
