"""What forms of a charter offer to choose from, how languages are asked for, and what a field says in words."""

from collections.abc import Sequence
from typing import Any, Protocol

from django import forms
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _

from plenary.charter.prose import phrases
from plenary.charter.rules.schema import Charter
from plenary.texts.labels import language_name


class Asking(Protocol):
    """A form under construction that asks for a part of a charter."""

    charter: Charter
    present: Any
    read: dict[str, Any]
    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]


def ask_languages(form: Asking, name: str, asked: dict[str, Any]) -> None:
    """Ask for the charter's languages, the authentic one apart; or for those among them that a proposal needs."""
    present: tuple[str, ...] = getattr(form.present, name)
    if name == "required_languages":
        tags = dict.fromkeys((*form.charter.languages, *present))
        form.fields[name] = _ticked(tags, asked)
        form.read[name] = lambda: tuple(form.cleaned_data[name])
        return
    everywhere = sorted(
        ((tag, str(info["name_local"])) for tag, info in LANG_INFO.items() if "name_local" in info),
        key=lambda found: found[1].casefold(),
    )
    first = next(iter(present), "en")
    form.fields["languages:first"] = forms.ChoiceField(
        label=_("Which language counts when translations differ?"),
        choices=with_present(everywhere, first),
        initial=first,
    )
    form.fields["languages"] = _ticked(dict.fromkeys((*present, *(tag for tag, _name in settings.LANGUAGES))), asked)
    form.fields["languages:more"] = forms.ChoiceField(
        label=_("Another language"), choices=[("", "—"), *everywhere], required=False
    )

    def read() -> tuple[str, ...]:
        given = form.cleaned_data
        chosen = (given["languages:first"], *given["languages"], given["languages:more"])
        return tuple(dict.fromkeys(filter(None, chosen)))

    form.read[name] = read


def _ticked(tags: dict[str, None], asked: dict[str, Any]) -> forms.Field:
    choices = [(tag, language_name(tag)) for tag in tags]
    return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **asked)


def with_present(choices: Sequence[tuple[str, str]], *present: str) -> list[tuple[str, str]]:
    """The choices, and what stands there now though it is none of them, so that nothing is changed unasked."""
    known = {code for code, _name in choices}
    return [*choices, *((code, code) for code in dict.fromkeys(present) if code not in known and code)]


def said_by(field: forms.BoundField) -> str:
    """What a field of an unfilled form says now, as people read it: names of choices, lines as one, yes or no."""
    value = field.initial
    if isinstance(field.field, forms.BooleanField):
        return _("yes") if value else _("no")
    names = {str(code): str(name) for code, name in getattr(field.field, "choices", ())}
    if isinstance(value, list | tuple):
        return phrases.all_of([names.get(str(code), str(code)) for code in value])
    return names.get(str(value), phrases.all_of(str(value).splitlines()))
