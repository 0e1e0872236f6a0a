"""Charts over years: lines or steps with their ranges, a threshold, and what is projected, broken; a table stands beside each.

On a page a chart is as wide as its column and its words keep their size; alone it has a size of its own. Years run from the side
on which people begin to read. The scale of values begins at nought, so that no change looks larger than it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import floor

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from plenary.monitoring.shown.frames import PLOT, TOP, WIDE, Frame
from plenary.monitoring.shown.looks import PAGE, Look, Palette, apart, dot_paint, dot_path
from plenary.monitoring.shown.series import Number, Point, Series, Threshold, figure, in_words, words_of

_AXIS, _ROW, _SIDE = 26, 22, 16  # pixels: years below, a line of the key, and what is free at the sides
_MOST_MARKS = 30
_SMALL = 0.7  # dots of a chart beside those of a map
_NEAR = 0.1  # of the width: ends of lines that are nearer would run into each other
_APART = 14  # pixels between the figures at the ends of lines


def trend_chart(
    series: Sequence[Series],
    *,
    title: str,
    description: str = "",
    threshold: Threshold | None = None,
    palette: Palette = PAGE,
    mark: str = "trend",
    alone: bool = False,
) -> SafeString:
    """The chart as SVG; nothing where no series has a point. A page that shows it loads `core/pictures.css`.

    `description` is told to those who cannot see it; without one it says where each series begins and ends. `mark` begins all
    ids, so that a page can have several. `alone`: for a file, or a page of others: with its size, and the key in it.
    """
    drawn = [each for each in series if each.points]
    if not drawn:
        return SafeString("")
    frame = _Drawing(series=drawn, threshold=threshold, palette=palette, alone=alone, is_mirrored=get_language_bidi())
    key = _key_within(drawn, palette, is_mirrored=frame.is_mirrored) if alone else ""
    tall = frame.bottom + _AXIS + (_ROW * len(drawn) + 8 if alone else 0)
    wide = WIDE + 2 * _SIDE
    size = (
        format_html('viewBox="{} 0 {} {}" width="{}" height="{}"', -_SIDE, wide, tall, wide, tall)
        if alone
        else format_html('width="100%" height="{}"', tall)
    )
    return format_html(
        '<svg class="trend" xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="{mark}-title {mark}-says"'
        ' direction="ltr" font-family="{font}" font-size="12" overflow="visible"><title id="{mark}-title">{title}</title>'
        '<desc id="{mark}-says">{says}</desc>{grid}{lines}{scale}{marks}{ends}{key}</svg>',
        size=size,
        mark=mark,
        font=palette.font,
        title=title,
        says=description or in_words(drawn, threshold),
        grid=frame.grid(),
        lines=frame.lines(),
        scale=frame.scale(),
        marks=frame.marks(),
        ends=frame.ends(),
        key=key,
    )


def legend(series: Sequence[Series], *, palette: Palette = PAGE) -> SafeString:
    """The key of a chart as a list, for the page that shows it."""
    items = format_html_join(
        "",
        '<li><svg width="34" height="12" viewBox="0 0 34 12" aria-hidden="true" focusable="false">{}</svg>{}</li>',
        ((_sign(each.look, palette), each.name) for each in series if each.points),
    )
    return format_html('<ul class="key">{}</ul>', items)


def _stroke(look: Look, palette: Palette) -> SafeString:
    """The attributes of a line: thick, thin, wide and pale, in dots, or of another colour."""
    color, wide, more = {
        Look.SOLID: (palette.accent, "2.5", ""),
        Look.PLAIN: (palette.soft_ink, "1.25", ""),
        Look.HATCHED: (palette.accent, "6", format_html(' stroke-opacity="{}"', ".35")),
        Look.DOTTED: (palette.accent, "2.5", format_html(' stroke-dasharray="{}" stroke-linecap="round"', "0 5")),
        Look.CROSSED: (palette.wait, "2", ""),
    }[look]
    return format_html('stroke="{}" stroke-width="{}"{}', color, wide, more)


def _sign(look: Look, palette: Palette) -> SafeString:
    return format_html(
        '<path fill="none" {} d="M1 6H33"/><path {} transform="translate(17 6) scale({})" d="{}"/>',
        _stroke(look, palette),
        dot_paint(look, palette),
        _SMALL,
        dot_path(look, 0, 0),
    )


def _key_within(series: Sequence[Series], palette: Palette, *, is_mirrored: bool) -> SafeString:
    top = TOP + PLOT + _AXIS + 8
    return format_html_join(
        "",
        '<g transform="translate({} {})">{}<text x="{}" y="10" text-anchor="{}" fill="{}">{}</text></g>',
        (
            (WIDE - 34 if is_mirrored else 0, top + _ROW * row, _sign(each.look, palette))
            + ((-8, "end") if is_mirrored else (42, "start"))
            + (palette.ink, apart(each.name))
            for row, each in enumerate(series)
        ),
    )


@dataclass(slots=True, kw_only=True)
class _Drawing(Frame):
    """All that is drawn in a frame."""

    palette: Palette

    def _place(self, point: Point) -> tuple[str, str]:
        return f"{self.share(point.year) * WIDE:.1f}", self.y(point.value)

    def grid(self) -> SafeString:
        """Lines of the values, and years below."""
        rows = ((self.x(1), self.y(row * self.step)) for row in range(self.rows() + 1))
        years = format_html_join(
            "",
            '<line x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>'
            '<text stroke="none" fill="{3}" x="{0}" y="{4}" text-anchor="middle">{5}</text>',
            (
                (x, self.bottom, self.bottom + 5, self.palette.soft_ink, self.bottom + 19, year)
                for year in self.years()
                for x in [self.x(self.share(year))]
            ),
        )
        lines = format_html_join("", '<line x2="{0}" y1="{1}" y2="{1}"/>', rows)
        return format_html('<g stroke="{}">{}{}</g>', self.palette.rule, lines, years)

    def scale(self) -> SafeString:
        """The figures of the scale, above its lines, and the threshold: over what is drawn, for they are what it is read by."""
        near, side = self.x(1 if self.is_mirrored else 0), "end" if self.is_mirrored else "start"
        values = [round(row * self.step, 6) for row in range(1, self.rows() + 1)]
        figures = format_html_join(
            "",
            '<text x="{}" y="{}" text-anchor="{}">{}</text>',
            ((near, self.y(value, 5), side, figure(value)) for value in values),
        )
        return format_html("<g{}>{}</g>{}", self._halo(self.palette.soft_ink), figures, self._threshold())

    def _threshold(self) -> SafeString:
        if self.threshold is None:
            return SafeString("")
        value = self.threshold.value
        first = self.free(value)
        along = 0.12 if first else 0.985
        return format_html(
            '<line x2="{0}" y1="{1}" y2="{1}" stroke="{2}" stroke-dasharray="8 3 2 3"/>'
            '<text x="{3}" y="{4}" text-anchor="{5}"{6}>{7}</text>',
            self.x(1),
            self.y(value),
            self.palette.ink,
            self.x(1 - along if self.is_mirrored else along),
            self.y(value, 6),
            "start" if first != self.is_mirrored else "end",
            self._halo(),
            apart(words_of(self.threshold)),
        )

    def _halo(self, color: str = "") -> SafeString:
        return format_html(
            ' fill="{}" stroke="{}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"',
            color or self.palette.ink,
            self.palette.paper,
        )

    def lines(self) -> SafeString:
        """Ranges, then what is projected, then what is known; stretched to the width of a page."""
        paths = format_html_join("", "{}", ((each,) for each in self._paths()))
        if self.alone:
            return format_html('<g fill="none">{}</g>', paths)
        return format_html(
            '<svg width="100%" height="{0}" viewBox="0 0 {1} {0}" preserveAspectRatio="none" fill="none"'
            ' overflow="visible">{2}</svg>',
            self.bottom,
            WIDE,
            paths,
        )

    def _paths(self) -> Iterator[SafeString]:
        still = format_html(' vector-effect="{}"', "non-scaling-stroke")
        for each in self.series:
            color = self.palette.wait if each.look is Look.CROSSED else self.palette.accent
            for outline in self._ranges(each):
                yield format_html('<path fill="{}" fill-opacity=".16" d="{}"/>', color, outline)
        for each in self.series:
            if each.projected:
                line = format_html('stroke="{}" stroke-width="1.5" stroke-dasharray="5 4"', self._color(each.look))
                yield format_html('<path {}{} d="{}"/>', line, still, self._line(each.projected, steps=False))
            if each.known:
                line = _stroke(each.look, self.palette)
                outline = self._line(each.known, steps=each.steps)
                yield format_html('<path {}{} stroke-linejoin="round" d="{}"/>', line, still, outline)

    def _color(self, look: Look) -> str:
        return {Look.PLAIN: self.palette.soft_ink, Look.CROSSED: self.palette.wait}.get(look, self.palette.accent)

    def _line(self, points: Iterable[Point], *, steps: bool) -> str:
        places = [self._place(point) for point in points]
        if steps:
            return f"M{' '.join(places[0])}" + "".join(f"H{x}V{y}" for x, y in places[1:])
        return "M" + "L".join(" ".join(place) for place in places)

    def _ranges(self, series: Series) -> Iterator[str]:
        """The outline of each run of points whose least and most are known; a point by itself has a narrow one."""
        runs: list[list[tuple[float, Number, Number]]] = [[]]
        for point in series.points:
            if point.low is None or point.high is None:
                runs.append([])
            else:
                runs[-1].append((self.share(point.year) * WIDE, point.low, point.high))
        for run in filter(None, runs):
            wide = run if len(run) > 1 else [(run[0][0] + by, *run[0][1:]) for by in (-3, 3)]
            upper = [f"{x:.1f} {self.y(high)}" for x, _low, high in wide]
            lower = [f"{x:.1f} {self.y(low)}" for x, low, _high in reversed(wide)]
            yield f"M{'L'.join([*upper, *lower])}Z"

    def marks(self) -> SafeString:
        """A mark for each point of a series that has few, and for the last one of every series; it says its year and value."""
        return format_html_join(
            "", "{}", ((self._mark(each, point),) for each in self.series for point in self._marked(each))
        )

    def _marked(self, series: Series) -> list[Point]:
        if len(series.points) <= _MOST_MARKS and not series.steps:
            return list(series.points)
        return series.known[-1:] + series.projected[-1:]

    def _mark(self, series: Series, point: Point) -> SafeString:
        ring = Look.HATCHED if series.look is Look.SOLID and point.is_projected else series.look
        return format_html(
            '<svg x="{}" y="{}" overflow="visible"><path {} transform="scale({})" d="{}"><title>{}</title></path></svg>',
            self.x(self.share(point.year)),
            self.y(point.value),
            dot_paint(ring, self.palette),
            _SMALL,
            dot_path(series.look, 0, 0),
            _("%(name)s: %(words)s") % {"name": floor(point.year), "words": figure(point.value)},
        )

    def ends(self) -> SafeString:
        """The figures at the ends of lines, above them, and apart from each other."""
        points = [point for each in self.series for point in (each.known[-1:] + each.projected[-1:])]
        placed: list[tuple[float, Point]] = []
        for point in sorted(points, key=lambda point: point.value):
            near = [y for y, by in placed if abs(self.share(by.year) - self.share(point.year)) < _NEAR]
            placed.append((min([float(self.y(point.value, 10)), *(y - _APART for y in near)]), point))
        side = "start" if self.is_mirrored else "end"
        return format_html_join(
            "",
            '<text x="{}" y="{}" text-anchor="{}" font-weight="600"{}>{}</text>',
            (
                (self.x(self.share(point.year)), f"{y:g}", side, self._halo(), figure(point.value))
                for y, point in placed
            ),
        )
