"""Acts and entries, against a real database."""

import json

import pytest
from django.db import transaction

from plenary.coalitions import keys
from plenary.coalitions.models import Coalition, SigningKey
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.record import actions as record
from plenary.record import kinds
from plenary.record.appending import cut, frontier_of
from plenary.record.models import AppendOnlyError, Entry, EntryAudience, Opening, Tree
from plenary.record.rules import canonical, envelopes, heads, merkle
from plenary.record.tests.factories import HEARD, MOMENT, NOTED, note
from tests import founding

pytestmark = pytest.mark.django_db


@pytest.fixture
def coalition() -> Coalition:
    with clock.set_to(MOMENT):
        return founding.unchartered()


@pytest.fixture
def by(coalition: Coalition) -> Standing:
    return founding.somebody(coalition)


def texts(coalition: Coalition) -> list[str]:
    openings = Opening.objects.of(coalition.id).filter(position=0, entry__n__gt=0).order_by("entry__n")
    return [json.loads(bytes(opening.payload))["facts"]["text"] for opening in openings]


def change_and_fail(coalition: Coalition, by: Standing) -> None:
    with record.act(by=by):
        note(by, "undone")
        Coalition.objects.filter(id=coalition.id).update(state="dormant")
        raise RuntimeError


def note_and_fail_in_savepoint(by: Standing) -> None:
    with transaction.atomic():
        note(by, "undone")
        raise RuntimeError


def test_open_record_enters_the_public_key(coalition: Coalition) -> None:
    entry = Entry.objects.of(coalition.id).get()
    key = keys.key_in_use(coalition.id)
    opening = Opening.objects.of(coalition.id).get()
    assert canonical.value_of(bytes(opening.payload)) == {
        "kind": heads.OPENED,
        "at": "2026-11-22T14:05:06.000789Z",
        "about": coalition.id,
        "audience": ["public"],
        "by": {"clause": "founding"},
        "facts": {"key": bytes(key.public).hex(), "names": {"en": "Clear Fields"}},
    }
    fields = envelopes.read(bytes(entry.envelope))
    assert fields.pop("about") != coalition.id
    assert fields == {
        "v": 1,
        "coalition": coalition.id,
        "n": 0,
        "t": "2026-11-22T14Z",
        "kind": heads.OPENED,
        "commit": [envelopes.commitment(bytes(opening.salt), bytes(opening.payload))],
    }


def test_open_record_twice_is_refused(coalition: Coalition) -> None:
    with pytest.raises(record.RecordError):
        record.open_record(by=Standing.system(coalition.id, "founding"), coalition=coalition)
    assert SigningKey.objects.of(coalition.id).count() == 1


def test_act_without_an_open_record_is_refused() -> None:
    bare = Coalition.objects.create(slug="bare", names={"en": "Bare"}, formed_at=clock.now())
    with pytest.raises(record.RecordError):
        note(founding.somebody(bare))
    assert Entry.objects.of(bare.id).count() == 0


def test_enter_outside_an_act_is_refused(by: Standing) -> None:
    with pytest.raises(record.RecordError):
        record.enter(by=by, kind=NOTED, audience=["members"], facts={})


@pytest.mark.parametrize(
    ("kind", "audience", "facts", "error"),
    [
        ("test.unknown", ["members"], {}, ValueError),
        (NOTED, [], {}, ValueError),
        (NOTED, ["members"], {"share": 0.5}, canonical.CanonicalError),
        (NOTED, ["members"], {"when": MOMENT}, canonical.CanonicalError),
        (NOTED, ["members"], {"great": 2**53}, canonical.CanonicalError),
        (NOTED, ["members"], {"counts": {1: 2}}, canonical.CanonicalError),
        (NOTED, ["members"], {"half": "\ud800"}, canonical.CanonicalError),
    ],
)
def test_enter_refuses(by: Standing, kind: str, audience: list[str], facts: dict, error: type[Exception]) -> None:
    with pytest.raises(error), record.act(by=by):
        record.enter(by=by, kind=kind, audience=audience, facts=facts)
    assert Entry.objects.of(by.coalition).count() == 1


def test_acts_within_an_act_are_one(coalition: Coalition, by: Standing) -> None:
    with record.act(by=by):
        first = record.enter(by=by, kind=NOTED, audience=["members"], facts={"text": "one"})
        note(by, "two")
        assert Entry.objects.of(coalition.id).count() == 1
        record.enter(by=by, kind=NOTED, audience=["members"], facts={"text": "three"})
    assert texts(coalition) == ["one", "two", "three"]
    assert Entry.objects.of(coalition.id).get(n=1).id == first


def test_exception_enters_nothing(coalition: Coalition, by: Standing) -> None:
    with pytest.raises(RuntimeError):
        change_and_fail(coalition, by)
    coalition.refresh_from_db()
    assert (texts(coalition), coalition.state) == ([], "active")
    note(by, "later")
    assert texts(coalition) == ["later"]


def test_inner_act_that_fails_undoes_only_itself(coalition: Coalition, by: Standing) -> None:
    with record.act(by=by):
        note(by, "before")
        with pytest.raises(RuntimeError):
            change_and_fail(coalition, by)
        note(by, "after")
    coalition.refresh_from_db()
    assert (texts(coalition), coalition.state) == (["before", "after"], "active")


def test_entry_of_a_rolled_back_savepoint_is_not_appended(coalition: Coalition, by: Standing) -> None:
    with record.act(by=by):
        note(by, "before")
        with pytest.raises(RuntimeError):
            note_and_fail_in_savepoint(by)
    assert texts(coalition) == ["before"]


def test_receiver_is_called_within_the_act_and_may_enter_more(
    coalition: Coalition, by: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []

    def receiver(standing: Standing, entry: kinds.EntryLike) -> None:
        told.append((standing, entry.id, entry.kind, entry.about, entry.facts, list(entry.audience)))
        note(standing, "heard", kind=HEARD)

    monkeypatch.setitem(kinds._receivers, NOTED, [receiver])
    entry_id = note(by, "said", about="thing")
    assert told == [(by, entry_id, NOTED, "thing", {"text": "said"}, ["members"])]
    assert texts(coalition) == ["said", "heard"]


def test_receiver_that_fails_undoes_the_act(
    coalition: Coalition, by: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def receiver(_standing: Standing, _entry: kinds.EntryLike) -> None:
        raise RuntimeError

    monkeypatch.setitem(kinds._receivers, NOTED, [receiver])
    with pytest.raises(RuntimeError):
        note(by)
    assert texts(coalition) == []


def test_one_act_in_two_coalitions(coalition: Coalition, by: Standing) -> None:
    other = founding.unchartered("other")
    with record.act(by=by):
        note(by, "here")
        note(founding.somebody(other), "there")
        note(by, "here again")
    assert (texts(coalition), texts(other)) == (["here", "here again"], ["there"])


def test_bulk_append_equals_one_by_one(coalition: Coalition, by: Standing) -> None:
    for size in (1, 2, 5, 9):
        with record.act(by=by):
            for _ in range(size):
                note(by)
    frontier: list[bytes] = []
    for n, entry in enumerate(Entry.objects.of(coalition.id).order_by("n")):
        assert cut(bytes(entry.hashes)) == merkle.append(n, frontier, bytes(entry.envelope))
    tree = Tree.objects.of(coalition.id).get()
    assert (tree.size, frontier_of(tree)) == (18, frontier)


def test_appending_1_and_50_takes_the_same_queries(by: Standing, django_assert_num_queries) -> None:
    for size in (1, 50):
        with django_assert_num_queries(7), record.act(by=by):  # savepoint, tree, 3 inserts, tree, release
            for _ in range(size):
                record.enter(
                    by=by,
                    kind=NOTED,
                    audience=["members", "body:board"],
                    facts={"text": "x"},
                    parts=[record.Part(facts={"name": "A"}, person="p")],
                )


@pytest.mark.parametrize(
    ("audience", "kind", "is_linked"),
    [
        (["public"], NOTED, True),
        (["members"], NOTED, True),
        (["body:board"], NOTED, False),
        (["sealed"], "sealed", False),
    ],
)
def test_envelope_shows_only_what_its_audience_allows(
    coalition: Coalition, by: Standing, audience: list[str], kind: str, *, is_linked: bool
) -> None:
    for _ in range(2):
        note(by, audience=audience, about="thing")
    first, second = (
        envelopes.read(bytes(entry.envelope)) for entry in Entry.objects.of(coalition.id).filter(n__gt=0).order_by("n")
    )
    assert (first["kind"], first["about"] == second["about"]) == (kind, is_linked)
    assert len(first["about"]) == 32


def test_the_same_thing_is_marked_differently_in_each_coalition(by: Standing) -> None:
    other = founding.somebody(founding.unchartered("other"))
    note(by, about="thing")
    note(other, about="thing")
    marks = {envelopes.read(bytes(Entry.objects.of(s.coalition).get(n=1).envelope))["about"] for s in (by, other)}
    assert len(marks) == 2


def test_rotate_key_enters_the_new_key_under_the_old_one(coalition: Coalition, by: Standing) -> None:
    old = bytes(keys.key_in_use(coalition.id).public).hex()
    entry_id = record.rotate_key(by=by, coalition=coalition)
    new = bytes(keys.key_in_use(coalition.id).public).hex()
    facts = json.loads(bytes(Opening.objects.of(coalition.id).get(entry=entry_id).payload))["facts"]
    assert (facts["previous"], facts["key"]) == (old, new)
    assert heads.holds(old, facts["signature"], heads.handover(coalition.id, old, new))


def test_erase_person_destroys_openings_and_salts(coalition: Coalition, by: Standing) -> None:
    parts = [record.Part(facts={"name": "Amina"}, person="amina"), record.Part(facts={"name": "Li"}, person="li")]
    entry_id = note(by, parts=parts)
    envelope = bytes(Entry.objects.of(coalition.id).get(id=entry_id).envelope)
    with clock.set_to(MOMENT):
        assert record.erase_person(by=by, person="amina") == 1
    _, erased, kept = Opening.objects.of(coalition.id).filter(entry=entry_id).order_by("position")
    assert (bytes(erased.payload), bytes(erased.salt), erased.erased_at) == (b"", b"", MOMENT)
    assert json.loads(bytes(kept.payload)) == {"audience": [], "person": "li", "facts": {"name": "Li"}}
    assert bytes(Entry.objects.of(coalition.id).get(id=entry_id).envelope) == envelope
    assert Entry.objects.of(coalition.id).get(n=2).kind == "record.erased"
    assert record.erase_person(by=by, person="amina") == 0
    assert Entry.objects.of(coalition.id).count() == 3


def test_rows_are_neither_changed_nor_removed(coalition: Coalition) -> None:
    entry = Entry.objects.of(coalition.id).get()
    for attempt in (
        entry.save,
        entry.delete,
        Entry.objects.of(coalition.id).delete,
        lambda: Entry.objects.of(coalition.id).update(kind="x"),
        lambda: Entry.objects.bulk_update([entry], ["kind"]),
        lambda: Opening.objects.of(coalition.id).update(person="x"),
        Opening.objects.of(coalition.id).delete,
        lambda: EntryAudience.objects.of(coalition.id).update(token=visibility.PUBLIC),
    ):
        with pytest.raises(AppendOnlyError):
            attempt()
