"""Papers for tests of redaction: what names a person in all the places where a paper can."""

import re
import zlib
from io import BytesIO

from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)

SECRET = "Amina Diallo"
PLAIN = "The convoy passed at noon"
"""What stands beside it and stays."""
FIRST = f"BT /F1 20 Tf 50 700 Td ({PLAIN}) Tj 0 -50 Td (Seen by {SECRET}, a nurse) Tj ET"
SECOND = f"BT /F1 20 Tf 50 700 Td ({PLAIN} again) Tj ET"


def _named(**told: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in told.items()})


def _stream(content: str, **told: object) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(content.encode("latin-1"))
    stream.update(_named(**told))
    return stream


def paper(*contents: str, rotate: int = 0, **xobjects: str) -> bytes:
    """A paper with pages that draw this, all of which share one font and these forms."""
    writer = PdfWriter()
    font = _named(Type=NameObject("/Font"), Subtype=NameObject("/Type1"), BaseFont=NameObject("/Helvetica"))
    fonts = _named(F1=writer._add_object(font))
    whole = RectangleObject([0, 0, 612, 792])
    forms = {
        name: writer._add_object(
            _stream(
                content,
                Type=NameObject("/XObject"),
                Subtype=NameObject("/Form"),
                BBox=whole,
                Resources=_named(Font=fonts),
            )
        )
        for name, content in xobjects.items()
    }
    shared = writer._add_object(_named(Font=fonts, XObject=_named(**forms)))
    for content in contents:
        page = writer.add_blank_page(612, 792)
        page[NameObject("/Contents")] = writer._add_object(_stream(content))
        page[NameObject("/Resources")] = shared
        if rotate:
            page[NameObject("/Rotate")] = NumberObject(rotate)
    return written(writer)


def told_all_over(data: bytes) -> bytes:
    """The same paper with the secret in its description, contents, an attachment, a program, comments and a field, and in an
    earlier state of the file."""
    writer = PdfWriter(clone_from=BytesIO(data))
    writer.add_metadata({"/Author": SECRET, "/Title": f"Words of {SECRET}"})
    writer.add_outline_item(title=SECRET, page_number=1)
    writer.add_attachment(f"{SECRET}.txt", SECRET.encode())
    program = _named(S=NameObject("/JavaScript"), JS=TextStringObject(f"app.alert('{SECRET}')"))
    writer._root_object[NameObject("/OpenAction")] = program
    writer.add_annotation(1, FreeText(text=SECRET, rect=(50, 50, 300, 100)))
    field = _named(
        Type=NameObject("/Annot"),
        Subtype=NameObject("/Widget"),
        FT=NameObject("/Tx"),
        T=TextStringObject("name"),
        V=TextStringObject(SECRET),
        Rect=ArrayObject([FloatObject(each) for each in (50, 150, 300, 200)]),
    )
    writer.pages[1][NameObject("/Annots")].append(writer._add_object(field))
    writer._root_object[NameObject("/Metadata")] = writer._add_object(_stream(f"<x>{SECRET}</x>"))
    writer.pages[1][NameObject("/PieceInfo")] = _named(Made=TextStringObject(SECRET))
    later = written(writer)
    return later + f"\n% {SECRET}\n".encode() + later[later.rindex(b"startxref") :]


def written(writer: PdfWriter) -> bytes:
    """The bytes of a paper."""
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def scanned() -> bytes:
    """A paper whose page is a picture alone."""
    out = BytesIO()
    Image.new("RGB", (200, 300), "white").save(out, "PDF")
    return out.getvalue()


def says(data: bytes) -> str:
    """All that the bytes of a paper say: as they are, unpacked, and as strings of its objects."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\n?endstream", data, re.DOTALL)
    plain = [data]
    for each in streams:
        try:
            plain.append(zlib.decompressobj().decompress(each))
        except zlib.error:
            plain.append(each)
    texts = [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
    wide = [bytes.fromhex(each.decode()) for one in plain for each in re.findall(rb"<((?:[0-9a-fA-F]{4})+)>", one)]
    return "\n".join(
        [*(one.decode("latin-1") for one in plain), *(one.decode("utf-16-be", "replace") for one in wide), *texts]
    )
