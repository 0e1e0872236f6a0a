"""Reads of cards: what a standing may see."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from plenary.core.standing import Standing
from plenary.directory.models import Card, Organisation, OtherName, Person
from plenary.directory.permissions import may_read_directory, may_see_protected
from plenary.directory.rules.names import fold

type Cards = type[Organisation] | type[Person]


def visible_organisations(standing: Standing) -> QuerySet[Organisation]:
    """The organisations that a standing may see, by name; protected ones only with the power to see them."""
    cards = Organisation.objects.of(standing.coalition).filter(removed_at=None)
    return _seen(cards, standing).order_by("name_key", "name")


def visible_persons(standing: Standing) -> QuerySet[Person]:
    """The persons that a standing may see, by name; protected ones only with the power to see them; one's own card always."""
    cards = Person.objects.of(standing.coalition).filter(removed_at=None)
    return _seen(cards, standing).order_by("name_key", "name")


def _seen[C: Card](cards: QuerySet[C], standing: Standing) -> QuerySet[C]:
    own = Q(pk=standing.person) if standing.person and cards.model is Person else Q(pk__in=[])
    if not may_read_directory(standing):
        return cards.filter(own)
    return cards if may_see_protected(standing) else cards.filter(Q(protected=False) | own)


def card(standing: Standing, card_id: str) -> Organisation | Person | None:
    """The card of this id when the standing may see it, with its names, identifiers and contact details; else None."""
    details = ("othernames", "identifiers", "contactdetails")
    organisation = visible_organisations(standing).prefetch_related(*details).filter(pk=card_id).first()
    return organisation or visible_persons(standing).prefetch_related(*details).filter(pk=card_id).first()


def is_protected(standing: Standing, card_id: str) -> bool:
    """True for a protected card that is not one's own, for those who may see it."""
    if not may_see_protected(standing) or card_id == standing.person:
        return False
    seen = (visible_organisations(standing), visible_persons(standing))
    return any(cards.filter(pk=card_id, protected=True).exists() for cards in seen)


def found_organisations(standing: Standing, words: str = "", country: str = "") -> QuerySet[Organisation]:
    """Visible organisations whose names hold the words, of a country (alpha-3); protected ones stand in no list."""
    cards = visible_organisations(standing)
    return _found(cards, standing, "organisation", words, country)


def found_persons(standing: Standing, words: str = "", country: str = "") -> QuerySet[Person]:
    """Visible persons whose names hold the words, of a country (alpha-3); protected ones stand in no list."""
    return _found(visible_persons(standing), standing, "person", words, country)


def _found[C: Card](cards: QuerySet[C], standing: Standing, parent: str, words: str, country: str) -> QuerySet[C]:
    cards = cards.filter(protected=False)
    if words.strip():
        key = fold(words)
        like = Q(name__icontains=words.strip()) | (Q(name_key__contains=key) if key else Q())
        others = OtherName.objects.of(standing.coalition).filter(like, **{parent: OuterRef("pk")})
        cards = cards.filter(like | Q(Exists(others)))
    if country:
        cards = cards.filter(country=country)
    return cards.prefetch_related("othernames")


def countries_of(standing: Standing, cards: Cards = Organisation) -> list[str]:
    """The countries (alpha-3) of the cards that a standing may see, protected ones never counted."""
    seen: QuerySet[Organisation] | QuerySet[Person]
    seen = visible_organisations(standing) if cards is Organisation else visible_persons(standing)
    found = seen.filter(protected=False).exclude(country="").order_by().values_list("country", flat=True)
    return sorted(set(found.distinct()))


def organisations_by_name_key(standing: Standing, keys: Collection[str]) -> dict[str, list[Organisation]]:
    """Visible organisations by folded name (`rules.names.fold`), for those of these keys that are there. One query."""
    found: dict[str, list[Organisation]] = {}
    for organisation in visible_organisations(standing).filter(name_key__in=keys):
        found.setdefault(organisation.name_key, []).append(organisation)
    return found


def keys_of_visible(standing: Standing, cards: Cards) -> list[tuple[str, tuple[str, str]]]:
    """Folded name, and id with name, of every visible card and of its other names, protected ones left out. Two queries."""
    seen: QuerySet[Organisation] | QuerySet[Person]
    seen = visible_organisations(standing) if cards is Organisation else visible_persons(standing)
    seen = seen.filter(protected=False)
    names = {pk: (key, name) for pk, key, name in seen.values_list("pk", "name_key", "name")}
    parent = "organisation_id" if cards is Organisation else "person_id"
    others = OtherName.objects.of(standing.coalition).exclude(**{parent: None}).values_list(parent, "name_key")
    keyed = [(key, (pk, name)) for pk, (key, name) in names.items()]
    return keyed + [(key, (pk, names[pk][1])) for pk, key in others if pk in names]
