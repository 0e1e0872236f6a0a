"""Where the charter's drafts name a person: as the one who changed them."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from plenary.charter.models import DraftChange
from plenary.core.traces import Fields, Subject, register_person_trace


def _changes(subject: Subject) -> QuerySet[DraftChange]:
    return DraftChange.objects.of(subject.coalition).filter(made_by=subject.person).exclude(name="")


def _unnamed(subject: Subject, row: Mapping[str, Any]) -> dict[str, Any]:
    """As a person under protection is shown: in the name of the member alone."""
    shown = row["name"]
    return {"name": subject.without_name(shown) if subject.is_named_in(shown) else shown}


register_person_trace("charter.changes", Fields(DraftChange, ("name",), _changes, _unnamed))
