"""What is wrong on a page that shows forms again: the forms with their errors, found in what the page is made of."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.messages import ERROR, get_messages
from django.forms import BaseForm, BoundField
from django.http import HttpRequest

MISTAKEN = "mistaken"
"""The name under which a view gives the page the forms that were filled in wrongly, where they do not stand by themselves."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that must be corrected: the sentence, the label of its field (empty where it concerns the whole form), and the id
    of the place to go to."""

    said: str
    label: str
    at: str


@dataclass(frozen=True, slots=True)
class Mistakes:
    """What a page tells at its top: the forms that are shown again and all that is wrong with them. `is_refused` says that there
    is something, be it in a message alone; `is_filled` that what was typed stands on this page, and would be lost on another."""

    forms: tuple[BaseForm, ...]
    wrong: tuple[Wrong, ...]
    is_refused: bool
    is_filled: bool

    def __contains__(self, form: object) -> bool:
        return any(form is each for each in self.forms)


def mistakes_in(request: HttpRequest | None, context: Mapping[str, Any]) -> Mistakes:
    """What is wrong on the page of this request: the bound forms with errors among what it is made of, in that order, where it
    answers a form that was sent; and whether a message tells of an error. Asks nothing of the database."""
    if request is None:
        return Mistakes((), (), is_refused=False, is_filled=False)
    is_sent = request.method not in {"GET", "HEAD"}
    filled = _each_once(form for form in _forms(context.values()) if form.is_bound) if is_sent else []
    forms = tuple(form for form in filled if form.errors)
    is_refused = bool(forms) or any(message.level >= ERROR for message in get_messages(request))
    return Mistakes(forms, tuple(wrong for form in forms for wrong in wrong_with(form)), is_refused, bool(filled))


def wrong_with(form: BaseForm) -> Iterator[Wrong]:
    """All that is wrong with one form: first what concerns it as a whole, which leads to its first field."""
    first = next(iter(form.visible_fields()), None)
    for error in form.non_field_errors():
        yield Wrong(str(error), "", _place_of(first) if first else "")
    for bound in form:
        for error in bound.errors:
            yield Wrong(str(error), str(bound.label), _place_of(bound))


def _place_of(bound: BoundField) -> str:
    return str(bound.id_for_label or bound.auto_id)


def _forms(values: Iterable[Any]) -> Iterator[BaseForm]:
    """The forms among these values and in the lists among them; by their type, for what is lazy is not to be asked."""
    for value in values:
        if issubclass(type(value), BaseForm):
            yield value
        elif type(value) in {list, tuple}:
            yield from (each for each in value if issubclass(type(each), BaseForm))


def _each_once(forms: Iterable[BaseForm]) -> list[BaseForm]:
    kept: list[BaseForm] = []
    for form in forms:
        if not any(form is each for each in kept):
            kept.append(form)
    return kept
