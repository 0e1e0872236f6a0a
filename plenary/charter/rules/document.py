"""Reading and writing charters: typed charter to and from plain JSON documents and TOML text, with exact errors.

The reader follows the dataclasses of `schema`, so a new field has one place. Shares are written as "2/3"; unknown keys,
wrong types and missing fields are told by their path, such as ``processes[2].quorum``.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cache
from hashlib import sha256
from typing import Any, cast, get_args, get_origin, get_type_hints

import rfc8785

from plenary.charter.rules import upcasters
from plenary.charter.rules.lines import below, excess_of, line_at, lines_of
from plenary.charter.rules.schema import SCHEMA_VERSION, Charter, Days, Process, Words

CODE = re.compile(r"[a-z][a-z0-9_.]{0,63}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
MOST = 10_000  # of anything counted: days, months, seats; dates stay within the calendar
_LINE = 118
_SHARE = re.compile(r"(\d{1,9})(?:/([1-9]\d{0,8}))?")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong where: the path inside the document, a reason code, and the line of TOML text (0 when not known)."""

    path: str
    reason: str
    line: int = 0


class CharterError(ValueError):
    """A document that is not a charter; `problems` says all that is wrong with it, in the order of the document."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{problem.path or '.'}: {problem.reason}" for problem in problems))
        self.problems = tuple(problems)


def charter_to_json(charter: Charter) -> dict[str, Any]:
    """The charter as a plain document: every field, shares as text, so that equal charters have equal documents."""
    return cast("dict[str, Any]", _plain(charter))


def charter_from_json(document: object) -> Charter:
    """The charter in a document, brought to the present schema first. Raises CharterError with every problem found."""
    return _read_whole(document, Charter, upcasters.charter_steps)


def process_to_json(process: Process) -> dict[str, Any]:
    """A process as it is frozen into a proposal, with the schema version under which it was."""
    return {"schema": SCHEMA_VERSION, **_plain(process)}


def process_from_json(document: object) -> Process:
    """A frozen process, brought to the present schema first. Raises CharterError."""
    return _read_whole(document, Process, upcasters.process_steps)


def days_to_json(days: Days) -> dict[str, Any]:
    """The days that count as they are frozen into a proposal, with the schema version under which they were."""
    return {"schema": SCHEMA_VERSION, **_plain(days)}


def days_from_json(document: Mapping[str, Any]) -> Days:
    """Frozen days, brought to the present schema first; of a proposal that opened before charters had any, none. Raises
    CharterError."""
    return _read_whole(document, Days, upcasters.days_steps) if document else Days()


def charter_from_toml(text: str) -> Charter:
    """The charter in TOML text. Raises CharterError; each problem is told with its line, in the order of lines."""
    if excess := excess_of(text):  # before it is parsed, which would not end for long
        reason, line = excess
        raise CharterError([Problem("", reason, line)])
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, lists within lists without end
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise CharterError([Problem("", "charter.syntax", line)]) from error
    try:
        return charter_from_json(document)
    except CharterError as error:
        lines = lines_of(text)
        told = [replace(problem, line=line_at(lines, problem.path)) for problem in error.problems]
        raise CharterError(sorted(told, key=lambda problem: problem.line)) from error


def charter_to_toml(charter: Charter) -> str:
    """The charter as TOML text that `charter_from_toml` reads back to an equal charter."""
    return "\n".join(_toml_table(charter_to_json(charter), "")).lstrip("\n") + "\n"


def document_hash(document: Mapping[str, Any]) -> str:
    """SHA-256 of a document in canonical JSON (RFC 8785), hexadecimal."""
    return sha256(rfc8785.dumps(cast("Any", document))).hexdigest()


# Writing


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}" if value.denominator > 1 else str(value.numerator)
    if isinstance(value, Mapping):
        return {key: value[key] for key in sorted(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _toml_table(table: Mapping[str, Any], path: str) -> Iterator[str]:
    later: list[tuple[str, Any]] = []
    for key, value in table.items():
        line = f"{_toml_key(key)} = {_toml_value(value)}"
        if isinstance(value, list) and not any(_is_table(item) for item in value):
            yield line if len(line) <= _LINE else f"{_toml_key(key)} = {_toml_lines(value)}"
        elif isinstance(value, list) or _is_table(value) or (isinstance(value, dict) and len(line) > _LINE):
            later.append((f"{path}.{_toml_key(key)}" if path else _toml_key(key), value))
        else:
            yield line
    for name, value in later:
        for item in value if isinstance(value, list) else [value]:
            yield ""
            yield f"[[{name}]]" if isinstance(value, list) else f"[{name}]"
            yield from _toml_table(item, name)


def _is_table(value: object) -> bool:
    """True for what deserves a heading of its own; words in a few languages stay on one line while they are short."""
    return isinstance(value, dict) and not all(isinstance(item, str) for item in value.values())


def _toml_lines(items: Sequence[object]) -> str:
    return "[\n" + "".join(f"  {_toml_value(item)},\n" for item in items) + "]"


def _toml_value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return "[" + ", ".join(_toml_value(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_toml_key(key)} = {_toml_value(item)}" for key, item in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _toml_key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _toml_value(key)


# Reading


def _read_whole[T](document: object, kind: type[T], steps: Mapping[int, upcasters.Upcaster]) -> T:
    if not isinstance(document, Mapping):
        raise CharterError([Problem("", "charter.not_a_table")])
    try:
        present = upcasters.upcast(document, steps, present=SCHEMA_VERSION)
    except upcasters.SchemaError as error:
        raise CharterError([Problem("schema", "charter.schema_unknown")]) from error
    if kind is not Charter:
        del present["schema"]
    reader = _Reader()
    value = reader.read(present, kind, "")
    if reader.problems:
        raise CharterError(reader.problems)
    return cast("T", value)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


class _Reader:
    """Reads one document by the types of the schema, collecting problems rather than stopping at the first."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def wrong(self, path: str, reason: str) -> None:
        self.problems.append(Problem(path, reason))

    def read(self, value: object, hint: Any, path: str) -> Any:
        if hint is Words:
            return self.mapping(value, path, LANGUAGE, "charter.not_a_language")
        if get_origin(hint) is tuple:
            return self.sequence(value, get_args(hint)[0], path)
        if get_origin(hint) is Mapping:
            return self.mapping(value, path, CODE, "charter.not_a_code")
        if is_dataclass(hint):
            return self.table(value, cast("type", hint), path)
        return self.choice(value, hint, path) if issubclass(hint, StrEnum) else self.scalar(value, hint, path)

    def table(self, value: object, kind: type, path: str) -> Any:
        if not isinstance(value, Mapping):
            return self.wrong(path, "charter.not_a_table")
        known = {field.name: field for field in fields(kind)}
        for key in value:
            if key not in known:
                self.wrong(below(path, str(key)), "charter.unknown_key")
        read: dict[str, Any] = {}
        for name, field in known.items():
            if name in value:
                read[name] = self.read(value[name], _hints(kind)[name], below(path, name))
            elif field.default is MISSING and field.default_factory is MISSING:
                self.wrong(below(path, name), "charter.missing")
        if read.get("code") is not None and not CODE.fullmatch(read["code"]):
            self.wrong(below(path, "code"), "charter.not_a_code")
        return None if self.problems else kind(**read)

    def sequence(self, value: object, hint: Any, path: str) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            self.wrong(path, "charter.not_a_list")
            return ()
        return tuple(self.read(item, hint, f"{path}[{place}]") for place, item in enumerate(value))

    def mapping(self, value: object, path: str, keys: re.Pattern[str], reason: str) -> dict[str, str]:
        if not isinstance(value, Mapping):
            self.wrong(path, "charter.not_a_table")
            return {}
        for key, text in value.items():
            if not isinstance(key, str) or not keys.fullmatch(key):
                self.wrong(below(path, str(key)), reason)
            elif not isinstance(text, str) or "\x00" in text:
                self.wrong(below(path, key), "charter.not_text")
        return dict(value)

    def choice(self, value: object, hint: type[StrEnum], path: str) -> Any:
        if not isinstance(value, str) or value not in {item.value for item in hint}:
            return self.wrong(path, "charter.not_a_choice")
        return hint(value)

    def scalar(self, value: object, hint: Any, path: str) -> Any:
        if hint is Fraction:
            found = _SHARE.fullmatch(value) if isinstance(value, str) else None
            return Fraction(int(found[1]), int(found[2] or 1)) if found else self.wrong(path, "charter.not_a_share")
        if type(value) is not hint:
            return self.wrong(
                path, {str: "charter.not_text", int: "charter.not_a_number"}.get(hint, "charter.not_yes_no")
            )
        if hint is int and not 0 <= cast("int", value) <= MOST:
            return self.wrong(path, "charter.negative" if cast("int", value) < 0 else "charter.too_large")
        if hint is str and "\x00" in cast("str", value):  # which no database keeps
            return self.wrong(path, "charter.not_text")
        return value
