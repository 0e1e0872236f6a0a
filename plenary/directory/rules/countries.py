"""Countries by ISO 3166-1 alpha-3: their names in the reader's language, and the code that a word in a file means.

Kosovo, which has no code of its own yet, goes by XKX, as the EU and the World Bank write it.
"""

from functools import cache

import pycountry
from babel import Locale, UnknownLocaleError

from plenary.core.languages import TAGS
from plenary.directory.rules.names import fold

_WITHOUT_CODE = {"XKX": "XK"}


@cache
def _two_letters() -> dict[str, str]:
    """Alpha-3 -> alpha-2, by which Babel names territories."""
    return {country.alpha_3: country.alpha_2 for country in pycountry.countries} | _WITHOUT_CODE


@cache
def country_names(language: str) -> dict[str, str]:
    """Alpha-3 -> name in a language (BCP 47; English when it is not known), in the order of the names."""
    try:
        territories = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        territories = Locale("en").territories
    named = {code: str(territories.get(two, code)) for code, two in _two_letters().items()}
    return dict(sorted(named.items(), key=lambda item: fold(item[1])))


def country_name(code: str, language: str) -> str:
    """The name of a country; the code itself when it is not known."""
    return country_names(language).get(code, code)


@cache
def _meanings() -> dict[str, str]:
    meanings: dict[str, str] = {}
    for country in pycountry.countries:
        for field in ("name", "official_name", "common_name", "alpha_2", "alpha_3"):
            if word := getattr(country, field, ""):
                meanings[fold(word)] = country.alpha_3
    for language in TAGS:
        for code, name in country_names(language).items():
            meanings.setdefault(fold(name), code)
    return meanings | {fold(code): code for code in _WITHOUT_CODE} | {"uk": "GBR", "usa": "USA"}


def find_country(word: str) -> str:
    """The alpha-3 code that a code or a name, in any language of the interface, means; empty when it means none."""
    return _meanings().get(fold(word), "")
