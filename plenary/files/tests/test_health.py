"""What the doctor says of files, and what an alarm tells of them."""

from pathlib import Path

import pytest

from plenary.core import clock
from plenary.core.models import random_id
from plenary.core.standing import Standing
from plenary.core.traces import Subject
from plenary.files import health, stored
from plenary.files.tests.factories import register_shelf
from plenary.files.tests.test_actions import keep
from plenary.files.traces import files_added
from tests import founding

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(settings: object, tmp_path: Path) -> Path:
    settings.VAR = tmp_path
    settings.STORAGES = {**settings.STORAGES, "default": {"OPTIONS": {"location": tmp_path / "files"}}}
    register_shelf()
    return tmp_path / "files"


@pytest.fixture
def by() -> Standing:
    return founding.somebody(founding.unchartered())


def grades(look: object) -> list[str]:
    return [str(finding.grade) for finding in look()]


def test_bytes_that_are_gone(by: Standing) -> None:
    file = keep(by)
    assert grades(health.bytes_there) == ["ok"]
    stored.destroy(by.coalition, file.stored_as)
    assert grades(health.bytes_there) == ["wrong"]


def test_a_master_key_that_is_gone(by: Standing, settings: object) -> None:
    keep(by)
    settings.MASTER_KEYS = [b"0" * 32]
    assert grades(health.bytes_there) == ["wrong"]


def test_files_of_nobody(by: Standing) -> None:
    keep(by)
    assert grades(health.of_nobody) == []
    with stored.waiting(random_id(), b"Theirs.") as waiting:
        waiting.appear()
    assert grades(health.of_nobody) == ["look"]


def test_an_open_folder(by: Standing, place: Path) -> None:
    assert grades(health.alone) == []
    keep(by)
    assert grades(health.alone) == []
    place.chmod(0o755)
    assert grades(health.alone) == ["look"]


def test_a_coalition_that_comes_near_to_what_it_may_keep(by: Standing, settings: object) -> None:
    keep(by)
    settings.FILES_QUOTA = 70
    assert grades(health.room_left) == []
    settings.FILES_QUOTA = 7
    assert grades(health.room_left) == ["look"]


def test_an_alarm_tells_how_many_files_a_person_added(by: Standing) -> None:
    subject = Subject(account="", coalition=by.coalition, person=by.person, at=clock.now())
    assert list(files_added(subject)) == []
    keep(by)
    today = clock.now().date()
    assert [(left.number, left.first, left.last) for left in files_added(subject)] == [(1, today, today)]
    assert list(files_added(Subject(account="a", at=clock.now()))) == []
