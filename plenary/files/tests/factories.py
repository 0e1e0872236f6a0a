"""Something for files to hang on, and files of each kind, for tests of this room and of those above."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

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
    """A PDF that says who made it, as document information and as XMP, of the whole and of a page."""
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
    if password:
        writer.encrypt(password)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def package(**members: str | bytes) -> bytes:
    """A package with these members; `__` in a name is a slash."""
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", "/"), content)
    return written.getvalue()


def office(kind: str, **more: str | bytes) -> bytes:
    """A small ODT, ODS, DOCX or XLSX that says who made it."""
    if kind in {"odt", "ods"}:
        noun = {"odt": "text", "ods": "spreadsheet"}[kind]
        own = {"mimetype": f"application/vnd.oasis.opendocument.{noun}", "content.xml": "<a/>", "meta.xml": SECRET}
    else:
        noun = {"docx": "wordprocessingml.document", "xlsx": "spreadsheetml.sheet"}[kind]
        main = f"application/vnd.openxmlformats-officedocument.{noun}.main+xml"
        own = {"[Content_Types].xml": f'<Override ContentType="{main}"/>', "docProps__core.xml": SECRET}
        own["docProps__app.xml"] = own["docProps__custom.xml"] = SECRET
    return package(**{**own, **more})
