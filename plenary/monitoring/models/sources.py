"""Sources: what is said of each; its archived copy and what was redacted from it are files that hang on it."""

from django.db import models

from plenary.coalitions.models import OfCoalition
from plenary.core.models import ID_LENGTH
from plenary.monitoring.rules import sources

_WORDED = {
    "kind": [each.value for each in sources.Kind],
    "reliability": [each.value for each in sources.Reliability],
    "credibility": [each.value for each in sources.Credibility],
    "readers": [each.value for each in sources.Readers],
}


class Source(OfCoalition):
    """A document, a page, a statement, a testimony, a picture or figures, on which a finding may rest. The same content is kept
    once: `sha256` is that of its archived copy."""

    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=sources.LONGEST_TITLE)
    published = models.CharField(max_length=10, blank=True, help_text="2026, 2026-03 or 2026-03-15; empty: not known")
    language = models.CharField(max_length=35, blank=True, help_text="BCP 47 tag of what it is in")
    address = models.CharField(max_length=sources.LONGEST_ADDRESS, blank=True, help_text="where it stood on the net")
    publisher = models.CharField(max_length=sources.LONGEST_PUBLISHER, blank=True)
    reliability = models.CharField(max_length=1, default=sources.Reliability.NOT_JUDGED.value)
    credibility = models.CharField(max_length=1, default=sources.Credibility.NOT_JUDGED.value)
    note = models.TextField(blank=True)
    readers = models.CharField(
        max_length=8, default=sources.Readers.MEMBERS.value, help_text="who opens its archived copy"
    )
    sha256 = models.CharField(
        max_length=64, blank=True, help_text="of its archived copy as kept, hexadecimal; empty: none"
    )
    kept_at = models.DateTimeField()
    kept_by = models.CharField(max_length=ID_LENGTH, blank=True, help_text="card of the person; empty: the program")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        ordering = ["-kept_at", "id"]
        constraints = [
            *(
                models.CheckConstraint(condition=models.Q(**{f"{name}__in": codes}), name=f"source_{name}")
                for name, codes in _WORDED.items()
            ),
            models.UniqueConstraint(
                fields=["coalition", "sha256"],
                condition=models.Q(withdrawn_at=None) & ~models.Q(sha256=""),
                name="one_source_a_content",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_withdrawn(self) -> bool:
        """True where nothing rests on it any more."""
        return self.withdrawn_at is not None
