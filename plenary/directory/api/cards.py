"""Reading cards: the lists, and one card. A look at a protected card is entered."""

from typing import Any

from django.http import Http404
from ninja import Query, Schema
from pydantic import Field

from plenary.accounts.rules import Scope
from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.core.http.paging import Page, PageQuery, page_by_name
from plenary.core.http.problems import cleaned
from plenary.core.standing import Standing
from plenary.directory import actions, permissions, queries
from plenary.directory.api.given import DIRECTORY, OrganisationOut, PersonOut, routes
from plenary.directory.forms import SearchForm
from plenary.directory.models import Organisation, OtherName, Person
from plenary.directory.rules.fields import OF_ORGANISATIONS

READERS = InCoalition(permissions.may_read_directory)
ORGANISATION = f"{DIRECTORY}/organisations/{{card_id}}"
PERSON = f"{DIRECTORY}/persons/{{card_id}}"


class CardNameOut(Schema):
    """Another name of a card, as lists tell it."""

    name: str
    language: str


class CardLineOut(Schema):
    """A card as lists tell it."""

    id: str
    name: str
    name_language: str = Field(description="BCP 47, or empty")
    other_names: list[CardNameOut]
    country: str = Field(description="ISO 3166-1 alpha-3, or empty")
    area: str


class CardsWanted(Schema):
    """Narrows a list of cards."""

    words: str = Field("", max_length=100, description="words in names")
    country: str = Field("", max_length=3, description="ISO 3166-1 alpha-3, of a country that has cards here")


@routes.get(f"{DIRECTORY}/organisations", READERS, gives=Page[CardLineOut])
def organisations(request: CoalitionRequest, wanted: Query[PageQuery], narrowed: Query[CardsWanted]) -> Any:
    """The organisations that one may see, by name; protected ones stand in no list."""
    asked = _asked(request.standing, narrowed, Organisation)
    found = queries.found_organisations(request.standing, asked["words"], asked["country"])
    told = page_by_name(request, found, wanted, "name_key")
    return {**told, "items": [_line(card) for card in told["items"]]}


@routes.get(f"{DIRECTORY}/persons", READERS, gives=Page[CardLineOut])
def persons(request: CoalitionRequest, wanted: Query[PageQuery], narrowed: Query[CardsWanted]) -> Any:
    """The persons that one may see, by name; protected ones stand in no list."""
    asked = _asked(request.standing, narrowed, Person)
    found = queries.found_persons(request.standing, asked["words"], asked["country"])
    told = page_by_name(request, found, wanted, "name_key")
    return {**told, "items": [_line(card) for card in told["items"]]}


@routes.get(ORGANISATION, READERS, gives=OrganisationOut)
def organisation(request: CoalitionRequest, card_id: str) -> Any:
    """One organisation's card. A look at a protected one is entered in the record."""
    return organisation_told(request.standing, opened(request, card_id, Organisation))


@routes.get(PERSON, READERS, gives=PersonOut)
def person(request: CoalitionRequest, card_id: str) -> Any:
    """One person's card. A look at a protected one is entered in the record."""
    return person_told(request.standing, opened(request, card_id, Person))


def opened[C: (Organisation, Person)](request: CoalitionRequest, card_id: str, kind: type[C]) -> C:
    """The card of an address; the look at a protected one is entered, and takes a token that governs. Raises Http404, Refused."""
    found = opened_if_there(request, card_id, kind)
    if found is None:
        raise Http404
    return found


def opened_if_there[C: (Organisation, Person)](request: CoalitionRequest, card_id: str, kind: type[C]) -> C | None:
    """The same, or None. Raises Refused."""
    if queries.is_protected(request.standing, card_id):
        request.bearer.require_scope(Scope.GOVERN)
    return actions.open_card(by=request.standing, card_id=card_id, kind=kind)


def organisation_told(standing: Standing, card: Organisation) -> OrganisationOut:
    """An organisation's card as this standing may read it."""
    knows_code = permissions.may_administer(standing) and not card.protected
    return OrganisationOut.model_validate(
        {
            **_told(standing, card),
            "contacts": list(card.contactdetails.all()),
            **{field.code: getattr(card, field.code) for field in OF_ORGANISATIONS},
            "shared": card.shared_id if knows_code else None,
        }
    )


def person_told(standing: Standing, card: Person) -> PersonOut:
    """A person's card as this standing may read it; the parts of the name are for those who may amend it, as on the page."""
    may_see_contact = permissions.may_see_contact(standing, card)
    may_amend = permissions.may_amend(standing, card)
    return PersonOut.model_validate(
        {
            **_told(standing, card),
            "contacts": list(card.contactdetails.all()) if may_see_contact else [],
            "email": card.email if may_see_contact else "",
            "given_name": card.given_name if may_amend else "",
            "family_name": card.family_name if may_amend else "",
            "honorific_prefix": card.honorific_prefix,
            "gender": card.gender,
            "gender_given": card.gender_given if standing.person == card.pk else None,
            "gender_shown": standing.person == card.pk and bool(card.gender_given) and card.gender == card.gender_given,
        }
    )


def _told(standing: Standing, card: Organisation | Person) -> dict[str, Any]:
    may_amend = bool(permissions.may_amend(standing, card))
    return {
        "id": card.pk,
        "name": card.name,
        "name_language": card.name_language,
        "summary": card.summary,
        "description": card.description,
        "country": card.country,
        "area": card.area,
        "other_names": [_name(other, whole=may_amend) for other in card.othernames.all()],
        "identifiers": list(card.identifiers.all()),
        "protected": card.protected,
        "may_amend": may_amend,
    }


def _name(other: OtherName, *, whole: bool) -> dict[str, str]:
    """Another name: whole for those who may put the card, else as the page shows it."""
    return {
        "name": other.name,
        "language": other.language,
        "note": other.note if whole or not other.language else "",
        "start_date": other.start_date if whole else "",
        "end_date": other.end_date,
    }


def _line(card: Organisation | Person) -> dict[str, Any]:
    return {
        "id": card.pk,
        "name": card.name,
        "name_language": card.name_language,
        "other_names": list(card.othernames.all()),
        "country": card.country,
        "area": card.area,
    }


def _asked(standing: Standing, narrowed: CardsWanted, kind: type[Organisation] | type[Person]) -> dict[str, str]:
    return cleaned(SearchForm(narrowed.model_dump(), countries=queries.countries_of(standing, kind)))
