"""The text of a mail that has only hypertext: words and lines, what is quoted marked as in plain mails, nothing else."""

import re
from html.parser import HTMLParser

import nh3

_UNSEEN = {"script", "style", "title", "template", "noscript"}
_LINES = {
    "p",
    "div",
    "br",
    "li",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "ul",
    "ol",
    "table",
    "pre",
    "blockquote",
}
_APART = {"p", "blockquote", "ul", "ol", "table", "h1", "h2", "h3"}


class _Words(HTMLParser):
    """Collects lines; the depth of quotes is written before each."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._line, self._depth = "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LINES:
            self.end_line(apart=tag in _APART)
        if tag == "blockquote":
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _LINES:
            self.end_line(apart=tag in _APART)
        if tag == "blockquote":
            self._depth = max(0, self._depth - 1)

    def handle_data(self, data: str) -> None:
        self._line += data

    def end_line(self, *, apart: bool) -> None:
        """Close the line that was begun, with an empty one after it where a paragraph ends."""
        mark = "> " * min(self._depth, 5)
        words = re.sub(r"[ \t\r\n\f\u00a0]+", " ", self._line).strip()
        self._line = ""
        if words:
            self.lines.append(mark + words)
        elif apart and self.lines and self.lines[-1].strip("> "):
            self.lines.append(mark.rstrip())


def text_of(hypertext: str) -> str:
    """The words that a reader of the hypertext would see, line by line; lines within a quotation begin with ``>``.

    Scripts, styles, comments and addresses behind links are left out. Any text is taken, however broken.
    """
    reader = _Words()
    # Python's parser takes minutes over tags that do not end; it is given what another brought into shape
    reader.feed(nh3.clean(hypertext, tags=_LINES, clean_content_tags=_UNSEEN, attributes={}, link_rel=None))
    reader.close()
    reader.end_line(apart=False)
    return "\n".join(reader.lines)
