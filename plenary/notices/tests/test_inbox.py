"""The inbox: what is new since the last visit, and who may open it."""

import pytest
from django.test import Client
from django.urls import reverse

from plenary.coalitions.models import Coalition
from plenary.core import clock, standing, visibility
from plenary.core.standing import Standing, standing_of
from plenary.notices import permissions, queries
from plenary.notices.actions import visits
from plenary.notices.models import ReadMark
from plenary.record.tests.factories import note
from tests import founding

pytestmark = pytest.mark.django_db


@pytest.fixture
def coalition() -> Coalition:
    return founding.unchartered()


def reader(coalition: Coalition, account: str) -> Standing:
    return Standing(
        coalition=coalition.id,
        account=account,
        person="p",
        audiences=frozenset({visibility.PUBLIC, visibility.MEMBERS}),
        as_of=clock.now(),
    )


def test_new_until_visited(coalition: Coalition) -> None:
    by = reader(coalition, founding.account().id)
    note(founding.somebody(coalition), "one")
    assert [(line.sentence, new) for line, new in queries.inbox(by).lines] == [
        ("Noted: one.", True),
        ("The record was opened.", True),
    ]
    visits.note_visit(by=by, sequence=1)
    note(founding.somebody(coalition), "two")
    note(founding.somebody(coalition), "not for me", audience=["body:board"])
    assert [(line.sentence, new) for line, new in queries.inbox(by).lines] == [
        ("Noted: two.", True),
        ("Noted: one.", False),
        ("The record was opened.", False),
    ]
    assert queries.inbox(by).new == 1


def test_a_mark_never_goes_back(coalition: Coalition) -> None:
    by = reader(coalition, founding.account().id)
    for place in (3, 1, 5, 4):
        visits.note_visit(by=by, sequence=place)
    assert queries.read_until(by) == 5
    assert ReadMark.objects.of(coalition.id).count() == 1


def test_marks_are_kept_apart(coalition: Coalition) -> None:
    one, other = (
        reader(coalition, founding.account("a@example.org").id),
        reader(coalition, founding.account("b@example.org").id),
    )
    visits.note_visit(by=one, sequence=9)
    assert (queries.read_until(one), queries.read_until(other)) == (9, -1)


def test_older_pages(coalition: Coalition) -> None:
    by = reader(coalition, founding.account().id)
    for n in range(60):
        note(founding.somebody(coalition), str(n))
    first = queries.inbox(by)
    assert (len(first.lines), first.new, first.has_more_new, first.older) == (50, 50, True, 11)
    second = queries.inbox(by, first.older)
    assert ([line.n for line, _new in second.lines], second.older) == ([*range(10, -1, -1)], None)
    assert (second.has_more_new, queries.inbox(by, 50).has_more_new) == (False, False)
    visits.note_visit(by=by, sequence=10)
    assert (queries.inbox(by).new, queries.inbox(by).has_more_new) == (50, False)  # those before the page were seen


@pytest.mark.parametrize("size", [1, 3])
def test_an_inbox_takes_four_queries(coalition: Coalition, size: int, django_assert_num_queries: object) -> None:
    by = reader(coalition, founding.account().id)
    for n in range(size):
        note(founding.somebody(coalition), str(n))
    with django_assert_num_queries(4):
        queries.inbox(by)


def test_who_may_open_it(coalition: Coalition) -> None:
    stranger = Standing(coalition=coalition.id, account="x", as_of=clock.now())
    answers = [
        bool(permissions.may_open_inbox(asked))
        for asked in (reader(coalition, "x"), stranger, Standing.nobody(coalition.id))
    ]
    assert answers == [True, False, False]


def test_page(client: Client, coalition: Coalition, monkeypatch: pytest.MonkeyPatch) -> None:
    account = founding.account()
    monkeypatch.setattr(standing, "_providers", [lambda given: reader(coalition, given.account)])
    note(founding.somebody(coalition), "nine <b>seats</b>")
    address = reverse("notices:inbox", args=[coalition.slug])
    assert client.get(address).status_code == 302
    client.force_login(account)
    first = client.get(address).content.decode()
    assert "2 things are new since you were here" in first
    assert first.count('</a> <span class="state open">new</span></td>') == 2
    assert "Noted: nine &lt;b&gt;seats&lt;/b&gt;." in first
    assert "Nothing is new since you were here" in client.get(address).content.decode()
    assert client.get(address, {"before": "1"}).status_code == 200
    assert client.get(address, {"before": "x"}).status_code == 200


def test_a_stranger_finds_nothing(client: Client, coalition: Coalition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "_providers", [])
    client.force_login(founding.account())
    pages = [client.get(reverse("notices:inbox", args=[slug])) for slug in (coalition.slug, "not-there")]
    assert [page.status_code for page in pages] == [404, 404]
    assert standing_of("", coalition.id).audiences == frozenset({visibility.PUBLIC})
