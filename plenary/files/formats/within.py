"""Pictures within papers and office documents: they stay dot for dot, without what their camera said of place and person."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO

from PIL import Image

from plenary.files.formats.errors import FileError

_TURNED = 0x0112
"""The tag of how a camera was held: without it a picture would lie on its side."""
_DROPPED = {0xE1, 0xED, 0xFE}
"""Segments of a JPEG: Exif and XMP, IPTC, a comment."""
_SCAN, _HEAD, _END = 0xDA, b"\xff\xd8", b"\xff\xd9"
_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
"""What ends the dots of a scan: among them no such bytes stand."""
_SEVERAL = b"MPF\0"
"""How the list of further pictures begins, which a camera puts behind the first."""
_PNG = b"\x89PNG\r\n\x1a\n"
_TOLD, _TELLS = {b"EXIF", b"XMP "}, 0x0C
"""Chunks of a WebP that describe it, and the bits that say there are such."""
_WORDS = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}


MOST_PIECES = 50_000
"""Segments of a JPEG, or chunks of another picture."""


def bare(data: bytes) -> bytes:
    """A JPEG, PNG or WebP without its description, but for how a JPEG is turned; anything else, and what is broken, as it is.
    Raises FileError (`files.too_much_within`) for one of very many pieces."""
    try:
        if data.startswith(_HEAD):
            segments = list(_bounded(_segments(data)))
            return b"".join([_HEAD, _turn(data), *segments])
        if data.startswith(_PNG):
            return _PNG + b"".join(_bounded(_chunks(data)))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            body = b"WEBP" + b"".join(_bounded(_riff(data)))
            return b"RIFF" + len(body).to_bytes(4, "little") + body
    except (ValueError, OSError, SyntaxError, KeyError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return data
    return data


def _bounded(pieces: Iterable[bytes]) -> Iterator[bytes]:
    for number, piece in enumerate(pieces):
        if number >= MOST_PIECES:
            raise FileError("files.too_much_within")
        yield piece


def _turn(data: bytes) -> bytes:
    with Image.open(BytesIO(data), formats=["JPEG"]) as opened:
        turned = opened.getexif().get(_TURNED, 1)
    if turned not in range(2, 9):
        return b""
    told = Image.Exif()
    told[_TURNED] = turned
    body = told.tobytes()
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2) + body


def _segments(data: bytes) -> Iterator[bytes]:
    """The segments that stay, with the scans; what stands behind the end, as further pictures do, goes. Raises ValueError."""
    at = len(_HEAD)
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise ValueError
        if data[at + 1] == 0xFF:  # fill
            at += 1
            yield b""
            continue
        if data[at + 1] == _SCAN:
            begun, found = at, _MARKER.search(data, at + 2)
            at = found.start() if found else len(data)
            yield data[begun:at]
            if found is None or found[0] == _END:
                yield found[0] if found else b""
                return
            continue
        ends = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if ends > len(data) or ends < at + 4:
            raise ValueError
        is_dropped = data[at + 1] in _DROPPED or data[at + 4 : at + 8] == _SEVERAL
        yield b"" if is_dropped else data[at:ends]
        at = ends
    raise ValueError


def _chunks(data: bytes) -> Iterator[bytes]:
    """The chunks that stay. Raises ValueError."""
    at = len(_PNG)
    while at < len(data):
        ends = at + 12 + int.from_bytes(data[at : at + 4])
        if ends > len(data):
            raise ValueError
        yield b"" if data[at + 4 : at + 8] in _WORDS else data[at:ends]
        at = ends


def _riff(data: bytes) -> Iterator[bytes]:
    """The chunks of a WebP that stay; the first no longer says that there are others. Raises ValueError."""
    at = 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        name, ends = data[at : at + 4], at + 8 + size + size % 2
        if at + 8 + size > len(data):
            raise ValueError
        if name == b"VP8X" and size:
            yield data[at : at + 8] + bytes([data[at + 8] & ~_TELLS]) + data[at + 9 : ends]
        else:
            yield b"" if name in _TOLD else data[at:ends]
        at = ends
