"""All instruments at once, on a day: what is kept says the same as replaying, in as many queries for many as for few."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenary.charter.rules.schema import Disclosed, Disclosure
from plenary.core.standing import Standing
from plenary.monitoring import actions
from plenary.monitoring.models import Instrument, TreatyAction
from plenary.monitoring.queries.lists import comparison_of
from plenary.monitoring.rules.standings import Stands, stands_on
from plenary.monitoring.rules.statuses import status
from plenary.monitoring.rules.taking import Choices
from plenary.monitoring.rules.treaty_actions import Kind
from plenary.monitoring.shown.instruments import status_of_all
from plenary.monitoring.tests import factories
from tests import founding

pytestmark = pytest.mark.django_db

FIRST = date(1997, 12, 3)
CODES = ("MLI", "NER", "PER", "TCD", "CHL", "CUB")


@pytest.fixture
def by() -> Standing:
    """Who keeps instruments."""
    return founding.standing(founding.member(founding.coalition()))


def taken_over(by: Standing, treaty: Instrument, rows: list[str]) -> None:
    text = "\n".join(["actor,name,action,day,takes_effect,note,source", *rows])
    row = actions.bring_list(by=by, instrument=treaty, file_name="actions.csv", data=text.encode())
    found = comparison_of(row)
    out = [".".join((each.actor, each.kind, str(each.day))) for each in found.wrong]
    if len(out) < len(found.found.new):
        actions.take_list(by=by, brought=row, seen=found.digest, choices=Choices(left_out=out))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(CODES), st.sampled_from(("signature", "accession")), st.integers(0, 900)),
        min_size=1,
        max_size=12,
        unique_by=lambda each: each[:2],
    ),
    st.integers(-10, 1500),
)
def test_what_is_kept_says_the_same_as_replaying_what_was_taken_over(
    by: Standing, told: list[tuple[str, str, int]], after: int
) -> None:
    treaty = factories.instrument(by)
    taken_over(by, treaty, [f"{code},,{kind},{FIRST + timedelta(days=days)},,," for code, kind, days in told])
    day = FIRST + timedelta(days=after)
    rows = [row.told for row in TreatyAction.objects.of(by.coalition).filter(instrument=treaty)]
    replayed: dict[Stands, list[str]] = {}
    for actor, line in sorted(status(treaty.enters, rows).timelines.items()):
        if stands := stands_on(line, day):
            replayed.setdefault(stands, []).append(actor)
    line_of_all = next(line for line in status_of_all(by, day) if line.row == treaty)
    assert {stands: list(who) for stands, who in line_of_all.stood.items()} == replayed


def test_all_is_answered_in_as_many_queries_for_many_as_for_few(by: Standing) -> None:
    factories.in_force(by)

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            status_of_all(by, date(2001, 1, 1))
        return len(found)

    few = asked()
    for number in range(3):
        treaty = factories.instrument(by, names={"en": f"Treaty {number}"})
        taken_over(by, treaty, [f"{code},,accession,1998-01-0{place},,," for place, code in enumerate(CODES, start=1)])
    assert asked() == few == 2
    assert [len(line.stood[Stands.IN_FORCE]) for line in status_of_all(by, date(2001, 1, 1))].count(6) == 3


def test_those_outside_are_answered_for_public_instruments_alone() -> None:
    rules = replace(founding.charter(), disclosure=Disclosure(outcomes=Disclosed.PUBLIC))
    of = founding.coalition(rules=rules)
    by = founding.standing(founding.member(of))
    public = factories.in_force(by, is_public=True)
    hidden = factories.instrument(by, names={"en": "Hidden"})
    factories.did(by, hidden, "MLI", Kind.SIGNATURE, FIRST)
    lines = status_of_all(Standing.nobody(of.id), date(2001, 1, 1))
    assert [line.row.id for line in lines] == [public.id]
    assert len(status_of_all(by, date(2001, 1, 1))) == 2
