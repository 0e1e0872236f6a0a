"""Appending: the entries of an act take their places in the tree, in one bulk insert, with the tree locked last."""

import secrets
from itertools import groupby

from django.db.models import QuerySet

from plenary.coalitions.models import Coalition
from plenary.core.models import random_id
from plenary.core.prepared import prepared
from plenary.core.sealing import seal, unseal
from plenary.core.writing import insert, update
from plenary.record.drafts import EntryDraft
from plenary.record.models import Entry, EntryAudience, Opening, Tree
from plenary.record.rules import envelopes, merkle


class RecordError(RuntimeError):
    """A record that is used before it was opened, or opened twice: a mistake in the code."""


def plant(coalition: Coalition) -> Tree:
    """Make the empty tree of a coalition. Raises RecordError when it has one."""
    if Tree.objects.of(coalition.id).exists():
        raise RecordError(f"the record of {coalition.slug} is open already")
    tree_id = random_id()
    sealed = seal(secrets.token_bytes(32), place=_place(tree_id))
    return Tree.objects.create(id=tree_id, coalition=coalition, about_key_sealed=sealed)


def append(drafts: list[EntryDraft]) -> None:
    """Append entries, each to the record of its coalition. Coalitions are locked in the order of their ids."""
    ordered = sorted(drafts, key=lambda entry: entry.by.coalition)  # stable: within a coalition the order stays
    for coalition_id, group in groupby(ordered, key=lambda entry: entry.by.coalition):
        _append_to(coalition_id, list(group))


def about_key_of(tree: Tree) -> bytes:
    """The key of a coalition's opaque marks. Raises SealError when it was moved, altered, or its master key is gone."""
    return unseal(bytes(tree.about_key_sealed), place=_place(tree.id))


def frontier_of(tree: Tree) -> list[bytes]:
    """The hashes of a tree's complete subtrees, greatest first."""
    return cut(bytes(tree.frontier))


def cut(hashes: bytes) -> list[bytes]:
    """The single hashes of a column that keeps several."""
    return [hashes[start : start + merkle.HASH] for start in range(0, len(hashes), merkle.HASH)]


def _append_to(coalition_id: str, drafts: list[EntryDraft]) -> None:
    tree = next(iter(_held(coalition_id)), None)
    if tree is None:
        raise RecordError(f"the record of coalition {coalition_id} is not open; call record.open_record first")
    about_key = about_key_of(tree)
    frontier = frontier_of(tree)
    entries = [_place_entry(tree, frontier, about_key, draft) for draft in drafts]
    tree.frontier = b"".join(frontier)
    insert(entries)
    insert(opening for draft in drafts for opening in _openings(coalition_id, draft))
    insert(
        EntryAudience(coalition_id=coalition_id, entry_id=entry.id, token=token, n=entry.n)
        for entry, draft in zip(entries, drafts, strict=True)
        for token in draft.audience
    )
    update(tree, ["size", "frontier"])


@prepared
def _held(coalition_id: str) -> QuerySet[Tree]:
    return Tree.objects.of(coalition_id).select_for_update()


def _place_entry(tree: Tree, frontier: list[bytes], about_key: bytes, draft: EntryDraft) -> Entry:
    envelope = envelopes.envelope(
        coalition=tree.coalition_id,
        n=tree.size,
        at=draft.at,
        kind=envelopes.shown_kind(draft.kind, draft.audience),
        about=envelopes.mark_about(draft.about, draft.audience, about_key),
        commit=[opening.sealed.commitment for opening in draft.openings],
    )
    hashes = merkle.append(tree.size, frontier, envelope)
    entry = Entry(
        id=draft.id,
        coalition_id=tree.coalition_id,
        n=tree.size,
        at=draft.at,
        kind=draft.kind,
        about=draft.about,
        envelope=envelope,
        hashes=b"".join(hashes),
        power=draft.exercise.power if draft.exercise else "",
        office=draft.exercise.office if draft.exercise else "",
    )
    tree.size += 1
    return entry


def _openings(coalition_id: str, draft: EntryDraft) -> list[Opening]:
    return [
        Opening(
            coalition_id=coalition_id,
            entry_id=draft.id,
            position=position,
            audience=list(opening.audience),
            person=opening.person,
            salt=opening.sealed.salt,
            payload=opening.sealed.payload,
        )
        for position, opening in enumerate(draft.openings)
    ]


def _place(tree_id: str) -> str:
    return f"record_tree:about_key_sealed:{tree_id}"
