"""After admission too an application is read by those who decide on admission, and by no other body (B4)."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Category
from plenary.coalitions.models import Coalition
from plenary.core import visibility
from plenary.core.standing import Standing, standing_of
from plenary.files.models import File
from plenary.files.queries import visible_file
from plenary.membership import actions, queries
from plenary.membership.models import Evidence, Member
from plenary.membership.rules.joining import Said
from plenary.membership.tests.reading import acting
from plenary.membership.tests.test_evidence_files import a_file
from plenary.membership.tests.test_joining import SAID, coalition, outsider
from plenary.record.models import Entry
from tests import founding
from tests.programs import Program

pytestmark = pytest.mark.django_db
NEAR = Category(code="near", names={"en": "Near"}, requirements=({"en": "Works openly."}, {"en": "Meets monthly."}))


@pytest.fixture
def of(settings: Any, tmp_path: Any) -> Coalition:
    settings.VAR = tmp_path
    settings.STORAGES = {**settings.STORAGES, "default": {"OPTIONS": {"location": tmp_path / "files"}}}
    plain = founding.charter()
    (ordinary,) = plain.processes
    by_board = replace(ordinary, code="admission", electorate="board")
    matters = {"other": "ordinary", "membership.admit": "admission"}
    return coalition(NEAR, processes=(ordinary, by_board), matters=matters)


def admitted(of: Coalition) -> tuple[Member, Standing]:
    """A member whose application has two answers, a file and a recommendation, and the standing of its own."""
    member = actions.apply(
        by=outsider(of), category="asked", name="N", organisation="New", said=SAID, files={1: a_file()}
    )
    actions.recommend(by=founding.officer(of), member=member, words="We know them.")
    actions.admit_member(by=founding.system(of), member_id=member.id)
    member.refresh_from_db()
    return member, standing_of(Account.objects.get(email="new@example.org").id, of.id)


def read_of(by: Standing, member: Member) -> tuple[int, int, int, bool]:
    """How many requirements, recommendations and answers somebody reads of an application, and whether its file."""
    rows = Evidence.objects.of(by.coalition).filter(member=member, category="asked")
    file = File.objects.of(by.coalition).earliest("kept_at")
    return (
        len(queries.requirements_of(by, member)),
        len(queries.recommendations_of(by, member)),
        len(queries.readable_evidence(by, rows.values_list("id", flat=True))),
        visible_file(by, file.id) is not None,
    )


def test_a_body_that_did_not_decide_on_admission_reads_it_at_no_time(of: Coalition) -> None:
    member, own = admitted(of)
    inside = acting(founding.member(of, "Inside"), "inside@example.org")
    board, officer = replace(inside, bodies=inside.bodies | {"board"}), founding.officer(of)
    for by in (own, board, officer):
        assert read_of(by, member) == (2, 1, 2, True)
    assert "plenary" in inside.bodies
    assert read_of(inside, member) == (0, 0, 0, False)
    actions.amend_member(by=founding.system(of), member=member, category="near")
    member.refresh_from_db()
    (there,) = (each for each in charter_of(of.id).categories if each.code == "asked")
    assert read_of(inside, member)[2:] == (0, False)
    assert [each.words for each in queries.requirements_there(inside, member, there)] == ["", ""]
    assert [each.words for each in queries.requirements_there(board, member, there)] == ["We publish.", "We do."]


def test_what_is_said_of_another_category_is_read_by_those_who_decide_on_that(of: Coalition, client: Client) -> None:
    member, own = admitted(of)
    inside = acting(founding.member(of, "Inside"), "inside@example.org")
    account = Account.objects.get(id=inside.account)
    client.force_login(account)
    address = reverse("membership:application", args=[of.slug, member.id])
    assert client.get(address).status_code == 403
    page = client.get(f"{address}?category=near").content.decode()
    assert ("We publish." in page, "It answered this when it joined" in page) == (False, True)
    assert ("One requirement has no answer yet." in page, "We know them." in page) == (True, False)
    at, program = f"/coalitions/{of.slug}/members/{member.id}/application", Program.of(account)
    assert program.get(at).status_code == 403
    told = program.get(f"{at}?category=near").json()
    assert [(each["words"], each["is_answered_elsewhere"]) for each in told["requirements"]] == [
        ("", True),
        ("", False),
    ]
    assert told["recommendations"] == []
    said = {1: Said(words="We do so openly."), 2: Said(words="Each month.")}
    actions.give_evidence(by=own, member=member, said=said, files={2: a_file("dates.txt", b"May.")}, category="near")
    assert "Each month." in client.get(f"{address}?category=near").content.decode()
    file = File.objects.of(of.id).get(name="dates.txt")
    assert visible_file(inside, file.id) == file
    heard = [
        set(each.audiences.values_list("token", flat=True))
        for each in Entry.objects.of(of.id).filter(kind="files.kept").order_by("n")
    ]
    decide = {visibility.member(member.id), "body:board", "office:coordinator"}
    assert heard == [decide, decide | {"body:plenary"}]
