"""Whether one entry holds: its envelope is its own, its openings are those that it was committed to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plenary.record.rules import canonical, envelopes, heads


class BrokenError(ValueError):
    """What does not hold, and why: a reason code with the facts that fill its words. `n` is the entry's place, if it is one."""

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(f"{reason} {facts}" if facts else reason)
        self.reason = reason
        self.facts: Mapping[str, object] = facts


@dataclass(frozen=True, slots=True)
class Held:
    """An entry that holds: its envelope's fields, and the payloads of the openings that were told, by position."""

    envelope: dict[str, Any]
    payloads: dict[int, dict[str, Any]]


def held(text: str, openings: Any, *, coalition: str, n: int) -> Held:
    """Check one entry that should stand at place `n` of a coalition's record. Raises BrokenError."""
    try:
        fields = envelopes.read(text)
    except envelopes.EnvelopeError as error:
        raise BrokenError("record.entry_unreadable", n=n) from error
    if fields["coalition"] != coalition:
        raise BrokenError("record.entry_foreign", n=n)
    if fields["n"] != n:
        raise BrokenError(
            "record.entry_missing" if fields["n"] > n else "record.entry_misplaced", n=n, other=fields["n"]
        )
    payloads = _payloads(fields["commit"], openings, n)
    if 0 in payloads:
        _require_same(fields, payloads[0], n)
    return Held(fields, payloads)


def _payloads(commit: list[Any], openings: Any, n: int) -> dict[int, dict[str, Any]]:
    """The payloads of the openings told, in the order of their positions, each matching its commitment."""
    if not isinstance(openings, list):
        raise BrokenError("record.entry_unreadable", n=n)
    payloads: dict[int, dict[str, Any]] = {}
    last = -1
    for opening in openings:
        position, sealed = _opening(opening, n)
        if not last < position < len(commit):
            raise BrokenError("record.opening_unknown", n=n, i=position)
        if sealed.commitment != commit[position]:
            raise BrokenError("record.opening_altered", n=n, i=position)
        last = position
        try:
            payloads[position] = canonical.value_of(sealed.payload)
        except canonical.CanonicalError as error:
            raise BrokenError("record.opening_unreadable", n=n, i=position) from error
    return payloads


def _opening(opening: Any, n: int) -> tuple[int, envelopes.Sealed]:
    if not isinstance(opening, dict) or opening.keys() != {"i", "salt", "payload"}:
        raise BrokenError("record.entry_unreadable", n=n)
    position, salt, payload = opening["i"], opening["salt"], opening["payload"]
    if type(position) is not int or not isinstance(payload, str) or not heads.is_hex(salt, envelopes.SALT):
        raise BrokenError("record.entry_unreadable", n=n)
    return position, envelopes.Sealed(bytes.fromhex(salt), payload.encode())


def _require_same(fields: dict[str, Any], payload: Any, n: int) -> None:
    """The first opening tells the kind and the hour that its envelope shows."""
    try:
        shown = envelopes.shown_kind(payload["kind"], payload["audience"])
        same = (
            shown == fields["kind"] and payload["at"][:13] + "Z" == fields["t"] and isinstance(payload["facts"], dict)
        )
    except (KeyError, TypeError) as error:
        raise BrokenError("record.opening_unreadable", n=n, i=0) from error
    if not same:
        raise BrokenError("record.opening_other", n=n)


class Keys:
    """The signing keys of a record, as its entries bring them: the first with entry 0, each next one under the one before."""

    def __init__(self, coalition: str) -> None:
        self._coalition = coalition
        self.brought: list[tuple[int, str]] = []

    @property
    def in_use(self) -> str:
        """The key that signs now, in hexadecimal; empty before entry 0."""
        return self.brought[-1][1] if self.brought else ""

    def take(self, entry: Held, n: int) -> None:
        """Take the key that an entry brings, if it brings one. Raises BrokenError when it was not entitled to."""
        kind = entry.envelope["kind"]
        if (kind == heads.OPENED) != (n == 0):
            raise BrokenError("record.opened_misplaced", n=n)
        if kind not in (heads.OPENED, heads.ROTATED):
            return
        facts = entry.payloads.get(0, {}).get("facts", {})
        key = facts.get("key")
        if not heads.is_hex(key, 32):
            raise BrokenError("record.key_untold", n=n)
        if kind == heads.ROTATED:
            message = heads.handover(self._coalition, self.in_use, key)
            if facts.get("previous") != self.in_use or not heads.holds(self.in_use, facts.get("signature"), message):
                raise BrokenError("record.key_unsigned", n=n)
        self.brought.append((n, key))
