"""Words of the reasons for which a text or a comment is refused; names of languages."""

from collections.abc import Iterable

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import register_reasons


def language_name(tag: str) -> str:
    """A language's name in itself; the tag where it is not known."""
    try:
        return str(get_language_info(tag)["name_local"])
    except KeyError:
        return tag


def language_called(tag: str) -> str:
    """A language's name in the active language, as sentences say it; the tag where it is not known."""
    try:
        return str(get_language_info(tag)["name_translated"])
    except KeyError:
        return tag


def language_choices(tags: Iterable[str]) -> list[tuple[str, str]]:
    """The languages of a coalition, in their order, then those of the pages, each with its name in itself."""
    known = dict.fromkeys([*tags, *(tag for tag, _name in settings.LANGUAGES)])
    return [(tag, language_name(tag)) for tag in known]


def without_a_name(language: str) -> str:
    """What stands where the name of a speaker would, in a language, so that it does not tell in which one the speaker reads."""
    with translation.override(language):
        return gettext("a member without a name")


register_reasons(
    {
        "texts.empty": _("There are no words to save yet."),
        "texts.too_long": _("This is too long: at most %(most)s characters."),
        "texts.not_yours": _("Only the one who wrote a comment can withdraw it."),
        "texts.withdrawn": _("This comment is withdrawn already."),
        "texts.no_such_thread": _("There is no discussion here."),
        "texts.title_too_long": _("This heading is too long: at most %(most)s characters."),
        "texts.no_such_language": _("That is not the tag of a language."),
        "texts.is_authentic": _("This text decides in that language already. A translation is into another."),
        "texts.no_title": _("The text has a heading; its translation needs one too."),
        "texts.cannot_translate": _("The version that this translates does not belong to this text."),
    }
)
