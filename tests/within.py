"""What a file says, all of it: a paper with what stands on no page of it, a picture with what was written beside its dots, a
package with its members. Each file is read once in a process, and whatever is packed in another is read as well."""

import gzip
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache

from pypdf import PdfReader

PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF", b"GIF8", b"II*\x00", b"MM\x00*")
"""How pictures begin: PNG, JPEG, WebP, GIF and TIFF, in which cameras write what they tell."""
PACKAGES = (b"PK\x03\x04", b"PK\x05\x06")
"""How packages begin: archives, workbooks, office documents."""
FONTS = (b"OTTO", b"\x00\x01\x00\x00", b"true", b"ttcf", b"\x01\x00\x04")
"""How fonts begin, which a paper carries by the letters that it shows: they say nothing."""
MOST_WITHIN = 5
"""So many files are opened within each other; deeper ones are an error, so that none is passed over."""
BESIDE = "\x1c"
"""Stands between what a reader of a paper sees and what else is in it, fonts by the letters that they spell among that."""
LEFTWARDS = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"

_PACKED_IN_PNG = re.compile(rb"(zTXt|iTXt|iCCP)")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_STRING = re.compile(rb"\(((?:[^\\()]|\\.|\((?:[^\\()]|\\.)*\))*)\)|<([0-9A-Fa-f\s]{4,})>", re.DOTALL)
_ESCAPED = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|\n|\r)|(.))", re.DOTALL)
_WIDE = (b"\xfe\xff", b"\xff\xfe")
_AS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_RUN = re.compile(rf"[{LEFTWARDS}][{LEFTWARDS}\s]*[{LEFTWARDS}]")
_UNSEEN = re.compile("[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_FOLDED = re.compile(r"\r?\n[ \t]")
_TAGS = re.compile(r"<[^<>]*>")


def words_of(content: bytes, depth: int = 0) -> str:
    """All words of a file, whatever it is. Raises ValueError where files lie too deep within each other, and whatever their
    readers raise at what is broken: nothing is passed over."""
    if depth > MOST_WITHIN:
        raise ValueError("a file lies too deep within others to be read")
    if content.startswith(b"%PDF"):
        return _of_paper(content, depth)
    if content.startswith(PACKAGES):
        return _of_package(content, depth)
    if content.startswith(b"\x1f\x8b"):
        return words_of(gzip.decompress(content), depth + 1)
    if content.startswith(PICTURES):
        return _of_picture(content)
    return _of_text(content)


def in_order(page: str) -> str:
    """The words of a page, one after another whatever lines they stood on; what is written leftwards also as it is read where a
    paper gives it as it is drawn: the last word first, or the last letter."""
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", page))
    lines = plain.split("\n")
    words_turned = (_RUN.sub(lambda found: " ".join(reversed(found[0].split())), line) for line in lines)
    letters_turned = (_RUN.sub(lambda found: found[0][::-1], line) for line in lines)
    told = [" ".join(" ".join(each).split()) for each in (lines, words_turned, letters_turned)]
    return " ".join((*told, told[0].replace("- ", "-")))


def _of_text(content: bytes) -> str:
    """A text in the letters that its first bytes tell, or in UTF-8; lines of a calendar whole, words of marked-up pieces too."""
    known = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}.get(content[:2], "utf-8")
    words = content.decode(known, errors="replace")
    if words.startswith("BEGIN:V"):
        words = _FOLDED.sub("", words)
    if words.lstrip("\ufeff \r\n").startswith(("<?xml", "<svg")):
        words = f"{words} {_TAGS.sub('', words)}"
    return words


@cache
def _of_package(content: bytes, depth: int) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        told = [package.comment, *(part for each in package.infolist() for part in (each.comment, each.extra))]
        names = " ".join(each.filename for each in package.infolist())
        members = [words_of(package.read(each), depth + 1) for each in package.infolist()]
    return " ".join((names, *(each.decode(errors="replace") for each in told), *members))


@cache
def _of_picture(content: bytes) -> str:
    """What is written in a picture in any of the ways of its makers, of which none is asked: all its bytes are looked through
    as they lie, and unpacked, as letters of one byte and of two."""
    pieces = [content]
    for found in _PACKED_IN_PNG.finditer(content):
        length = int.from_bytes(content[found.start() - 4 : found.start()])
        pieces += _unpacked_of(content[found.end() : found.end() + length])
    return " ".join(words for piece in pieces for words in _in_any_letters(piece))


def _unpacked_of(chunk: bytes) -> Iterator[bytes]:
    """What a part of a PNG holds packed: its data begins after a few words that each end with a zero."""
    for begin in (found.start() for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", chunk)):
        if unpacked := _inflated(chunk[begin:]):
            yield unpacked


def _in_any_letters(piece: bytes) -> Iterator[str]:
    yield piece.decode(errors="replace")
    yield piece.decode("latin-1")
    for begin in (0, 1):
        yield piece[begin:].decode("utf-16-le", errors="replace")
        yield piece[begin:].decode("utf-16-be", errors="replace")


@cache
def _of_paper(content: bytes, depth: int) -> str:
    """The pages as they are read, and all texts and files that the paper holds beside them: titles, descriptions, what it tells
    of its pictures, what hangs on it, and what stood in it before it was changed."""
    paper = PdfReader(io.BytesIO(content))
    pages = [page.extract_text() for page in paper.pages]
    attached = [words_of(each, depth + 1) for held in paper.attachments.values() for each in held]
    within = [_of_stream(each, depth) for each in _streams_of(content)]
    beside = [*map(in_order, pages), *attached, _strings_of(_STREAM.sub(b"", content)), *within]
    return " ".join((*pages, str(paper.metadata), BESIDE, *beside))


def _streams_of(content: bytes) -> Iterator[bytes]:
    for found in _STREAM.finditer(content):
        yield _inflated(found[1]) or found[1]


def _inflated(packed: bytes) -> bytes:
    """What was packed with zlib; nothing where nothing was."""
    try:
        return zlib.decompressobj().decompress(packed)
    except zlib.error:
        return b""


def _of_stream(stream: bytes, depth: int) -> str:
    """What a stream of a paper says: a file within, a description, or texts among other things."""
    if stream.startswith(FONTS):
        return ""
    if stream.startswith((b"%PDF", b"\x1f\x8b", *PACKAGES, *PICTURES)):
        return words_of(stream, depth + 1)
    return f"{_of_text(stream)} {_strings_of(stream)}"


def _strings_of(stream: bytes) -> str:
    """The texts of a paper as they are written in its own language. What is told of letters that no font draws stands by itself,
    letter for letter: it is told once more without a gap."""
    found = [(_raw(each[0], each[1]), bool(each[1])) for each in _STRING.findall(stream)]
    told = [raw.decode("utf-16", errors="replace") for raw, _in_hex in found if raw.startswith(_WIDE)]
    plain = [raw.decode(errors="replace") for raw, in_hex in found if not raw.startswith(_WIDE) and not in_hex]
    return " ".join((*plain, *told, "".join(told)))


def _raw(literal: bytes, in_hex: bytes) -> bytes:
    if in_hex:
        digits = b"".join(in_hex.split())
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    return _ESCAPED.sub(_meant, literal) if b"\\" in literal else literal


def _meant(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes([int(found[1], 8) & 0xFF])
    return b"" if found[2] else _AS.get(found[3], found[3])
