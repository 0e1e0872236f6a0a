"""Office documents (ODT, ODS, DOCX, XLSX): packages of files, written anew without the description of who made them, and without
the names of those who commented or changed something within them."""

import re
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from plenary.files.formats import pictures, within
from plenary.files.formats.authors import Left, without_authors
from plenary.files.formats.errors import FileError
from plenary.files.rules import DOCX, ODS, ODT, XLSX, Kind

MOST_MEMBERS = 2_000
MOST_UNPACKED = 100_000_000  # bytes of all members together
_MOST_OF_A_LIST = 1_000_000
_LOCKED = 0x1  # the flag of an encrypted member
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_MIMETYPE, _CONTENTS, _MANIFEST = "mimetype", "[Content_Types].xml", "META-INF/manifest.xml"
_MAIN = {
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": DOCX,
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": XLSX,
}
_OFFICE = "http://schemas.openxmlformats.org"
_CORE = f'<cp:coreProperties xmlns:cp="{_OFFICE}/package/2006/metadata/core-properties"></cp:coreProperties>'
_EMPTIED = {
    "meta.xml": (
        '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2">'
        "<office:meta/></office:document-meta>"
    ),
    "docProps/core.xml": _CORE,
    "docProps/app.xml": f'<Properties xmlns="{_OFFICE}/officeDocument/2006/extended-properties"></Properties>',
    "docProps/custom.xml": f'<Properties xmlns="{_OFFICE}/officeDocument/2006/custom-properties"></Properties>',
    "word/people.xml": '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"></w15:people>',
}
"""Members that describe a document, or those who wrote in it, and what stands in their place."""
_PACKAGE, _OBJECT = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a document within begins, and an object of another program (OLE)."""
_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_FOLDER = re.compile(rb"""(=\s*["']file:///)(?:[^"'/\\]*+[/\\])++""")
"""The folder of a template or of a linked file on the computer of whoever wrote: it is often called by their name."""
_BROKEN = (BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError, RuntimeError)


def kind_of(data: bytes) -> Kind:
    """Which office document a package is. Raises FileError for any other package, and for one that is broken or locked."""
    try:
        with ZipFile(BytesIO(data)) as package:
            return _kind(package, _members(package))
    except _BROKEN:
        raise FileError("files.broken") from None


def clean(data: bytes) -> bytes:
    """The document with its description emptied; where it, or a document within it, names who commented or changed something, or
    when pictures were taken, that is replaced or goes; what they wrote stays. Objects of other programs, and documents within
    those within, are emptied. The same document gives the same bytes. Raises FileError: broken, locked, with macros, or one that
    would unpack to more than 100 MB."""
    try:
        return _cleaned(data, _Left())
    except _BROKEN:
        raise FileError("files.broken") from None


@dataclass(slots=True)
class _Left:
    """What may still be done for one document and those within it: bytes that are unpacked and read for names, members, dots that
    are painted anew."""

    unpacked: int = field(default_factory=lambda: MOST_UNPACKED)
    members: int = field(default_factory=lambda: MOST_MEMBERS)
    dots: int = pictures.MOST_DOTS
    to_read: Left = field(default_factory=Left)


def _cleaned(data: bytes, left: _Left, *, is_within: bool = False) -> bytes:
    """A package written anew, or one within another. Raises FileError, and what a broken one makes its reader raise."""
    written = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(written, "w") as anew:
        members = _members(package)
        left.members -= len(members)
        if left.members < 0:
            raise FileError("files.too_much_within")
        for member in members:
            content = _emptied(member.filename) or _unpacked(package, member, left.unpacked)
            left.unpacked -= len(content)
            if content.startswith(_PACKAGE):
                content = b"" if is_within else _cleaned(content, left, is_within=True)
            content = _nameless(member.filename, content, left)
            told = ZipInfo(member.filename, _LONG_AGO)
            told.compress_type = ZIP_STORED if member.filename == _MIMETYPE else ZIP_DEFLATED
            anew.writestr(told, content)
    return written.getvalue()


def _emptied(name: str) -> bytes:
    """What stands in the place of a member that describes a document, or an object within it; else empty."""
    for described, instead in _EMPTIED.items():
        if name == described or (name.endswith(f"/{described}") and "/" not in described):
            return instead.encode()
    return _CORE.encode() if name.startswith("docProps/") and name.endswith(".xml") and "core" in name else b""


def _nameless(name: str, content: bytes, left: _Left) -> bytes:
    """What a member holds without names of authors; a picture is told by what it holds, whatever it is called. Objects of other
    programs go: nobody can tell what they say. Raises FileError."""
    ending = name.rpartition(".")[2].lower()
    if ending == "xml":
        return without_authors(content, left.to_read)
    if ending == "rels":
        return _FOLDER.sub(rb"\1", content)
    if content.startswith(_OBJECT):
        return b""
    if content.startswith(_TIFF):
        content, dots = pictures.tiff(content, left.dots)
        left.dots -= dots
    return within.bare(content)


def _members(package: ZipFile) -> list[ZipInfo]:
    """The members of a package. Raises FileError for too many or too large ones, for locked ones, for programs, and for names
    that lead out of it or stand twice."""
    members = package.infolist()
    names = [member.filename for member in members]
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise FileError("files.too_much_within")
    if any(member.flag_bits & _LOCKED for member in members):
        raise FileError("files.locked")
    if len(set(names)) != len(names) or any(map(_leads_out, names)):
        raise FileError("files.broken")
    if any(_is_program(name.lower()) for name in names):
        raise FileError("files.macros")
    return [
        member for member in members if not member.is_dir() and member.filename != "META-INF/documentsignatures.xml"
    ]


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _is_program(name: str) -> bool:
    return name.endswith(("vbaproject.bin", ".exe", ".dll", ".js", ".vbs")) or name.startswith(("basic/", "scripts/"))


def _kind(package: ZipFile, members: list[ZipInfo]) -> Kind:
    known = {member.filename: member for member in members}
    if _MIMETYPE in known:
        said = _unpacked(package, known[_MIMETYPE], 200)
        for kind in (ODT, ODS):
            if said.strip() == kind.media_type.encode() and "content.xml" in known:
                if _MANIFEST in known and b"encryption-data" in _unpacked(package, known[_MANIFEST], _MOST_OF_A_LIST):
                    raise FileError("files.locked")
                return kind
    elif _CONTENTS in known:
        said = _unpacked(package, known[_CONTENTS], _MOST_OF_A_LIST)
        found = [kind for main, kind in _MAIN.items() if main in said]
        if len(found) == 1:
            return found[0]
    raise FileError("files.unknown_kind")


def _unpacked(package: ZipFile, member: ZipInfo, most: int) -> bytes:
    """The content of a member, read no further than `most` bytes, whatever it says of its size. Raises FileError."""
    with package.open(member) as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise FileError("files.too_much_within")
    return content
