"""Markdown that people wrote, as safe HTML: rendered, its headings set below the page's, cleaned, its links made plain."""

import re
from collections.abc import Iterator, Sequence

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_core import StateCore
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

_ADDRESS = re.compile(r"(?<![\w/])https?://(?=[^\W_])[^\s<>\"`{}|\\^\[\]]+", re.IGNORECASE)
_ENDS = ".,;:!?'*_~…»”’،؛؟"


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
    link; links other than http, https and mailto lose their target, all are `noopener nofollow ugc`. An http or https address
    that stands in the text is a link too. A heading of level 1 becomes `h3` with the default `shift`, for `h1` and `h2` are
    the page's own; none is deeper than `h6`. Tables beyond MOST_CELLS are shown as they were written.
    """
    tokens = _parser.parse(source, {})
    _set_headings_below(tokens, shift)
    html = _parser.renderer.render(tokens, _parser.options, {})
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener nofollow ugc",
        strip_comments=True,
    )
    return mark_safe(clean)  # noqa: S308  # nh3 has cleaned it


def _link_addresses(state: StateCore) -> None:
    """Addresses of the web that stand in the text become links; no other scheme, and not within a link or code."""
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = list(_with_links(token.children))


def _with_links(tokens: Sequence[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += token.nesting if token.type in ("link_open", "link_close") else 0
        if token.type == "text" and not depth:
            yield from _split(token.content)
        else:
            yield token


def _split(text: str) -> Iterator[Token]:
    end = 0
    for found in _ADDRESS.finditer(text):
        address = _without_ends(found[0])
        href = _parser.normalizeLink(address)
        if not _parser.validateLink(href):
            continue
        yield _text(text[end : found.start()])
        yield Token("link_open", "a", 1, attrs={"href": href})
        yield _text(address)
        yield Token("link_close", "a", -1)
        end = found.start() + len(address)
    yield _text(text[end:])


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _without_ends(address: str) -> str:
    """Without what belongs to the sentence around it: its points, and a bracket that the address did not open."""
    end, unopened = len(address), address.count(")") - address.count("(")
    while address[end - 1] in _ENDS or (address[end - 1] == ")" and unopened > 0):
        unopened -= address[end - 1] == ")"
        end -= 1
    return address[:end]


_parser.core.ruler.after("inline", "addresses", _link_addresses)


def _set_headings_below(tokens: Sequence[Token], shift: int) -> None:
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + shift, _DEEPEST)}"
