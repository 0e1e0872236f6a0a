"""Bundles: what is in them for whom, and that nothing in them can be changed unseen."""

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenary.coalitions import keys
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.record import actions as record
from plenary.record import queries
from plenary.record.rules import bundles, canonical, heads, merkle
from plenary.record.rules.holding import BrokenError
from plenary.record.rules.verification import KeptHead, kept_head, short_head, verify
from plenary.record.tests.factories import MOMENT, note
from tests import founding

pytestmark = pytest.mark.django_db


def fill(coalition: Coalition) -> Standing:
    """Four entries, the key rotated, two more: 8 in all."""
    member = founding.somebody(coalition)
    note(member, "to all", audience=["public"], about="thing")
    note(member, "to members", parts=[record.Part(facts={"name": "Amina — أمينة 🌾"}, person="p")])
    note(member, "to the board", audience=["body:board"])
    note(member, "sealed", audience=["sealed"])
    record.rotate_key(by=member, coalition=coalition)
    note(member, "later")
    note(member, "last", audience=["public"])
    return member


@pytest.fixture
def coalition() -> Coalition:
    with clock.set_to(MOMENT):
        return founding.unchartered()


@pytest.fixture
def whole(coalition: Coalition) -> bytes:
    """The bundle of a member."""
    return b"".join(queries.bundle_lines(fill(coalition)))


def broken(data: bytes, *kept: KeptHead) -> tuple[str, dict[str, object]]:
    """Why a file does not hold."""
    with pytest.raises(BrokenError) as caught:
        verify(BytesIO(data), kept)
    return caught.value.reason, dict(caught.value.facts)


def is_broken(data: bytes) -> bool:
    try:
        verify(BytesIO(data))
    except BrokenError:
        return True
    return False


def resealed(lines: list[bytes], coalition: Coalition) -> bytes:
    """The file that an owner of the signing key would write over other entries: new hashes, head and seal."""
    frontier: list[bytes] = []
    found = []
    for n, line in enumerate(lines[1:]):
        value = json.loads(line)
        hashes = merkle.append(n, frontier, value["envelope"].encode())
        found.append(canonical.bytes_of(value | {"leaf": hashes[0].hex()}) + b"\n")
    key = keys.key_in_use(coalition.id)
    header = canonical.bytes_of(json.loads(lines[0]) | {"size": len(found)}) + b"\n"
    body = heads.body(
        coalition=coalition.id, size=len(found), root=merkle.root(frontier), at=MOMENT, key=bytes(key.public)
    )
    unsealed = header + b"".join(found) + bundles.head(body, keys.sign(key, body))
    digest = sha256(unsealed).hexdigest()
    return unsealed + bundles.seal(digest, keys.sign(key, bundles.sealing(coalition.id, digest)))


def test_bundle_holds(coalition: Coalition, whole: bytes) -> None:
    told: list[int] = []
    found = verify(BytesIO(whole), progress=told.append)
    assert (found.coalition, found.names, found.openings, sum(told)) == (coalition.id, {"en": "Clear Fields"}, 7, 8)
    assert found.head == queries.signed_head(coalition.id)


@pytest.mark.parametrize(
    ("audiences", "opened"),
    [
        (["public"], [[0], [0], [], [], [], [0], [], [0]]),
        (["public", "members"], [[0], [0], [0, 1], [], [], [0], [0], [0]]),
        (["public", "members", "body:board", "sealed"], [[0], [0], [0, 1], [0], [], [0], [0], [0]]),
    ],
)
def test_bundle_is_redacted_for_its_reader_over_the_same_tree(
    coalition: Coalition, audiences: list[str], opened: list[list[int]]
) -> None:
    fill(coalition)
    lines = list(queries.bundle_lines(founding.somebody(coalition, audiences=audiences)))
    entries = [json.loads(line) for line in lines[1:-2]]
    assert [[opening["i"] for opening in entry["openings"]] for entry in entries] == opened
    assert verify(BytesIO(b"".join(lines))).head == queries.signed_head(coalition.id)


def test_every_line_is_its_own_canonical_form(whole: bytes) -> None:
    for line in whole.splitlines():
        assert canonical.bytes_of(canonical.value_of(line)) == line


def test_any_flipped_byte_is_found(whole: bytes) -> None:
    unseen = [
        (place, bit)
        for place in range(len(whole))
        for bit in (1 << place % 8, 0x20)
        if not is_broken(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
    ]
    assert unseen == []


def test_any_removed_or_added_byte_is_found(whole: bytes) -> None:
    removed = [place for place in range(len(whole)) if not is_broken(whole[:place] + whole[place + 1 :])]
    added = [
        (place, byte)
        for place in range(len(whole) + 1)
        for byte in (b" ", b"\n")
        if not is_broken(whole[:place] + byte + whole[place:])
    ]
    assert (removed, added) == ([], [])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
@given(data=st.data())
def test_any_other_bytes_in_a_place_are_found(whole: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 40)))
    other = whole[:start] + data.draw(st.binary(max_size=40)) + whole[end:]
    assert is_broken(other) == (other != whole)


@pytest.mark.parametrize("n", range(8))
def test_removed_entry_is_named(whole: bytes, n: int) -> None:
    lines = whole.splitlines(keepends=True)
    reason, facts = broken(b"".join(lines[: n + 1] + lines[n + 2 :]))
    assert facts["n"] == n
    assert reason == ("record.entry_absent" if n == 7 else "record.entry_missing")


@pytest.mark.parametrize("n", range(7))
def test_reordered_and_duplicated_entries_are_named(whole: bytes, n: int) -> None:
    lines = whole.splitlines(keepends=True)
    swapped = [*lines[: n + 1], lines[n + 2], lines[n + 1], *lines[n + 3 :]]
    assert broken(b"".join(swapped)) == ("record.entry_missing", {"n": n, "other": n + 1})
    doubled = [*lines[: n + 2], lines[n + 1], *lines[n + 2 :]]
    assert broken(b"".join(doubled)) == ("record.entry_misplaced", {"n": n + 1, "other": n})


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (rb"to members", rb"to nobody ", ("record.opening_altered", {"n": 2, "i": 0})),
        (rb"\"n\":3", rb"\"n\":4", ("record.entry_missing", {"n": 3, "other": 4})),
        (rb"\"kind\":\"sealed\"", rb"\"kind\":\"opened\"", ("record.entry_altered", {"n": 4})),
    ],
)
def test_altered_entry_is_named(whole: bytes, old: bytes, new: bytes, why: tuple[str, dict[str, object]]) -> None:
    assert whole.count(old) == 1
    assert broken(whole.replace(old, new)) == why


def test_altered_hour_is_named(whole: bytes) -> None:
    lines = whole.splitlines(keepends=True)
    value = json.loads(lines[2])
    envelope = json.loads(value["envelope"]) | {"t": "2020-01-01T00Z"}
    lines[2] = canonical.bytes_of(value | {"envelope": canonical.text_of(envelope)}) + b"\n"
    assert broken(b"".join(lines)) == ("record.opening_other", {"n": 1})


def rewrite(whole: bytes, n: int) -> list[bytes]:
    """The header and entries, with another mark of what entry `n` is about."""
    lines = whole.splitlines(keepends=True)[:-2]
    value = json.loads(lines[n + 1])
    envelope = json.loads(value["envelope"]) | {"about": "0" * 32}
    lines[n + 1] = canonical.bytes_of(value | {"envelope": canonical.text_of(envelope)}) + b"\n"
    return lines


def test_rewritten_tail_is_found_against_a_kept_head_only(coalition: Coalition) -> None:
    with clock.set_to(MOMENT):
        other = Standing.nobody(coalition.id)
        early = queries.signed_head(coalition.id)
        whole = b"".join(queries.bundle_lines(fill(coalition)))
    late = queries.signed_head(coalition.id)
    forged = resealed(rewrite(whole, 6), coalition)
    kept = [kept_head(head.text) for head in (early, late)]
    assert verify(BytesIO(forged)).head.size == 8
    assert verify(BytesIO(forged), kept[:1]).head.size == 8
    why = ("record.rewritten", {"kept": 8, "first": 1, "last": 7})
    assert broken(forged, *kept) == why
    assert broken(forged, kept_head(short_head(late.size, late.root))) == (why[0], why[1] | {"first": 0})
    cut = resealed(whole.splitlines(keepends=True)[:-4], coalition)
    assert broken(cut, *kept) == ("record.shorter_than_kept", {"size": 6, "kept": 8})
    note(founding.somebody(coalition), "grown")
    grown = b"".join(queries.bundle_lines(other))
    assert verify(BytesIO(grown), kept).head.size == 9


def test_forged_head_of_another_key_is_found(coalition: Coalition, whole: bytes) -> None:
    keys.make_key(coalition)  # a key that no entry brought
    assert broken(resealed(whole.splitlines(keepends=True)[:-2], coalition)) == ("record.head_other_key", {})


def test_new_key_without_the_old_ones_signature_is_named(coalition: Coalition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heads, "handover", lambda *_args: b"something else")
    record.rotate_key(by=founding.somebody(coalition), coalition=coalition)
    monkeypatch.undo()
    bundle = b"".join(queries.bundle_lines(Standing.nobody(coalition.id)))
    assert broken(bundle) == ("record.key_unsigned", {"n": 1})


def test_kept_head_of_another_coalition_is_refused(whole: bytes) -> None:
    other = queries.signed_head(founding.unchartered("other").id)
    assert broken(whole, kept_head(other.text)) == ("record.kept_foreign", {"kept": 1})


@pytest.mark.parametrize(
    "text", ["", "4812", "4812:9f", "4812:9f3c5a1be0d27764", "{}", '{"head":"{}","signature":""}', "x:" + "0" * 64]
)
def test_kept_head_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(heads.HeadError):
        kept_head(text)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "record.file_ends"),
        (b"\n", "record.header_broken"),
        (b"{}\n", "record.header_broken"),
        (b"[]\n", "record.header_broken"),
        (b"\xff\n", "record.header_broken"),
        (b'{"receipt":1}\n', "record.receipt_broken"),
    ],
)
def test_other_files_are_refused(data: bytes, reason: str) -> None:
    assert broken(data) == (reason, {})


def test_any_flipped_byte_of_a_receipt_is_found(coalition: Coalition) -> None:
    member = fill(coalition)
    entry_id = queries.feed(member)[2].id
    line = queries.receipt(member, entry_id)
    assert verify(BytesIO(line)).entry == 5
    unseen = [
        place
        for place in range(len(line))
        for bit in (1 << place % 7, 0x20)
        if not is_broken(line[:place] + bytes([line[place] ^ bit]) + line[place + 1 :])
    ]
    assert unseen == []


def test_bundle_takes_the_same_queries_for_1_and_3(coalition: Coalition, django_assert_num_queries: Callable) -> None:
    member = founding.somebody(coalition)
    for more in (1, 2):
        for _ in range(more):
            note(member)
        queries.signed_head(coalition.id)
        with django_assert_num_queries(8):
            list(queries.bundle_lines(member))


def test_what_is_sealed_opens_for_somebody_and_not_for_whoever_merely_names_a_token(coalition: Coalition) -> None:
    member = founding.somebody(coalition)
    note(member, "hidden", audience=["sealed", "member:m"])
    tokens = frozenset({"public", "member:m"})
    readers = [
        replace(member, audiences=tokens),
        replace(Standing.nobody(coalition.id), audiences=tokens),  # an operator, by a command
        Standing.system(coalition.id, "protection"),
    ]
    lasts = [json.loads(list(queries.bundle_lines(reader))[-3]) for reader in readers]
    assert [[opening["i"] for opening in last["openings"]] for last in lasts] == [[0], [], []]
