"""What a redaction would leave of an archived copy, to be looked at before it is kept."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse
from plenary.files.queries import content_of
from plenary.files.rules import MEDIA_TYPES, PDF, SCANS, TEXT
from plenary.monitoring.actions.redacting import copy_of
from plenary.monitoring.formats import previewed, redacted
from plenary.monitoring.formats.errors import NotRedacted
from plenary.monitoring.models import Source
from plenary.monitoring.rules.redacting import Box

MOST_PAGES = 6
"""Pages that are shown at once."""
MOST_LETTERS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Pages (by number) as pictures for a page (`data:`), the text of a text; on how many places words stand, which pages hold no
    text in which they could be found, how many pages there are, and what the copy takes: words, boxes."""

    pages: Sequence[tuple[int, str]] = ()
    text: str = ""
    found: int = 0
    silent: Sequence[int] = ()
    total: int = 1
    takes_words: bool = True
    takes_boxes: bool = True


def preview(standing: Standing, source: Source, words: Sequence[str], boxes: Sequence[Box], page: int) -> Preview:
    """What would be left of a source that the standing may redact; without words and boxes the page asked for, as it is.

    Refuses a source without a copy (`monitoring.no_copy`), a copy of another kind (`monitoring.other_kind`), and what the formats
    do not redact."""
    copy = copy_of(standing, source)
    kind = MEDIA_TYPES.get(copy.media_type) if copy else None
    if copy is None or kind not in (*SCANS, TEXT):
        raise Refused(refuse("monitoring.other_kind" if copy else "monitoring.no_copy"))
    data = content_of(copy)
    try:
        if kind == TEXT:
            return _of_text(data.decode(), words)
        if kind == PDF:
            return _of_paper(data, words, boxes, page)
        return Preview(pages=[(1, _address(previewed.picture(data, boxes)))], takes_words=False)
    except NotRedacted as error:
        raise Refused(refuse(error.reason, "", **error.facts)) from None


def _of_text(text: str, words: Sequence[str]) -> Preview:
    left = redacted.text(text, words) if words else text
    return Preview(text=left[:MOST_LETTERS], takes_boxes=False)


def _of_paper(data: bytes, words: Sequence[str], boxes: Sequence[Box], page: int) -> Preview:
    total = previewed.pages_of_paper(data)
    found, silent = redacted.places_in(data, words) if words else ([], ())
    if words and not found and not boxes:
        raise NotRedacted("monitoring.nothing_found")
    held = [*boxes, *found]
    shown = sorted({box.page for box in held})[:MOST_PAGES] or [min(max(page, 1), total)]
    pictures = [(number, _address(previewed.page_of_paper(data, number, held))) for number in shown]
    return Preview(pages=pictures, found=len(found), silent=silent, total=total)


def _address(jpeg: bytes) -> str:
    return f"data:image/jpeg;base64,{b64encode(jpeg).decode()}"
