"""What other sites may show of a public instrument: numbers and years, the same to everybody, without cookies or scripts."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given

from plenary.charter.rules.schema import Disclosed, Disclosure
from plenary.monitoring.rules.accessions import years_of
from plenary.monitoring.rules.entering import Entering
from plenary.monitoring.rules.statuses import status
from plenary.monitoring.rules.treaty_actions import Kind, TreatyAction
from plenary.monitoring.tests import factories
from plenary.monitoring.tests.test_statuses import DAYS, ENTERING, some_actions
from tests import founding

OPEN = replace(founding.charter(), disclosure=Disclosure(outcomes=Disclosed.PUBLIC))
PAGES = ("counter", "timeline", "counter_json")


def address(name: str, of: object, *args: object) -> str:
    return reverse(f"monitoring:{name}", args=[getattr(of, "slug", of), *args])


@given(some_actions(), ENTERING, DAYS)
def test_years_come_to_the_parties_of_each_year_and_name_each_change_once(
    actions: list[TreatyAction], entering: Entering, day: date
) -> None:
    told = status(entering, actions)
    years = years_of(told.timelines, day)
    assert [each.year for each in years] == sorted({each.year for each in years})
    for each in years:
        assert each.parties == len(told.parties(min(day, date(each.year, 12, 31))))
        assert each.joined or each.left
    assert (years[-1].parties if years else 0) == len(told.parties(day))


@pytest.mark.django_db
def test_the_counter_and_the_timeline_stand_in_a_frame_of_any_site(client: Client) -> None:
    of = founding.coalition(rules=OPEN)
    by = founding.standing(founding.member(of, "Sand"))
    treaty = factories.in_force(by, is_public=True)
    factories.did(by, treaty, "MLI", Kind.WITHDRAWAL, date(2020, 1, 31))
    for name in PAGES[:2]:
        answer = client.get(address(name, of, treaty.id))
        assert "X-Frame-Options" not in answer.headers
        assert "frame-ancestors *" in answer["Content-Security-Policy"]
        assert "script-src" not in answer["Content-Security-Policy"]
        assert not answer.cookies
        assert b"<script" not in answer.content
        assert b"<form" not in answer.content
    assert "DENY" in client.get(address("instrument", of, treaty.id))["X-Frame-Options"]
    page = client.get(address("counter", of, treaty.id), {"language": "es"}).content.decode()
    assert 'lang="es"' in page
    page = client.get(address("timeline", of, treaty.id), {"language": "xx"}).content.decode()
    for words in ("2020: One party", "1998: 2 parties", "Mali", "31 Jul"):
        assert words in page


@pytest.mark.django_db
def test_the_counter_as_json_says_how_many_are_lacking(client: Client) -> None:
    of = founding.coalition(rules=OPEN)
    by = founding.standing(founding.member(of, "Sand"))
    treaty = factories.in_force(by, is_public=True, entering=Entering(parties=5))
    answer = client.get(address("counter_json", of, treaty.id))
    told = answer.json()
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert (told["parties"], told["signatories"], told["lacking"], told["in_force_since"]) == (2, 3, 3, None)
    assert b"Lacking for entry into force" in client.get(address("counter", of, treaty.id)).content


@pytest.mark.django_db
@pytest.mark.parametrize(("is_public", "outcomes"), [(False, Disclosed.PUBLIC), (True, Disclosed.MEMBERS)])
def test_what_is_not_public_stands_in_no_frame_for_members_neither(
    client: Client, is_public: bool, outcomes: Disclosed
) -> None:
    of = founding.coalition(rules=replace(OPEN, disclosure=Disclosure(outcomes=outcomes)))
    treaty = factories.in_force(founding.standing(founding.member(of, "Sand")), is_public=is_public)
    client.force_login(founding.represent(founding.member(of)).account)
    for name in PAGES:
        assert client.get(address(name, of, treaty.id)).status_code == 404
