"""What a file is, told from its content alone, and its content without what tells of whoever made it."""

from dataclasses import dataclass

from django.conf import settings

from plenary.files.formats import packages, papers, pictures, words
from plenary.files.formats.errors import FileError
from plenary.files.rules import JPEG, PDF, PNG, WEBP, Kind, named_as, plain_name, says_another

__all__ = ["FileError", "Found", "read"]


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may be kept: its kind, its name, and its content as it is kept."""

    kind: Kind
    name: str
    data: bytes


def read(name: str, data: bytes, media_type: str = "") -> Found:
    """Tell what a file is, hold it against its name and against what its sender says, and take out what tells of its maker.

    Pictures are painted anew, of papers and office documents the description is emptied; what is written within them stays.
    Raises FileError with the reason: empty, too large, of no kind that is kept, broken, locked, or not what it says.
    """
    most = settings.FILE_SIZE
    if not data:
        raise FileError("files.empty")
    if len(data) > most:
        raise FileError("files.too_large", most=most // 1_000_000)
    if not plain_name(name):
        raise FileError("files.no_name")
    kind, clean = _kind_and_cleaner(name, data)
    called = named_as(name, kind)
    if called is None or says_another(media_type, kind):
        raise FileError("files.other_than_named")
    cleaned = clean(data)
    if len(cleaned) > most:
        raise FileError("files.too_large", most=most // 1_000_000)
    return Found(kind, called, cleaned)


def _kind_and_cleaner(name: str, data: bytes) -> tuple[Kind, "words.Cleaner"]:
    if data.startswith(b"%PDF-"):
        return PDF, papers.clean
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG, pictures.png
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG, pictures.jpeg
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP, pictures.webp
    if data.startswith(b"PK\x03\x04"):
        return packages.kind_of(data), packages.clean
    return words.kind_of(name, data), words.clean
