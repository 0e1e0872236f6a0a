"""A decided question rests for the time that the charter names before it may be put again (B3)."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from plenary.charter.rules.schema import Days, Process
from plenary.decisions.rules.counting import Outcome
from plenary.decisions.rules.phases import later

RESTS = frozenset({Outcome.ADOPTED.value, Outcome.REJECTED.value})
"""The outcomes that answer a question. What lapsed was not answered, and may be put at once."""


def rests_until(process: Process, outcome: str, decided_at: datetime) -> datetime | None:
    """From when a question decided at a moment (in the coalition's zone) may be put again, or None when it does not rest.

    Whole days on the calendar of that zone, counted from the end of the hour, as all days are.
    """
    if outcome not in RESTS or not process.again_after_days:
        return None
    return later(decided_at, process.again_after_days, Days())


def question_of(effects: Iterable[tuple[str, Mapping[str, Any]]]) -> str:
    """What a proposal would do, in one text by which two are compared: its kinds and payloads, in whatever order.

    Blanks and capital letters make no other question.
    """
    return json.dumps(sorted(json.dumps([kind, _asked(payload)], sort_keys=True) for kind, payload in effects))


def _asked(payload: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: " ".join(value.split()).casefold() if isinstance(value, str) else value for key, value in payload.items()
    }
