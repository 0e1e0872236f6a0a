"""Regions of the world: every country belongs to one, and each has a name in every language that is offered."""

import pycountry
import pytest
from django.conf import settings

from plenary.directory.rules.countries import country_names
from plenary.directory.rules.regions import region_name, region_of


def test_every_country_belongs_to_a_region_but_antarctica() -> None:
    assert {code for code in country_names("en") if not region_of(code)} == {"ATA"}
    assert len(country_names("en")) == len(pycountry.countries) + 1
    assert region_of("nowhere") == ""


@pytest.mark.parametrize("language", [tag for tag, _name in settings.LANGUAGES])
def test_regions_are_named_in_every_language(language: str) -> None:
    names = [region_name(code, language) for code in ("002", "009", "019", "142", "150")]
    assert len(set(names)) == 5
    assert not any(name.isdigit() for name in names)


def test_a_region_that_is_none_stays_what_it_is() -> None:
    assert (region_name("Sahel", "fr"), region_name("150", "xx-none")) == ("Sahel", "Europe")
    assert (region_name("FR", "en"), region_name("002", "ny-MW")) == (
        "FR",
        "002",
    )  # a country; a tongue without its name
