"""Pictures within papers and office documents: they stay dot for dot, without what their camera said of place and person."""

from collections.abc import Iterator
from io import BytesIO

from PIL import Image

_TURNED = 0x0112
"""The tag of how a camera was held: without it a picture would lie on its side."""
_DROPPED = {0xE1, 0xED, 0xFE}
"""Segments of a JPEG: Exif and XMP, IPTC, a comment."""
_SCAN, _HEAD = 0xDA, b"\xff\xd8"
_PNG = b"\x89PNG\r\n\x1a\n"
_WORDS = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}


def bare(data: bytes) -> bytes:
    """A JPEG or PNG without its description, but for how it is turned; anything else, and what is broken, as it is."""
    try:
        if data.startswith(_HEAD):
            return b"".join([_HEAD, _turn(data), *_segments(data)])
        if data.startswith(_PNG):
            return _PNG + b"".join(_chunks(data))
    except (ValueError, OSError, SyntaxError, KeyError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return data
    return data


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
    """The segments that stay; from the first scan on, all. Raises ValueError."""
    at = len(_HEAD)
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise ValueError
        if data[at + 1] == 0xFF:  # fill
            at += 1
            continue
        if data[at + 1] == _SCAN:
            yield data[at:]
            return
        ends = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if ends > len(data) or ends < at + 4:
            raise ValueError
        if data[at + 1] not in _DROPPED:
            yield data[at:ends]
        at = ends
    raise ValueError


def _chunks(data: bytes) -> Iterator[bytes]:
    """The chunks that stay. Raises ValueError."""
    at = len(_PNG)
    while at < len(data):
        ends = at + 12 + int.from_bytes(data[at : at + 4])
        if ends > len(data):
            raise ValueError
        if data[at + 4 : at + 8] not in _WORDS:
            yield data[at:ends]
        at = ends
