"""What rooms above give a proposal, or a decision of a call, to begin with: such as what stands in the minutes of a meeting."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from plenary.core.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Words to begin with; of a call when it was held, on what occasion, and how to look up the keys of the electors who were
    there; and the address of what it begins in."""

    title: str
    body: str = ""
    occasion: str = ""
    held: datetime | None = None
    there: Callable[[], Iterable[str]] = tuple
    leads_to: str = ""

    def words(self) -> dict[str, str]:
        """What the form of a proposal begins with."""
        return {"title": self.title, "body": self.body}

    def of_call(self, zone: ZoneInfo) -> dict[str, Any]:
        """What the form of a call begins with: those who were there are marked silent until somebody says otherwise."""
        told: dict[str, Any] = {"occasion": self.occasion, "notes": self.body}
        if self.held is not None:
            at = self.held.astimezone(zone)
            told |= {"held_on": at.date(), "held_at": at.time()}
        return told | {f"said-{key}": "silent" for key in self.there()}


type Finder = Callable[[Standing, str], Start | None]

_finders: dict[str, Finder] = {}


def register_start(code: str, finder: Finder) -> None:
    """Register where a proposal may begin: takes a standing and the id of a thing, and gives None where the standing may not
    read it. Raises ValueError when the code is taken."""
    if _finders.get(code, finder) is not finder:
        raise ValueError(f"proposals begin from {code} twice")
    _finders[code] = finder


def start_in(standing: Standing, query: Mapping[str, Any]) -> Start | None:
    """Where ``?from=<code>:<id>`` lets a proposal begin; None without it, and for what the standing may not read."""
    code, _colon, thing = str(query.get("from", "")).partition(":")
    return _finders[code](standing, thing) if code in _finders and thing else None


def start_of(standing: Standing, begun_from: str) -> Start | None:
    """In what a decision began, by what it keeps of it; None where it keeps nothing, or what the standing may not read."""
    return start_in(standing, {"from": begun_from})
