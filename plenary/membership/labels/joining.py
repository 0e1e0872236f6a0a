"""What an applicant, or a member that would stand in another category, lacks, in whole sentences of the active language."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.membership.rules.joining import Lacking


def lacks_in_words(lacks: Lacking, waived: str = "") -> Iterable[str]:
    """A sentence for what was not accepted, one for what was not answered, and one for why that is waived; none where nothing
    lacks and nothing is waived."""
    if lacks.purpose:
        yield _("It has not accepted the purpose.")
    if lacks.answers:
        number = len(lacks.answers)
        words = ngettext(
            "One requirement of the category has no answer.",
            "%(number)s requirements of the category have no answer.",
            number,
        )
        yield words % {"number": number}
    if waived:
        yield _("What was not accepted or answered is waived, because: %(why)s") % {"why": waived}
