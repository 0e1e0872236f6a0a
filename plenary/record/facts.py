"""Facts of an entry as people read them: no brackets, no quotation marks, languages by their names."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class FactShown:
    """One fact: `words`, or `parts` where it holds several, each with its name (empty in a list)."""

    words: str = ""
    parts: tuple[tuple[str, "FactShown"], ...] = ()


def fact_shown(value: Any) -> FactShown:
    """A fact as it was read from the JSON of an opening, in the active language; what is empty is said to be."""
    if value is None or value in ("", [], {}):
        return FactShown(_("nothing"))
    if isinstance(value, bool):
        return FactShown(_("yes") if value else _("no"))
    if isinstance(value, dict):
        return FactShown(parts=tuple((_name(key, value), fact_shown(each)) for key, each in value.items()))
    if isinstance(value, list):
        return FactShown(parts=tuple(("", fact_shown(each)) for each in value))
    return FactShown(str(value))


def _name(key: str, among: dict[str, Any]) -> str:
    """The name of a part: a language's own name where all the parts are words in languages, else as it stands."""
    names = [_language(tag) for tag in among]
    is_in_languages = all(names) and all(isinstance(each, str) for each in among.values())
    return _language(key) if is_in_languages else key


def _language(tag: str) -> str:
    try:
        return str(get_language_info(tag)["name_local"])
    except KeyError:
        return ""
