"""What a paper or a picture would look like without some places, with a grid by which places are told."""

from collections.abc import Iterable
from io import BytesIO

from PIL import Image, ImageDraw

from plenary.monitoring.formats import pages
from plenary.monitoring.formats.errors import NotRedacted
from plenary.monitoring.formats.redacted import MOST_DOTS, paint
from plenary.monitoring.rules.redacting import Box

_DPI = 90
_WIDEST = 900  # dots
_LINE, _NUMBER = (170, 200, 240), (20, 60, 160)


def page_of_paper(data: bytes, number: int, boxes: Iterable[Box]) -> bytes:
    """A page of a paper as a JPEG, small, with the boxes painted and a grid of tens of percents. Raises NotRedacted where it
    cannot be drawn, and for a page that is not there (`monitoring.no_such_page`)."""
    with pages.opened(data) as paper:
        if not 1 <= number <= len(paper):
            raise NotRedacted("monitoring.no_such_page", page=number)
        seen = pages.drawn(paper[number - 1], dpi=_DPI)
    return _with_grid(seen, [each for each in boxes if each.page == number])


def pages_of_paper(data: bytes) -> int:
    """How many pages a paper has. Raises NotRedacted."""
    with pages.opened(data) as paper:
        return len(paper)


def picture(data: bytes, boxes: Iterable[Box]) -> bytes:
    """A picture as a JPEG, small, likewise. Raises NotRedacted."""
    try:
        with Image.open(BytesIO(data), formats=["PNG", "JPEG", "WEBP"]) as opened:
            if opened.width * opened.height > MOST_DOTS:
                raise NotRedacted("files.too_many_dots", most=MOST_DOTS // 1_000_000)
            seen = opened.convert("RGB")
    except (Image.DecompressionBombError, OSError, SyntaxError):
        raise NotRedacted("files.broken") from None
    return _with_grid(seen, boxes)


def _with_grid(seen: Image.Image, boxes: Iterable[Box]) -> bytes:
    seen.thumbnail((_WIDEST, 2 * _WIDEST))
    paint(seen, boxes)
    brush, (width, height) = ImageDraw.Draw(seen), seen.size
    for tens in range(10, 100, 10):
        across, down = width * tens // 100, height * tens // 100
        brush.line([across, 0, across, height], fill=_LINE)
        brush.line([0, down, width, down], fill=_LINE)
        brush.text((across + 2, 1), str(tens), fill=_NUMBER)
        brush.text((1, down + 1), str(tens), fill=_NUMBER)
    written = BytesIO()
    seen.save(written, "JPEG", quality=70)
    return written.getvalue()
