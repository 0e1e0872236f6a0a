"""Seats, terms and electorates as pure values and functions."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Elector:
    """One ballot of an electorate: `key` is unique in it; `member` casts it through a representative who decides, or,
    where `person` is named, that person alone does. `weight` is how many votes the ballot counts."""

    key: str
    name: str
    member: str = ""
    person: str = ""
    weight: int = 1
    protected: bool = False
