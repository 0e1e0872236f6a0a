"""Where one lands, and what is said there of what was just done: at the top of the page, with a link to the place."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.http import escape_leading_slashes, url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _


def tell(request: HttpRequest, words: str, *, at: str) -> None:
    """Say at the top of the next page that something was done, and link to the place `at` (an id) on it.

    Redirect to the page without an anchor: one would lead past these words, unseen.
    """
    messages.success(request, format_html('{} <a href="#{}">{}</a>', words, at, _("See it below.")))


def address_to_read_of(request: HttpRequest) -> str:
    """The path at which what a request was answered can be read again: its own, and for what a form sent (whose own may take
    forms alone) that of the page of this site where the form stood, when the browser tells it."""
    own = request.get_full_path()
    if request.method in {"GET", "HEAD"}:
        return own
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(
        came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return own
    parts = urlsplit(came_from)
    return escape_leading_slashes(f"{parts.path}?{parts.query}" if parts.query else parts.path or "/")
