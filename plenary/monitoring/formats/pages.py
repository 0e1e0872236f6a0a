"""Pages of papers (PDF) as they are seen: drawn as pictures, and their words with the places at which they stand.

All is told of the page as it is shown, turned and cut as it says. Comments, stamps and fields that were filled in are not drawn.
The library that draws (PDFium) does one thing at a time.
"""

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any

from PIL import Image

from plenary.monitoring.formats.errors import NotRedacted
from plenary.monitoring.rules.redacting import Box, Span

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MOST_PAGES = 500
MOST_LETTERS = 200_000  # of one page
MOST_DOTS = 9_000_000  # of one page: A3 at 200 dots an inch
_FINE = 10_000
"""Into so many parts the sides of a page are divided where places are told."""
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a page: its text, and where each of its characters stands; None for one that is not drawn."""

    text: str
    places: tuple[Box | None, ...]

    def boxes(self, spans: Sequence[Span]) -> list[Box]:
        """A box around each word, or part of one, in some spans; None stands nowhere, and has none."""
        found = []
        for span in spans:
            for run in _runs(self.places[span.begin : span.end]):
                found.append(_around(run))
        return found

    def each(self) -> Iterator[tuple[str, Box]]:
        """Each word with the place at which it stands."""
        begin = 0
        for end in range(len(self.text) + 1):
            is_end = end == len(self.text) or self.text[end].isspace()
            if is_end:
                held = [place for place in self.places[begin:end] if place]
                if held:
                    yield self.text[begin:end], _around(held)
                begin = end + 1


@contextmanager
def opened(data: bytes) -> Iterator["PdfDocument"]:
    """A paper, to be read within the block, by nobody else meanwhile. Raises NotRedacted: broken, locked, too many pages."""
    import pypdfium2 as pdfium  # noqa: PLC0415  # it loads a large library, which few requests need

    with _lock:
        try:
            paper = pdfium.PdfDocument(_read_from_the_left(data))
        except pdfium.PdfiumError:
            raise NotRedacted("files.broken") from None
        try:
            if not 0 < len(paper) <= MOST_PAGES:
                raise NotRedacted("monitoring.too_many_pages", most=MOST_PAGES)
            yield paper
        except pdfium.PdfiumError:
            raise NotRedacted("files.broken") from None
        finally:
            paper.close()


def _read_from_the_left(data: bytes) -> bytes:
    """The paper without the word that its pages follow each other leftwards: the library would turn the lines of all of it, and
    tell the words of other scripts in a wrong order. Raises NotRedacted."""
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415  # it takes long to load too

    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise NotRedacted("files.locked")
        if "/ViewerPreferences" not in reader.root_object:
            return data
        writer = PdfWriter(clone_from=reader)
        del writer.root_object["/ViewerPreferences"]
        written = BytesIO()
        writer.write(written)
    except NotRedacted:
        raise
    except Exception:  # whatever a malformed paper makes its reader raise
        raise NotRedacted("files.broken") from None
    return written.getvalue()


def size_of(page: "PdfPage") -> tuple[float, float]:
    """Width and height of a page as it is shown, in points. Raises NotRedacted for one without any."""
    width, height = page.get_size()
    if not (0 < width < 20_000 and 0 < height < 20_000):
        raise NotRedacted("files.broken")
    return width, height


def drawn(page: "PdfPage", *, dpi: int) -> Image.Image:
    """A page as a picture, in so many dots an inch, in fewer where it would be too many."""
    width, height = size_of(page)
    scale = min(dpi / 72, (MOST_DOTS / (width * height)) ** 0.5)
    bitmap = page.render(scale=scale, draw_annots=False, may_draw_forms=False, rev_byteorder=True)
    seen: Image.Image = bitmap.to_pil()
    return seen.convert("RGB")


def words_of(page: "PdfPage", number: int) -> Words:
    """The words of a page that has this number. Raises NotRedacted where there are too many."""
    from pypdfium2 import raw  # noqa: PLC0415  # as above

    text = page.get_textpage()
    try:
        letters = raw.FPDFText_CountChars(text)
        if letters > MOST_LETTERS:
            raise NotRedacted("files.too_much_within")
        told = [(_letter(raw, text, index), _place(raw, page, text, index, number)) for index in range(max(letters, 0))]
    finally:
        text.close()
    characters = [(each, place) for letter, place in told for each in letter]
    return Words("".join(each for each, _place in characters), tuple(place for _each, place in characters))


def _letter(raw: Any, text: Any, index: int) -> str:
    """A character; what a program could not tell is a mark that is compared with nothing."""
    code = raw.FPDFText_GetUnicode(text, index)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code <= 0xDFFF else "\ufffd"


def _place(raw: Any, page: Any, text: Any, index: int, number: int) -> Box | None:
    left, right, bottom, top = (ctypes.c_double() for _each in range(4))
    if not raw.FPDFText_GetCharBox(text, index, left, right, bottom, top):
        return None
    corners = [_shown(raw, page, left.value, top.value), _shown(raw, page, right.value, bottom.value)]
    (one, first), (other, last) = corners
    box = min(one, other), min(first, last), abs(one - other), abs(first - last)
    is_seen = 0 <= box[0] < 100 and 0 <= box[1] < 100 and 0 < box[2] <= 100 and 0 < box[3] <= 100
    return Box(number, *box) if is_seen else None


def _shown(raw: Any, page: Any, across: float, up: float) -> tuple[float, float]:
    """A point of a page in percent of how it is shown."""
    left, top = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, across, up, left, top)
    return 100 * left.value / _FINE, 100 * top.value / _FINE


def _runs(places: Sequence[Box | None]) -> list[list[Box]]:
    """Places that follow each other on a line, without what is not drawn among them."""
    found: list[list[Box]] = [[]]
    for place in places:
        if place is None or (found[-1] and not _is_beside(found[-1][-1], place)):
            found.append([])
        if place is not None:
            found[-1].append(place)
    return [run for run in found if run]


def _is_beside(one: Box, other: Box) -> bool:
    """True for places of one line, whichever way it runs."""
    near = max(one.width, one.height, other.width, other.height)
    across = max(one.left, other.left) - min(one.right, other.right)
    down = max(one.top, other.top) - min(one.bottom, other.bottom)
    return across < 2 * near and down < 2 * near and min(across, down) < 0


def _around(places: Sequence[Box]) -> Box:
    left, top = min(each.left for each in places), min(each.top for each in places)
    right, bottom = max(each.right for each in places), max(each.bottom for each in places)
    return Box(places[0].page, left, top, right - left, bottom - top)
