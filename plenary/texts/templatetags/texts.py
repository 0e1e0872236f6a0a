"""Tags of texts: `markdown`, `comparison`, `language_name`, `language_called` and `language_note`."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plenary.texts import labels
from plenary.texts import markdown as rendering
from plenary.texts.rules import Kind, Piece, compare

register = template.Library()

_MARKS = {Kind.SAME: "{}", Kind.ADDED: "<ins>{}</ins>", Kind.REMOVED: "<del>{}</del>"}


@register.filter
def markdown(source: str) -> SafeString:
    """Markdown as safe HTML."""
    return rendering.render(source)


@register.simple_tag
def comparison(before: str, after: str) -> SafeString:
    """Two plain texts as one, with what came in `<ins>` and what went in `<del>`; paragraphs stay apart."""
    return marked(compare(before, after))


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """A comparison that was made already, as `comparison` shows it."""
    parts = [format_html(_MARKS[piece.kind], piece.text) for piece in pieces]
    return format_html_join("", "{}", ((part,) for part in parts))


@register.filter
def language_name(tag: str) -> str:
    """A language's name in itself."""
    return labels.language_name(tag)


@register.filter
def language_called(tag: str) -> str:
    """A language's name in the page's language, for sentences."""
    return labels.language_called(tag)


@register.simple_tag
def language_note(tag: str) -> SafeString | str:
    """A line that names the language of what follows, when it is another than the page's; else nothing."""
    page = get_language() or "en"
    if not tag or tag == page or tag.split("-", maxsplit=1)[0] == page:
        return ""
    name = format_html('<bdi lang="{}">{}</bdi>', tag, labels.language_name(tag))
    return format_html('<p class="small">{}</p>', format_html(_("Written in {language}"), language=name))
