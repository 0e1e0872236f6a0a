"""Scans of signatures on paper: who enters, reads and removes them, and that a member confirms what it saw."""

import json
from base64 import b64encode
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.agreements import actions, queries
from plenary.agreements.audits import audit_signatures
from plenary.agreements.models import Agreement, Signature
from plenary.agreements.rules import SCANS, Form
from plenary.agreements.tests import factories
from plenary.agreements.tests.test_actions import reason
from plenary.agreements.tests.test_languages_and_papers import officer
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Standing, standing_of
from plenary.decisions.tests import factories as decisions
from plenary.directory import actions as directory
from plenary.directory.models import Person
from plenary.files import actions as files
from plenary.files.audits import audit
from plenary.files.formats import Found, read
from plenary.files.models import File
from plenary.files.queries import content_of, files_of, visible_file
from plenary.files.tests.factories import SECRET, paper, picture
from plenary.membership.models import Member
from plenary.record.models import Entry, Opening
from tests import founding
from tests.programs import Program

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def var(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    settings.STORAGES = {**settings.STORAGES, "default": {"OPTIONS": {"location": tmp_path / "files"}}}


def coalition() -> Coalition:
    """One whose chair enters papers."""
    rules = decisions.charter()
    chair = replace(rules.offices[0], powers=("agreements.enter_paper",))
    return founding.coalition(rules=replace(rules, offices=(chair,)))


def a_scan(name: str = "Signed by Amina.pdf") -> Found:
    return read(name, paper())


def on_paper(by: Standing, of: Standing) -> actions.Paper:
    return actions.Paper(
        member=of.member, person=of.person, form=Form.ORGANISATION, signed_on=clock.now().date(), reservation=""
    )


def entered(of: Coalition, **scanned: Any) -> tuple[Standing, Standing, Standing, Agreement, Signature]:
    """An officer, the member that signed, a third one, the agreement, and the paper."""
    one, other, third = founding.standings(of, 3)
    agreement = factories.adopted(of, one)
    by = officer(of, one)
    row = actions.enter_paper(by=by, agreement=agreement, paper=on_paper(by, other), **(scanned or {"scan": a_scan()}))
    return by, other, third, agreement, row


def the_scan(of: Coalition) -> File:
    return File.objects.of(of.id).get(removed_at=None)


def facts(of: Coalition, kind: str) -> dict[str, Any]:
    """What the newest entry of a kind says to those for whom all of it is."""
    entry = Entry.objects.of(of.id).filter(kind=kind).order_by("-n")[0]
    told: dict[str, Any] = {}
    for opening in Opening.objects.of(of.id).filter(entry=entry).order_by("position"):
        told |= json.loads(bytes(opening.payload))["facts"]
    return told


def test_a_scan_is_read_by_the_member_and_those_who_enter_papers_alone() -> None:
    of = coalition()
    by, other, third, _agreement, row = entered(of)
    scan = the_scan(of)
    colleague = founding.standing(Member.objects.of(of.id).get(id=other.member), mandate="observes")
    elsewhere = founding.standings(founding.coalition("elsewhere", rules=decisions.charter()), 1)[0]
    readers = (by, other, colleague, third, Standing.nobody(of.id), elsewhere)
    assert [visible_file(each, scan.id) is not None for each in readers] == [True, True, True, False, False, False]
    assert files_of(third, SCANS, [row.id]) == {row.id: ()}
    assert SECRET.encode() not in content_of(scan)
    heard = set(Entry.objects.of(of.id).get(kind="files.kept").audiences.values_list("token", flat=True))
    assert heard == {f"member:{other.member}", "office:chair"}


def test_of_a_member_or_a_signer_under_protection_officers_find_no_scan() -> None:
    of = coalition()
    by, other, _third, agreement, _row = entered(of)
    scan = the_scan(of)
    for rows, protected in ((Member.objects.of(of.id), other.member), (Person.objects.of(of.id), other.person)):
        rows.filter(id=protected).update(protected=True)
        assert (visible_file(by, scan.id), visible_file(other, scan.id)) == (None, scan)
        assert queries.papers_unconfirmed(by, agreement.id) == []
        rows.filter(id=protected).update(protected=False)
    assert visible_file(by, scan.id) == scan


def test_the_record_tells_the_hash_of_what_the_member_confirmed() -> None:
    of = coalition()
    _by, other, _third, agreement, row = entered(of)
    scan = the_scan(of)
    assert facts(of, "agreements.paper_entered")["scan"] == scan.sha256
    for seen in ("", "0" * 64):
        assert reason(actions.confirm_paper, by=other, agreement=agreement, scan=seen) == "agreements.other_scan"
    actions.confirm_paper(by=other, agreement=agreement, scan=scan.sha256)
    assert facts(of, "agreements.signed")["scan"] == scan.sha256
    assert (list(audit_signatures(of.id)), list(audit(of.id))) == ([], [])
    File.objects.of(of.id).update(sha256="0" * 64)
    assert list(audit_signatures(of.id)) == [
        f"signature {row.id}: the scan of which the record tells was never among its files"
    ]


def test_without_a_scan_one_says_why_and_the_member_reads_it() -> None:
    of = coalition()
    one, other, third = founding.standings(of, 3)
    agreement, by = factories.adopted(of, one), officer(of, one)
    given = {"by": by, "agreement": agreement, "paper": on_paper(by, other)}
    assert reason(actions.enter_paper, **given) == "agreements.no_scan"
    assert reason(actions.enter_paper, **given, no_scan=" ") == "agreements.no_scan"
    assert reason(actions.enter_paper, **given, no_scan="x" * 4001) == "agreements.too_long"
    assert Signature.objects.of(of.id).count() == 0
    row = actions.enter_paper(**given, no_scan="It lies in Lima.")
    assert (row.no_scan, File.objects.of(of.id).count()) == ("It lies in Lima.", 0)
    rows = Opening.objects.of(of.id).filter(entry__kind="agreements.paper_entered")
    (narrow,) = (each for each in rows if b"Lima" in bytes(each.payload))
    assert set(narrow.audience) == {f"member:{other.member}", "office:chair"}
    assert [each.no_scan for each in queries.papers_unconfirmed(by, agreement.id)] == ["It lies in Lima."]
    assert queries.papers_unconfirmed(third, agreement.id) == ()
    actions.confirm_paper(by=other, agreement=agreement)
    assert "scan" not in facts(of, "agreements.signed")


def test_a_scan_is_replaced_while_it_waits_and_stays_while_the_signature_counts() -> None:
    of = coalition()
    by, other, third, agreement, row = entered(of)
    first = the_scan(of)
    for each in (other, third):
        assert reason(files.remove_file, by=each, file=first) in {"agreements.not_entering_papers", "core.not_here"}
    another = {"by": by, "kind": SCANS, "parent_id": row.id}
    assert reason(files.keep_found, **another, found=a_scan("other.pdf")) == "files.one"
    assert reason(files.keep_file, **another, name="a.txt", data=b"Signed.") == "files.other_kind"
    files.remove_file(by=by, file=first)
    second = files.keep_file(**another, name="photo.jpg", data=picture("JPEG"))
    assert reason(actions.confirm_paper, by=other, agreement=agreement, scan=first.sha256) == "agreements.other_scan"
    actions.confirm_paper(by=other, agreement=agreement, scan=second.sha256)
    for each in (by, other):
        assert reason(files.remove_file, by=each, file=second) in {
            "agreements.scan_stands",
            "agreements.not_entering_papers",
        }
    actions.withdraw_signature(by=other, agreement=agreement)
    assert visible_file(by, second.id) == second
    files.remove_file(by=other, file=second)
    assert visible_file(by, second.id) is None


def test_of_a_paper_that_is_contested_the_scan_stays_and_of_one_that_is_not_needed_it_goes() -> None:
    of = coalition()
    by, other, _third, agreement, _row = entered(of)
    actions.decline_paper(by=other, agreement=agreement)
    contested = the_scan(of)
    assert reason(files.keep_file, by=by, kind=SCANS, parent_id=contested.parent_id, name="a.pdf", data=paper()) == (
        "agreements.scan_stands"
    )
    files.remove_file(by=by, file=contested)
    actions.enter_paper(by=by, agreement=agreement, paper=on_paper(by, other), scan=a_scan())
    factories.signed(other, agreement)  # who signs here answers the paper too
    assert File.objects.of(of.id).filter(removed_at=None).count() == 0
    assert (list(audit(of.id)), list(audit_signatures(of.id))) == ([], [])


def test_with_the_person_who_signed_the_scan_goes_and_its_name_in_the_record() -> None:
    of = coalition()
    by, other, third, _agreement, _row = entered(of)
    eraser = replace(by, powers=frozenset({"directory.erase"}))
    directory.erase_person(by=eraser, person=third.person)
    assert the_scan(of).name == "Signed by Amina.pdf"
    directory.erase_person(by=eraser, person=other.person)
    assert File.objects.of(of.id).filter(removed_at=None).count() == 0
    told = [bytes(each) for each in Opening.objects.of(of.id).filter(erased_at=None).values_list("payload", flat=True)]
    assert [each for each in told if b"Signed by Amina" in each] == []
    assert list(audit(of.id)) == []


def place(client: Client) -> tuple[Coalition, Standing, Standing, Agreement]:
    """An officer who is signed in, and the member that signed."""
    of = coalition()
    acting = founding.represent(founding.member(of, "Green Valley")).account
    other = founding.represent(founding.member(of, "Red Hills")).account
    by = standing_of(acting.id, of.id)
    client.force_login(acting)
    return of, by, standing_of(other.id, of.id), factories.adopted(of, by)


def test_an_officer_enters_a_scan_with_the_paper_and_the_rest_of_the_form_is_kept(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    of, by, other, agreement = place(client)
    monkeypatch.setattr("plenary.coalitions.access.standing_of", lambda *_args, **_more: officer(of, by))
    address = reverse("agreements:paper", args=[of.slug, agreement.id])
    sent = {
        "who": f"{other.member}:{other.person}",
        "form": "organisation",
        "signed_on": clock.now().date().isoformat(),
        "reservation": "Not at night.",
    }
    for file, told in (
        (SimpleUploadedFile("a.pdf", b"MZ\x00\x01", "application/pdf"), "Here a file is one of these: PDF, PNG"),
        (SimpleUploadedFile("a.pdf", picture("PNG"), "application/pdf"), "What this file holds is not what its name"),
        (SimpleUploadedFile("a.csv", b"a;b", "text/csv"), "Here a file is one of these: PDF, PNG, JPG, WEBP."),
        (None, "Add a scan of the paper, or say why there is none."),
    ):
        page = client.post(address, {**sent, **({"scan": file} if file else {})})
        assert told in page.context["form"].errors["scan"][0]
        assert list(page.context["form"].errors) == ["scan"]
        assert "Not at night." in page.content.decode()
    wrong = {**sent, "signed_on": "never", "scan": SimpleUploadedFile("a.pdf", paper(), "application/pdf")}
    assert "Choose this file again" in client.post(address, wrong).context["form"].errors["scan"][0]
    assert (Signature.objects.of(of.id).count(), File.objects.of(of.id).count()) == (0, 0)
    client.post(address, {**sent, "scan": SimpleUploadedFile("Signed.pdf", paper(), "application/pdf")})
    page = client.get(address).content.decode()
    assert "waits for its member" in page
    scan = the_scan(of)
    assert reverse("files:files", args=[of.slug, SCANS, scan.parent_id]) in page
    listed = client.get(reverse("files:files", args=[of.slug, SCANS, scan.parent_id])).content.decode()
    assert "Signed.pdf" in listed


def test_a_member_sees_the_scan_before_it_says_yes(client: Client) -> None:
    of, by, other, agreement = place(client)
    actions.enter_paper(by=officer(of, by), agreement=agreement, paper=on_paper(by, other), scan=a_scan())
    scan, slug = the_scan(of), of.slug
    hidden = client.get(reverse("files:file", args=[slug, scan.id]))  # of another member
    missing = client.get(reverse("files:file", args=[slug, "0" * 16]))
    assert (hidden.status_code, missing.status_code) == (404, 404)
    client.force_login(Account.objects.get(id=other.account))
    address = reverse("agreements:confirm", args=[slug, agreement.id])
    page = client.get(address).content.decode()
    assert (reverse("files:file", args=[slug, scan.id]) in page, scan.sha256 in page) == (True, True)
    assert client.post(address, {"step": "confirm"}).status_code == 403  # without the scan that was seen
    assert client.post(address, {"step": "confirm", "scan": scan.sha256}).status_code == 302
    told = client.get(reverse("agreements:agreement", args=[slug, agreement.id])).content.decode()
    assert reverse("files:file", args=[slug, scan.id]) in told
    client.force_login(Account.objects.get(id=by.account))
    told = client.get(reverse("agreements:agreement", args=[slug, agreement.id])).content.decode()
    assert ("on paper" in told, reverse("files:file", args=[slug, scan.id]) in told) == (True, False)


def test_a_program_enters_a_scan_and_confirms_what_it_saw(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    of, by, other, agreement = place(client)
    path = f"/coalitions/{of.slug}/agreements/{agreement.id}"
    said = {"who": f"{other.member}:{other.person}", "signed_on": clock.now().date().isoformat()}
    with monkeypatch.context() as office:
        office.setattr("plenary.coalitions.access.standing_of", lambda *_args, **_more: officer(of, by))
        asking = Program.of(Account.objects.get(id=by.account))
        for data, told in (
            ("no base64!", "This is no base64."),
            (b64encode(b"MZ\x00").decode(), "Here a file is one of"),
        ):
            answer = asking.post(f"{path}/papers", {**said, "scan": {"name": "a.pdf", "data": data}})
            assert (answer.status_code, answer.json()["errors"]["scan"][0].startswith(told)) == (422, True)
        scan = {"name": "Signed.pdf", "data": b64encode(paper()).decode()}
        assert asking.post(f"{path}/papers", {**said, "scan": scan}).status_code == 201
    asking = Program.of(Account.objects.get(id=other.account))
    waits = asking.get(path).json()["paper"]
    (file,) = asking.get(f"/coalitions/{of.slug}/files/of/{SCANS}/{waits}").json()["items"]
    assert asking.post(f"{path}/confirm", {"is_so": True}).status_code == 403
    assert asking.post(f"{path}/confirm", {"is_so": True, "scan": file["sha256"]}).status_code == 200
    (signed,) = asking.get(path).json()["signatories"]
    assert (signed["scan"], asking.get(path).json()["paper"]) == (file["id"], "")
    third = Program.of(Account.objects.get(id=by.account))
    assert [each["scan"] for each in third.get(path).json()["signatories"]] == [""]
