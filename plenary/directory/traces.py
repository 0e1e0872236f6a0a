"""Where the directory tells of a person: the card with its details. In danger it is emptied, and stands as a removed one does.

Whatever shows a person by the card shows what stands in its name then: words for somebody unnamed, as for a person under
protection. As the account has no card any more, it has no standing either, should any way in have been forgotten.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import Count, Max, Min, QuerySet

from plenary.core.models import ScopedQuerySet
from plenary.core.traces import Fields, Left, Subject, register_left, register_person_trace
from plenary.directory.labels import NOT_CALLED_BACK
from plenary.directory.models import ContactDetail, Identifier, Import, OtherName, Person
from plenary.directory.rules.names import fold
from plenary.record.models import Entry

_SAID = (
    "name_language", "summary", "description", "country", "area", "given_name", "family_name", "honorific_prefix",
    "gender", "gender_given", "email",
)  # fmt: skip
_CARD = ("name", "name_key", *_SAID, "protected", "removed_at")


def _card(subject: Subject) -> QuerySet[Person]:
    return Person.objects.of(subject.coalition).filter(pk=subject.person)


def _emptied(subject: Subject, row: Mapping[str, Any]) -> dict[str, Any]:
    unnamed = {"name": subject.unnamed, "name_key": fold(subject.unnamed), **dict.fromkeys(_SAID, "")}
    return {**unnamed, "protected": True, "removed_at": row["removed_at"] or subject.at}


def _details(model: type[OtherName | Identifier | ContactDetail]) -> Callable[[Subject], ScopedQuerySet[Any]]:
    return lambda subject: model._default_manager.filter(coalition_id=subject.coalition, person_id=subject.person)


def _nothing(fields: Iterable[str]) -> Callable[[Subject, Mapping[str, Any]], dict[str, Any]]:
    return lambda _subject, _row: dict.fromkeys(fields, "")


def _register_details(name: str, model: type[OtherName | Identifier | ContactDetail], *fields: str) -> None:
    register_person_trace(name, Fields(model, fields, _details(model), _nothing(fields)))


register_person_trace("directory.card", Fields(Person, _CARD, _card, _emptied))
_register_details("directory.other_names", OtherName, "name", "name_key", "language", "note", "start_date", "end_date")
_register_details("directory.identifiers", Identifier, "scheme", "identifier")
_register_details("directory.contacts", ContactDetail, "kind", "value", "note")


@register_left
def taken_out(subject: Subject) -> Iterable[Left]:
    """Files of cards of persons that were exported since there is a card; files that lie open for import. Two queries."""
    if not subject.coalition:
        return
    made = Person.objects.of(subject.coalition).filter(pk=subject.person).values_list("made_at", flat=True).first()
    exports = Entry.objects.of(subject.coalition).filter(kind="directory.exported")
    if made is not None:
        exports = exports.filter(at__gte=made)
    told = exports.aggregate(number=Count("pk"), first=Min("at"), last=Max("at"))
    if told["number"]:
        yield Left(
            words=NOT_CALLED_BACK["exports"],
            number=told["number"],
            first=told["first"].date(),
            last=told["last"].date(),
        )
    waiting = Import.objects.of(subject.coalition).filter(kind="persons", applied_at=None).count()
    if waiting:
        yield Left(words=NOT_CALLED_BACK["imports"], number=waiting)
