"""Tags of texts: `markdown`, `comparison`, `comments` and `comment_form`."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from plenary.texts import markdown as rendering
from plenary.texts.rules import Kind, compare

register = template.Library()

_MARKS = {Kind.SAME: "{}", Kind.ADDED: "<ins>{}</ins>", Kind.REMOVED: "<del>{}</del>"}


@register.filter
def markdown(source: str) -> SafeString:
    """Markdown as safe HTML."""
    return rendering.render(source)


@register.simple_tag
def comparison(before: str, after: str) -> SafeString:
    """Two plain texts as one, with what came in `<ins>` and what went in `<del>`; paragraphs stay apart."""
    parts = [format_html(_MARKS[piece.kind], piece.text) for piece in compare(before, after)]
    return format_html_join("", "{}", ((part,) for part in parts))
