"""What a file is, told from its content alone, and its content without what tells of whoever made it."""

from dataclasses import dataclass

from django.conf import settings

from plenary.files.formats import packages, papers, pictures, words
from plenary.files.formats.errors import FileError
from plenary.files.rules import JPEG, KINDS, PDF, PNG, WEBP, Kind, named_as, plain_name, says_another

__all__ = ["FileError", "Found", "largest_of", "read", "require_fits"]


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may be kept: its kind, its name, and its content as it is kept."""

    kind: Kind
    name: str
    data: bytes


def largest_of(bound: int = 0) -> int:
    """The bytes of the largest file that is kept, where one thing has a bound of its own (0: none) and the server one for all."""
    return min(bound or settings.FILE_SIZE, settings.FILE_SIZE)


def require_fits(kind: Kind, size: int, kinds: tuple[Kind, ...], largest: int) -> None:
    """Go on where a file of this kind and size (bytes) may hang on something. Raises FileError (`files.other_kind`,
    `files.too_large`)."""
    if kind not in kinds:
        raise _other(kinds)
    if size > largest_of(largest):
        raise FileError("files.too_large", most=largest_of(largest) // 1_000_000)


def read(name: str, data: bytes, media_type: str = "", *, kinds: tuple[Kind, ...] = KINDS, largest: int = 0) -> Found:
    """Tell what a file is, hold it against its name and against what its sender says, and take out what tells of its maker.

    Pictures are painted anew; of papers and office documents the description is emptied, and names of who commented or changed
    something within them are replaced; what they wrote stays.
    `kinds` and `largest` are those of the thing on which it will hang. Raises FileError with the reason: empty, too large, of
    no kind that is kept there, broken, locked, or not what it says.
    """
    if not data:
        raise FileError("files.empty")
    if len(data) > largest_of(largest):
        raise FileError("files.too_large", most=largest_of(largest) // 1_000_000)
    if not plain_name(name):
        raise FileError("files.no_name")
    kind, clean = _kind_and_cleaner(name, data, kinds)
    called = named_as(name, kind)
    if called is None or says_another(media_type, kind):
        raise FileError("files.other_than_named")
    require_fits(kind, len(data), kinds, largest)
    cleaned = clean(data)
    require_fits(kind, len(cleaned), kinds, largest)
    return Found(kind, called, cleaned)


def _kind_and_cleaner(name: str, data: bytes, kinds: tuple[Kind, ...]) -> tuple[Kind, "words.Cleaner"]:
    """What a file is. Where few kinds are kept, a file of none that is known anywhere is told which these are."""
    try:
        return _known(name, data)
    except FileError as error:
        if error.verdict.reason == "files.unknown_kind" and kinds != KINDS:
            raise _other(kinds) from None
        raise


def _other(kinds: tuple[Kind, ...]) -> FileError:
    return FileError("files.other_kind", kinds=", ".join(each.endings[0].upper() for each in kinds))


def _known(name: str, data: bytes) -> tuple[Kind, "words.Cleaner"]:
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
