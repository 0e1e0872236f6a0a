"""Keeping and removing files: rows, entries, bytes on the disk, and in which order they come about."""

import os
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import transaction

from plenary.core import clock, visibility
from plenary.core.backups.folder import workplace
from plenary.core.backups.making import place_of_files
from plenary.core.models import random_id
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused
from plenary.files import actions, parents, queries, stored
from plenary.files.audits import audit
from plenary.files.models import File
from plenary.files.parents import Parent, parent_of, register_parent
from plenary.files.tasks import sweep
from plenary.files.tests.factories import SHELF, paper, picture, register_shelf
from plenary.record import queries as record_queries
from tests import founding

pytestmark = pytest.mark.django_db
MEMBERS = visibility.MEMBERS


@pytest.fixture(autouse=True)
def var(settings: object, tmp_path: object) -> None:
    settings.VAR = tmp_path
    settings.STORAGES = {**settings.STORAGES, "default": {"OPTIONS": {"location": tmp_path / "files"}}}
    register_shelf()


@pytest.fixture
def by() -> Standing:
    return founding.somebody(founding.unchartered())


def keep(by: Standing, data: bytes = b"Agreed.", name: str = "minutes.txt", shelf: str = MEMBERS) -> File:
    return actions.keep_file(by=by, kind=SHELF, parent_id=shelf, name=name, data=data)


def remove(by: Standing, file: File, capture: object) -> None:
    with capture(execute=True):
        actions.remove_file(by=by, file=file)


def on_disk() -> list[str]:
    return sorted(path.name for path in place_of_files().rglob("*") if path.is_file())


def reason(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.verdict.reason


def lines(by: Standing) -> list[tuple[str, str, object]]:
    feed = record_queries.feed(by, before=None, about="", kinds=["files.kept", "files.removed"], limit=9)
    return [(line.kind, str(line.sentence), line.facts) for line in feed]


def test_a_file_is_kept_with_its_row_its_bytes_and_its_entry(by: Standing) -> None:
    file = keep(by)
    facts = {"file": file.id, "name": "minutes.txt", "size": 7, "sha256": sha256(b"Agreed.").hexdigest()}
    assert (file.media_type, file.size, file.kept_by, file.removed_at) == ("text/plain", 7, by.person, None)
    assert lines(by) == [("files.kept", "The file minutes.txt was added.", facts)]
    assert (queries.content_of(file), list(audit(by.coalition))) == (b"Agreed.", [])
    assert on_disk() == [file.stored_as]


def test_bytes_are_sealed_for_the_servers_user_alone_and_their_name_tells_nothing(by: Standing) -> None:
    file = keep(by)
    path = next(path for path in place_of_files().rglob("*") if path.is_file())
    assert b"Agreed." not in path.read_bytes()
    assert [each.stat().st_mode & 0o077 for each in (path, path.parent, path.parent.parent)] == [0, 0, 0]
    assert file.stored_as not in {file.sha256, sha256(b"Agreed.").hexdigest()}
    assert path.relative_to(place_of_files()).parts == (by.coalition, file.stored_as[:2], file.stored_as)


def test_the_same_content_is_stored_once_in_a_coalition_and_apart_in_two(by: Standing) -> None:
    other = founding.somebody(founding.unchartered("other-fields"))
    first, second, theirs = keep(by), keep(by, name="again.txt"), keep(other)
    assert (first.stored_as == second.stored_as, first.stored_as == theirs.stored_as) == (True, False)
    assert on_disk() == sorted([first.stored_as, theirs.stored_as])
    assert queries.used_by(by.coalition) == 7
    assert keep(by) == first
    assert len(lines(by)) == 2


def test_the_same_content_is_stored_once_under_another_master_key_too(by: Standing, settings: object) -> None:
    first = keep(by)
    settings.MASTER_KEYS = [os.urandom(32), *settings.MASTER_KEYS]
    assert keep(by, name="again.txt").stored_as == first.stored_as
    assert keep(by, b"Other.").stored_as != first.stored_as
    assert queries.content_of(first) == b"Agreed."


def test_bytes_go_with_the_last_file_that_has_them(by: Standing, django_capture_on_commit_callbacks: object) -> None:
    first, second = keep(by), keep(by, name="again.txt")
    remove(by, first, django_capture_on_commit_callbacks)
    assert on_disk() == [second.stored_as]
    remove(by, second, django_capture_on_commit_callbacks)
    assert (on_disk(), queries.used_by(by.coalition), list(audit(by.coalition))) == ([], 0, [])
    assert [kind for kind, _sentence, _facts in lines(by)] == ["files.removed"] * 2 + ["files.kept"] * 2
    with pytest.raises(Refused) as refused:
        actions.remove_file(by=by, file=first)
    assert reason(refused) == "files.removed"
    assert File.objects.of(by.coalition).get(id=first.id).removed_at is not None


def test_a_file_may_come_back_after_it_was_removed(by: Standing, django_capture_on_commit_callbacks: object) -> None:
    remove(by, keep(by), django_capture_on_commit_callbacks)
    again = keep(by)
    assert (queries.content_of(again), list(audit(by.coalition))) == (b"Agreed.", [])


def test_bytes_lie_on_the_disk_before_the_row_is_committed(by: Standing) -> None:
    with transaction.atomic():
        file = keep(by)
        assert stored.content(by.coalition, file.stored_as) == b"Agreed."
        transaction.set_rollback(True)
    assert (File.objects.of(by.coalition).count(), len(on_disk()), list(audit(by.coalition))) == (0, 1, [])


def test_bytes_wait_apart_until_the_row_is_there(by: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        keep(by)
    assert (File.objects.of(by.coalition).count(), on_disk(), list(stored._unfinished().iterdir())) == (0, [], [])


def test_what_no_file_has_is_swept_after_a_day(by: Standing) -> None:
    kept = keep(by)
    with stored.waiting(by.coalition, b"Of nobody.") as waiting:
        waiting.appear()
    left = stored._unfinished() / "killed"
    left.write_bytes(b"half")
    sweep()
    assert (len(on_disk()), left.exists()) == (2, True)
    with clock.set_to(clock.now() + timedelta(days=1, minutes=1)):
        sweep()
        sweep()
    assert (on_disk(), left.exists()) == ([kept.stored_as], False)


def test_nothing_is_swept_of_a_coalition_that_the_database_does_not_know() -> None:
    stranger = random_id()
    with stored.waiting(stranger, b"Theirs.") as waiting:
        waiting.appear()
    with clock.set_to(clock.now() + timedelta(days=2)):
        sweep()
    assert on_disk() == [waiting.name]


def test_nothing_is_destroyed_while_a_backup_is_made(by: Standing, django_capture_on_commit_callbacks: object) -> None:
    file = keep(by)
    with workplace("backup"):
        remove(by, file, django_capture_on_commit_callbacks)
        assert on_disk() == [file.stored_as]
    with clock.set_to(clock.now() + timedelta(days=2)):
        sweep()
    assert on_disk() == []


def test_too_many_and_too_much_are_refused(by: Standing, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.FILES_QUOTA = 10
    keep(by)
    keep(by, name="the same takes no more.txt")
    with pytest.raises(Refused) as refused:
        keep(by, b"Four")
    assert reason(refused) == "files.no_room"
    keep(founding.somebody(founding.unchartered("other-fields")), b"Four")
    shelf = parent_of(SHELF)
    assert shelf is not None
    monkeypatch.setitem(parents._parents, SHELF, replace(shelf, most=2))
    with pytest.raises(Refused) as refused:
        keep(by, b"4")
    assert reason(refused) == "files.enough"
    assert len(on_disk()) == 2


def test_permissions_are_those_of_what_it_hangs_on(by: Standing) -> None:
    outside = founding.somebody(founding.unchartered("other-fields"), audiences=[visibility.PUBLIC])
    for asking, shelf, kind, why in (
        (by, "office:chair", SHELF, "core.not_here"),
        (outside, visibility.PUBLIC, SHELF, "core.members_only"),
        (by, MEMBERS, "of.nothing", "core.not_here"),
        (outside, MEMBERS, SHELF, "core.not_here"),
    ):
        with pytest.raises(Refused) as refused:
            actions.keep_file(by=asking, kind=kind, parent_id=shelf, name="a.txt", data=b"a")
        assert reason(refused) == why
    file = keep(by)
    with pytest.raises(File.DoesNotExist):
        actions.remove_file(by=outside, file=file)
    with pytest.raises(Refused) as refused:
        actions.remove_file(by=founding.somebody(file.coalition, audiences=[visibility.PUBLIC]), file=file)
    assert reason(refused) == "core.not_here"


def test_who_acts_for_a_protected_member_is_not_named(by: Standing) -> None:
    hidden = Standing(
        coalition=by.coalition, person=random_id(), is_protected=True, audiences=by.audiences, as_of=by.as_of
    )
    keep(hidden)
    shown = record_queries.feed(by, before=None, about="", kinds=["files.kept"], limit=1)
    assert hidden.person not in repr(record_queries.entry_shown(by, shown[0].id))


@pytest.mark.parametrize("count", [1, 3])
def test_files_of_many_things_are_one_query(by: Standing, count: int, django_assert_num_queries: object) -> None:
    for number in range(count):
        keep(by, f"{number}".encode())
    with django_assert_num_queries(1):
        found = queries.files_of(by, SHELF, [MEMBERS, "office:chair"])
    assert {shelf: len(files) for shelf, files in found.items()} == {MEMBERS: count, "office:chair": 0}


def test_a_file_is_read_through_what_it_hangs_on_alone(by: Standing) -> None:
    file = keep(by)
    outside = founding.somebody(file.coalition, audiences=[visibility.PUBLIC])
    elsewhere = founding.somebody(founding.unchartered("other-fields"))
    assert [queries.visible_file(each, file.id) for each in (by, outside, elsewhere)] == [file, None, None]
    assert queries.files_of(outside, SHELF, [MEMBERS]) == {MEMBERS: ()}
    assert queries.files_of(by, "of.nothing", ["x"]) == {"x": ()}


def test_a_kind_is_registered_once() -> None:
    shelf = parent_of(SHELF)
    assert shelf is not None
    assert register_parent(shelf) is shelf
    with pytest.raises(ValueError, match="twice"):
        register_parent(Parent(kind=SHELF, visible=shelf.visible, audience=shelf.audience, may_keep=shelf.may_keep))


def test_audit_tells_what_differs(by: Standing, django_capture_on_commit_callbacks: object) -> None:
    files = [keep(by, f"{number}".encode(), f"{number}.txt") for number in range(5)]
    rows = File.objects.of(by.coalition)
    rows.filter(id=files[0].id).update(name="other.txt")
    rows.filter(id=files[1].id).update(removed_at=clock.now())
    stored.destroy(by.coalition, files[2].stored_as)
    with stored.waiting(by.coalition, b"3") as waiting:
        waiting.appear()
    path = stored._path(by.coalition, files[3].stored_as)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    rows.filter(id=files[4].id).delete()
    strange = File.objects.create(**{**_plain(files[0]), "id": random_id(), "parent_id": "x"})
    assert sorted(audit(by.coalition)) == sorted(
        [
            f"file {files[0].id}: is not what was entered",
            f"file {files[1].id}: its removal stands in one of rows and record alone",
            f"file {files[2].id}: its bytes are lost",
            f"file {files[3].id}: its bytes are lost",
            f"file {files[4].id}: stands in the record and not among the files",
            f"file {strange.id}: the record has no such entry",
        ]
    )


def _plain(file: File) -> dict[str, object]:
    return {field.attname: getattr(file, field.attname) for field in File._meta.concrete_fields}


def test_pictures_and_papers_are_kept_clean(by: Standing) -> None:
    for name, data in (("a.pdf", paper()), ("b.jpg", picture("JPEG"))):
        file = keep(by, data, name)
        assert sha256(queries.content_of(file)).hexdigest() == file.sha256 != sha256(data).hexdigest()
