"""Papers (PDF), written anew without their description: who made them, with what and when, and who commented in them; earlier
states of them go too."""

import zlib
from base64 import a85decode
from io import BytesIO
from typing import TYPE_CHECKING, Any

from plenary.files.formats import within
from plenary.files.formats.errors import FileError

if TYPE_CHECKING:
    from pypdf import PdfWriter
    from pypdf.generic import StreamObject

MOST_UNPACKED = 100_000_000  # bytes of all photographs together that are packed once more
_PHOTOGRAPH = ("/DCTDecode", "/DCT")
_DESCRIBES = ("/Metadata", "/PieceInfo", "/LastModified")
"""Under these names a paper, a page or a picture within tells of programs, makers and moments."""


def clean(data: bytes) -> bytes:
    """The paper without document information and XMP metadata, without the names of authors of comments, and its photographs
    without what their camera said. Its pages, and a signature's picture, stay as they are; a cryptographic signature no longer
    holds. Raises FileError: broken, or locked."""
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415  # it takes longer to load than any room, and commands need it rarely

    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise FileError("files.locked")
        if not len(reader.pages):
            raise FileError("files.broken")
        writer = PdfWriter(clone_from=reader)
        writer.metadata = None
        _empty_descriptions(writer)
        _empty_comments(writer)
        written = BytesIO()
        writer.write(written)
    except FileError:
        raise
    except Exception:  # whatever a malformed paper makes its reader raise
        raise FileError("files.broken") from None
    return written.getvalue()


def _empty_descriptions(writer: "PdfWriter") -> None:
    from pypdf.generic import DictionaryObject, IndirectObject, NullObject, StreamObject  # noqa: PLC0415  # as above

    objects, left = writer._objects, MOST_UNPACKED
    for each in list(objects):
        if isinstance(each, DictionaryObject):  # a stream is one too
            for name in _DESCRIBES:
                held = each.pop(name, None)
                if isinstance(held, IndirectObject) and held.pdf is writer:
                    objects[held.idnum - 1] = NullObject()
            if isinstance(each, StreamObject):
                left -= _bare(each, left)


def _bare(stream: "StreamObject", left: int) -> int:
    """Take out of a photograph what its camera said; one that was packed once more is kept unpacked. Returns the bytes that were
    unpacked, `left` at most. Raises FileError."""
    from pypdf.generic import NameObject, NullObject  # noqa: PLC0415  # as above

    packed = _listed(stream, "/Filter")
    if not packed or packed[-1] not in _PHOTOGRAPH:
        return 0
    told, data, unpacked = _listed(stream, "/DecodeParms"), stream._data, 0
    for way in packed[:-1]:
        data = _unpacked(data, str(way), left - unpacked)
        unpacked += len(data)
    stream._data = within.bare(data)
    if len(packed) > 1:
        stream[NameObject("/Filter")] = NameObject("/DCTDecode")
        for name in ("/DecodeParms", "/DL"):
            stream.pop(name, None)
        if len(told) == len(packed) and not isinstance(told[-1], NullObject):
            stream[NameObject("/DecodeParms")] = told[-1]
    return unpacked


def _listed(stream: "StreamObject", name: str) -> list[Any]:
    """What a stream says under a name, one or several."""
    held = stream.get(name)
    held = None if held is None else held.get_object()
    if held is None:
        return []
    return [each.get_object() for each in held] if isinstance(held, list) else [held]


def _unpacked(data: bytes, way: str, most: int) -> bytes:
    """What was packed in one of the ways in which photographs are. Raises FileError for others, and beyond `most` bytes."""
    if way == "/FlateDecode":
        data = zlib.decompressobj().decompress(data, most + 1)
    elif way == "/ASCII85Decode":
        data = a85decode(data.strip().removeprefix(b"<~").removesuffix(b"~>"))
    elif way == "/ASCIIHexDecode":
        data = bytes.fromhex(data.decode("ascii").strip().removesuffix(">"))
    else:
        raise FileError("files.too_much_within")
    if len(data) > most:
        raise FileError("files.too_much_within")
    return data


def _empty_comments(writer: "PdfWriter") -> None:
    """Take out who made each comment, mark or stamp; a field of a form keeps the name by which it is told from others."""
    for page in writer.pages:
        for held in page.get("/Annots") or ():
            annotation = held.get_object()
            if annotation is not None and annotation.get("/Subtype") != "/Widget":
                annotation.pop("/T", None)
