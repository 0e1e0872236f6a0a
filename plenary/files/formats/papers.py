"""Papers (PDF), written anew without their description: who made them, with what and when; earlier states of them go too."""

from io import BytesIO
from typing import TYPE_CHECKING

from plenary.files.formats.errors import FileError

if TYPE_CHECKING:
    from pypdf import PdfWriter

_DESCRIBES = ("/Metadata", "/PieceInfo", "/LastModified")
"""Under these names a paper, a page or a picture within tells of programs, makers and moments."""


def clean(data: bytes) -> bytes:
    """The paper without document information and XMP metadata. Its pages, and a signature's picture, stay as they are; a
    cryptographic signature no longer holds. Raises FileError: broken, or locked."""
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
        written = BytesIO()
        writer.write(written)
    except FileError:
        raise
    except Exception:  # whatever a malformed paper makes its reader raise
        raise FileError("files.broken") from None
    return written.getvalue()


def _empty_descriptions(writer: "PdfWriter") -> None:
    from pypdf.generic import DictionaryObject, IndirectObject, NullObject  # noqa: PLC0415  # as above

    objects = writer._objects
    for each in list(objects):
        if isinstance(each, DictionaryObject):  # a stream is one too
            for name in _DESCRIBES:
                held = each.pop(name, None)
                if isinstance(held, IndirectObject) and held.pdf is writer:
                    objects[held.idnum - 1] = NullObject()
