"""On which text that members agreed a body may rest that is formed: a room above brings these texts."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from plenary.core.standing import Standing


class Grounds(Protocol):
    """Texts that members agreed and that hold, such as agreements with terms of reference."""

    def choices(self, standing: Standing) -> Sequence[tuple[str, str]]:
        """Id and title of each that a standing may see, to choose from. A constant number of queries."""
        ...

    def holding(self, coalition_id: str, ids: Collection[str]) -> Mapping[str, str]:
        """Those of these that hold now, by id, with the title; empty where not everybody who reads of proposals may read it.
        One query."""
        ...


_grounds: list[Grounds] = []


def register_grounds(grounds: Grounds) -> None:
    """Register the texts of a room. Raises ValueError where another room brought some."""
    if _grounds and _grounds[0] is not grounds:
        raise ValueError("two rooms bring texts on which bodies rest")
    _grounds[:] = [grounds]


def grounds_to_choose(standing: Standing) -> Sequence[tuple[str, str]]:
    """Id and title of each text on which a body may rest, as far as the standing may see it; none where no room brings any."""
    return _grounds[0].choices(standing) if _grounds else ()


def grounds_holding(coalition_id: str, ids: Collection[str]) -> Mapping[str, str]:
    """Which of these texts hold, by id, with the title where it may be told in a proposal. One query at most."""
    asked = {each for each in ids if each}
    return _grounds[0].holding(coalition_id, asked) if _grounds and asked else {}
