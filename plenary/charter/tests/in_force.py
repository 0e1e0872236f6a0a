"""Charters that are in force without a database, for tables of what is allowed, in this room and in those above."""

import pytest

from plenary.charter import queries
from plenary.charter.models import CharterVersion
from plenary.charter.rules.schema import Charter


def in_force(monkeypatch: pytest.MonkeyPatch, **charters: Charter) -> dict[str, Charter]:
    """Put charters in force, each by the id of its coalition: `charter_of`, `version_in_force` and `clause_of_power` answer from
    them. Whoever puts another into the answer, or takes one out, amends or ends it."""

    def versions(coalition_id: str, _moment: object) -> list[CharterVersion]:
        return [CharterVersion(id=coalition_id, coalition_id=coalition_id)] if coalition_id in charters else []

    monkeypatch.setattr(queries, "_in_force", versions)
    monkeypatch.setattr(queries, "_typed", lambda version_id, _held: charters[version_id])
    return charters
