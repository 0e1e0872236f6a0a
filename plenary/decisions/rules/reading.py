"""What an answer says of the page on which it was given, so that it is never counted as an answer to something else."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """On what an answer was given, and which it is. Empty fields say nothing, and are not held against it.

    `sending` is a random word of the form, so that an answer that is sent twice counts once. `seen` is `fingerprint` of the
    proposal as it was read, `before` the entry of the ballot that lay there (`NONE` for none), `instead` the `sending` of
    answers that the voter replaced before she knew whether they had arrived.
    """

    sending: str = ""
    seen: str = ""
    before: str = ""
    instead: frozenset[str] = frozenset()


NONE = "none"
"""No ballot lay there when the page was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing that happens if adopted, as it stands: `text` is the id of the version of its words that decides."""

    id: str
    payload: Mapping[str, object]
    text: str = ""
    severed: bool = False


def fingerprint(*, round: int, stage: str, words: str, parts: Iterable[Part]) -> str:
    """16 hexadecimal digits that differ once a proposal asks something else: another round or way of deciding, other words
    in the language that decides (`words` is the id of their version), other parts. A translation or a later deadline
    changes nothing of what is asked."""
    told = [[part.id, part.payload, part.text, part.severed] for part in sorted(parts, key=lambda part: part.id)]
    canonical = json.dumps([round, stage, words, told], sort_keys=True, separators=(",", ":"), default=str)
    return sha256(canonical.encode()).hexdigest()[:16]


def is_of_now(given: Given, now: str) -> bool:
    """True when the proposal is still what the answer was given on."""
    return not given.seen or given.seen == now


def finds_its_place(given: Given, entry: str, sent_as: str) -> bool:
    """True when the ballot that lies there now (its `entry` and `sent_as`, both empty for none) is the one that the voter saw
    when she answered, or one that she herself sent and replaces."""
    if not given.before or given.before == (entry or NONE):
        return True
    return bool(sent_as) and sent_as in given.instead
