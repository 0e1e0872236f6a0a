"""Actors: the code of each, and what words in a page or a file mean by it.

States go by ISO 3166-1 alpha-3, former ones by the codes that ISO 3166-3 keeps for them. To name one says nothing of what
it is: whoever has no code there gets one of the coalition's own.
"""

from functools import cache

import pycountry
from babel import Locale, UnknownLocaleError

from plenary.directory.rules.countries import find_country
from plenary.directory.rules.names import fold

LONGEST_CODE = 24
EUROPEAN_UNION = "EUE"
"""As passports write it (ICAO, Doc 9303, part 3, section 5)."""
_ALSO = {
    "COD": ("Democratic Republic of the Congo", "Congo (Democratic Republic of the)", "Zaire"),
    "CPV": ("Cape Verde",),
    "CZE": ("Czech Republic",),
    EUROPEAN_UNION: ("European Union", "European Community"),
    "GBR": ("United Kingdom of Great Britain and Northern Ireland",),
    "KHM": ("Democratic Kampuchea",),
    "KOR": ("Republic of Korea",),
    "LBY": ("Libyan Arab Jamahiriya",),
    "MKD": ("The former Yugoslav Republic of Macedonia",),
    "MMR": ("Burma",),
    "NLD": ("Netherlands (Kingdom of the)", "Kingdom of the Netherlands"),
    "PRK": ("Democratic People's Republic of Korea",),
    "SRB": ("Serbia (Republic of)",),
    "SWZ": ("Swaziland",),
    "TUR": ("Turkey",),
    "VAT": ("Holy See",),
    "WSM": ("Western Samoa",),
}
"""Names in the status lists of the United Nations Treaty Collection, of now and of before, that no table of ISO or CLDR has."""


@cache
def _meanings() -> dict[str, str]:
    former = {fold(each.name): each.alpha_3 for each in pycountry.historic_countries if not find_country(each.name)}
    return former | {fold(name): code for code, names in _ALSO.items() for name in names}


def actor_of(words: str) -> str:
    """The code of the actor that a name or a code means; empty where it means none that is known."""
    return find_country(words) or _meanings().get(fold(words), "")


@cache
def _codes() -> frozenset[str]:
    now = (each.alpha_3 for each in pycountry.countries)
    former = (getattr(each, "alpha_3", "") for each in pycountry.historic_countries)
    return frozenset({*now, *filter(None, former), EUROPEAN_UNION, "XKX"})


def is_known_code(code: str) -> bool:
    """Whether a code is one that the house knows: of ISO 3166, now or formerly, that of the European Union, or XKX."""
    return code in _codes()


def organisation_name(code: str, language: str) -> str:
    """What the European Union is called in a language; the code where it is another."""
    try:
        territories = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        territories = Locale("en").territories
    return str(territories.get("EU", code)) if code == EUROPEAN_UNION else code
