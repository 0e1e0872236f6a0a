"""Changing cards: adding, amending, removing, and agreeing that others know an organisation as the same."""

import json
from typing import Any

from ninja import Schema
from pydantic import Field

from plenary.accounts.rules import Scope
from plenary.coalitions.access import CoalitionRequest, InCoalition
from plenary.core.http.etags import require_unchanged
from plenary.core.http.problems import Invalid
from plenary.core.verdicts import require
from plenary.directory import actions, permissions
from plenary.directory.api.cards import (
    ORGANISATION,
    PERSON,
    READERS,
    opened,
    opened_if_there,
    organisation_told,
    person_told,
)
from plenary.directory.api.given import DIRECTORY, OrganisationIn, OrganisationOut, PersonIn, PersonOut, routes
from plenary.directory.forms import sentence_of
from plenary.directory.models import Organisation, Person
from plenary.directory.rules.fields import ORGANISATIONS, PERSONS
from plenary.directory.rules.rows import read_card

KEEPERS = InCoalition(permissions.may_administer)
_DETAILS = ("other_names", "identifiers", "contacts")
_OF_GENDER = ("gender_given", "gender_shown")
_POPOLO = {"language": "lang", "kind": "type"}  # as a cell of a file says them


class SharedIn(Schema):
    """The code that another coalition handed over."""

    code: str = Field("", max_length=16, description="empty: a code is made, to hand to them")


class SharedOut(Schema):
    """The code by which other coalitions may know it as the same organisation."""

    code: str


@routes.post(f"{DIRECTORY}/organisations", KEEPERS, gives=OrganisationOut, status=201)
def add_organisation(request: CoalitionRequest, card: OrganisationIn) -> Any:
    """Add an organisation's card."""
    made = actions.add_organisation(by=request.standing, **_given(ORGANISATIONS, card))
    return organisation_told(request.standing, opened(request, made.pk, Organisation))


@routes.post(f"{DIRECTORY}/persons", KEEPERS, gives=PersonOut, status=201)
def add_person(request: CoalitionRequest, card: PersonIn) -> Any:
    """Add a person's card."""
    made = actions.add_person(by=request.standing, **_given(PERSONS, card))
    return person_told(request.standing, opened(request, made.pk, Person))


@routes.put(ORGANISATION, READERS, gives=OrganisationOut)
def amend_organisation(request: CoalitionRequest, card_id: str, card: OrganisationIn) -> Any:
    """Put a card in place of the one that stands there; what is left out is emptied. If-Match is looked at."""
    found = opened(request, card_id, Organisation)
    require(permissions.may_amend(request.standing, found))
    require_unchanged(request, organisation_told(request.standing, found))
    actions.amend_organisation(by=request.standing, organisation=found, **_given(ORGANISATIONS, card))
    return organisation_told(request.standing, _again(found))


@routes.put(PERSON, READERS, gives=PersonOut)
def amend_person(request: CoalitionRequest, card_id: str, card: PersonIn) -> Any:
    """Put a card in place of the one that stands there; what is left out is emptied. If-Match is looked at.

    People amend their own. Another address on the card of somebody who signs in takes a token that governs.
    """
    found = opened(request, card_id, Person)
    require(permissions.may_amend(request.standing, found))
    require_unchanged(request, person_told(request.standing, found))
    if found.account_id and card.email.strip() != found.email:
        request.bearer.require_scope(Scope.GOVERN)
    given = _given(PERSONS, card)
    if card.gender_given is not None and found.pk == request.standing.person:
        said = {"gender": card.gender_given, "is_shown": card.gender_shown}
        actions.amend_own_card(by=request.standing, person=found, **{**given, **said})
    else:
        actions.amend_person(by=request.standing, person=found, **given)
    return person_told(request.standing, _again(found))


@routes.delete(f"{DIRECTORY}/cards/{{card_id}}", KEEPERS)
def remove(request: CoalitionRequest, card_id: str) -> None:
    """Remove a card, unless a room above uses it."""
    card: Organisation | Person | None = opened_if_there(request, card_id, Organisation)
    actions.remove_card(by=request.standing, card=card or opened(request, card_id, Person))


@routes.put(f"{ORGANISATION}/shared", KEEPERS, gives=SharedOut)
def share(request: CoalitionRequest, card_id: str, shared: SharedIn) -> Any:
    """Agree that other coalitions may know it as the same organisation. No fact of a card passes."""
    card = opened(request, card_id, Organisation)
    return {"code": actions.agree_shared(by=request.standing, organisation=card, shared=shared.code).id}


@routes.delete(f"{ORGANISATION}/shared", KEEPERS)
def withdraw_shared(request: CoalitionRequest, card_id: str) -> None:
    """End this coalition's agreement; those of others stay."""
    actions.withdraw_shared(by=request.standing, organisation=opened(request, card_id, Organisation))


def _again[C: (Organisation, Person)](card: C) -> C:
    """The card as it is now; the look at it was entered."""
    return type(card).objects.of(card.coalition_id).get(pk=card.pk)


def _given(kind: str, card: OrganisationIn | PersonIn) -> dict[str, Any]:
    """What an action of cards is given, read by the rules of a row of a file. Raises Invalid, by field."""
    said = card.model_dump()
    own = [code for code in said if code not in (*_DETAILS, "name", *_OF_GENDER)]
    cells = {code: _text(said[code]) for code in ("name", *own)}
    cells |= {code: _cell(said[code]) for code in _DETAILS}
    values, problems = read_card(kind, cells)
    errors: dict[str, list[str]] = {}
    for problem in problems:
        field = problem.field if problem.field in said else "contacts"
        errors.setdefault(field, []).append(sentence_of(problem))
    if errors:
        raise Invalid(errors)
    return {
        "name": values.name,
        "other_names": values.names,
        "identifiers": values.identifiers,
        "contacts": values.contacts,
        **{code: values.fields.get(code, "") for code in own},
    }


def _text(value: Any) -> str:
    """What a row of a file would say of it; a field that is not said says nothing."""
    return "" if value is None else str(value).strip()


def _cell(details: list[dict[str, str]]) -> str:
    """Details as one cell: a list of Popolo's objects, which rows are read from too."""
    objects = [{_POPOLO.get(key, key): value for key, value in detail.items()} for detail in details]
    return json.dumps(objects, ensure_ascii=False) if objects else ""
