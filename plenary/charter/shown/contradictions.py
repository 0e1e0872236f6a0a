"""What contradicts itself in a charter, in words: each with its way out, and the part of the charter that leads there."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from plenary.charter.forms.guided import called
from plenary.charter.labels.ways_out import WAYS_OUT
from plenary.charter.queries import drafting
from plenary.charter.rules.parts import ITEMS, parts, value_of
from plenary.charter.rules.schema import Charter
from plenary.charter.rules.words import words_in
from plenary.core.verdicts import reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradicting:
    """One thing that cannot be obeyed: its code and sentence, what to do, the clause, and the chapter and part to change."""

    reason: str
    sentence: str
    way_out: str
    clause: str
    chapter: str
    part: str


def contradictions_shown(charter: Charter, chapter: str = "", before: Charter | None = None) -> Sequence[Contradicting]:
    """What contradicts itself, in the active language; where `before` is given, those of one chapter alone, and those that
    it does not have."""
    known = [told.found for told in drafting.contradictions_in(before)] if before else []
    return [
        Contradicting(
            reason=told.found.reason,
            sentence=str(reasons()[told.found.reason]) % _facts(charter, told),
            way_out=str(WAYS_OUT[told.found.reason]),
            clause=told.found.clause,
            chapter=told.chapter,
            part=told.part,
        )
        for told in drafting.contradictions_in(charter)
        if before is None or (chapter and told.chapter == chapter) or told.found not in known
    ]


def _facts(charter: Charter, told: drafting.Told) -> dict[str, object]:
    """The facts of a contradiction, with the names that the charter gives in the place of codes."""
    named: dict[str, str] = {}
    for kind, row in ITEMS.items():
        for item in getattr(charter, row, ()) if kind != "sharing" else ():
            named[item.code] = called(charter, f"{kind}.{item.code}")
    known = parts(charter).get(told.part)
    if known is not None and hasattr(here := value_of(charter, known), "code"):
        named[here.code] = words_in(here.names, get_language() or "en", charter.languages) or here.code
    return {
        key: named.get(str(value), value) if key in ("code", "body") else value
        for key, value in told.found.facts.items()
    }
