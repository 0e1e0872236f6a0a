"""Words of the reasons for which a text or a comment is refused."""

from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import register_reasons

register_reasons(
    {
        "texts.empty": _("There are no words to save yet."),
        "texts.too_long": _("This is too long: at most %(most)s characters."),
        "texts.not_yours": _("Only the one who wrote a comment can withdraw it."),
        "texts.withdrawn": _("This comment is withdrawn already."),
        "texts.no_such_thread": _("There is no discussion here."),
        "texts.cannot_translate": _("The version that this translates does not belong to this text."),
    }
)
