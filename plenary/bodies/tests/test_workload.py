"""What those carry who act for members, across bodies: who reads whose, and that it grows by rooms and not by queries."""

from collections.abc import Iterator, Mapping, Sequence

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plenary.bodies import actions, workload
from plenary.bodies.actions import Nomination
from plenary.bodies.actions.formed import join_body
from plenary.bodies.tests.forming import formed
from plenary.bodies.workload import Load, tells_load, workload_shown
from plenary.core.standing import Mandate, Standing, standing_of
from plenary.directory.models import Person
from plenary.membership.tests import factories

pytestmark = pytest.mark.django_db


def told(standing: Standing) -> list[tuple[str, list[str], int | None]]:
    """Name, sentences and hours of each who is shown."""
    return [(each.name, [load.sentence for load in each.lines], each.hours) for each in workload_shown(standing)]


@pytest.fixture
def of_meetings() -> Iterator[None]:
    """A room above that adds two tasks to one of those asked, with hours for one."""

    @tells_load
    def tasks(standing: Standing, persons: Sequence[str]) -> Mapping[str, list[Load]]:
        first = Person.objects.of(standing.coalition).filter(id__in=persons, name="Amina").first()
        return {first.id: [Load(sentence="Write the minutes", hours=3), Load(sentence="Call Bela")]} if first else {}

    yield
    workload._tellers.remove(tasks)


@pytest.mark.usefixtures("of_meetings")
def test_each_reads_what_their_member_carries_and_who_looks_after_seats_all() -> None:
    of = factories.coalition()
    one, two = factories.member(of, "One"), factories.member(of, "Two")
    amina, bela = factories.represent(one), factories.represent(one, "bela@example.org", Mandate.CONSULTS)
    factories.represent(two, "celia@example.org")
    factories.represent(factories.member(of, "Hidden", protected=True), "hidden@example.org")
    by = standing_of(str(amina.account_id), of.id)
    join_body(by=by, code=formed(of).code)
    seat = Nomination(body="board", seats="general", member=one)
    actions.appoint(by=factories.system(of), nomination=seat)
    carries = ["Seats in Survivors first", "General seats in Board", "Write the minutes", "Call Bela"]
    own = [("Amina", carries, 3), ("Bela", ["General seats in Board"], None)]
    assert told(standing_of(str(amina.account_id), of.id)) == own
    assert told(standing_of(str(bela.account_id), of.id)) == own
    assert told(factories.officer(of, "bodies.administer")) == [*own, ("Celia", [], None)]
    assert told(factories.officer(of)) == []


def test_the_page_takes_as_many_queries_for_three_as_for_one(client: Client) -> None:
    of = factories.coalition()
    member, numbers = factories.member(of), []
    client.force_login(factories.represent(member).account)
    address = reverse("bodies:workload", args=[of.slug])
    client.get(address)  # a version of the charter is read whole once a process
    for number in range(3):
        with CaptureQueriesContext(connection) as made:
            assert client.get(address).status_code == 200
        numbers.append(len(made))
        factories.represent(member, f"{number}@example.org")
    assert numbers[0] == numbers[2]
