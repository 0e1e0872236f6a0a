"""How a map and a chart look: shades that differ in more than colour, and the colours of a page or of paper.

On a page colours are the tokens of the stylesheet, so that dark pages have theirs; a picture that leaves the page says its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe


class Look(StrEnum):
    """How what a shade stands for is drawn: each differs from the others without its colour too."""

    SOLID = "solid"
    HATCHED = "hatched"
    DOTTED = "dotted"
    CROSSED = "crossed"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade:
    """A line of the key: its code, the words for it, how it is drawn."""

    code: str
    words: str
    look: Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours, each as the attribute of a shape."""

    paper: str
    ink: str
    soft_ink: str
    rule: str
    edge: str
    accent: str
    soft_accent: str
    wait: str
    soft_wait: str
    font: str


PAGE = Palette(
    paper="var(--paper)",
    ink="var(--ink)",
    soft_ink="var(--ink-2)",
    rule="var(--rule)",
    edge="var(--edge)",
    accent="var(--accent)",
    soft_accent="var(--accent-soft)",
    wait="var(--wait)",
    soft_wait="var(--soft-wait)",
    font="inherit",
)
"""The tokens of the page's stylesheet."""

PAPER = Palette(
    paper="#fff",
    ink="#1d2329",
    soft_ink="#555e68",
    rule="#dcd9d1",
    edge="#8d8a82",
    accent="#0b5d5a",
    soft_accent="#e4efee",
    wait="#7d5200",
    soft_wait="#fbf2df",
    font="Noto Sans, Noto Naskh Arabic, sans-serif",
)
"""The same on white, for paper and for pages of others."""


def apart(words: str) -> str:
    """Words that keep their own direction in a picture, which itself has none."""
    return f"\u2068{words}\u2069"


def fill_of(look: Look, palette: Palette, mark: str) -> str:
    """What fills an area; `mark` is that of the picture whose patterns it takes."""
    if look is Look.SOLID:
        return palette.accent
    return palette.rule if look is Look.PLAIN else f"url(#{mark}-{look})"


def edge_of(look: Look, palette: Palette) -> str:
    """What runs around an area: its own colour where the ground is pale, for that would run out into the sea."""
    if look in {Look.SOLID, Look.PLAIN}:
        return palette.paper
    return palette.wait if look is Look.CROSSED else palette.accent


_THICK = {Look.HATCHED: 3, Look.CROSSED: 2, Look.DOTTED: 5}


def patterns(looks: Iterable[Look], palette: Palette, mark: str) -> SafeString:
    """The patterns of those looks that have one, with ids that begin with `mark`; each once, in a settled order."""
    drawn = {
        Look.HATCHED: (12, palette.soft_accent, palette.accent, "M0 12L12 0M-3 3L3-3M9 15L15 9"),
        Look.CROSSED: (10, palette.soft_wait, palette.wait, "M0 0L10 10M0 10L10 0"),
        Look.DOTTED: (10, palette.soft_accent, palette.accent, "M5 5h0"),
    }
    wanted = set(looks)
    return format_html_join(
        "",
        '<pattern id="{0}-{1}" width="{2}" height="{2}" patternUnits="userSpaceOnUse"><path fill="{3}" d="M0 0h{2}v{2}H0z"/>'
        '<path stroke="{4}" stroke-width="{5}" stroke-linecap="{6}" d="{7}"/></pattern>',
        (
            (
                mark,
                look,
                size,
                ground,
                line,
                _THICK[look],
                "round" if look is Look.DOTTED else "butt",
                d,
            )
            for look, (size, ground, line, d) in drawn.items()
            if look in wanted
        ),
    )


_DOTS: dict[Look, tuple[str, int]] = {
    Look.SOLID: ("a{r} {r} 0 1 0 {w} 0a{r} {r} 0 1 0-{w} 0z", 6),
    Look.HATCHED: ("a{r} {r} 0 1 0 {w} 0a{r} {r} 0 1 0-{w} 0z", 5),
    Look.PLAIN: ("a{r} {r} 0 1 0 {w} 0a{r} {r} 0 1 0-{w} 0z", 4),
    Look.DOTTED: ("v-{r}h{w}v{w}h-{w}z", 5),
    Look.CROSSED: ("l{r}-{r} {r} {r}-{r} {r}z", 7),
}


def dot_path(look: Look, x: int, y: int) -> str:
    """The outline of a dot around a place: a circle, a square or a diamond."""
    steps, r = _DOTS[look]
    return f"M{x - r} {y}{steps.format(r=r, w=2 * r)}"


def dot_paint(look: Look, palette: Palette) -> SafeString:
    """The attributes of dots: full, or a ring around nothing."""
    if look is Look.SOLID:
        return format_html('fill="{}" stroke="{}" stroke-width="2"', palette.accent, palette.paper)
    line = {Look.CROSSED: palette.wait, Look.PLAIN: palette.edge}.get(look, palette.accent)
    return format_html('fill="{}" stroke="{}" stroke-width="3"', palette.paper, line)


def sign(look: Look, palette: Palette, mark: str) -> SafeString:
    """How the key shows a shade: an area and a dot, 68 units by 24."""
    return format_html(
        '<path fill="{}" stroke="{}" d="M1 2h40v20H1z"/><path {} d="{}"/>',
        fill_of(look, palette, mark),
        palette.edge,
        dot_paint(look, palette),
        mark_safe(dot_path(look, 57, 12)),  # noqa: S308  # made of whole numbers
    )
