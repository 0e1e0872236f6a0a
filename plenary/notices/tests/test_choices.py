"""The pages on which people say how mails come: topics in a coalition, quiet hours over all."""

from datetime import time

import pytest
from django.test import Client

from plenary.accounts.models import Account
from plenary.coalitions.models import Coalition
from plenary.core import clock, standing
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused
from plenary.notices import queries, topics
from plenary.notices.actions import choices
from plenary.notices.announcements import announce
from plenary.notices.models import NoticeChoice, QuietHours
from plenary.notices.rules.ways import Way
from plenary.notices.tests.conftest import People
from tests import founding

pytestmark = pytest.mark.django_db

PAGE = "/c/clear-fields/inbox/mails/"


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch, people: People, client: Client) -> Account:
    """Somebody inside, signed in."""
    made = founding.account()
    monkeypatch.setattr(standing, "_providers", [lambda given: standing_in(given.coalition, given.account)])
    client.force_login(made)
    return made


def standing_in(coalition_id: str, account_id: str) -> Standing:
    return Standing(coalition=coalition_id, account=account_id, person="p", as_of=clock.now())


def test_each_topic_is_chosen_for_one_coalition(client: Client, account: Account, coalition: Coalition) -> None:
    other = founding.unchartered("elsewhere")
    ways = dict.fromkeys(topics.topics(), "never")
    assert client.get(PAGE).status_code == 200
    assert client.post(PAGE, ways | {"test": "daily", "decisions": "at_once"})["Location"] == PAGE
    here, there = (
        {topic.code: way for topic, way in queries.ways_for(standing_in(each.id, account.id))}
        for each in (coalition, other)
    )
    assert here == {code: Way(way) for code, way in (ways | {"test": "daily", "decisions": "at_once"}).items()}
    assert there == {code: topic.begins for code, topic in topics.topics().items()}


@pytest.mark.parametrize("changed", [{"reminders": "daily"}, {"test": ""}, {"test": "x"}, {"members": "never"}])
def test_only_ways_that_a_topic_has(
    client: Client, account: Account, coalition: Coalition, changed: dict[str, str]
) -> None:
    answer = client.post(PAGE, {"decisions": "never"} | changed)
    assert (answer.status_code, NoticeChoice.objects.of(coalition.id).count()) == (200, 0)
    with pytest.raises(ValueError, match="no such topic"):
        choices.choose_ways(by=standing_in(coalition.id, account.id), ways={"reminders": Way.DAILY})


def test_a_stranger_chooses_nothing(coalition: Coalition, people: People) -> None:
    stranger = Standing(coalition=coalition.id, account=founding.account().id, as_of=clock.now())
    with pytest.raises(Refused):
        choices.choose_ways(by=stranger, ways={"test": Way.NEVER})


def test_quiet_hours_are_both_or_none(client: Client, account: Account) -> None:
    page = "/account/mails/"
    assert client.post(page, {"start": "22:00", "end": "07:00"}).status_code == 302
    hours = QuietHours.objects.get()
    assert (hours.start, hours.end) == (time(22), time(7))
    assert 'value="22:00"' in client.get(page).content.decode()
    for wrong in ({"start": "22:00", "end": ""}, {"start": "", "end": "7"}, {"start": "25:00", "end": "07:00"}):
        assert client.post(page, wrong).status_code == 200
    assert QuietHours.objects.get().start == time(22)
    assert client.post(page, {"start": "", "end": ""}).status_code == 302
    assert QuietHours.objects.count() == 0


def test_what_is_announced_can_come_at_once(people: People) -> None:
    with pytest.raises(ValueError, match="nothing of membership comes at once"):
        announce("membership.admitted", "x")
    with pytest.raises(ValueError, match="registered twice"):
        topics.register_topic("test", "x", "x", ways=(Way.DAILY,), begins=Way.DAILY)


def test_a_way_that_a_topic_has_lost_is_forgotten(account: Account, coalition: Coalition) -> None:
    NoticeChoice.objects.create(coalition=coalition, account=account, topic="reminders", way="daily")
    assert queries.ways_of(coalition.id, [account.id]) == {}
