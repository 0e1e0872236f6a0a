"""What a ballot that chooses among several says, in a line of the active language."""

from collections.abc import Iterable, Mapping
from unicodedata import bidirectional

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from plenary.decisions.labels import CHOICE
from plenary.decisions.rules.choosing import Said
from plenary.decisions.rules.contests import Contest


def said_in_words(said: Said, contest: Contest | None) -> str:
    """What a ballot says: places in their order, what is ticked, grades or points; yes, no or neither; or that it is blank."""
    if "choice" in said:
        return str(CHOICE[said["choice"]])
    names = {each.id: _isolated(each.name) for each in contest.candidates} if contest else {}
    if "ranks" in said:
        return _listed(
            f"{place}. {' = '.join(names[each] for each in of)}" for place, of in enumerate(said["ranks"], 1)
        )
    if "ticks" in said:
        return _listed(names[each] for each in said["ticks"])
    for key in ("grades", "points"):
        if key in said:
            return _numbered(said[key], names)
    return _("blank")


def _isolated(name: str) -> str:
    """A name of the other direction than the page's kept apart, so that the numbers around it stay where they belong."""
    kinds = {bidirectional(letter) for letter in name}
    turns = kinds & ({"L"} if get_language_bidi() else {"R", "AL"})
    return f"\u2068{name}\u2069" if turns else name


def _numbered(given: Mapping[str, int], names: Mapping[str, str]) -> str:
    told = [_("%(name)s: %(number)s") % {"name": names[each], "number": given[each]} for each in names if each in given]
    return _listed(told)


def _listed(parts: Iterable[str]) -> str:
    return _("; ").join(parts)
