"""Queries over rows of coalitions that name no coalition, in every disguise that was thought of, or one out of reach."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import F, Q

from plenary.coalitions.models import Coalition, SigningKey
from plenary.core import clock, reach
from plenary.core.models import UnscopedQueryError
from plenary.core.standing import Standing
from plenary.record.actions import act

pytestmark = pytest.mark.django_db

rows = SigningKey.objects


@pytest.mark.parametrize(
    "ask",
    [
        lambda: list(rows.all()),
        rows.count,
        rows.exists,
        lambda: rows.get(id="k"),
        rows.first,
        rows.in_bulk,
        lambda: rows.get_or_create(id="k"),
        lambda: rows.update(public=b""),
        lambda: rows.all().delete(),
        lambda: list(rows.values("id")),
        lambda: list(rows.datetimes("since", "day")),
        lambda: list(rows.all().iterator()),
        lambda: rows.all().aiterator(),
        lambda: rows.raw("SELECT * FROM coalitions_signingkey"),
        lambda: list(rows.filter(coalition__isnull=False)),
        lambda: list(rows.filter(coalition__gt="")),
        lambda: list(rows.filter(coalition_id=F("coalition_id"))),
        lambda: list(rows.filter(coalition__in=Coalition.objects.all())),
        lambda: list(rows.filter(Q(coalition="c") | Q(retired_at=None))),
        lambda: list(rows.exclude(coalition="c")),
        lambda: list(rows.of("c") | rows.all()),
        lambda: list(rows.of("c").union(rows.all())),
    ],
)
def test_a_query_that_names_no_coalition_reads_nothing(ask: Callable[[], Any]) -> None:
    with pytest.raises(UnscopedQueryError):
        ask()


def test_a_query_that_names_its_coalitions_reads_theirs() -> None:
    one, other = (Coalition.objects.create(slug=slug, names={}, formed_at=clock.now()) for slug in ("one", "other"))
    for coalition in (one, other):
        rows.create(coalition=coalition, public=b"", private_sealed=b"", since=clock.now())
    assert [row.coalition_id for row in rows.of(one.id)] == [one.id]
    assert [row.coalition_id for row in rows.filter(coalition=other)] == [other.id]
    assert rows.filter(coalition__in=[one, other]).count() == 2
    assert rows.of(one.id).union(rows.of(other.id)).count() == 2


@pytest.mark.parametrize(
    "ask",
    [
        lambda: list(rows.of("far")),
        lambda: rows.of("far").first(),
        lambda: rows.filter(coalition__in=["near", "far"]).exists(),
        lambda: list(rows.of("near").union(rows.of("far"))),
        lambda: rows.of("far").update(public=b""),
        lambda: rows.across_coalitions().count(),
        lambda: act(by=Standing.nobody("far")).__enter__(),
    ],
)
def test_work_touches_no_coalition_out_of_its_reach(ask: Callable[[], Any]) -> None:
    with reach.only("near"):
        assert rows.of("near").first() is None
        with pytest.raises(reach.OutOfReachError):
            ask()
