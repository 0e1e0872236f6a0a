"""Kinds of entries: what their sentences tell, each entry brings."""

from collections.abc import Iterator

import pytest

from plenary.core import visibility
from plenary.record import actions as record
from plenary.record import kinds
from plenary.record.models import Entry
from tests import founding

pytestmark = pytest.mark.django_db


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A kind whose sentence tells a name and a day, and may lack the day."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds.kinds()))
    code = "test.named"
    kinds.register_kind(code, "%(name)s came on %(day)s.", may_lack=["day"])
    return code


def test_an_entry_brings_what_its_sentence_tells(named: str) -> None:
    by = founding.somebody(founding.unchartered())
    given = {"by": by, "kind": named, "audience": [visibility.MEMBERS]}
    before = Entry.objects.of(by.coalition).count()
    with pytest.raises(UserWarning, match=r"test.named lacks what its sentence tells: name"), record.act(by=by):
        record.enter(**given, facts={"nme": "Amina", "day": "Monday"})
    assert Entry.objects.of(by.coalition).count() == before
    with record.act(by=by):
        record.enter(**given, facts={"name": "Amina"})
        record.enter(**given, facts={}, parts=[record.Part(facts={"name": "Amina"}, person=by.person)])
    assert Entry.objects.of(by.coalition).count() == before + 2
    assert kinds.needed_by(named) == {"name"}
