"""What a page says of what was just done: at its top, where one lands, with a link to the place that it concerns."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext as _


def tell(request: HttpRequest, words: str, *, at: str) -> None:
    """Say at the top of the next page that something was done, and link to the place `at` (an id) on it.

    Redirect to the page without an anchor: one would lead past these words, unseen.
    """
    messages.success(request, format_html('{} <a href="#{}">{}</a>', words, at, _("See it below.")))
