"""A charter taken over from TOML text: what it holds, and all that stands in the way of it, each with its line."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from plenary.charter.rules.contradictions import contradictions
from plenary.charter.rules.document import CharterError, charter_from_toml, charter_to_json
from plenary.charter.rules.findings import Contradiction
from plenary.charter.rules.lines import below, line_at, lines_of
from plenary.charter.rules.schema import Charter

NAMED = {"category": "categories", "body": "bodies", "office": "offices", "process": "processes"}
"""The keys of clauses that name a thing by its code, and the lists in which these things stand."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong on which line: the path, a reason code with its facts, and the clause where rules contradict."""

    line: int
    path: str
    reason: str
    facts: Mapping[str, object] = field(default_factory=dict)
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a text: the charter, unless it could not be read, and the findings in the order of lines."""

    charter: Charter | None
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """True when the charter can be kept."""
        return self.charter is not None and not self.findings


def read_toml(text: str, powers: Collection[str] | None = None) -> Reading:
    """Read TOML text as a charter and look for contradictions; `powers` as for `contradictions`. Raises nothing."""
    try:
        charter = charter_from_toml(text)
    except CharterError as error:
        return Reading(None, tuple(Finding(item.line, item.path, item.reason) for item in error.problems))
    lines, document = lines_of(text), charter_to_json(charter)
    found = []
    for item in contradictions(charter, powers):
        path = path_of(document, item)
        found.append(Finding(line_at(lines, path), path, item.reason, item.facts, item.clause))
    return Reading(charter, tuple(sorted(found, key=lambda finding: finding.line)))


def path_of(document: Mapping[str, Any], found: Contradiction) -> str:
    """Where in a charter's document a contradiction stands: the value that it names, else the table of its clause.

    A clause without a place of its own stands at the whole, ``""``.
    """
    kind, *codes = found.clause.split(".", 1)
    if kind == "matter":
        return below("matters", codes[0])
    if kind not in NAMED:
        path, table = (kind, document[kind]) if kind in document else ("", {})
    else:
        path, table = _named(document, NAMED[kind], codes[0] if codes else "")
    named = found.facts.get("code")
    return next((place for place in _leaves(table, path, named) if not place.endswith(".code")), path)


def _named(document: Mapping[str, Any], things: str, code: str) -> tuple[str, Any]:
    """The path and table of the last thing of a code, or of one seat within it (``body.board.general``)."""
    for place in reversed(range(len(document[things]))):
        path, table = f"{things}[{place}]", document[things][place]
        if table["code"] == code:
            return path, table
        if code.startswith(f"{table['code']}.") and "seats" in table:
            within = code.removeprefix(f"{table['code']}.")
            for seat in reversed(range(len(table["seats"]))):
                if table["seats"][seat]["code"] == within:
                    return f"{path}.seats[{seat}]", table["seats"][seat]
    return things, {}


def _leaves(value: Any, path: str, wanted: object) -> Iterator[str]:
    """The paths below a value at which exactly the wanted text stands."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _leaves(item, below(path, key), wanted)
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _leaves(item, f"{path}[{place}]", wanted)
    elif wanted is not None and value == wanted:
        yield path
