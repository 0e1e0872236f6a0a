"""Who leads a matter of conduct where all who keep the list act for the member that it is about (B5)."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

FIRST = frozenset({"chair", "deputy"})
"""The offices, by their codes in the charter, that are asked first."""


class Holder(NamedTuple):
    """An office (code) that is held now, by whom (id of the person), and for which member that one acts (id; empty for none)."""

    office: str
    person: str
    member: str


def kept_alone(holders: Iterable[Holder], keeping: Collection[str]) -> str:
    """The member (id) for which every holder of the offices that keep the list (codes) acts; empty where there is none, and where
    nobody holds one of these offices."""
    acts_for = {holder.member for holder in holders if holder.office in keeping}
    return acts_for.pop() if len(acts_for) == 1 else ""


def leads_instead(holders: Iterable[Holder], member: str) -> frozenset[str]:
    """The offices (codes) that lead instead of those that keep the list: the chair and the deputy who do not act for the member
    (id), else every other office of which this is true; none where all who hold an office act for it."""
    free = frozenset(holder.office for holder in holders if holder.member != member)
    return free & FIRST or free
