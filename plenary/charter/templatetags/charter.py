"""The tag of a clause's comments: how many there are, in words."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


@register.simple_tag
def said_on(counts: Mapping[str, int] | str, key: str) -> str:
    """The words of the link to a clause's comments."""
    number = counts.get(key, 0) if isinstance(counts, Mapping) else 0
    if not number:
        return _("Comment")
    return ngettext("%(count)d comment", "%(count)d comments", number) % {"count": number}
