"""Status lists that were brought, and wait for somebody to say what of them is taken over."""

from typing import Any

from django.db import models

from plenary.coalitions.models import OfCoalition
from plenary.core.models import ID_LENGTH
from plenary.monitoring.models.instruments import Instrument


class BroughtList(OfCoalition):
    """A status list as it was read, until it is taken over or forgotten; of each instrument one at most."""

    instrument = models.OneToOneField(Instrument, on_delete=models.CASCADE, related_name="brought")
    name = models.CharField(max_length=150, help_text="of the file")
    sha256 = models.CharField(max_length=64, help_text="of the file, hexadecimal")
    title = models.CharField(max_length=500, blank=True, help_text="as the list calls the instrument")
    as_at = models.DateField(null=True, help_text="the day of the list, where it tells one")
    told: Any = models.JSONField(
        default=list, help_text="what was read: actor, kind, day, day of effect, note, where it is told"
    )
    ends: Any = models.JSONField(
        default=list, help_text="line, actor and actions of whoever ended, and no day says when"
    )
    unread: Any = models.JSONField(default=list, help_text="line, name, words and reason of what was not read")
    silent: Any = models.JSONField(default=list, help_text="codes of actors of whom a row was not read")
    brought_at = models.DateTimeField()
    brought_by = models.CharField(max_length=ID_LENGTH, blank=True, help_text="card of the person; empty: the program")

    def __str__(self) -> str:
        return self.name
