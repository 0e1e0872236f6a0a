"""Papers (PDF), pictures and texts from which something was taken out for good.

Of a paper, each page from which something goes is drawn anew as a picture in which the boxes are painted, so that neither text
nor dots are left under them; the words outside of the boxes stay readable, as an unseen text of those words alone. All other
pages are copied as they are drawn (`copied`), without comments, fields, attachments, descriptions, programs and contents. A
picture is painted, and knows nothing but its dots. Of a text the characters go.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageDraw

from plenary.monitoring.formats import pages
from plenary.monitoring.formats.copied import CannotBeCopied, copy_page
from plenary.monitoring.formats.errors import NotRedacted
from plenary.monitoring.formats.unseen import unseen
from plenary.monitoring.rules.redacting import Box, places_of, without

if TYPE_CHECKING:
    from pypdf import PdfReader, PdfWriter

MOST_DRAWN = 80
"""Pages of a paper that are drawn anew."""
MOST_DOTS = 50_000_000  # of a picture
_DPI = 150
_EDGE = 0.35
"""Percent of a page that go around words: letters lean over their places."""
_GROUND = "black"


@dataclass(frozen=True, slots=True)
class Redacted:
    """A paper from which something was taken out: its bytes, the pages that were drawn anew, and those without any text, in which
    words cannot be found, be they there."""

    data: bytes
    drawn: tuple[int, ...]
    silent: tuple[int, ...]


def text(words: str, sought: Sequence[str]) -> str:
    """A text without some words. Raises NotRedacted where none of them stands there (`monitoring.nothing_found`)."""
    spans = [span for each in sought for span in places_of(words, each)]
    if not spans:
        raise NotRedacted("monitoring.nothing_found")
    return without(words, spans)


def picture(data: bytes, boxes: Iterable[Box]) -> bytes:
    """A picture (PNG, JPEG, WebP) of the same kind, with the boxes painted. Raises NotRedacted: broken, too large, or no box."""
    held = [each for each in boxes if each.page == 1]
    if not held:
        raise NotRedacted("monitoring.nothing_found")
    try:
        with Image.open(BytesIO(data), formats=["PNG", "JPEG", "WEBP"]) as opened:
            if opened.width * opened.height > MOST_DOTS:
                raise NotRedacted("files.too_many_dots", most=MOST_DOTS // 1_000_000)
            form = str(opened.format)
            is_clear = "transparency" in opened.info or opened.mode in {"LA", "PA", "RGBA"}
            bare = opened.convert("RGBA" if is_clear and form != "JPEG" else "RGB")
    except (Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise (error if isinstance(error, NotRedacted) else NotRedacted("files.broken")) from None
    bare.info = {}
    paint(bare, held)
    written = BytesIO()
    bare.save(written, form, **({} if form == "PNG" else {"quality": 90}))
    return written.getvalue()


def paint(drawn: Image.Image, boxes: Iterable[Box]) -> None:
    """Paint boxes on a picture, to whole dots outwards."""
    brush, (width, height) = ImageDraw.Draw(drawn), drawn.size
    for box in boxes:
        left, top = floor(box.left * width / 100), floor(box.top * height / 100)
        right, bottom = ceil(box.right * width / 100), ceil(box.bottom * height / 100)
        brush.rectangle([left, top, max(left, right - 1), max(top, bottom - 1)], fill=_GROUND)


def places_in(data: bytes, sought: Sequence[str]) -> tuple[list[Box], tuple[int, ...]]:
    """Where words stand in a paper, a box around each, and the pages without any text. Raises NotRedacted for one that cannot be
    read."""
    found: list[Box] = []
    silent = []
    with pages.opened(data) as paper:
        for number in range(1, len(paper) + 1):
            words = pages.words_of(paper[number - 1], number)
            if not words.text.strip():
                silent.append(number)
            for each in sought:
                found += words.boxes(places_of(words.text, each))
    return [box.wider(_EDGE) for box in found], tuple(silent)


def paper(data: bytes, boxes: Iterable[Box], sought: Sequence[str] = ()) -> Redacted:
    """A paper without what is under some boxes, and without some words wherever they stand.

    Raises NotRedacted, and gives nothing, where it cannot be read, where a box names a page that it has not
    (`monitoring.no_such_page`), where nothing was found to take out (`monitoring.nothing_found`), where more pages would be drawn
    than are (`monitoring.too_much_drawn`), and where words are left for which no place is known (`monitoring.not_located`).
    """
    found, silent = places_in(data, sought) if sought else ([], ())
    held: dict[int, list[Box]] = {}
    for box in [*boxes, *found]:
        held.setdefault(box.page, []).append(box)
    if not held:
        raise NotRedacted("monitoring.nothing_found")
    try:
        return _made(data, held, sought, silent)
    except (NotRedacted, MemoryError):
        raise
    except Exception:  # whatever a malformed paper makes its reader raise
        raise NotRedacted("files.broken") from None


def _made(data: bytes, held: Mapping[int, Sequence[Box]], sought: Sequence[str], silent: tuple[int, ...]) -> Redacted:
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415  # it takes long to load

    reader, writer, drawn = PdfReader(BytesIO(data), strict=False), PdfWriter(), []
    with pages.opened(data) as paper:
        if max(held) > len(paper) or len(reader.pages) != len(paper):
            raise NotRedacted("monitoring.no_such_page", page=max(held))
        for number in range(1, len(paper) + 1):
            if number in held or not _copies(writer, reader, number):
                drawn.append(number)
                if len(drawn) > MOST_DRAWN:
                    raise NotRedacted("monitoring.too_much_drawn", most=MOST_DRAWN)
                _draw(writer, paper[number - 1], number, held.get(number, ()))
    writer.metadata = None
    written = BytesIO()
    writer.write(written)
    _require_gone(written.getvalue(), sought)
    return Redacted(written.getvalue(), tuple(drawn), silent)


def _copies(writer: "PdfWriter", reader: "PdfReader", number: int) -> bool:
    """Copy a page; False for one that cannot be, and nothing was added then."""
    try:
        copy_page(writer, reader.pages[number - 1])
    except CannotBeCopied:
        return False
    return True


def _draw(writer: "PdfWriter", page: Any, number: int, boxes: Sequence[Box]) -> None:
    """Add a page as a picture, and the words that no box touches as unseen text."""
    seen = pages.drawn(page, dpi=_DPI)
    paint(seen, boxes)
    dots = BytesIO()
    seen.save(dots, "JPEG", quality=85)
    left = [
        (words, place)
        for words, place in pages.words_of(page, number).each()
        if not any(box.touches(place) for box in boxes)
    ]
    unseen(writer, pages.size_of(page), seen.size, dots.getvalue(), left)


def _require_gone(data: bytes, sought: Sequence[str]) -> None:
    """Read what was made by both readers, and give it only if neither finds what was to go. Raises NotRedacted."""
    from pypdf import PdfReader  # noqa: PLC0415  # as above

    if not sought:
        return
    with pages.opened(data) as paper:
        texts = [pages.words_of(paper[number - 1], number).text for number in range(1, len(paper) + 1)]
    for number, (one, page) in enumerate(zip(texts, PdfReader(BytesIO(data)).pages, strict=True), 1):
        if any(places_of(said, each) for each in sought for said in (one, page.extract_text())):
            raise NotRedacted("monitoring.not_located", page=number)
