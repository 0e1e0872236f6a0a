"""Adding, amending, protecting and removing cards."""

from collections.abc import Iterable, Mapping
from typing import TypedDict, Unpack

from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, Verdict, refuse, require
from plenary.directory.actions.details import replace_details
from plenary.directory.models import Organisation, Person
from plenary.directory.permissions import SEE_PROTECTED, may_administer, may_amend
from plenary.directory.queries import person_of_account
from plenary.directory.rules.details import Contact, Issued, Name
from plenary.directory.rules.names import fold
from plenary.directory.uses import used_by
from plenary.record import actions as record


class OrganisationFields(TypedDict, total=False):
    """What may be said of an organisation besides its name; all text but `protected`."""

    name_language: str
    summary: str
    description: str
    country: str
    area: str
    classification: str
    founding_date: str
    dissolution_date: str
    protected: bool


class PersonFields(TypedDict, total=False):
    """What may be said of a person besides the name; all text but `protected`."""

    name_language: str
    summary: str
    description: str
    country: str
    area: str
    given_name: str
    family_name: str
    honorific_prefix: str
    gender: str
    email: str
    protected: bool


def add_organisation(
    *,
    by: Standing,
    name: str,
    other_names: Iterable[Name] = (),
    identifiers: Iterable[Issued] = (),
    contacts: Iterable[Contact] = (),
    allowed: Verdict | None = None,
    **fields: Unpack[OrganisationFields],
) -> Organisation:
    """Add an organisation's card and enter it in the record (for members; sealed when it is protected).

    Raises Refused: directory.administer_only, directory.name_missing.
    """
    require(_verdict(allowed, may_administer(by)))
    with record.act(by=by):
        organisation = Organisation(coalition_id=by.coalition, made_at=clock.now(), **_named(name), **fields)
        organisation.save(force_insert=True)
        replace_details(organisation, names=other_names, identifiers=identifiers, contacts=contacts)
        _enter_organisation(by, organisation, "directory.organisation_added", power=_power(allowed))
    return organisation


def add_person(
    *,
    by: Standing,
    name: str,
    account_id: str | None = None,
    other_names: Iterable[Name] = (),
    identifiers: Iterable[Issued] = (),
    contacts: Iterable[Contact] = (),
    allowed: Verdict | None = None,
    **fields: Unpack[PersonFields],
) -> Person:
    """Add a person's card, with the account they sign in with, and enter it; the name stands only in a part about them.

    Raises Refused: directory.administer_only, directory.name_missing, directory.account_taken.
    """
    require(_verdict(allowed, may_administer(by)))
    with record.act(by=by):
        _require_free(by.coalition, account_id)
        person = Person(
            coalition_id=by.coalition, made_at=clock.now(), account_id=account_id or None, **_named(name), **fields
        )
        person.save(force_insert=True)
        replace_details(person, names=other_names, identifiers=identifiers, contacts=contacts)
        _enter_person(by, person, "directory.person_added", power=_power(allowed))
    return person


def amend_organisation(
    *,
    by: Standing,
    organisation: Organisation,
    name: str | None = None,
    other_names: Iterable[Name] | None = None,
    identifiers: Iterable[Issued] | None = None,
    contacts: Iterable[Contact] | None = None,
    allowed: Verdict | None = None,
    **fields: Unpack[OrganisationFields],
) -> Organisation:
    """Amend what is given of a card and leave the rest; enter which fields changed.

    Raises Refused: directory.administer_only, directory.name_missing, directory.already_removed.
    """
    require(_verdict(allowed, may_amend(by, organisation)))
    with record.act(by=by):
        locked = Organisation.objects.of(by.coalition).select_for_update().get(pk=organisation.pk)
        changed = _amend(locked, name, fields)
        changed += replace_details(locked, names=other_names, identifiers=identifiers, contacts=contacts)
        if changed:
            _enter_organisation(
                by, locked, "directory.organisation_amended", power=_power(allowed), changed=sorted(changed)
            )
    return locked


def amend_person(
    *,
    by: Standing,
    person: Person,
    name: str | None = None,
    other_names: Iterable[Name] | None = None,
    identifiers: Iterable[Issued] | None = None,
    contacts: Iterable[Contact] | None = None,
    allowed: Verdict | None = None,
    **fields: Unpack[PersonFields],
) -> Person:
    """Amend what is given of a person's card and leave the rest; people may amend their own. A gender that the person gave is
    left as it is (`give_gender`).

    Raises Refused: directory.administer_only, directory.name_missing, directory.already_removed.
    """
    require(_verdict(allowed, may_amend(by, person)))
    with record.act(by=by):
        locked = Person.objects.of(by.coalition).select_for_update().get(pk=person.pk)
        if locked.gender_given:
            fields.pop("gender", None)
        changed = _amend(locked, name, fields)
        changed += replace_details(locked, names=other_names, identifiers=identifiers, contacts=contacts)
        if changed:
            _enter_person(by, locked, "directory.person_amended", power=_power(allowed), changed=sorted(changed))
    return locked


def link_account(*, by: Standing, person: Person, account_id: str, allowed: Verdict | None = None) -> Person:
    """Link a card to the account that the person signs in with; from then on it is their standing. No card goes from one
    account to another.

    Raises Refused: directory.administer_only, directory.account_taken, directory.card_taken, directory.already_removed.
    """
    require(_verdict(allowed, may_administer(by)))
    with record.act(by=by):
        locked = Person.objects.of(by.coalition).select_for_update().get(pk=person.pk)
        _require_there(locked)
        if locked.account_id and locked.account_id != account_id:
            raise Refused(refuse("directory.card_taken", name=locked.name))
        if not locked.account_id:
            _require_free(by.coalition, account_id)
            locked.account_id = account_id
            locked.save(update_fields=["account"])
            _enter_person(by, locked, "directory.account_linked", power=_power(allowed))
    return locked


def forget_address(*, by: Standing, person: str, address: str) -> None:
    """Take an address that is not safe any more off the card of a person (its id), removed or not; nothing happens where
    another stands there. In the caller's act, which enters it in its own words: under seal, after an alarm."""
    with record.act(by=by):
        Person.objects.of(by.coalition).filter(pk=person, email__iexact=address).update(email="")


def protect_card(*, by: Standing, card: Organisation | Person, allowed: Verdict | None = None) -> None:
    """Put a card under protection: from now on only those with the power see it. Entered sealed; what the record said
    of it before stays with those who read it then.

    Raises Refused: directory.administer_only, directory.already_removed.
    """
    require(_verdict(allowed, may_amend(by, card)))
    with record.act(by=by):
        locked = type(card).objects.of(by.coalition).select_for_update().get(pk=card.pk)
        _require_there(locked)
        if not locked.protected:
            locked.protected = True
            locked.save(update_fields=["protected"])
            part = record.Part(facts={"name": locked.name}, person=locked.pk if isinstance(locked, Person) else "")
            record.enter(
                by=by,
                kind="directory.card_protected",
                about=locked.pk,
                audience=[visibility.SEALED],
                facts={"card": locked.pk},
                parts=[part],
            )


def remove_card(*, by: Standing, card: Organisation | Person, allowed: Verdict | None = None) -> None:
    """Mark a card as removed: it is shown no longer, and its account can have another. Rooms above that use it forbid it.

    Raises Refused: directory.administer_only, directory.card_in_use, directory.already_removed.
    """
    require(_verdict(allowed, may_administer(by)))
    with record.act(by=by):
        locked = type(card).objects.of(by.coalition).select_for_update().get(pk=card.pk)
        _require_there(locked)
        if used_by(by.coalition, [locked.pk]):
            raise Refused(refuse("directory.card_in_use", name=locked.name))
        locked.removed_at = clock.now()
        locked.save(update_fields=["removed_at"])
        if isinstance(locked, Organisation):
            _enter_organisation(by, locked, "directory.organisation_removed", power=_power(allowed))
        else:
            _enter_person(by, locked, "directory.person_removed", power=_power(allowed))


def _verdict(allowed: Verdict | None, own: Verdict) -> Verdict:
    return own if allowed is None else allowed


def _power(allowed: Verdict | None) -> str | None:
    """None: that of the kind. A room above that allowed it by a verdict of its own enters by which power, in its own words."""
    return None if allowed is None else ""


def _power_over(by: Standing, card: Organisation | Person, power: str | None) -> str | None:
    """On a card under protection it is the power to know it; one's own card takes none."""
    if card.pk == by.person:
        return ""
    return SEE_PROTECTED if card.protected and power is None else power


def _named(name: str) -> dict[str, str]:
    name = " ".join(name.split())
    if not name:
        raise Refused(refuse("directory.name_missing"))
    return {"name": name, "name_key": fold(name)}


def _amend(card: Organisation | Person, name: str | None, fields: Mapping[str, object]) -> list[str]:
    """Save what differs and answer the names of those fields."""
    _require_there(card)
    wanted: dict[str, object] = {**fields, **(_named(name) if name is not None else {})}
    changed = [field for field, value in wanted.items() if getattr(card, field) != value]
    for field in changed:
        setattr(card, field, wanted[field])
    if changed:
        card.save(update_fields=changed)
    return [field for field in changed if field != "name_key"]


def _require_there(card: Organisation | Person) -> None:
    if card.removed_at is not None:
        raise Refused(refuse("directory.already_removed"))


def _require_free(coalition_id: str, account_id: str | None) -> None:
    taken = person_of_account(coalition_id, account_id) if account_id else None
    if taken is not None:
        raise Refused(refuse("directory.account_taken", name=taken.name))


def _enter_organisation(
    by: Standing, organisation: Organisation, kind: str, *, power: str | None, **facts: object
) -> None:
    audience = visibility.SEALED if organisation.protected else visibility.MEMBERS
    record.enter(
        by=by,
        kind=kind,
        about=organisation.pk,
        audience=[audience],
        facts={"organisation": organisation.pk, "name": organisation.name, **facts},
        power=_power_over(by, organisation, power),
    )


def _enter_person(by: Standing, person: Person, kind: str, *, power: str | None, **facts: object) -> None:
    audience = visibility.SEALED if person.protected else visibility.MEMBERS
    record.enter(
        by=by,
        kind=kind,
        about=person.pk,
        audience=[audience],
        facts={"person": person.pk, **facts},
        parts=[record.Part(facts={"name": person.name}, person=person.pk)],
        power=_power_over(by, person, power),
    )
