"""What an answer says, all of it; and which marks in it are above its reader."""

import html
import re
from base64 import b64decode
from dataclasses import dataclass
from urllib.parse import unquote

from django.http.response import HttpResponseBase

from tests.leaks.book import Book
from tests.story.marks import marks_of
from tests.within import words_of

_ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_CARRIED = re.compile(r"data:[\w/+.;=-]*;base64,([A-Za-z0-9+/]+)")

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
    if "\\u" in words:
        words = re.sub(r"\\+u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), words)
    return _ESCAPED.sub(lambda found: unquote(found[0]), html.unescape(words))


def carried(words: str) -> str:
    """What a text carries in base64, such as a picture that a page shows without asking for it."""
    found = _CARRIED.findall(words) if ";base64," in words else ()
    return " ".join(plain(words_of(b64decode(each + "=" * (-len(each) % 4)))) for each in found)


def all_of(response: HttpResponseBase) -> str:
    """All that an answer says: status, headers, cookies, body, and what is packed in it."""
    content = b"".join(response) if response.streaming else response.content
    words = plain(f"{response.status_code} {dict(response.items())} {response.cookies} {words_of(content)}")
    return f"{words} {carried(words)}"


def leaks_in(book: Book, role: str, tokens: Tokens, where: str, marks: set[str]) -> list[Leak]:
    """Which of the marks in an answer are above its reader, but for the marks and ids of the address that was asked."""
    found = book.above(tokens, marks - marks_of(plain(where)))
    return [Leak(role, where, mark, str(holder)) for mark, holder in sorted(found.items())]
