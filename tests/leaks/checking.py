"""What an answer says, all of it; and which marks in it are above its reader."""

import html
import io
import re
import zipfile
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from django.http.response import HttpResponseBase
from pypdf import PdfReader

from tests.leaks.book import Book
from tests.story.marks import ID, MARKED

_FOUND = re.compile(f"{ID.pattern}|{MARKED.pattern}")

type Tokens = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Leak:
    """A mark that a role read and must not: where, and which row carries it."""

    role: str
    where: str
    mark: str
    holder: str

    def __str__(self) -> str:
        return f"{self.role} read in {self.where}: {self.mark}, {self.holder}"


def plain(words: str) -> str:
    """What stands in a text, however it was escaped for where it stands."""
    words = re.sub(r"\\+u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), words)
    return unquote(html.unescape(words))


def unpacked(content: bytes) -> str:
    """The text of a file that an answer carries: a paper, a workbook or another packed file, or plain text."""
    if content.startswith(b"%PDF"):
        return _of_paper(content)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "".join(unpacked(packed.read(name)) for name in packed.namelist())
    return content.decode(errors="replace")


@cache
def _of_paper(content: bytes) -> str:
    paper = PdfReader(io.BytesIO(content))
    return f"{paper.metadata} {' '.join(page.extract_text() for page in paper.pages)}"


def all_of(response: HttpResponseBase) -> str:
    """All that an answer says: status, headers, cookies, body."""
    content = b"".join(response) if response.streaming else response.content
    return plain(f"{response.status_code} {dict(response.items())} {response.cookies} {unpacked(content)}")


def marks_of(words: str) -> set[str]:
    """The marks, and what may be ids, that stand in a text."""
    return set(_FOUND.findall(words))


def leaks_in(book: Book, role: str, tokens: Tokens, where: str, marks: set[str]) -> list[Leak]:
    """Which of the marks in an answer are above its reader, but for the marks and ids of the address that was asked."""
    found = book.above(tokens, marks - marks_of(plain(where)))
    return [Leak(role, where, mark, str(holder)) for mark, holder in sorted(found.items())]
