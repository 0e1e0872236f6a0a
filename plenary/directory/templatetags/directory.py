"""Tags of the directory: a country's name, a language's name, the word of a way to reach."""

from babel import Locale, UnknownLocaleError
from django import template
from django.utils.translation import get_language, to_locale

from plenary.core.verdicts import Label
from plenary.directory import labels
from plenary.directory.models import Organisation, Person
from plenary.directory.rules.countries import country_name
from plenary.directory.rules.fields import OF_ORGANISATIONS

register = template.Library()


@register.filter
def country(code: str) -> str:
    """The name of a country (alpha-3) in the reader's language."""
    return country_name(code, get_language() or "en")


@register.filter
def place(card: Organisation | Person) -> str:
    """Where a card belongs: its place, then its country."""
    return ", ".join(filter(None, (card.area, country(card.country) if card.country else "")))


@register.filter
def own_facts(card: Organisation | Person) -> list[tuple[Label, str]]:
    """What is said of an organisation alone: the label and the value of each field that holds something."""
    said = [(labels.FIELDS[field.code], getattr(card, field.code, "")) for field in OF_ORGANISATIONS]
    return [(label, value) for label, value in said if value]


@register.filter
def language(tag: str) -> str:
    """The name of a language (BCP 47) in the reader's language; the tag when it is not known."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(to_locale(get_language() or "en")) or tag
    except (UnknownLocaleError, ValueError):
        return tag


@register.filter
def reached_by(kind: str) -> Label:
    """The word of a way to reach; what a file called it when it is none of the usual."""
    return labels.CONTACTS.get(kind, kind)
