"""Verification of the rows themselves: envelopes against openings, hashes, tree and every head that was signed."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from plenary.coalitions.models import SigningKey
from plenary.core.sealing import SealError
from plenary.core.verdicts import refuse
from plenary.record.appending import about_key_of, cut, frontier_of
from plenary.record.models import Entry, Opening, SignedHead, Tree
from plenary.record.queries.reading import Opened, with_openings
from plenary.record.rules import envelopes, heads, merkle
from plenary.record.rules.envelopes import ERASED, is_marked, mark_about
from plenary.record.rules.holding import BrokenError, Held, Keys, held

_CHUNK = 1000


def verify_record(coalition_id: str, progress: Callable[[int], object] = lambda _count: None) -> list[str]:
    """The problems of a record's rows, each in one sentence, in the active language; empty when all holds.

    Stops at the first entry that does not hold, as nothing after it can be trusted; then tree and heads are not told.
    For commands; reads all rows of the coalition, in chunks; `progress` is told how many entries were read since.
    """
    tree = Tree.objects.of(coalition_id).first()
    if tree is None:
        return [refuse("record.tree_missing").sentence]
    try:
        walk = _Walk(coalition_id, about_key_of(tree))
        walk.entries(progress)
        walk.require_tree(tree)
        walk.require_erasures()
    except SealError:
        return [refuse("record.tree_key").sentence]
    except BrokenError as broken:
        return [refuse(broken.reason, "", **broken.facts).sentence]
    return []


class _Walk:
    """One pass over the rows of a coalition's record."""

    def __init__(self, coalition_id: str, about_key: bytes) -> None:
        self._coalition, self._about_key = coalition_id, about_key
        self._erased: defaultdict[str, list[int]] = defaultdict(list)
        self._told_erased: Counter[str] = Counter()
        self._keys = Keys(coalition_id)
        self._frontier: list[bytes] = []
        self._size = 0
        self._heads = {row.size: row for row in SignedHead.objects.of(coalition_id)}

    def entries(self, progress: Callable[[int], object]) -> None:
        for opened in self._rows():
            self._require_head()
            self._require_entry(opened)
            self._size += 1
            if self._size % _CHUNK == 0:
                progress(_CHUNK)
        progress(self._size % _CHUNK)
        self._require_head()

    def require_tree(self, tree: Tree) -> None:
        """The tree counts these entries, its key is the one in use, and no head was signed over more."""
        if (tree.size, frontier_of(tree)) != (self._size, self._frontier):
            raise BrokenError("record.tree_other", size=tree.size, found=self._size)
        if self._heads:
            raise BrokenError("record.head_rewritten", size=min(self._heads))
        key = SigningKey.objects.of(self._coalition).filter(retired_at=None).first()
        if key is None or bytes(key.public).hex() != self._keys.in_use:
            raise BrokenError("record.head_other_key")

    def _rows(self) -> Iterator[Opened]:
        reached = -1
        while True:
            entries = Entry.objects.of(self._coalition).filter(n__gt=reached).order_by("n")[:_CHUNK]
            rows = with_openings(entries, self._coalition)
            if not rows:
                return
            yield from rows
            reached = rows[-1].entry.n

    def _require_head(self) -> None:
        row = self._heads.pop(self._size, None)
        if row is None:
            return
        try:
            head = heads.read_parts(bytes(row.body), bytes(row.signature))
        except (heads.HeadError, UnicodeDecodeError) as error:
            raise BrokenError("record.head_rewritten", size=self._size) from error
        found = (head.coalition, head.size, head.root, head.key)
        if found != (self._coalition, self._size, merkle.root(self._frontier).hex(), self._keys.in_use):
            raise BrokenError("record.head_rewritten", size=self._size)

    def _require_entry(self, opened: Opened) -> None:
        n, entry = self._size, opened.entry
        try:
            text, hashes = bytes(entry.envelope).decode(), cut(bytes(entry.hashes))
            told = [_told(opening) for opening in opened.openings if opening.erased_at is None]
        except (TypeError, UnicodeDecodeError) as error:  # a column that holds something else than bytes of text
            raise BrokenError("record.entry_unreadable", n=n) from error
        found = held(text, told, coalition=self._coalition, n=n)
        if entry.n != n:
            raise BrokenError("record.entry_missing", n=n, other=entry.n)
        self._keys.take(found, n)
        self._require_columns(opened, found)
        self._require_erased(opened, found)
        if hashes != merkle.append(n, self._frontier, text.encode()):
            raise BrokenError("record.hashes_other", n=n)

    def _require_columns(self, opened: Opened, found: Held) -> None:
        """The columns by which rows are found say what the openings say."""
        entry, openings = opened.entry, opened.openings
        if 0 not in found.payloads or len(openings) != len(found.envelope["commit"]):
            raise BrokenError("record.commitments_other", n=entry.n)
        first, *parts = openings
        tokens, payload = opened.tokens, found.payloads[0]
        told = [payload["kind"], payload["about"], payload["at"], payload["audience"], [], ""]
        rows = [entry.kind, entry.about, envelopes.exact(entry.at), tokens, first.audience, first.person]
        told += [payload["by"].get("power", ""), payload["by"].get("office", "")]
        rows += [entry.power, entry.office]
        for part in parts:
            if part.erased_at is None:
                told += [found.payloads[part.position]["audience"], found.payloads[part.position]["person"]]
                rows += [part.audience, part.person]
        marked = not is_marked(tokens) or found.envelope["about"] == mark_about(entry.about, tokens, self._about_key)
        if told != rows or not marked or {audience.n for audience in opened.audiences} != {entry.n}:
            raise BrokenError("record.columns_other", n=entry.n)

    def _require_erased(self, opened: Opened, found: Held) -> None:
        """An opening is gone only where it was about a person, and wholly; the record says how many went."""
        entry = opened.entry
        for opening in opened.openings:
            if opening.erased_at is None:
                continue
            if not opening.person or opening.payload or opening.salt:
                raise BrokenError("record.erasure_other", n=entry.n)
            self._erased[opening.person].append(entry.n)
        if entry.kind == ERASED:
            self._told_erased[entry.about] += found.payloads[0]["facts"]["openings"]

    def require_erasures(self) -> None:
        """As many openings about each person are gone as the record says."""
        persons = self._erased.keys() | self._told_erased.keys()
        surplus = {person: len(self._erased[person]) - self._told_erased[person] for person in persons}
        if untold := [n for person in persons if surplus[person] > 0 for n in self._erased[person]]:
            raise BrokenError("record.erasure_other", n=min(untold))
        if any(surplus.values()):
            raise BrokenError("record.erasure_other", n=self._size - 1)


def _told(opening: Opening) -> dict[str, object]:
    return {
        "i": opening.position,
        "salt": bytes(opening.salt).hex(),
        "payload": bytes(opening.payload).decode(),
    }
