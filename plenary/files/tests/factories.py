"""Something for files to hang on, and files of each kind, for tests of this room and of those above."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image
from pypdf import PdfWriter
from pypdf.annotations import Text
from pypdf.generic import DecodedStreamObject, DictionaryObject, EncodedStreamObject, NameObject, TextStringObject

from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.files.parents import Parent, parent_of, register_parent

SHELF = "tests.shelf"
"""A row for files whose id is an audience token: whoever reads by it reads its files; those inside may add."""
SECRET = "Amina Diallo of Green Valley"
"""What the files below say of their maker, and nowhere else."""


def _visible(standing: Standing, ids: Iterable[str]) -> set[str]:
    return {each for each in ids if standing.may_read(frozenset({each}))}


def _may_keep(standing: Standing, _shelf: str) -> Verdict:
    return allow() if standing.is_inside else refuse("core.members_only")


def register_shelf() -> None:
    """Let files hang on shelves; once more does nothing."""
    if parent_of(SHELF) is None:
        register_parent(
            Parent(kind=SHELF, visible=_visible, audience=lambda _coalition, shelf: (shelf,), may_keep=_may_keep)
        )


def picture(form: str, size: tuple[int, int] = (40, 20), mode: str = "RGB") -> bytes:
    """A picture that says by whom, when and where it was taken, and that it lies on its side."""
    painted = Image.new(mode, size, "red")
    exif = painted.getexif()
    exif[0x0112], exif[0x013B] = 6, SECRET
    exif.get_ifd(0x8825)[2] = (46.0, 12.0, 3.0)
    written = BytesIO()
    painted.save(written, form, exif=exif, **({"comment": SECRET.encode()} if form == "JPEG" else {}))
    return written.getvalue()


def paper(*, password: str = "", pages: int = 1) -> bytes:
    """A PDF that says who made it, as document information and as XMP, of the whole and of a page, who commented in it, and who
    took its picture; a field of its form is called `family`."""
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": SECRET})
    xmp = DecodedStreamObject()
    xmp.set_data(f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode())
    told = writer._add_object(xmp)
    writer._root_object[NameObject("/Metadata")] = told
    for page in writer.pages:
        page[NameObject("/Metadata")] = told
    _written_in(writer)
    if password:
        writer.encrypt(password)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _written_in(writer: PdfWriter) -> None:
    noted = Text(text="Too early?", rect=(10, 10, 30, 30), title_bar=SECRET)
    writer.add_annotation(0, noted)
    named = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/T"): TextStringObject("family"),
        }
    )
    writer.pages[0][NameObject("/Annots")].append(named)
    photograph = EncodedStreamObject()
    photograph._data = picture("JPEG")
    for key, value in (("/Type", "/XObject"), ("/Subtype", "/Image"), ("/Filter", "/DCTDecode")):
        photograph[NameObject(key)] = NameObject(value)
    shown = DictionaryObject({NameObject("/P"): writer._add_object(photograph)})
    writer.pages[0][NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): shown})


def package(**members: str | bytes) -> bytes:
    """A package with these members; `__` in a name is a slash."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", "/"), content)
    return written.getvalue()


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
_NOTED = (
    f"<office:annotation><dc:creator>{SECRET}</dc:creator><meta:creator-initials>{SECRET}</meta:creator-initials>"
    "<text:p>Too early?</text:p></office:annotation><office:change-info><dc:creator><![CDATA["
    f"{SECRET}]]></dc:creator></office:change-info><dc:creator/>"
)
_CHANGED = (
    f"<w:p><w:ins w:id='1' w:author='{SECRET}' w:date='2026-03-02T10:00:00Z'><w:r><w:t>ré</w:t></w:r></w:ins>"
    f'<w:del w:id="2" w:author = "{SECRET}"><w:r><w:delText>no</w:delText></w:r></w:del></w:p>'
)
WRITTEN: dict[str, dict[str, str | bytes]] = {
    "odt": {
        "content.xml": f'<o xmlns:office="{_OPEN}:office:1.0" xmlns:meta="{_OPEN}:meta:1.0" xmlns:text="{_OPEN}:text:1.0" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{_NOTED}</o>',
        "Object 1__meta.xml": SECRET,
    },
    "docx": {
        "word__document.xml": f'<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="{_WORD}">{_CHANGED}'
        "</w:document>".encode("utf-16"),
        "word__comments.xml": f'<w:comments xmlns:w="{_WORD}" xmlns:mc="urn:mc" mc:Ignorable="w14" xmlns:w14="urn:w14">'
        "<w:comment "
        f'w:id="0" w:author="{SECRET}" w:initials="{SECRET}"><w:p>Too early?</w:p></w:comment></w:comments>',
        "word__people.xml": SECRET,
        "word___rels__settings.xml.rels": f'<Relationships><Relationship Target="file:///C:\\Users\\{SECRET}\\Letter.dotx" '
        f'TargetMode="External"/><Relationship Target="file:///home/{SECRET}/b.docx"/></Relationships>',
        "docProps__core1.xml": SECRET,
    },
    "xlsx": {
        "xl__comments1.xml": f'<comments xmlns="{_SHEET}"><authors><author>{SECRET}</author></authors><commentList><comment '
        f'ref="A1" authorId="0"><text><r><t>{SECRET}:</t></r><r><t>Too early?</t></r></text></comment></commentList></comments>',
        "xl__persons__person.xml": f'<personList><person displayName="{SECRET}" id="{{1}}" userId="{SECRET}"/></personList>',
        "xl__pivotCache__pivotCacheDefinition1.xml": f'<pivotCacheDefinition refreshedBy="{SECRET}" recordCount="3"/>',
        "xl__workbook.xml": f'<workbook><fileSharing userName="{SECRET}"/><absPath url="C:\\{SECRET}\\"/></workbook>',
    },
}
"""What a program of each kind writes into a document of who commented, changed or saved it; `Too early?` is their word."""
WRITTEN["ods"] = WRITTEN["odt"]


def office(kind: str, **more: str | bytes) -> bytes:
    """A small ODT, ODS, DOCX or XLSX that says who made it, who wrote in it, and who took its picture."""
    if kind in {"odt", "ods"}:
        noun = {"odt": "text", "ods": "spreadsheet"}[kind]
        own = {"mimetype": f"application/vnd.oasis.opendocument.{noun}", "content.xml": "<a/>", "meta.xml": SECRET}
    else:
        noun = {"docx": "wordprocessingml.document", "xlsx": "spreadsheetml.sheet"}[kind]
        main = f"application/vnd.openxmlformats-officedocument.{noun}.main+xml"
        own = {"[Content_Types].xml": f'<Override ContentType="{main}"/>', "docProps__core.xml": SECRET}
        own["docProps__app.xml"] = own["docProps__custom.xml"] = SECRET
    own |= WRITTEN[kind] | {"media__1.jpeg": picture("JPEG"), "media__2.png": picture("PNG")}
    return package(**{**own, **more})
