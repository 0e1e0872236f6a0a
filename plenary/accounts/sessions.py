"""Sessions in the database: each request reads one, by a query that is put into words once."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.db.models.functions import Now

from plenary.core.prepared import prepared


class SessionStore(db.SessionStore):
    """Django's own store in all but how it reads. What ran out is told by the database's clock, not by that of the house."""

    def load(self) -> dict[str, Any]:
        """What a session holds; one that ran out, was ended or never was holds nothing and loses its key."""
        found = _running(self.session_key) if self.session_key else []
        if not found:
            self._session_key = None
            return {}
        held: dict[str, Any] = self.decode(found[0].session_data)
        return held


@prepared
def _running(key: str) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=Now())
