"""What is printed: a template in Typst and data become a tagged PDF that screen readers can read (PDF/UA-1).

A template stands in `plenary/<room>/typst/`, imports the house style of `plenary/core/typst/house.typ` and reads what it was
handed over as JSON. Nothing that people wrote becomes Typst source, and only the fonts in `plenary/core/fonts` are used.
"""

import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from plenary.core import clock, times, typesetting

ROOMS = Path(__file__).resolve().parent.parent
FONTS = Path(__file__).resolve().parent / "fonts"
LONGEST = 60  # seconds; a paper of two hundred pages takes two

_places = BoundedSemaphore(2)  # papers set at once by this process; others wait
_log = logging.getLogger(__name__)
_TEMPLATE = re.compile(r"([a-z]+)/([a-z_]+)")
_TAG = re.compile(r"([a-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?(?:-.*)?")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff]")
_UNBROKEN = re.compile(r"[^\s/?&=.,:;-]{40,}")
_PART = re.compile(".{10}(?=.)")
_BREAK = "\\g<0>\u200b"  # a place to break that is not seen


class PrintingError(RuntimeError):
    """A template that cannot be set, with the compiler's words: a mistake of the program, never of what people wrote."""


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
    Raises ValueError for a name that no template can have, PrintingError for a mistake in a template, TimeoutExpired for
    a paper that takes longer than `LONGEST` seconds.
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
    return _set(ROOMS / named[1] / "typst" / f"{named[2]}.typ", _printable({"paper": paper, "data": data}))


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


def _set(source: Path, handed: Mapping[str, Any]) -> bytes:
    """The PDF, set in a process of its own, with nothing of this one's environment."""
    told = {
        "source": str(source),
        "root": str(ROOMS),
        "fonts": str(FONTS),
        "handed": handed,
        "moment": int(clock.now().timestamp()),
    }
    with _places:
        done = subprocess.run(  # noqa: S603  # the product's own program; what people wrote goes to its input
            [sys.executable, "-P", typesetting.__file__],
            input=json.dumps(told).encode(),
            capture_output=True,
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            timeout=LONGEST,
            check=False,
        )
    if done.returncode:
        raise PrintingError(done.stderr.decode(errors="replace").strip())
    kept, _end, made = done.stdout.partition(b"\n")
    if kept + b"\n" != typesetting.FOR_ALL:
        _log.warning("%s is printed without PDF/UA-1: a letter is in none of the fonts", source.stem)
    return made


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
        return _UNBROKEN.sub(lambda found: _PART.sub(_BREAK, found[0]), _UNPRINTABLE.sub("", value))
    if isinstance(value, Mapping):
        return {key: _printable(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [_printable(item) for item in value]
    return value
