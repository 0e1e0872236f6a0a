"""What those carry who act for members, across bodies: who reads whose, and that it grows by rooms and not by queries."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format

from plenary.bodies import actions, workload
from plenary.bodies.actions import Nomination
from plenary.bodies.actions.formed import join_body
from plenary.bodies.tests.forming import formed
from plenary.bodies.workload import Acting, Load, tells_load, workload_shown
from plenary.core import clock
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.directory.models import Person
from plenary.membership import actions as membership
from plenary.membership.actions import Promise
from plenary.membership.models import MemberCommitment
from plenary.membership.rules.contributions import Capacity, Circle
from tests import founding

pytestmark = pytest.mark.django_db


def told(standing: Standing) -> list[tuple[str, list[str], int | None]]:
    """Name, sentences and hours of each who is shown."""
    return [(each.name, [load.sentence for load in each.lines], each.hours) for each in workload_shown(standing)]


@pytest.fixture
def of_meetings() -> Iterator[None]:
    """A room above that adds two tasks to one of those asked, with hours for one."""

    @tells_load
    def tasks(standing: Standing, acting: Acting) -> Mapping[str, list[Load]]:
        persons = [person for each in acting.values() for person in each]
        first = Person.objects.of(standing.coalition).filter(id__in=persons, name="Amina").first()
        return {first.id: [Load(sentence="Write the minutes", hours=3), Load(sentence="Call Bela")]} if first else {}

    yield
    workload._tellers.remove(tasks)


@pytest.mark.usefixtures("of_meetings")
def test_each_reads_what_their_member_carries_and_who_looks_after_seats_all() -> None:
    of = founding.coalition()
    one, two = founding.member(of, "One"), founding.member(of, "Two")
    amina, bela = (
        founding.represent(one, "amina@example.org"),
        founding.represent(one, "bela@example.org", Mandate.CONSULTS),
    )
    founding.represent(two, "celia@example.org")
    founding.represent(founding.member(of, "Hidden", protected=True), "hidden@example.org")
    by = standing_of(str(amina.account_id), of.id)
    join_body(by=by, code=formed(of).code)
    seat = Nomination(body="board", seats="general", member=one)
    actions.appoint(by=founding.system(of), nomination=seat)
    carries = ["Seats in Survivors first", "General seats in Board", "Write the minutes", "Call Bela"]
    own = [("Amina", carries, 3), ("Bela", ["General seats in Board"], None)]
    assert told(standing_of(str(amina.account_id), of.id)) == own
    assert told(standing_of(str(bela.account_id), of.id)) == own
    assert told(founding.officer(of, "bodies.administer")) == [*own, ("Celia", [], None)]
    assert told(founding.officer(of)) == []


def test_what_a_member_promised_stands_with_those_who_act_for_it_until_it_is_delivered() -> None:
    of = founding.coalition()
    one = founding.member(of, "One")
    by = standing_of(str(founding.represent(one, "amina@example.org").account_id), of.id)
    due = clock.now().date() + timedelta(days=400)
    given = Promise(words="Ten walks", capacity=Capacity.SMALL, due_on=due)
    row = membership.promise(by=by, member=one, promised=given)
    membership.promise(by=by, member=one, promised=Promise(words="A hall", capacity=Capacity.SMALL))
    secret = Promise(words="A secret", capacity=Capacity.SMALL, audience=Circle.STEERING)
    membership.promise(by=by, member=one, promised=secret)
    until = f"Promised until {date_format(due, 'DATE_FORMAT')}: Ten walks"
    assert told(by) == [("Amina", [until, "Promised: A hall", "Promised: A secret"], None)]
    assert told(founding.officer(of, "bodies.administer")) == [("Amina", [until, "Promised: A hall"], None)]
    MemberCommitment.objects.of(of.id).filter(pk=row.pk).update(is_done=True)
    assert told(by) == [("Amina", ["Promised: A hall", "Promised: A secret"], None)]


def test_the_page_takes_as_many_queries_for_three_as_for_one(client: Client) -> None:
    of = founding.coalition()
    member, numbers = founding.member(of), []
    client.force_login(founding.represent(member, "amina@example.org").account)
    address = reverse("bodies:workload", args=[of.slug])
    client.get(address)  # a version of the charter is read whole once a process
    for number in range(3):
        with CaptureQueriesContext(connection) as made:
            assert client.get(address).status_code == 200
        numbers.append(len(made))
        founding.represent(member, f"{number}@example.org")
    assert numbers[0] == numbers[2]
