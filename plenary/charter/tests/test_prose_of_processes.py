"""Every field of a process is said: another value of it changes a sentence of the charter."""

from collections.abc import Mapping
from dataclasses import fields, replace
from enum import StrEnum
from fractions import Fraction

import pytest

from plenary.charter import prose, starting
from plenary.charter.rules.schema import Counting, Method, Process

BOARD = starting.shipped("elected-board")


def _said(process: Process) -> str:
    """All that the charter says where its ordinary process is this one."""
    others = (other for other in BOARD.processes if other.code != process.code)
    chapters = prose.chapters(replace(BOARD, processes=(process, *others)), "en")
    return " ".join(clause.text for chapter in chapters for clause in chapter.clauses)


def _others(value: object) -> list[object]:
    """Other values that a field may have than this one, of its kind."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, StrEnum):
        return [each for each in type(value) if each is not value]
    if isinstance(value, int):
        return [value + 3, 0]
    if isinstance(value, Fraction):
        return [Fraction(3, 5), Fraction(0)]
    if isinstance(value, Mapping):
        return [{"en": "Otherwise"}]
    return [("policy",), ("chair",), ()] if isinstance(value, tuple) else ["policy", "amendment"]


FULL = {
    "objections": True, "fallback": "amendment", "advice_from": ("board",), "recorded_by": ("chair",), "delegation": True,
    "referral_days": 7, "extension_days": 3, "quorum": Fraction(1, 2), "seconders": 2,
}  # fmt: skip
SAID_ELSEWHERE = {"code", "strength", "completion"}
"""What no sentence says: the code, and by what pairs are compared and what becomes of money left, which the form tells."""


@pytest.mark.parametrize("field", [each.name for each in fields(Process) if each.name not in SAID_ELSEWHERE])
def test_each_field_of_a_process_changes_what_is_said(field: str) -> None:
    full = replace(BOARD.process("ordinary"), **FULL)
    bases = [full, *(replace(full, method=method) for method in Method)]
    bases += [
        replace(full, method=Method.CHOICE, counting=counting) for counting in (Counting.SCORE, Counting.GREEDY_BUDGET)
    ]
    changed = any(
        _said(replace(base, **{field: value})) != _said(base)
        for base in bases
        for value in _others(getattr(base, field))
    )
    assert changed, f"no sentence tells of Process.{field}: say it in charter/prose/ways.py"
