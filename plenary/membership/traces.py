"""Where membership tells of a person: an individual who is a member or applies, what they and officers say then, and those with
whom it was spoken on a matter of conduct.

In danger the member stands as a protected one does: no number counts it, and no list shows it. Of those named
in a matter of conduct the others stay.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from plenary.core.traces import Fields, Subject, register_person_trace
from plenary.membership.models import ConductStep, Evidence, Member, Recommendation


def _individual(subject: Subject) -> QuerySet[Member]:
    return Member.objects.of(subject.coalition).filter(individual_id=subject.person)


def _covered(_subject: Subject, _row: Mapping[str, Any]) -> dict[str, Any]:
    return {"protected": True}


def _spoken_with(subject: Subject) -> QuerySet[ConductStep]:
    named = Q(pk__in=[])
    for name in subject.names:
        named |= Q(people__contains=name)
    return ConductStep.objects.of(subject.coalition).filter(named)


def _others(subject: Subject, row: Mapping[str, Any]) -> dict[str, Any]:
    """Those named beside the person; the longest name first, for one may be a part of another."""
    people = row["people"]
    for name in sorted(subject.names, key=len, reverse=True):
        people = people.replace(name, subject.unnamed)
    return {"people": people[:_LONGEST]}


_LONGEST = ConductStep._meta.get_field("people").max_length


def _application(subject: Subject) -> QuerySet[Evidence]:
    return Evidence.objects.of(subject.coalition).filter(member__individual_id=subject.person)


def _recommended(subject: Subject) -> QuerySet[Recommendation]:
    return Recommendation.objects.of(subject.coalition).filter(member__individual_id=subject.person)


def _wordless(_subject: Subject, row: Mapping[str, Any]) -> dict[str, Any]:
    """The rows stay, for the record tells of them; what they say goes."""
    return {name: "" for name in ("words", "link") if name in row}


register_person_trace("membership.application", Fields(Evidence, ("words", "link"), _application, _wordless))
register_person_trace("membership.recommended", Fields(Recommendation, ("words",), _recommended, _wordless))
register_person_trace("membership.conduct", Fields(ConductStep, ("people",), _spoken_with, _others))
register_person_trace("membership.individual", Fields(Member, ("protected",), _individual, _covered))
