"""What is printed: a template in Typst and data become a tagged PDF that screen readers can read (PDF/UA-1).

A template stands in `plenary/<room>/typst/`, imports the house style of `plenary/core/typst/house.typ` and reads what it was
handed over as JSON. Nothing that people wrote becomes Typst source, and only the fonts in `plenary/core/fonts` are used.
"""

import json
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import typst
from babel.dates import format_date
from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from plenary.core import clock, times

ROOMS = Path(__file__).resolve().parent.parent
FONTS = Path(__file__).resolve().parent / "fonts"
UNREADABLE_LETTERS = ("could not be displayed with font", "disallowed codepoint")

_log = logging.getLogger(__name__)
_TEMPLATE = re.compile(r"([a-z]+)/([a-z_]+)")
_TAG = re.compile(r"([a-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?(?:-.*)?")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff]")
_UNBROKEN = re.compile(r"\S{40}(?=\S)")
_BREAK = "\u200b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands around the text on every page, in the reader's language: all of it may be empty.

    `over` is whose paper it is, such as the coalition's name; `day` when it was printed; `mark` a state such as “Draft”;
    `foot` by what it can be held to account, such as the head of the record.
    """

    over: str = ""
    day: str = ""
    mark: str = ""
    foot: str = ""


def pdf(
    template: str, data: Mapping[str, Any], *, language: str, title: str, author: str = "", around: Around | None = None
) -> bytes:
    """A template filled with data, as a tagged PDF with title, author, language and direction.

    `template` is `room/name`, for `plenary/<room>/typst/<name>.typ`; `data` is what JSON can hold; `language` is a tag such
    as `ar` or `pt-BR`. The file is PDF/UA-1. Where a text has letters that no shipped font draws, it is still tagged,
    without that promise: such letters are boxes on the page and stay themselves for copying and for screen readers.
    Raises ValueError for a name that no template can have, typst.TypstError for a mistake in a template.
    """
    named = _TEMPLATE.fullmatch(template)
    if named is None:
        raise ValueError(f"{template} is no template")
    around = around or Around()
    paper = {
        **_language(language),
        "title": _UNPRINTABLE.sub("", title).strip() or "–",  # a paper without a title is none for screen readers
        "author": author,
        "over": around.over,
        "day": around.day,
        "mark": around.mark,
        "foot": around.foot,
        "page_of": _page_of(language),
    }
    handed = json.dumps(_printable({"paper": paper, "data": data}), ensure_ascii=False)
    source = ROOMS / named[1] / "typst" / f"{named[2]}.typ"
    return _compiled(source, handed)


def answer(content: bytes, name: str) -> HttpResponse:
    """A PDF as a response that browsers show, under the name with which it is kept; never held by caches between."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def day_on_paper(moment: datetime, *, zone: ZoneInfo, language: str) -> str:
    """A date with its year, as a paper needs it that is read years later: ``24 November 2026``."""
    return str(format_date(moment.astimezone(zone).date(), "long", locale=times.locale_of(language)))


def ltr(text: str) -> str:
    """A code such as a hash, kept together from left to right within a sentence of any direction."""
    return f"\u2066{text}\u2069"


def _compiled(source: Path, handed: str) -> bytes:
    compiler = typst.Compiler(
        source, root=ROOMS, font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"handed": handed}
    )
    moment = int(clock.now().timestamp())
    try:
        made = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=moment)
    except typst.TypstError as error:
        if not any(words in error.message for words in UNREADABLE_LETTERS):
            raise
        _log.warning("%s is printed without PDF/UA-1: a letter is in none of the fonts", source.stem)
        made = compiler.compile(format="pdf", timestamp=moment)
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made


@cache
def _fonts() -> typst.Fonts:
    """The shipped fonts, read once a process."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _language(tag: str) -> dict[str, Any]:
    found = _TAG.fullmatch(tag)
    return {
        "language": found[1] if found else "en",
        "region": found[2].upper() if found and found[2] else None,
        "rtl": times.locale_of(tag).text_direction == "rtl",
    }


def _page_of(language: str) -> str:
    with translation.override(language):
        return _("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"}


def _printable(value: Any) -> Any:
    """Data without what no paper can show, and with places to break in words that are longer than a line."""
    if isinstance(value, str):
        return _UNBROKEN.sub(lambda found: found[0] + _BREAK, _UNPRINTABLE.sub("", value))
    if isinstance(value, Mapping):
        return {key: _printable(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [_printable(item) for item in value]
    return value
