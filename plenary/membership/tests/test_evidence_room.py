"""How much room the files of one application take, and those of all applicants together."""

from typing import Any

import pytest

from plenary.membership import actions
from plenary.membership.models import Member
from plenary.membership.tests.reading import refused
from plenary.membership.tests.test_evidence_files import a_file, applied, there, var
from plenary.membership.tests.test_joining import SAID, coalition, outsider

pytestmark = pytest.mark.django_db
__all__ = ["var"]


def test_what_an_application_and_all_applicants_together_take_has_bounds(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    of = coalition()
    member, own = applied(of)
    monkeypatch.setattr("plenary.membership.evidence.MOST_OF_FILES", 20)
    with refused("membership.files_too_much"):
        actions.give_evidence(by=own, member=member, said=SAID, files={2: a_file("b.txt", b"x" * 9)})
    actions.give_evidence(by=own, member=member, said=SAID, files={2: a_file("b.txt", b"x" * 8)})
    settings.FILES_QUOTA = 4 * 25
    other = {
        "category": "asked",
        "name": "B",
        "organisation": "B",
        "said": SAID,
        "files": {1: a_file("c.txt", b"y" * 6)},
    }
    stranger = outsider(of, "b@example.org")
    with refused("files.no_room_outside"):
        actions.apply(by=stranger, **other)
    assert (Member.objects.of(of.id).count(), len(there(of))) == (1, 2)
    Member.objects.of(of.id).filter(id=member.id).update(
        status="active"
    )  # what a member brought is no longer of those outside
    actions.apply(by=stranger, **other)
    assert len(there(of)) == 3
