"""The doctor's checks of the records, and of the keys that they are signed with."""

from datetime import timedelta

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from plenary.coalitions.health import second_wall, signing_keys
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.tests.roles import owner_at_work
from plenary.record.health import entries_ahead, latest_heads
from plenary.record.models import SignedHead, Tree
from plenary.record.queries import signed_head
from plenary.record.tests.factories import note
from tests import founding

pytestmark = pytest.mark.django_db


@pytest.fixture
def coalition() -> Coalition:
    """Seven entries; heads were signed over four of them and over all."""
    coalition = founding.unchartered()
    by = founding.somebody(coalition)
    for n in range(6):
        if n == 3:
            signed_head(coalition.id)
        note(by, str(n))
    signed_head(coalition.id)
    return coalition


def sentences() -> list[str]:
    return [finding.sentence for finding in latest_heads()]


def damage(table: str, change: str, coalition: Coalition) -> None:
    with owner_at_work(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {change} WHERE coalition_id = %s", [coalition.id])  # noqa: S608  # the test's own


def test_newest_heads_hold(coalition: Coalition) -> None:
    founding.unchartered("other")
    assert sentences() == ["The newest head holds in each of 2 records."]
    note(founding.somebody(coalition), "after the head")
    assert sentences() == ["The newest head holds in each of 2 records."]


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("record_tree", "size = 6"),  # shorter than a head that was signed
        ("record_tree", "frontier = record_tree.about_key_sealed"),
        ("record_signedhead", "signature = body"),
        ("record_signedhead", "size = size + 1"),
    ],
)
def test_a_record_that_is_other_than_its_head_is_found(coalition: Coalition, table: str, change: str) -> None:
    damage(table, change, coalition)
    assert sentences() == [f"Records whose newest head does not hold: 1 (coalition {coalition.id})."]


@pytest.mark.parametrize("change", ["hashes = envelope", "n = n + 100"])
def test_entries_before_the_newest_head_that_were_changed_are_found(coalition: Coalition, change: str) -> None:
    note(founding.somebody(coalition), "after the head")
    damage("record_entry", change, coalition)
    assert sentences() == [f"Records whose newest head does not hold: 1 (coalition {coalition.id})."]


def test_heads_that_nobody_signs_are_found(coalition: Coalition) -> None:
    note(founding.somebody(coalition), "after the head")
    with clock.set_to(clock.now() + timedelta(hours=4)):
        assert sentences()[1:] == ["Records that grew and whose head was not signed for hours: 1."]
        signed_head(coalition.id)
        assert sentences()[1:] == []
    assert SignedHead.objects.of(coalition.id).count() == 3


def test_an_entry_of_the_future_is_found(coalition: Coalition) -> None:
    assert [finding.grade.value for finding in entries_ahead()] == ["ok"]
    with clock.set_to(clock.now() - timedelta(hours=1)):
        assert [finding.grade.value for finding in entries_ahead()] == ["wrong"]
    assert Tree.objects.of(coalition.id).get().size == 7


def test_master_keys_that_are_other_ones_are_found(coalition: Coalition, settings: Settings) -> None:
    assert [finding.grade.value for finding in signing_keys()] == ["ok"]
    settings.MASTER_KEYS = [bytes(32)]
    assert [finding.sentence for finding in signing_keys()] == [
        "Signing keys that the master keys do not open: 1. Their records cannot grow."
    ]
    assert coalition.slug == "clear-fields"


def test_the_second_wall_is_looked_for_on_postgresql_alone() -> None:
    if connection.vendor == "sqlite":
        assert list(second_wall()) == []
