"""Whether enough took part: one rule for each field of a process that asks it, over places and who took part, never over numbers.

Votes and ballots are weighed elsewhere; here each place counts once. How to add a rule: docs/developers/how-to.md.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from plenary.charter.rules.schema import Method, Process
from plenary.core.marking import mark as _
from plenary.decisions.rules.thresholds import Placed


@dataclass(frozen=True, slots=True)
class Attended:
    """The places of those who are counted, the keys of those who took part, and of those who were present at the meeting at which
    it was voted on, where the process counts them (None: it was voted on at none, or counts nobody so)."""

    places: Sequence[Placed]
    acted: frozenset[str]
    present: frozenset[str] | None = None

    @property
    def there(self) -> frozenset[str]:
        """The keys of those who help a quorum."""
        return self.acted | (self.present or frozenset())

    def figures(self) -> dict[str, Any]:
        """How many there are, with how many votes; how many took part, and were present or did, where that counts: as a count
        names them."""
        return {
            "electorate": len(self.places),
            "electorate_weight": sum(place.weight for place in self.places),
            "turnout": len(self.acted),
            "present": None if self.present is None else len(self.there),
        }


def needed_of(process: Process, electorate: int) -> int:
    """How many electors must take part: the share of the electorate, rounded up; ballots, not votes. None under silence."""
    return 0 if process.method is Method.SILENCE else ceil(process.quorum * electorate)


def _share(process: Process, attended: Attended) -> bool:
    return len(attended.there) >= needed_of(process, len(attended.places))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: whether it is met; why a proposal lapses where it is not, as a reason code with its words, and the sentence that
    its outcome tells, which may name what `labels.sentences` knows of a count; `with_present` is that where those present count
    too (without, the same)."""

    is_met: Callable[[Process, Attended], bool]
    reason: str
    words: str
    sentence: str
    with_present: str = ""


RULES: Mapping[str, Rule] = {
    "quorum": Rule(
        is_met=_share,
        reason="decisions.no_quorum",
        words=_("Too few took part."),
        sentence=_("It lapsed for want of a quorum: %(turnout)s took part, and %(quorum)s were needed."),
        with_present=_(
            "It lapsed for want of a quorum: %(present)s of %(electorate)s were present or voted, and %(quorum)s were needed."
        ),
    )
}
"""By the field of the process that asks it, a share of which nothing asks for nobody."""


def rule_of(reason: str) -> Rule | None:
    """The rule for want of which a proposal lapses for this reason; None where it is another reason."""
    return next((rule for rule in RULES.values() if rule.reason == reason), None)


def lacks(process: Process, attended: Attended) -> str:
    """Why too few took part, as a reason code: that of the first rule that is not met; empty where all are. Under silence none is
    asked."""
    if process.method is Method.SILENCE:
        return ""
    return next((rule.reason for rule in RULES.values() if not rule.is_met(process, attended)), "")
