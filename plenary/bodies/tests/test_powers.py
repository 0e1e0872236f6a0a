"""The page of what officers did with their powers: each use with its clause, narrowed, and the rest counted."""

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plenary.bodies.tests.test_views import ANSWERS, sign_in
from plenary.coalitions.models import Coalition
from plenary.core import visibility
from plenary.core.standing import Standing, standing_of
from plenary.directory import actions as directory
from plenary.record import actions as record

pytestmark = pytest.mark.django_db
PAGE = "/c/clear-fields/powers/"


@pytest.fixture
def officer(client: Client) -> Standing:
    """Whoever founded a coalition: its coordinator, and the representative of its one member."""
    account = sign_in(client, "amina@example.org")
    client.post("/form/", ANSWERS)
    return standing_of(account.id, Coalition.objects.get().id)


def rows(page: object) -> list[list[str]]:
    """The cells of each row, without marks and without the day."""
    text = re.sub(r"\s+", " ", page.content.decode())
    found = re.findall(r"<tr> <td>(.*?)</td> <td>(.*?)</td>", text)
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in cells] for cells in found]


def test_each_use_stands_beside_its_office_and_the_clause(officer: Standing, client: Client) -> None:
    directory.add_organisation(by=officer, name="Green Valley")
    directory.export_directory(by=officer, kind="organisations", file_format="csv")
    page = client.get(PAGE)
    (sentence, exported), (second, added), *_founding = rows(page)
    assert (sentence, second) == (
        "2 cards of the directory were exported.",
        "Green Valley was added to the directory.",
    )
    assert exported == added
    assert re.fullmatch(r"Coordinator Charter § [\d.]+", added)
    assert 'href="/c/clear-fields/charter/#office.coordinator"' in page.content.decode()


def test_it_is_narrowed_to_an_office_or_a_power(officer: Standing, client: Client) -> None:
    directory.add_organisation(by=officer, name="Green Valley")
    directory.export_directory(by=officer, kind="organisations", file_format="csv")
    assert [row[0] for row in rows(client.get(f"{PAGE}?power=directory.export"))] == [
        "2 cards of the directory were exported."
    ]
    assert len(rows(client.get(f"{PAGE}?office=coordinator&power=directory.export"))) == 1
    page = client.get(f"{PAGE}?power=notices.connect")
    assert (rows(page), "Nothing of this that you may read was done." in page.content.decode()) == ([], True)
    assert len(rows(client.get(f"{PAGE}?office=nobody"))) == len(rows(client.get(PAGE)))


def test_what_is_not_for_the_reader_is_counted(officer: Standing, client: Client) -> None:
    acting = replace(officer, powers=officer.powers | {"membership.see_protected"})
    with record.act(by=acting):
        for audience in ([visibility.SEALED, "member:m"], [visibility.SEALED, "member:n"], ["member:n"], ["member:m"]):
            power = "membership.see_protected" if visibility.SEALED in audience else "membership.administer"
            record.enter(by=acting, kind="directory.sealed", audience=audience, power=power)
    counted = [row for row in rows(client.get(PAGE)) if "seal" in row[1] or "concerns" in row[1]]
    assert counted == [
        ["knows the protected members; each look enters the record", "on 1 day, under seal"],
        [
            "Coordinator keeps the list of members: applications, representatives, mandates, leave, and whether members do "
            "their part",
            "2 times, read by those whom it concerns",
        ],
    ]


def test_who_is_not_inside_does_not_read_it(officer: Standing, client: Client) -> None:
    sign_in(client, "stranger@example.org")
    assert client.get(PAGE).status_code == 404


def test_it_takes_as_many_queries_for_more_and_is_told_in_pages(officer: Standing, client: Client) -> None:
    counts = []
    for number in (1, 3, 60):
        for each in range(number):
            directory.add_organisation(by=officer, name=f"Card {number} {each}")
        with CaptureQueriesContext(connection) as queried:
            page = client.get(PAGE)
        counts.append(len(queried))
    assert len(set(counts)) == 1
    older = re.search(r'href="(\?before=\d+)"', page.content.decode())
    assert older
    following = client.get(PAGE + older[1])
    assert len(rows(page)) == 50
    assert set(map(tuple, rows(page))) & set(map(tuple, rows(following))) == set()


def test_members_find_it_from_the_coalitions_page(officer: Standing, client: Client) -> None:
    for address in ("/c/clear-fields/", "/c/clear-fields/bodies/"):
        assert f'href="{PAGE}"' in client.get(address).content.decode()
