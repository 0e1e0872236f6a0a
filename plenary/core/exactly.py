"""Rows as JSON with every moment as it is: what `dumpdata` writes and `loaddata` reads when a server moves to another database.

Django's own cuts a moment to milliseconds, and the record would not hold any more: an entry's moment is part of what is proved.
"""

from datetime import datetime, time
from typing import Any

from django.core.serializers import json


class Encoder(json.DjangoJSONEncoder):
    """Writes moments with their microseconds."""

    def default(self, o: Any) -> Any:
        """A moment or a time of day in ISO 8601; all else as Django writes it."""
        return o.isoformat() if isinstance(o, datetime | time) else super().default(o)


class Serializer(json.Serializer):
    """Django's, with this encoder."""

    def _init_options(self) -> None:
        super()._init_options()  # type: ignore[misc]  # Django's own, which the stubs leave out
        self.json_kwargs["cls"] = Encoder


Deserializer = json.Deserializer
