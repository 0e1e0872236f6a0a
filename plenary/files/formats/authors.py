"""Names of whoever commented, changed or saved within the parts of an office document, which its description does not hold."""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from plenary.files.formats.errors import FileError

AUTHOR = "Author"
"""What stands in the place of each name."""
_INITIALS = "A"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_SHEETS = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_TEXTS = {
    "http://purl.org/dc/elements/1.1/ creator": AUTHOR,
    f"{_ODF}meta:1.0 creator-initials": _INITIALS,
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0 sender-initials": _INITIALS,
    **{f"{each} author": AUTHOR for each in _SHEETS},
}
"""Elements, by namespace and name, whose text is a name."""
_NOTES = {f"{each} t" for each in _SHEETS}
"""Elements of a comment's words, which begin with the name of its author where the program put it there."""
_ATTRIBUTES = {
    ("", "author"): AUTHOR,
    ("", "initials"): _INITIALS,
    ("permStart", "ed"): "",
    ("person", "displayName"): AUTHOR,
    ("person", "userId"): AUTHOR,
    ("presenceInfo", "userId"): AUTHOR,
    ("fileSharing", "userName"): AUTHOR,
    ("header", "userName"): AUTHOR,
    ("userInfo", "name"): AUTHOR,
    ("pivotCacheDefinition", "refreshedBy"): AUTHOR,
    ("absPath", "url"): "",
}
"""Attributes, by the local names of element (empty: any) and attribute, that hold a name, or a folder that is called by one."""
_TOLD_BY = (
    *(b"author", b"creator", b"initials", b"permstart", b"displayname", b"userid", b"username", b"userinfo"),
    *(b"refreshedby", b"abspath"),
)
MOST_READ = 20_000_000
"""Bytes of the parts of one document that are read for names; parts in which no such word stands are not read."""
MOST_REPLACED = 100_000  # in one part
MOST_NAMES = 20_000  # different ones of elements and attributes in one part
MOST_ATTRIBUTES = 1_000  # in one tag
MOST_DEEP = 2_000  # elements within each other
MOST_OF_A_NAMESPACE = 300  # characters: it is told anew with each element that is of it
_MOST_OF_A_NAME = 1_000  # characters that are compared
_TAG = re.compile(rb"""<(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
_LONG = re.compile(rb"[^<]{20000,}+")
"""A tag, with the text after it, that is long enough to hold thousands of attributes."""
_TAG_NAME = re.compile(rb"<[^\s/>]++")
_ATTRIBUTE = re.compile(rb"""\s++([^\s=<>"'/]++)\s*+=\s*+("[^"]*+"|'[^']*+')""")
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
"""How a part in letters of two bytes begins."""
_SAYS_WHAT_IT_IS = re.compile(r"<\?xml[^>]{0,150}\?>")
_SAYS_ITS_LETTERS = re.compile(r"""\s+encoding\s*=\s*("[^"]*"|'[^']*')""")


@dataclass(slots=True)
class Left:
    """How many bytes of a document may still be read for names."""

    to_read: int = field(default_factory=lambda: MOST_READ)

    def take(self, content: bytes) -> None:
        """Count a part that is read. Raises FileError."""
        self.to_read -= len(content)
        if self.to_read < 0 or any(held[0].count(b"=") > MOST_ATTRIBUTES for held in _LONG.finditer(content)):
            raise FileError("files.too_much_within")


def without_authors(content: bytes, left: Left) -> bytes:
    """A part of a document (XML) in which each name of an author is replaced by the same word; all else stays byte for byte.

    Raises FileError: `files.broken` for a part that names authors and is not well-formed, or brings a document type of its own
    (what entities hold, nobody could tell); `files.too_much_within` for one that is beyond what is read. The work is linear in
    the bytes of a part.
    """
    if letters := _WIDE.get(content[:2]):
        content = _narrow(content, letters)
    small = content.lower()
    if not any(each in small for each in _TOLD_BY):
        return content
    del small
    left.take(content)
    found = _Names(content)
    try:
        found.read()
    except expat.ExpatError:
        raise FileError("files.broken") from None
    written, last = [], 0
    for start, end, instead in sorted(found.replaced):
        if start >= last:
            written += [content[last:start], instead]
            last = end
    return b"".join([*written, content[last:]])


def _narrow(content: bytes, letters: str) -> bytes:
    """The same part in UTF-8. Raises FileError."""
    try:
        told = content.decode(letters)
    except UnicodeDecodeError:
        raise FileError("files.broken") from None
    if not told.startswith("<?xml"):
        return told.encode()
    declared = _SAYS_WHAT_IT_IS.match(told)
    if declared is None:
        raise FileError("files.broken")
    return (_SAYS_ITS_LETTERS.sub("", declared[0], count=1) + told[declared.end() :]).encode()


@dataclass(slots=True)
class _Names:
    """Reads a part once: where names stand (start, end in bytes), and what is written instead."""

    content: bytes
    replaced: list[tuple[int, int, bytes]] = field(default_factory=list)
    _parser: expat.XMLParserType = field(init=False)
    _known: dict[str, str] = field(default_factory=dict)
    _deep: int = 0
    _authors: set[str] = field(default_factory=set)
    _holds: str = ""
    """The element whose text is being read, or empty."""
    _begins: int = 0
    _text: str = ""

    def read(self) -> None:
        """Read it. Raises ExpatError, and FileError."""
        self._parser = expat.ParserCreate(namespace_separator=" ", intern=self._known)
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = _refuse
        self._parser.StartNamespaceDeclHandler = _require_short
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.Parse(self.content, True)

    def _start(self, name: str, told: dict[str, str]) -> None:
        self._deep += 1
        if len(told) > MOST_ATTRIBUTES or self._deep > MOST_DEEP or len(self._known) > MOST_NAMES:
            raise FileError("files.too_much_within")
        if told:
            self._replace_attributes(name.rpartition(" ")[2], told)
        if name in _TEXTS or name in _NOTES:
            self._holds, self._text = name, ""
            self._begins = self._tag().end()
            self._parser.CharacterDataHandler = self._said

    def _said(self, text: str) -> None:
        self._text = (self._text + text)[:_MOST_OF_A_NAME]

    def _end(self, name: str) -> None:
        self._deep -= 1
        if name != self._holds:
            return
        self._holds, self._parser.CharacterDataHandler = "", None
        ends = self._parser.CurrentByteIndex
        if ends < self._begins:  # an empty element, in one tag
            return
        if name in _TEXTS:
            self._authors |= {self._text.strip()} - {""}
            self._replace(self._begins, ends, _TEXTS[name].encode())
        elif self._text.strip().removesuffix(":") in self._authors:
            self._replace(self._begins, ends, b"")

    def _tag(self) -> re.Match[bytes]:
        found = _TAG.match(self.content, self._parser.CurrentByteIndex)
        if found is None:
            raise FileError("files.broken")
        return found

    def _replace_attributes(self, local: str, told: dict[str, str]) -> None:
        """Of one tag, each attribute that holds a name, whatever its namespace; the tag is read once."""
        named: dict[bytes, str] = {}
        for each in told:
            of = each.rpartition(" ")[2]
            instead = _ATTRIBUTES.get((local, of), _ATTRIBUTES.get(("", of)))
            if instead is not None:
                named[of.encode()] = instead
        if not named:
            return
        tag = self._tag()
        begins, at = tag.start(), _TAG_NAME.match(tag[0])
        while at and (at := _ATTRIBUTE.match(tag[0], at.end())):
            instead = named.get(at[1].rpartition(b":")[2])
            if instead is not None:
                self._replace(begins + at.start(2), begins + at.end(2), f'"{instead}"'.encode())

    def _replace(self, start: int, end: int, instead: bytes) -> None:
        if len(self.replaced) >= MOST_REPLACED:
            raise FileError("files.too_much_within")
        self.replaced.append((start, end, instead))


def _require_short(_prefix: str | None, uri: str | None) -> None:
    if uri and len(uri) > MOST_OF_A_NAMESPACE:
        raise FileError("files.too_much_within")


def _refuse(*_told: object) -> None:
    raise FileError("files.broken")
