"""Where membership tells of a person: an individual who is a member. In danger it stands as a protected member does: one
total counts it, and no list or breakdown shows it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from plenary.core.traces import Fields, Subject, register_person_trace
from plenary.membership.models import Member


def _individual(subject: Subject) -> QuerySet[Member]:
    return Member.objects.of(subject.coalition).filter(individual_id=subject.person)


def _covered(_subject: Subject, _row: Mapping[str, Any]) -> dict[str, Any]:
    return {"protected": True}


register_person_trace("membership.individual", Fields(Member, ("protected",), _individual, _covered))
