"""What members did of what the charter counts: meetings and actions, read by their own and those who may accompany them."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.charter.rules.schema import Accountability
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.meetings import actions, doing
from plenary.meetings.models import Meeting
from plenary.meetings.rules import Manner
from plenary.meetings.tests import factories
from plenary.meetings.tests.factories import Place
from plenary.membership import actions as membership
from plenary.membership.actions import Promise
from plenary.membership.doing import doing_of, may_read_doing
from plenary.membership.matters import ADMINISTER
from plenary.membership.models import ConductCase, Member
from plenary.membership.rules.contributions import Capacity
from plenary.membership.rules.doing import Counts
from plenary.membership.sections import sections_of, sections_of_case
from plenary.record.models import Entry
from tests import founding

pytestmark = pytest.mark.django_db
SCALE = Accountability(small=Fraction(1, 2), medium=Fraction(3, 4))


def place(**chapters: object) -> Place:
    asked = tuple(
        replace(each, meetings_a_year=4, tasks_a_year=2) if each.code == "member" else each
        for each in founding.charter().categories
    )
    made = factories.place(categories=asked, accountability=SCALE, **chapters)
    Member.objects.of(made.of.id).update(joined_at=clock.now() - timedelta(days=800))
    made.valley.refresh_from_db()
    return made


def held(of: Place, days: int, *there: str, body: str = "plenary") -> Meeting:
    """A meeting so many days ago, with those who were there."""
    with clock.set_to(clock.now() - timedelta(days=days)):
        meeting = factories.meeting(of, body=body)
        for who in there:
            actions.attend(by=of.by(who), meeting=meeting, manner=Manner.ONLINE)
    return meeting


def officer(of: Place) -> Standing:
    return founding.officer(of.of, ADMINISTER)


def notes(by: Standing, member: Member) -> list[str]:
    section = next(each for each in sections_of(by, member) if "Its part" in str(each.heading))
    return [line.note for line in section.lines if line.note]


def test_meetings_of_all_and_actions_are_counted() -> None:
    of = place()
    since = clock.now() - timedelta(days=60)
    held(of, 40, "valley", "roads")
    held(of, 30, "roads")
    held(of, 20)  # nobody is entered: it says of nobody that they were not there
    meeting = held(of, 70, "valley")  # before
    assert doing.meetings_attended(of.valley, since) == Counts(done=1, held=2)
    assert doing.meetings_attended(of.roads, since) == Counts(done=2, held=2)
    point = actions.agree_point(by=of.by("valley"), meeting=meeting, words="Write.", owner=of.valley.pk)
    actions.agree_point(by=of.by("valley"), meeting=meeting, words="Ask.", owner=of.valley.pk)
    actions.finish_point(by=of.by("valley"), point=point, became="Written.")
    assert doing.actions_done(of.valley, since) == Counts(done=1)
    assert doing.actions_done(of.roads, since) == Counts(done=0)


def test_a_member_reads_what_it_did_scaled_to_its_capacity_and_others_do_not(client: Client) -> None:
    of = place()
    for days in (50, 40, 30):
        held(of, days, "roads")
    held(of, 20, "valley")
    several = "in the last twelve months: 1 done, 4 asked so far; there were 4"
    none = "in the last twelve months: 0 done, 2 asked so far"
    assert notes(of.by("valley"), of.valley) == [several, none]
    membership.promise(by=of.by("valley"), member=of.valley, promised=Promise(words="A day", capacity=Capacity.SMALL))
    scaled = several.replace("4 asked", "2 asked")
    assert notes(of.by("valley"), of.valley) == [scaled, none.replace("2 asked", "1 asked")]
    assert notes(officer(of), of.valley)[0] == scaled
    assert notes(of.by("roads"), of.valley) == []
    assert [may_read_doing(by, of.valley) for by in (of.by("valley"), officer(of), of.by("roads"))] == [
        True,
        True,
        False,
    ]
    client.force_login(Account.objects.get(id=of.accounts["valley"]))
    address = reverse("membership:member", args=[of.of.slug, of.valley.pk])
    assert scaled in client.get(address).content.decode()
    client.force_login(Account.objects.get(id=of.accounts["roads"]))
    assert "in the last twelve months" not in client.get(address).content.decode()


def test_who_joined_lately_or_is_away_is_not_measured_by_a_whole_year() -> None:
    of = place()
    for days in (50, 40, 30):
        held(of, days, "roads")
    of.valley.joined_at = clock.now() - timedelta(days=35)
    of.valley.save()
    assert notes(of.by("valley"), of.valley)[0] == "in the last twelve months: 0 done, 0 asked so far; there were 1"
    of.valley.status = "on_leave"
    of.valley.save()
    assert notes(of.by("valley"), of.valley) == []
    hidden = factories.hidden(of)
    assert doing_of(hidden, ()) == {}


def test_a_matter_of_conduct_tells_it_and_nothing_begins_by_itself() -> None:
    of = place()
    held(of, 40, "roads")
    number = Entry.objects.of(of.of.id).count()
    assert notes(of.by("valley"), of.valley)[0].startswith("in the last twelve months: 0 done, 1 asked so far")
    assert (Entry.objects.of(of.of.id).count(), ConductCase.objects.of(of.of.id).count()) == (number, 0)
    case = membership.open_case(
        by=officer(of), member=of.valley, duty="takes part", clause="category.member", words="Shall we talk?"
    )
    for by, reads in ((of.by("valley"), True), (officer(of), True), (of.by("roads"), False)):
        found = [each for each in sections_of_case(by, case) if "What it did" in str(each.heading)]
        assert bool(found) is reads
    case.stage = "closed"
    assert [each for each in sections_of_case(officer(of), case) if "What it did" in str(each.heading)] == []
