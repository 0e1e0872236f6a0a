"""Markdown that people wrote, as safe HTML: rendered, its headings set below the page's, cleaned, its links made plain."""

from collections.abc import Sequence

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.token import Token

_TAGS = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "s", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto"}
_SHIFT = 2
_DEEPEST = 6
MOST_CELLS = 5_000  # of the tables of a text: a row without cells is filled up to as many as the widest has

_parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False}).enable(
    ["table", "strikethrough"]
)
_parser.disable("image")


def _table(state: StateBlock, first: int, last: int, silent: bool) -> bool:  # called by the parser
    """A table, while those of the text have no more than MOST_CELLS; after that, what would be one stays as it was written."""
    if silent or first + 2 > last:
        return table(state, first, last, silent)
    left = state.env.setdefault("cells", MOST_CELLS)
    dashes = state.src[state.bMarks[first + 1] : state.eMarks[first + 1]]
    columns, end = dashes.count("|") + 1, first + 1
    while end < last and not state.isEmpty(end) and columns * (end - first) <= left:
        end += 1
    is_one = columns * (end - first) <= left and table(state, first, last, silent)
    if is_one:
        state.env["cells"] = left - columns * (state.line - first)
    elif columns * (end - first) > left and table(state, first, last, True):
        state.env["cells"] = 0
    return is_one


_parser.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})


def render(source: str, *, shift: int = _SHIFT) -> SafeString:
    """The HTML of a Markdown source.

    Raw HTML is shown as text; images are not allowed (nothing is fetched from elsewhere), and their Markdown becomes a
    link; links other than http, https and mailto lose their target, all are `nofollow noopener`. A heading of level 1
    becomes `h3` with the default `shift`, for `h1` and `h2` are the page's own; none is deeper than `h6`. Tables beyond
    MOST_CELLS are shown as they were written.
    """
    tokens = _parser.parse(source, {})
    _set_headings_below(tokens, shift)
    html = _parser.renderer.render(tokens, _parser.options, {})
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="nofollow noopener",
        strip_comments=True,
    )
    return mark_safe(clean)  # noqa: S308  # nh3 has cleaned it


def _set_headings_below(tokens: Sequence[Token], shift: int) -> None:
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + shift, _DEEPEST)}"
