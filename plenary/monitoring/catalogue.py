"""Instruments that the house knows, stated in `instruments/*.toml` with the depositary as source: what each needs and asks."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from plenary.monitoring.rules.delays import Delay
from plenary.monitoring.rules.entering import Entering
from plenary.monitoring.rules.instruments import Binds, Kind
from plenary.monitoring.rules.obligations import Deadline

_FOLDER = Path(__file__).parent / "instruments"


@dataclass(frozen=True, slots=True, kw_only=True)
class CataloguedObligation:
    """An obligation in the house's own short words, by language."""

    article: str
    texts: Mapping[str, str]
    norms: Mapping[str, str]
    binds: Binds
    deadline: Deadline | None
    may_extend: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogued:
    """An instrument that the house knows, by its code."""

    code: str
    kind: Kind
    names: Mapping[str, str]
    adopted_on: date
    depositary: str
    reference: str
    entering: Entering
    leaving: Delay
    signed_first: bool
    obligations: tuple[CataloguedObligation, ...]

    def name_in(self, language: str) -> str:
        """Its name in a language, else in English."""
        return self.names.get(language) or self.names["en"]


@cache
def catalogued() -> Mapping[str, Catalogued]:
    """Every instrument that the house knows, by code."""
    files = sorted(_FOLDER.glob("*.toml"))
    return {path.stem: _read(path.stem, tomllib.loads(path.read_text(encoding="utf-8"))) for path in files}


def _read(code: str, told: Mapping[str, Any]) -> Catalogued:
    return Catalogued(
        code=code,
        kind=Kind(told["kind"]),
        names=told["names"],
        adopted_on=told["adopted_on"],
        depositary=told["depositary"],
        reference=told["reference"],
        entering=Entering.of(told["entering"], told.get("entered_on")),
        leaving=Delay.of(told["leaving"]),
        signed_first=told.get("signed_first", True),
        obligations=tuple(_obligation(each) for each in told["obligations"]),
    )


def _obligation(told: Mapping[str, Any]) -> CataloguedObligation:
    return CataloguedObligation(
        article=told["article"],
        texts=told["texts"],
        norms=told.get("norms", {}),
        binds=Binds(told.get("binds", Binds.PARTIES)),
        deadline=Deadline.of(told.get("deadline", {})),
        may_extend=told.get("may_extend", False),
    )
