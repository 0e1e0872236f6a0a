"""Where texts name a person: as the speaker of comments. The words stay; the name goes, the member's stays."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from plenary.core.traces import Fields, Subject, register_person_trace
from plenary.texts.models import Comment


def _said(subject: Subject) -> QuerySet[Comment]:
    return Comment.objects.of(subject.coalition).filter(person=subject.person).exclude(name=subject.unnamed)


def _unnamed(subject: Subject, row: Mapping[str, Any]) -> dict[str, Any]:
    """As a person under protection is shown: in the name of the member alone. A name that is the member's own stays."""
    shown = row["name"]
    return {"name": subject.without_name(shown) if subject.is_named_in(shown) else shown}


register_person_trace("texts.comments", Fields(Comment, ("name",), _said, _unnamed))
