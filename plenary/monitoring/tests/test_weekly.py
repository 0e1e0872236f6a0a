"""Leads are asked on their desk, and told once a week, what is next of their states; under protection by no mail."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenary.core import clock
from plenary.core.asks import asks_of
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused
from plenary.membership.models import Member
from plenary.monitoring import actions
from plenary.monitoring.actions.weekly import tell_week
from plenary.monitoring.rules.driving import week_of
from plenary.monitoring.tasks import tell_weeks
from plenary.monitoring.tests import factories
from plenary.record.models import Entry
from tests import founding

pytestmark = pytest.mark.django_db
MONDAY = datetime(2027, 3, 1, 9, tzinfo=UTC)


@given(st.dates(max_value=date(9999, 12, 1)))
def test_each_day_lies_in_one_week(day: date) -> None:
    monday, next_one = week_of(day)
    assert monday <= day < next_one == monday + timedelta(days=7)
    assert monday.weekday() == 0


@pytest.fixture
def keeper() -> Standing:
    """Who writes what is next: a coalition whose charter gives the keeping to no office."""
    return founding.standing(founding.member(founding.coalition(), "Sand"))


def leading(keeper: Standing, name: str, actor: str, due_on: date | None) -> Member:
    """A member that leads an actor, of which something is to be done by a day."""
    of = founding.Coalition.objects.get(id=keeper.coalition)
    lead = founding.member(of, name)
    treaty = factories.in_force(keeper)
    way = actions.Way(next_action="Write to it", due_on=due_on, lead=lead.id)
    actions.keep_approach(by=keeper, instrument=treaty, actor=actor, way=way)
    return lead


def told(keeper: Standing) -> list[str]:
    """The ids of those who were told, in order."""
    rows = Entry.objects.of(keeper.coalition).filter(kind="monitoring.week_told").order_by("n")
    return list(rows.values_list("about", flat=True))


def test_leads_are_told_once_a_week_what_is_due_and_late(keeper: Standing) -> None:
    with clock.set_to(MONDAY):
        today = MONDAY.date()
        late = leading(keeper, "Green Valley", "PER", today - timedelta(days=30))
        leading(keeper, "Red River", "TCD", today + timedelta(days=7))
        leading(keeper, "Blue Lake", "FJI", None)
        tell_weeks()
        tell_weeks()
        assert told(keeper) == [late.id]
        with pytest.raises(Refused, match=r"monitoring.not_keeping"):
            tell_week(by=keeper)
    with clock.set_to(MONDAY + timedelta(days=6)):
        tell_weeks()
        assert told(keeper) == [late.id]
    with clock.set_to(MONDAY + timedelta(days=7)):
        tell_weeks()
        assert len(told(keeper)) == 3
    entry = Entry.objects.of(keeper.coalition).filter(kind="monitoring.week_told").order_by("n").first()
    assert entry is not None
    assert list(entry.audiences.values_list("token", flat=True)) == [f"member:{late.id}"]


def test_a_lead_under_protection_is_asked_on_its_desk_and_told_by_no_mail(keeper: Standing) -> None:
    with clock.set_to(MONDAY):
        lead = leading(keeper, "Hidden Valley", "PER", MONDAY.date())
        mine = founding.standing(lead)
        (ask,) = [each for each in asks_of(mine) if each.title == "What is next of your states"]
        assert ask.due == datetime(2027, 3, 1, 23, 59, tzinfo=UTC)
        assert not [each for each in asks_of(keeper) if each.title == ask.title]
        Member.objects.of(keeper.coalition).filter(id=lead.id).update(protected=True)
        tell_weeks()
        assert told(keeper) == []
        assert [each for each in asks_of(mine) if each.title == ask.title]
