"""Papers (PDF), written anew without their description: who made them, with what and when, and who commented in them; earlier
states of them go too."""

from io import BytesIO
from typing import TYPE_CHECKING

from plenary.files.formats import within
from plenary.files.formats.errors import FileError

if TYPE_CHECKING:
    from pypdf import PdfWriter

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

    objects = writer._objects
    for each in list(objects):
        if isinstance(each, DictionaryObject):  # a stream is one too
            for name in _DESCRIBES:
                held = each.pop(name, None)
                if isinstance(held, IndirectObject) and held.pdf is writer:
                    objects[held.idnum - 1] = NullObject()
            if (
                each.get("/Subtype") == "/Image"
                and each.get("/Filter") == "/DCTDecode"
                and isinstance(each, StreamObject)
            ):
                each._data = within.bare(each._data)


def _empty_comments(writer: "PdfWriter") -> None:
    """Take out who made each comment, mark or stamp; a field of a form keeps the name by which it is told from others."""
    for page in writer.pages:
        for held in page.get("/Annots") or ():
            annotation = held.get_object()
            if annotation is not None and annotation.get("/Subtype") != "/Widget":
                annotation.pop("/T", None)
