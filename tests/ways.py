"""What a life really passes: each function of the house, and each statement that the database is asked, with what lies below it.

A way begins at a view, a command or a task, and anew wherever a registry leads into another room (`core.rooms.REGISTERS`), for
neither side of a registry knows the other. It arrives at the database, at a model, or at the record.
"""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from django.conf import settings
from django.db import connection

from plenary.core.rooms import REGISTERS

HOUSE = Path(__file__).resolve().parent.parent / "plenary"
ROOMS = [room.removeprefix("plenary.") for room in settings.ROOMS]
_TOOL = 4
_BEGINS = re.compile(r"\w+\.(views|management|tasks)\b")
_ARRIVES = re.compile(r"(record|core\.(writing|prepared|models)|\w+\.models)\b")
_WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
_OF_THE_RECORD = ("record.actions.act", "record.actions.enter")
_names: dict[CodeType, tuple[str, str]] = {}


@dataclass(frozen=True)
class Place:
    """A function on the stack: its module and its name, both from the room on; closures and what is written in line have none."""

    module: str
    name: str

    @property
    def room(self) -> str:
        """The room in which it stands."""
        return self.module.split(".", 1)[0]


@dataclass
class Life:
    """What was passed in order, which tables were written, and every way from a beginning to a model: whether it writes, and what
    lies between."""

    passed: list[str] = field(default_factory=list)
    written: set[str] = field(default_factory=set)
    ways: set[tuple[bool, tuple[Place, ...]]] = field(default_factory=set)

    def hops(self) -> int:
        """Into how many other modules one goes, at most, from where a way begins to where it arrives."""
        return max((len(_modules(between)) for _writes, between in self.ways), default=0)

    def depth(self) -> int:
        """How many functions lie, at most, between where a way begins and what it writes or enters."""
        return max((len(between) - 1 for writes, between in self.ways if writes), default=0)

    def longer_than(self, most: int) -> list[str]:
        """The ways that are too long, as they are read."""
        return sorted(
            " > ".join(place.name for place in between)
            for writes, between in self.ways
            if len(_modules(between)) > most or (writes and len(between) - 1 > most)
        )

    def begun(self, code: CodeType, _offset: int) -> Any:
        """A function begins: kept where it is one of the house. For `sys.monitoring`."""
        name = _named(code)[1]
        if not name:
            return sys.monitoring.DISABLE
        self.passed.append(name)
        if name in _OF_THE_RECORD:
            self._arrived(sys._getframe(1), writes=True)
        return None

    def asked(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """A statement goes to the database. For `connection.execute_wrapper`."""
        table = _WRITES.match(sql)
        if table:
            self.written.add(table[1])
        if not sql.startswith(("SAVEPOINT", "RELEASE")):
            self._arrived(sys._getframe(1), writes=table is not None)
        return execute(sql, params, many, context)

    def _arrived(self, frame: FrameType, *, writes: bool) -> None:
        places = _stack(frame)
        starts = [at for at, place in enumerate(places) if _begins(place, places[at - 1] if at else None)]
        if not starts:
            return  # of the frame around views: sessions, preferences
        way = places[starts[-1] :]
        ends = next((at for at, place in enumerate(way) if at and _ARRIVES.match(place.module)), len(way))
        self.ways.add((writes, tuple(way[:ends])))


@contextmanager
def traced(life: Life) -> Iterator[None]:
    """Within this block everything that is passed is kept in a life."""
    monitoring, kind = sys.monitoring, sys.monitoring.events.PY_START
    monitoring.use_tool_id(_TOOL, "ways")
    monitoring.register_callback(_TOOL, kind, life.begun)
    monitoring.set_events(_TOOL, kind)
    try:
        with connection.execute_wrapper(life.asked):
            yield
    finally:
        monitoring.set_events(_TOOL, 0)
        monitoring.register_callback(_TOOL, kind, None)
        monitoring.free_tool_id(_TOOL)


def _begins(place: Place, before: Place | None) -> bool:
    if before is None or before.room == place.room:
        return bool(_BEGINS.match(place.module)) and not (before and _BEGINS.match(before.module))
    is_upwards = _height(place.room) > _height(before.room)
    is_registered = place.module.split(".")[1:2] in [[register] for register in REGISTERS]
    return is_upwards or is_registered


def _height(room: str) -> int:
    return ROOMS.index(room) if room in ROOMS else len(ROOMS)


def _modules(between: tuple[Place, ...]) -> list[str]:
    found = [between[0].module]
    for place in between[1:]:
        if place.module != found[-1]:
            found.append(place.module)
    return found[1:]


def _stack(frame: FrameType | None) -> list[Place]:
    places = []
    while frame is not None:
        module, name = _named(frame.f_code)
        if name:
            places.append(Place(module, name))
        frame = frame.f_back
    return places[::-1]


def _named(code: CodeType) -> tuple[str, str]:
    if code not in _names:
        _names[code] = _name_of(code)
    return _names[code]


def _name_of(code: CodeType) -> tuple[str, str]:
    path = Path(code.co_filename)
    if not path.is_relative_to(HOUSE) or "<" in code.co_qualname or {"tests", "migrations"} & set(path.parts):
        return "", ""
    within = path.relative_to(HOUSE).with_suffix("").parts
    module = ".".join(part for part in within if part != "__init__")
    return module, f"{module}.{code.co_qualname}"
