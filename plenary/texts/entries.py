"""The kinds of entries that texts make. The fact `of` is the title of what was spoken about or translated."""

from django.utils.translation import gettext_lazy as _

from plenary.record.kinds import register_kind, register_words
from plenary.texts.labels import language_called

register_words("into", language_called)
register_kind("texts.commented", _("%(name)s commented."), fuller=("of", _("%(name)s commented on %(of)s.")))
register_kind(
    "texts.comment_withdrawn",
    _("%(name)s withdrew a comment."),
    fuller=("of", _("%(name)s withdrew a comment on %(of)s.")),
)
register_kind(
    "texts.translation_drafted",
    _("A translation into %(into)s was drafted."),
    fuller=("of", _("A translation of %(of)s into %(into)s was drafted.")),
    is_routine=True,
)
register_kind(
    "texts.translation_ready",
    _("A translation into %(into)s is ready."),
    fuller=("of", _("A translation of %(of)s into %(into)s is ready.")),
)
