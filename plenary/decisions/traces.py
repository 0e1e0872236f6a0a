"""Where decisions name a person: those who act in their own name, and individuals who are members.

What they did stands, their ballots count; it goes unnamed, as what a protected member does.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Model, Q, QuerySet

from plenary.core.traces import Fields, Instead, Payload, Subject, register_person_trace
from plenary.decisions.models import Advice, Amendment, BallotBox, Concern, Elector, Nomination, Objection, Proposal
from plenary.membership.models import Member


def _acting(subject: Subject, who: str) -> Q:
    """Rows of those who act in their own name: their column holds the person's id, or that of the individual's member."""
    individual = Member.objects.of(subject.coalition).filter(individual_id=subject.person).values("id")
    return Q(**{who: subject.person}) | Q(**{f"{who}__in": individual})


def _of(model: type[Model], who: str, name: str) -> Callable[[Subject], QuerySet[Any]]:
    def rows(subject: Subject) -> QuerySet[Any]:
        own = model._default_manager.filter(coalition_id=subject.coalition)
        return own.filter(_acting(subject, who), **{f"{name}__in": subject.names})

    return rows


def _blank(name: str) -> Callable[[Subject, Mapping[str, Any]], dict[str, Any]]:
    return lambda _subject, _row: {name: ""}


def _register(trace: str, model: type[Model], who: str, name: str = "name") -> None:
    register_person_trace(trace, Fields(model, (name,), _of(model, who, name), _blank(name)))


def _electors(subject: Subject) -> QuerySet[Elector]:
    rows = Elector.objects.of(subject.coalition)
    return rows.filter(Q(person=subject.person, member=None) | Q(member__individual_id=subject.person))


def _unlisted(subject: Subject, _row: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": subject.unnamed, "protected": True}


def _stood(subject: Subject) -> QuerySet[Nomination]:
    """The nominations that bear the person's name: in their own name, or as the individual who is the member."""
    in_person = Q(person=subject.person, member=None) | Q(member__individual_id=subject.person)
    return Nomination.objects.of(subject.coalition).filter(in_person)


def _boxes(subject: Subject) -> QuerySet[BallotBox]:
    return BallotBox.objects.of(subject.coalition).filter(proposal__in=_stood(subject).values("proposal"))


def _without(ids: frozenset[str]) -> Instead:
    def instead(subject: Subject, row: Mapping[str, Any]) -> dict[str, Any]:
        candidates = [
            {**each, "name": subject.unnamed, "unnamed": True} if each["id"] in ids else each
            for each in row["contest"].get("candidates", ())
        ]
        return {"contest": {**row["contest"], "candidates": candidates}} if candidates else {}

    return instead


class _Boxes(Fields):
    """What stood for choice, the person unnamed by whatever name it stood; ids and lots stay, so that it is counted as it
    was."""

    def take(self, subject: Subject) -> Payload:
        ids = frozenset(_stood(subject).values_list("pk", flat=True))
        return Fields(self.model, self.fields, self.rows, _without(ids)).take(subject)


register_person_trace("decisions.boxes", _Boxes(BallotBox, ("contest",), _boxes, _without(frozenset())))
register_person_trace("decisions.electors", Fields(Elector, ("name", "protected"), _electors, _unlisted))
_register("decisions.movers", Proposal, "moved_by_member_id", "moved_by_name")
_register("decisions.objections", Objection, "objector")
_register("decisions.concerns", Concern, "raised_by")
_register("decisions.amendments", Amendment, "moved_by")
_register("decisions.advice", Advice, "given_by", "given_by_name")
