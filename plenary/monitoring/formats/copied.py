"""Pages of papers (PDF) that are copied as they are drawn: with the letters, pictures and colours that they use, and with nothing
that only hangs on them, describes them, or stands there for other pages."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter
    from pypdf.generic import DictionaryObject

MOST_CONTENT = 3_000_000  # bytes of what draws one page
MOST_DEPTH = 8
"""So deep forms may stand within each other."""
_SAYS = {b"BDC", b"BMC", b"EMC", b"DP", b"MP"}
"""Operators that draw nothing: they tell what something is, or other words for it."""
_NAMED = {
    b"Tf": "/Font",
    b"Do": "/XObject",
    b"gs": "/ExtGState",
    b"cs": "/ColorSpace",
    b"CS": "/ColorSpace",
    b"scn": "/Pattern",
    b"SCN": "/Pattern",
    b"sh": "/Shading",
}
_BESIDE = ("/Metadata", "/PieceInfo", "/LastModified", "/OC", "/OPI", "/Alternates", "/StructParent", "/StructParents", "/Ref",
           "/Measure", "/PtData", "/Name", "/AF", "/ID")  # fmt: skip
"""What a picture or a form says beside what it draws."""


class CannotBeCopied(Exception):
    """A page of which it cannot be told what it needs, or that hides some of what it holds: it is drawn instead."""


def copy_page(writer: "PdfWriter", page: "PageObject") -> None:
    """Add a page to a paper as it is drawn. Raises CannotBeCopied, and whatever a malformed one makes its reader raise."""
    from pypdf.generic import NameObject, NumberObject, RectangleObject  # noqa: PLC0415  # it takes long to load

    content = page.get_contents()
    resources = page.get("/Resources")
    drawn = _Drawn(writer)
    told = (
        drawn.content(content, resources.get_object() if resources is not None else None)
        if content is not None
        else None
    )
    box = page.mediabox
    added = writer.add_blank_page(float(box.width), float(box.height))
    added[NameObject("/MediaBox")] = RectangleObject([float(each) for each in box])
    added[NameObject("/CropBox")] = RectangleObject([float(each) for each in page.cropbox])
    if page.rotation:
        added[NameObject("/Rotate")] = NumberObject(page.rotation)
    if told:
        added[NameObject("/Contents")] = writer._add_object(told[0])
        added[NameObject("/Resources")] = told[1]


class _Drawn:
    """What draws one page, copied into a paper."""

    def __init__(self, writer: "PdfWriter") -> None:
        self._writer, self._left = writer, MOST_CONTENT
        self._forms: dict[int, Any] = {}

    def content(self, stream: Any, resources: Any, depth: int = 0) -> tuple[Any, "DictionaryObject"]:
        """The operators of a page or a form that draw, and the resources that they name. Raises CannotBeCopied."""
        from pypdf.generic import ContentStream, DictionaryObject, NameObject, StreamObject  # noqa: PLC0415  # as above

        data = stream.get_data()
        self._left -= len(data)
        if self._left < 0 or depth > MOST_DEPTH:
            raise CannotBeCopied
        parsed = stream if isinstance(stream, ContentStream) else ContentStream(stream, None)
        kept = [each for each in parsed.operations if each[1] not in _SAYS]
        if any(b"/OC" in str(each[0]).encode() for each in parsed.operations if each[1] == b"BDC"):
            raise CannotBeCopied  # a layer, which may be hidden
        parsed.operations = kept
        written = StreamObject()
        written.set_data(parsed.get_data())
        needed = DictionaryObject()
        for operands, operator in kept:
            kind = _NAMED.get(operator, "")
            named = operands[0 if operator == b"Tf" else -1] if kind and operands else None
            if isinstance(named, NameObject):
                self._need(needed, resources, kind, named, depth)
        return written.flate_encode(), needed

    def _need(self, needed: Any, resources: Any, kind: str, name: Any, depth: int) -> None:
        from pypdf.generic import DictionaryObject, NameObject  # noqa: PLC0415  # as above

        there = resources.get(kind) if resources is not None else None
        held = there.get_object().get(name) if there is not None else None
        if held is None:
            return  # a colour space that has a name of its own, or nothing: then nothing is drawn
        into = needed.setdefault(NameObject(kind), DictionaryObject())
        if name not in into:
            one = held.get_object()
            copied = self._xobject(one, resources, depth) if kind == "/XObject" else self._bare(one)
            into[NameObject(name)] = copied

    def _xobject(self, one: Any, resources: Any, depth: int) -> Any:
        """A picture, or a form with what draws it and nothing else."""
        from pypdf.generic import NameObject  # noqa: PLC0415  # as above

        if "/OC" in one:
            raise CannotBeCopied
        if one.get("/Subtype") != "/Form":
            return self._bare(one)
        if id(one) not in self._forms:
            own = one.get("/Resources")
            form, needed = self.content(one, own.get_object() if own is not None else resources, depth + 1)
            for key in ("/Type", "/Subtype", "/BBox", "/Matrix"):
                if key in one:
                    form[NameObject(key)] = one[key].clone(self._writer)
            if "/Group" in one:
                form[NameObject("/Group")] = self._bare(one["/Group"].get_object())
            form[NameObject("/Resources")] = needed
            self._forms[id(one)] = self._writer._add_object(form)
        return self._forms[id(one)]

    def _bare(self, one: Any) -> Any:
        """A font, a picture, a colour or a state as it is, without what it says beside. Raises CannotBeCopied for one in which a
        form stands, for that may draw anything."""
        from pypdf.generic import DictionaryObject  # noqa: PLC0415  # as above

        if isinstance(one, DictionaryObject):
            mask = one["/SMask"].get_object() if "/SMask" in one else None
            if isinstance(mask, DictionaryObject) and "/G" in mask:
                raise CannotBeCopied
            if one.get("/PatternType") == 1 or one.get("/Subtype") == "/Type3":
                raise CannotBeCopied
        reference = one.indirect_reference
        copied = one.clone(self._writer)
        if isinstance(copied, DictionaryObject):
            for key in _BESIDE:
                if key in copied and not (key == "/Name" and copied.get("/Type") != "/XObject"):
                    del copied[key]
            mask = copied.get("/SMask")
            if mask is not None and isinstance(mask.get_object(), DictionaryObject):
                for key in _BESIDE:
                    mask.get_object().pop(key, None)
        return copied.indirect_reference if reference is not None else copied
