"""Feed, heads, receipts and audits of the rows, as different readers get them."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from django.db import connection

from plenary.coalitions.models import Coalition, SigningKey
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.tests.roles import owner_at_work
from plenary.record import actions as record
from plenary.record import queries
from plenary.record.models import Entry, Opening, SignedHead, Tree
from plenary.record.rules import heads, merkle
from plenary.record.rules.verification import KeptHead, kept_head, short_head, verify
from plenary.record.tasks import sign_heads
from plenary.record.tests.factories import MOMENT, NOTED, note
from tests import founding

pytestmark = pytest.mark.django_db


@pytest.fixture
def coalition() -> Coalition:
    with clock.set_to(MOMENT):
        return founding.unchartered()


@pytest.fixture
def member(coalition: Coalition) -> Standing:
    return founding.somebody(coalition)


@pytest.fixture
def outsider(coalition: Coalition) -> Standing:
    return Standing.nobody(coalition.id)


@pytest.fixture
def board(coalition: Coalition) -> Standing:
    return founding.somebody(coalition, audiences=["public", "members", "body:board"])


def sentences(standing: Standing, **wanted: object) -> list[str]:
    return [line.sentence for line in queries.feed(standing, **wanted)]


OPENED = "The record was opened."


def test_feed_shows_each_reader_what_they_may_read(
    coalition: Coalition, member: Standing, outsider: Standing, board: Standing
) -> None:
    note(member, "to all", audience=["public"])
    note(member, "to members")
    note(member, "to the board", audience=["body:board"])
    note(member, "sealed", audience=["sealed"])
    assert sentences(outsider) == ["Noted: to all.", OPENED]
    assert sentences(member) == ["Noted: to members.", "Noted: to all.", OPENED]
    everything = ["Noted: to the board.", "Noted: to members.", "Noted: to all.", OPENED]
    assert sentences(board) == everything
    assert sentences(replace(board, audiences=board.audiences | {"sealed"})) == everything
    assert sentences(Standing.system(coalition.id, "purpose")) == everything


def test_feed_does_not_reach_another_coalition(member: Standing) -> None:
    note(founding.somebody(founding.unchartered("other")), "there")
    assert sentences(member) == [OPENED]


def test_feed_in_pages_and_narrowed(member: Standing) -> None:
    for text in "abc":
        note(member, text, about=f"thing-{text}")
    assert [line.n for line in queries.feed(member, limit=2)] == [3, 2]
    assert [line.n for line in queries.feed(member, before=2, limit=2)] == [1, 0]
    assert sentences(member, about="thing-b") == ["Noted: b."]
    assert sentences(member, kinds=["record.opened"]) == [OPENED]
    assert [line.sentence for line in queries.entries_about(member, "thing-a")] == ["Noted: a."]


def test_feed_fills_sentences_from_the_openings_of_the_reader(member: Standing, board: Standing) -> None:
    with record.act(by=member):
        record.enter(
            by=member,
            kind=NOTED,
            audience=["members"],
            facts={},
            parts=[record.Part(facts={"text": {"en": "a name", "fr": "un nom"}}, audience=["body:board"], person="p")],
        )
    assert sentences(member)[0] == "Noted: [left out]."
    assert sentences(board)[0] == "Noted: a name."
    record.erase_person(by=member, person="p")
    assert sentences(board)[:2] == [
        "What the record said about a person was erased (openings: 1).",
        "Noted: [left out].",
    ]


def test_feed_takes_the_same_queries_for_1_and_3(member: Standing, django_assert_num_queries: Callable) -> None:
    for more in (1, 2):
        for _ in range(more):
            note(member)
        with django_assert_num_queries(3):
            queries.feed(member)


def test_head_is_signed_once_a_size(coalition: Coalition, member: Standing) -> None:
    assert queries.latest_head(coalition.id) is None
    first = queries.signed_head(coalition.id)
    assert queries.signed_head(coalition.id) == first == queries.latest_head(coalition.id)
    note(member)
    assert queries.latest_head(coalition.id) == first
    sign_heads()
    sign_heads()
    second = queries.latest_head(coalition.id)
    assert [row.size for row in SignedHead.objects.of(coalition.id).order_by("size")] == [1, 2]
    assert (first.size, second.size) == (1, 2)
    assert heads.read(second.text) == second


def test_a_key_that_is_gone_keeps_no_other_head_waiting(coalition: Coalition) -> None:
    others = [founding.unchartered("second"), founding.unchartered("third")]
    SigningKey.objects.of(coalition.id).update(private_sealed=b"")
    sign_heads()
    assert queries.latest_head(coalition.id) is None
    assert [queries.latest_head(other.id).size for other in others] == [1, 1]


def test_head_asked_for_while_the_key_is_rotated_is_signed_with_the_old_one(
    coalition: Coalition, member: Standing
) -> None:
    with record.act(by=member):
        record.rotate_key(by=member, coalition=coalition)
        early = queries.signed_head(coalition.id)
    late = queries.signed_head(coalition.id)
    assert ((early.size, late.size), early.key == late.key) == ((1, 2), False)
    assert queries.verify_record(coalition.id) == []


def test_head_before_the_record_is_open_is_refused(member: Standing) -> None:
    bare = Coalition.objects.create(slug="bare", names={"en": "Bare"}, formed_at=clock.now())
    by = founding.system(bare)
    with record.act(by=by):
        record.open_record(by=by, coalition=bare)
        with pytest.raises(Tree.DoesNotExist):
            queries.signed_head(bare.id)
    assert queries.signed_head(bare.id).size == 1


def test_proofs_of_every_entry_and_every_earlier_size(coalition: Coalition, member: Standing) -> None:
    for _ in range(12):
        note(member)
    leaves = [bytes(row.envelope) for row in Entry.objects.of(coalition.id).order_by("n")]
    tops, frontier = [], []
    for n, data in enumerate(leaves):
        merkle.append(n, frontier, data)
        tops.append(merkle.root(frontier))
    for size in range(1, 14):
        for n in range(size):
            path = queries.inclusion_proof(coalition.id, n, size)
            assert merkle.proves_inclusion(leaves[n], n, size, path, tops[size - 1])
        for old in range(1, size + 1):
            path = queries.consistency_proof(coalition.id, old, size)
            assert merkle.proves_consistency(old, tops[old - 1], size, tops[size - 1], path)


def test_receipt_verifies_offline_and_is_a_kept_head(coalition: Coalition, member: Standing) -> None:
    for text in "abcde":
        entry_id = note(member, text, parts=[record.Part(facts={"secret": 1}, audience=["body:board"])])
    line = queries.receipt(member, entry_id)
    head = queries.signed_head(coalition.id)
    found = verify(BytesIO(line))
    assert (found.entry, found.openings, found.head) == (5, 1, head)
    of_other_size = KeptHead(5, "0" * 64, coalition.id)
    assert [verify(BytesIO(line), kept).compared for kept in ([kept_head(head.text)], [of_other_size])] == [1, 0]
    assert kept_head(line.decode()) == KeptHead(6, head.root, coalition.id)
    assert kept_head(head.text) == KeptHead(6, head.root, coalition.id)
    assert kept_head(short_head(6, head.root)) == KeptHead(6, head.root[:32])
    with pytest.raises(Entry.DoesNotExist):
        queries.receipt(Standing.nobody(coalition.id), entry_id)


def test_entry_shown_tells_what_is_open_and_what_is_not(coalition: Coalition, member: Standing) -> None:
    parts = [record.Part(facts={"x": 1}, audience=["body:board"]), record.Part(facts={"y": 2}, person="p")]
    entry_id = note(member, "hello", parts=parts)
    with clock.set_to(MOMENT):
        record.erase_person(by=member, person="p")
    shown = queries.entry_shown(member, entry_id)
    told = [(o.position, o.facts, bool(o.payload), bool(o.salt), o.erased_at) for o in shown.openings]
    assert told == [
        (0, {"text": "hello"}, True, True, None),
        (1, {}, False, False, None),
        (2, {}, False, False, MOMENT),
    ]
    assert shown.by == {"person": member.person, "member": member.member, "offices": []}
    assert shown.audience == ["members"]
    assert queries.entry_shown(Standing.nobody(coalition.id), entry_id) is None


@pytest.fixture
def grown(coalition: Coalition, member: Standing) -> Coalition:
    for text in "abcd":
        note(member, text, about="thing", parts=[record.Part(facts={"name": text}, person="p")])
    queries.signed_head(coalition.id)
    record.rotate_key(by=member, coalition=coalition)
    note(member, "e")
    record.erase_person(by=member, person="p")
    queries.signed_head(coalition.id)
    return coalition


def test_verify_record_holds_after_rotation_and_erasure(grown: Coalition) -> None:
    assert queries.verify_record(grown.id) == []


def change(statement: str) -> None:
    """Change rows behind the back of the record: the rows of ENTRY_2, bytes as HEX_… or ZEROS_…."""
    statement = re.sub(r"ZEROS_(\d+)", lambda found: f"HEX_{'00' * int(found[1])}", statement)
    statement = re.sub(r"HEX_(\w+)", r"x'\1'" if SQLITE else r"'\\x\1'", statement)
    with owner_at_work(), connection.cursor() as cursor:
        cursor.execute(statement.replace("ENTRY_2", "entry_id=(SELECT id FROM record_entry WHERE n=2)"))


SQLITE = connection.vendor == "sqlite"  # which lets a text stand where bytes belong
COLUMNS = "Entry 2 does not hold: its row says something else than its opening."
ALTERED = "Entry 2 does not hold: what its opening 0 says was altered."
UNREADABLE = "Entry 2 does not hold: it is not written as the record writes its entries."
ERASURE = "Entry %s does not hold: an opening is gone, or is not, otherwise than the record says of its erasures."
TREE = "The tree does not hold: it counts %s entries where there are 8, or has another root."
HEAD = "The head signed over %s entries does not hold: they are not the same any more."
HASHES = "Entry 2 does not hold: its hashes are not those of its envelope and the entries before."


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE record_entry SET kind='test.heard' WHERE n=2", COLUMNS),
        ("UPDATE record_entry SET about='other' WHERE n=2", COLUMNS),
        ("UPDATE record_entry SET at='2020-01-01 00:00:00' WHERE n=2", COLUMNS),
        ("UPDATE record_entryaudience SET token='public' WHERE n=2", COLUMNS),
        ("UPDATE record_entryaudience SET n=7 WHERE n=2", COLUMNS),
        ("DELETE FROM record_entryaudience WHERE n=2", COLUMNS),
        ("UPDATE record_opening SET audience='[\"public\"]' WHERE position=0 AND ENTRY_2", COLUMNS),
        ("UPDATE record_opening SET payload=HEX_7b7d WHERE position=0 AND ENTRY_2", ALTERED),
        *([("UPDATE record_opening SET payload='text' WHERE position=0 AND ENTRY_2", UNREADABLE)] if SQLITE else []),
        ("UPDATE record_opening SET salt=ZEROS_16 WHERE position=0 AND ENTRY_2", ALTERED),
        (
            "DELETE FROM record_opening WHERE position=1 AND ENTRY_2",
            "Entry 2 does not hold: an opening that it was committed to is missing.",
        ),
        (
            "UPDATE record_opening SET erased_at='2026-01-01' WHERE position=0 AND ENTRY_2",
            "Entry 2 does not hold: an opening that it was committed to is missing.",
        ),
        ("UPDATE record_opening SET payload=HEX_7b7d WHERE position=1 AND ENTRY_2", ERASURE % 2),
        ("UPDATE record_opening SET person='q' WHERE position=1 AND ENTRY_2", ERASURE % 2),
        ("UPDATE record_entry SET envelope=HEX_78 WHERE n=2", UNREADABLE),
        ("UPDATE record_entry SET envelope='x' WHERE n=2", UNREADABLE),
        ("UPDATE record_entry SET hashes=ZEROS_32 WHERE n=2", HASHES),
        (
            "UPDATE record_entry SET n=70 WHERE n=2",
            "Entry 2 does not hold: it is missing, and entry 3 stands in its place.",
        ),
        ("UPDATE record_tree SET size=3", TREE % 3),
        ("UPDATE record_tree SET frontier=ZEROS_32", TREE % 8),
        (
            "UPDATE record_tree SET about_key_sealed=ZEROS_60",
            "The tree does not hold: the key of its marks was altered, or its master key is gone.",
        ),
        ("UPDATE record_signedhead SET signature=ZEROS_64 WHERE size=5", HEAD % 5),
        ("UPDATE record_signedhead SET size=9 WHERE size=5", HEAD % 9),
    ],
)
def test_verify_record_names_what_does_not_hold(grown: Coalition, statement: str, problem: str) -> None:
    change(statement)
    assert queries.verify_record(grown.id) == [problem]


def test_verify_record_without_a_record() -> None:
    bare = Coalition.objects.create(slug="bare", names={"en": "Bare"}, formed_at=clock.now())
    assert queries.verify_record(bare.id) == ["The record of this coalition was never opened."]


def test_erased_opening_is_in_no_bundle(grown: Coalition) -> None:
    stream = BytesIO()
    told: list[int] = []
    everyone = founding.somebody(grown, audiences=["public", "members"])
    lines = queries.write_bundle(everyone, stream, told.append)
    assert (lines, sum(told)) == (Tree.objects.of(grown.id).get().size + 3, lines)
    openings = [each for line in stream.getvalue().splitlines() for each in json.loads(line).get("openings", [])]
    payloads = [json.loads(opening["payload"]) for opening in openings]
    assert [p for p in payloads if p.get("person")] == []
    assert Opening.objects.of(grown.id).filter(person="p").count() == 4
    stream.seek(0)
    assert verify(stream).openings == 8
