"""Who finds a desk in a coalition, and who finds its public face: a table of standings."""

import pytest

from plenary.core import navigation
from plenary.core.tests.standings import OUTSIDE, STRANGER, SYSTEM, Around, one
from plenary.desk import permissions

WHO = Around(
    {
        "a member": one(),
        "inside without a card": one(person=""),
        "applies": one(**OUTSIDE),
        "holds an office": one(person="", offices=frozenset({"chair"}), **OUTSIDE),
        "a stranger": one(**STRANGER),
        "the program": one(**SYSTEM),
    }
)
SHUT = {"a_stranger": "no, members_only", "the_program": "no, members_only"}


def test_who_finds_a_desk_and_who_the_public_face(monkeypatch: pytest.MonkeyPatch) -> None:
    for is_open, others in ((True, {}), (False, SHUT)):
        monkeypatch.setattr(navigation, "is_any_open", lambda _standing, is_open=is_open: is_open)
        assert WHO.told(permissions.may_use_desk) == WHO.all("yes, ", **SHUT)
        assert WHO.told(permissions.may_see_coalition) == WHO.all("yes, ", **others)
