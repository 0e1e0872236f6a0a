"""Files with an applicant's answers: who reads, adds and removes them, what is refused, and when they go."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from plenary.accounts.models import Account
from plenary.accounts.rules import Scope
from plenary.charter.rules.schema import Category, Who
from plenary.coalitions.models import Coalition
from plenary.core.backups import making
from plenary.core.standing import Standing, standing_of
from plenary.directory import actions as directory
from plenary.files import actions as files
from plenary.files import health, stored
from plenary.files.audits import audit
from plenary.files.formats import Found, read
from plenary.files.models import File
from plenary.files.queries import files_of, visible_file
from plenary.files.tests.factories import paper
from plenary.membership import actions, queries
from plenary.membership.audits import audit_joining
from plenary.membership.models import Evidence, Member
from plenary.membership.rules.joining import EVIDENCE, MOST_FILES_IN_ALL, Said
from plenary.membership.tests.reading import acting, last, refused
from plenary.membership.tests.test_joining import SAID, coalition, outsider
from plenary.record.models import Entry, Opening
from tests import founding
from tests.programs import Program

pytestmark = pytest.mark.django_db
VOTELESS = Category(code="friend", names={"en": "Friend"}, vote=False)


@pytest.fixture(autouse=True)
def var(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    settings.STORAGES = {**settings.STORAGES, "default": {"OPTIONS": {"location": tmp_path / "files"}}}


def a_file(name: str = "report.txt", data: bytes = b"What we did.") -> Found:
    return read(name, data)


def applied(of: Coalition, **given: Any) -> tuple[Member, Standing]:
    """An applicant that added a file to its first answer, and the standing of its own."""
    told = {"category": "asked", "name": "N", "organisation": "New", "said": SAID, "files": {1: a_file()}, **given}
    member = actions.apply(by=outsider(of), **told)
    return member, standing_of(Account.objects.get(email="new@example.org").id, of.id)


def there(of: Coalition) -> list[str]:
    return list(File.objects.of(of.id).filter(removed_at=None).order_by("kept_at").values_list("name", flat=True))


def test_a_file_is_read_by_exactly_those_who_read_the_answer() -> None:
    of = coalition(VOTELESS, matters={"other": "ordinary"})
    member, own = applied(of)
    file = File.objects.of(of.id).get()
    inside = acting(founding.member(of, "Inside"), "inside@example.org")
    other = acting(founding.member(of, "Other", "applied"), "other@example.org")
    friend = acting(founding.member(of, "Friend", category="friend"), "friend@example.org")
    elsewhere = founding.officer(coalition_elsewhere())
    readers = (own, inside, founding.officer(of), other, friend, outsider(of, "x@example.org"), elsewhere)
    assert [visible_file(by, file.id) is not None for by in readers] == [True, True, True, *[False] * 4]
    assert [bool(queries.requirements_of(by, member)) for by in readers[:-1]] == [True, True, True, *[False] * 3]
    (first, second) = queries.with_files(inside, queries.requirements_of(inside, member))
    assert ([each.name for each in first.files], second.files) == (["report.txt"], ())
    heard = set(Entry.objects.of(of.id).get(kind="files.kept").audiences.values_list("token", flat=True))
    assert heard == {f"member:{member.id}", "body:plenary", "office:coordinator"}
    for by in (inside, founding.officer(of)):
        with refused("membership.not_yours"):
            files.remove_file(by=by, file=file)
    assert (list(audit(of.id)), list(audit_joining(of.id))) == ([], [])


def coalition_elsewhere() -> Coalition:
    return founding.coalition("elsewhere")


def test_answers_change_and_their_files_stay() -> None:
    of = coalition()
    member, own = applied(of)
    actions.give_evidence(by=own, member=member, said=SAID, files={2: a_file("dues.txt")})
    assert Entry.objects.of(of.id).filter(kind="membership.evidence_given").count() == 0  # the words are the same
    actions.give_evidence(by=own, member=member, said=SAID | {1: Said(words="We publish all.")})
    asked = queries.with_files(own, queries.requirements_of(own, member))
    assert [(each.words, [file.name for file in each.files]) for each in asked] == [
        ("We publish all.", ["report.txt"]),
        ("We do.", ["dues.txt"]),
    ]
    assert list(audit_joining(of.id)) == []


def test_number_and_size_have_bounds_and_nothing_is_kept_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    of = coalition()
    member, own = applied(of)
    row = Evidence.objects.of(of.id).get(number=1)
    given = {"by": own, "kind": EVIDENCE, "parent_id": row.id}
    with refused("files.too_large"):
        files.keep_file(**given, name="a.txt", data=b"x" * 5_000_001)
    for number in range(2):
        files.keep_found(**given, found=a_file(f"{number}.txt", str(number).encode()))
    with refused("files.enough"):
        actions.give_evidence(
            by=own, member=member, said=SAID | {2: Said(words="Yes.")}, files={1: a_file("b.txt", b"3"), 2: a_file()}
        )
    assert (len(there(of)), Evidence.objects.of(of.id).get(number=2).words) == (3, "We do.")
    assert MOST_FILES_IN_ALL == 12
    monkeypatch.setattr("plenary.membership.evidence.MOST_FILES_IN_ALL", 3)
    with refused("membership.files_enough"):
        actions.give_evidence(by=own, member=member, said=SAID, files={2: a_file()})
    files.remove_file(by=own, file=File.objects.of(of.id).filter(removed_at=None)[0])
    actions.give_evidence(by=own, member=member, said=SAID, files={2: a_file()})
    big = Found(a_file().kind, "big.txt", b"x" * 5_000_001)
    with refused("files.too_large"):
        actions.apply(
            by=outsider(of, "b@example.org"), category="asked", name="B", organisation="B", said=SAID, files={1: big}
        )
    assert Member.objects.of(of.id).count() == 1


def test_after_admission_and_withdrawal_files_stay_with_their_answers_and_a_new_application_drops_them() -> None:
    both = Category(code="person", names={"en": "Person"}, requirements=({"en": "Works."},), who=Who.BOTH)
    of = coalition(both)
    told = {"category": "person", "organisation": "", "said": {1: Said(words="I do.")}}
    member, own = applied(of, **told)
    officer, file = founding.officer(of), File.objects.of(of.id).get()
    actions.withdraw(by=own, member=member)
    member.refresh_from_db()
    assert bool(queries.requirements_of(officer, member)) is True
    assert visible_file(officer, file.id) == file
    with refused("membership.not_waiting_now"):
        files.remove_file(by=replace(own, member=member.id), file=file)
    again = outsider(of, "x@example.org")
    again = replace(again, account=own.account, person=own.person)
    actions.apply(by=again, category="person", name="N", said={1: Said(words="I do again.")})
    assert there(of) == []
    assert (list(audit(of.id)), list(audit_joining(of.id))) == ([], [])


def test_with_the_erasure_of_an_individual_its_files_go_and_what_they_were_called() -> None:
    both = Category(code="person", names={"en": "Person"}, requirements=({"en": "Works."},), who=Who.BOTH)
    of = coalition(both)
    found = {1: a_file("Nadia's passport.txt")}
    member, _own = applied(of, category="person", organisation="", said={1: Said(words="I do.")}, files=found)
    officer = replace(founding.officer(of), powers=frozenset({"directory.administer", "directory.erase"}))
    directory.erase_person(by=officer, person=str(member.individual_id))
    assert there(of) == []
    told = Opening.objects.of(of.id).filter(erased_at=None).values_list("payload", flat=True)
    assert [each for each in told if b"passport" in bytes(each)] == []
    assert list(audit(of.id)) == []


def hidden(of: Coalition) -> tuple[Member, Standing, File]:
    """An applicant under protection with a file."""
    card = founding.organisation(of, "Hidden")
    by = founding.officer(of)
    member = actions.propose_protected(by=by, card=card, category="asked", commitment="networking")
    own = acting(member, "hidden@example.org")
    actions.accept_purpose(by=own, member=member)
    member.refresh_from_db()
    actions.give_evidence(by=own, member=member, said=SAID, files={1: a_file()})
    return member, own, File.objects.of(of.id).get()


def test_of_a_protected_applicant_no_file_exists_but_for_those_who_may_know_it() -> None:
    of = coalition()
    member, own, file = hidden(of)
    inside = acting(founding.member(of, "Inside"), "inside@example.org")
    keeps = founding.officer(of, "membership.administer")
    knows = founding.officer(of, "membership.see_protected")
    assert [visible_file(by, file.id) for by in (own, inside, keeps, knows)] == [file, None, None, file]
    assert files_of(keeps, EVIDENCE, [file.parent_id]) == {file.parent_id: ()}
    entry = Entry.objects.of(of.id).get(kind="files.kept")
    assert set(entry.audiences.values_list("token", flat=True)) == {f"member:{member.id}", "sealed"}
    assert b"files.kept" not in bytes(entry.envelope)
    assert own.person.encode() not in bytes(entry.openings.get(position=0).payload)


def test_a_look_at_a_file_of_a_protected_applicant_is_entered_and_needs_more_than_a_session_left_open(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    of = coalition()
    member, _own, file = hidden(of)
    account = founding.account("officer@example.org")
    knows = replace(founding.officer(of), account=account.id)
    monkeypatch.setattr("plenary.coalitions.access.standing_of", lambda *_args, **_more: knows)

    def looks() -> int:
        told = (bytes(each) for each in Opening.objects.of(of.id).values_list("payload", flat=True))
        return sum(b"membership.looked_at" in each for each in told)

    path = f"/coalitions/{of.slug}/files/{file.id}"
    assert Program.of(account, Scope.READ).get(path).status_code == 403
    assert looks() == 0
    assert Program.of(account, Scope.READ, Scope.GOVERN).get(f"{path}/content").status_code == 200
    assert (looks(), last(of.id)[1]["member"]) == (1, member.id)
    client.force_login(account)
    monkeypatch.setattr("plenary.accounts.freshness._is_fresh", lambda *_args: False)
    for name, args in (("files:file", [of.slug, file.id]), ("files:files", [of.slug, EVIDENCE, file.parent_id])):
        answer = client.get(reverse(name, args=args))
        assert (answer.status_code, "sign-out" in answer.url) == (302, True)
    assert looks() == 1
    monkeypatch.setattr("plenary.accounts.freshness._is_fresh", lambda *_args: True)
    assert client.get(reverse("files:file", args=[of.slug, file.id])).status_code == 200
    assert looks() == 2


def test_whoever_applies_sends_files_along_and_what_is_refused_is_told_at_its_field(client: Client) -> None:
    of = coalition()
    client.force_login(founding.account("new@example.org"))
    address = reverse("membership:apply", args=[of.slug])
    sent = {
        "name": "Nadia", "organisation": "Campo Limpo", "category": "asked", "accept": "on",
        "evidence_asked_1": "We publish it.", "evidence_asked_2": "We do.",
    }  # fmt: skip
    fine = ("r.pdf", paper(), "application/pdf")
    for (name, data, said), told in (
        (("run.pdf", b"MZ\x90\x00", "application/pdf"), "Files of this kind are not kept."),
        (("a.jpg", paper(), "image/jpeg"), "What this file holds is not what its name says."),
        (("a.txt", b"", "text/plain"), "This file is empty."),
        (("a.txt", b"x" * 5_000_001, "text/plain"), "This file is too large: at most 5 MB."),
        (("a.pdf", paper(password="x"), "application/pdf"), "This file is locked by a password."),
        (("a.txt", b"x" * 11_000_000, "text/plain"), "This file is too large: at most 5 MB."),
    ):
        page = client.post(address, {**sent, "file_asked_2": SimpleUploadedFile(name, data, said)})
        assert page.context["form"].errors["file_asked_2"][0].startswith(told), told
        assert list(page.context["form"].errors) == ["file_asked_2"]
        assert "We publish it." in page.content.decode()
    both = {f"file_asked_{number}": SimpleUploadedFile("a.txt", b"x" * 5_000_000, "text/plain") for number in (1, 2)}
    many = {**both, "file_asked_3": SimpleUploadedFile("a.txt", b"x" * 1_000_000, "text/plain")}
    page = client.post(address, {**sent, **many})
    assert [told[0][:29] for told in page.context["form"].errors.values()] == ["What you sent was too large t"] * 2
    page = client.post(address, {**sent, "accept": "", "file_asked_1": SimpleUploadedFile(*fine)})
    assert list(page.context["form"].errors) == ["accept", "file_asked_1"]
    assert "Choose this file again" in page.context["form"].errors["file_asked_1"][0]
    assert (Member.objects.of(of.id).count(), File.objects.of(of.id).count()) == (0, 0)
    client.post(address, {**sent, "file_asked_1": SimpleUploadedFile(*fine)})
    assert there(of) == ["r.pdf"]
    file, member = File.objects.of(of.id).get(), Member.objects.of(of.id).get()
    own = reverse("membership:application", args=[of.slug, member.id])
    page = client.get(own).content.decode()
    assert (reverse("files:remove", args=[of.slug, file.id]) in page, page.count('type="file"')) == (True, 2)
    answers = {name: value for name, value in sent.items() if name.startswith("evidence")}
    client.post(own, {**answers, "file_asked_2": SimpleUploadedFile("dues.txt", b"Paid.", "text/plain")})
    assert there(of) == ["r.pdf", "dues.txt"]
    answer = client.post(reverse("files:remove", args=[of.slug, file.id]))
    assert (answer.status_code, answer.url, there(of)) == (302, own, ["dues.txt"])


def test_pages_and_programs_tell_files_and_hidden_ones_are_as_if_missing(client: Client) -> None:
    of = coalition()
    member, own = applied(of)
    file = File.objects.of(of.id).get()
    acting(founding.member(of, "Inside"), "in@example.org")
    acting(founding.member(of, "Other", "applied"), "other@example.org")
    client.force_login(Account.objects.get(email="in@example.org"))
    page = client.get(reverse("membership:application", args=[of.slug, member.id])).content.decode()
    assert (reverse("files:file", args=[of.slug, file.id]) in page, 'type="file"' in page) == (True, False)
    told = Program.of(Account.objects.get(id=own.account)).get(f"/coalitions/{of.slug}/members/{member.id}/application")
    (first, second) = told.json()["requirements"]
    assert (first["files"], first["id"]) == ([{"id": file.id, "name": "report.txt"}], file.parent_id)
    assert second["files"] == []
    client.force_login(Account.objects.get(email="other@example.org"))
    for name, shown, missing in (
        ("files:file", [file.id], ["0" * 16]),
        ("files:files", [EVIDENCE, file.parent_id], [EVIDENCE, "0" * 16]),
    ):
        answers = [client.get(reverse(name, args=[of.slug, *args])).status_code for args in (shown, missing)]
        assert answers == [404, 404]


def test_a_backup_holds_the_bytes_and_the_doctor_misses_them() -> None:
    of = coalition()
    applied(of)
    file = File.objects.of(of.id).get()
    assert list(making._files()) == [f"files/{of.id}/{file.stored_as[:2]}/{file.stored_as}"]
    assert [str(each.grade) for each in health.bytes_there()] == ["ok"]
    stored.destroy(of.id, file.stored_as)
    assert [str(each.grade) for each in health.bytes_there()] == ["wrong"]
    assert list(audit(of.id)) == [f"file {file.id}: its bytes are lost"]
