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
_TOLD_BY = re.compile(
    rb"author|creator|initials|permStart|displayName|userId|userName|userInfo|refreshedBy|absPath", re.IGNORECASE
)
_TAG = re.compile(rb"""<(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_SAYS_ITS_LETTERS = re.compile(r"""(<\?xml[^>]*?)\s+encoding\s*=\s*("[^"]*"|'[^']*')""")


def without_authors(content: bytes) -> bytes:
    """A part of a document (XML) in which each name of an author is replaced by the same word; all else stays byte for byte.

    Raises FileError (`files.broken`) for a part that names authors and is not well-formed, or brings a document type of its own:
    what entities hold, nobody could tell.
    """
    if content.startswith(_WIDE):
        content = _narrow(content)
    if not _TOLD_BY.search(content):
        return content
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


def _narrow(content: bytes) -> bytes:
    """The same part in UTF-8. Raises FileError."""
    try:
        told = content.decode("utf-16")
    except UnicodeDecodeError:
        raise FileError("files.broken") from None
    return _SAYS_ITS_LETTERS.sub(r"\1", told, count=1).encode()


@dataclass(slots=True)
class _Names:
    """Reads a part once: where names stand (start, end in bytes), and what is written instead."""

    content: bytes
    replaced: list[tuple[int, int, bytes]] = field(default_factory=list)
    _parser: expat.XMLParserType = field(init=False)
    _authors: set[str] = field(default_factory=set)
    _holds: str = ""
    """The element whose text is being read, or empty."""
    _begins: int = 0
    _text: str = ""

    def read(self) -> None:
        """Read it. Raises ExpatError, and FileError."""
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartDoctypeDeclHandler = _refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.Parse(self.content, True)

    def _start(self, name: str, told: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if told:
            for each in told:
                of = each.rpartition(" ")[2]
                instead = _ATTRIBUTES.get((local, of), _ATTRIBUTES.get(("", of)))
                if instead is not None:
                    self._replace_attribute(of, instead)
        if name in _TEXTS or name in _NOTES:
            self._holds, self._text = name, ""
            self._begins = self._tag().end()
            self._parser.CharacterDataHandler = self._said

    def _said(self, text: str) -> None:
        self._text += text

    def _end(self, name: str) -> None:
        if name != self._holds:
            return
        self._holds, self._parser.CharacterDataHandler = "", None
        ends = self._parser.CurrentByteIndex
        if ends < self._begins:  # an empty element, in one tag
            return
        if name in _TEXTS:
            self._authors |= {self._text.strip()} - {""}
            self.replaced.append((self._begins, ends, _TEXTS[name].encode()))
        elif self._text.strip().removesuffix(":") in self._authors:
            self.replaced.append((self._begins, ends, b""))

    def _tag(self) -> re.Match[bytes]:
        found = _TAG.match(self.content, self._parser.CurrentByteIndex)
        if found is None:
            raise FileError("files.broken")
        return found

    def _replace_attribute(self, local: str, instead: str) -> None:
        tag = self._tag()
        pattern = rb"""\s(?:[^\s=<>"':]+:)?""" + local.encode() + rb"""\s*=\s*("[^"]*"|'[^']*')"""
        for held in re.finditer(pattern, tag[0]):
            start, end = tag.start() + held.start(1), tag.start() + held.end(1)
            self.replaced.append((start, end, f'"{instead}"'.encode()))


def _refuse(*_told: object) -> None:
    raise FileError("files.broken")
