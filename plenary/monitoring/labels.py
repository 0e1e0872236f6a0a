"""Words of treaty actions, and of what of a status list is not read."""

from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import Label
from plenary.monitoring.formats.reading import Why
from plenary.monitoring.rules.treaty_actions import Kind

KINDS: dict[Kind, Label] = {
    Kind.SIGNATURE: _("signature"),
    Kind.RATIFICATION: _("ratification"),
    Kind.ACCEPTANCE: _("acceptance"),
    Kind.APPROVAL: _("approval"),
    Kind.ACCESSION: _("accession"),
    Kind.SUCCESSION: _("succession"),
    Kind.CONFIRMATION: _("formal confirmation"),
    Kind.CONSENT: _("consent to be bound"),
    Kind.PROVISIONAL: _("provisional application"),
    Kind.WITHDRAWAL: _("withdrawal"),
    Kind.RESERVATION: _("reservation"),
    Kind.DECLARATION: _("declaration"),
    Kind.OBJECTION: _("objection"),
}

UNREAD: dict[Why, Label] = {
    Why.TOO_LARGE: _("This list has more than a thousand rows."),
    Why.NO_LIST: _("No list of participants stands in this page. Save the whole status page, and take that file."),
    Why.NO_PARTICIPANT: _("The first column of a status list is called Participant; here it is called “%(words)s”."),
    Why.NO_COLUMN: _("No column tells who signed or who is a party: %(words)s."),
    Why.UNKNOWN_ACTOR: _("No state or organisation of this name is known."),
    Why.SAME_ACTOR: _("This participant stands in an earlier row already."),
    Why.NO_DAY: _("“%(words)s” is no day such as 3 Dec 1997."),
    Why.UNKNOWN_LETTER: _("The head of the column does not say what the letters in “%(words)s” mean."),
    Why.NO_END: _("“%(words)s” has ended, and no end note says on which day. Add that day by hand."),
    Why.OTHER_COUNT: _("The page counts otherwise than its rows come to: %(words)s."),
}
"""Why something was not read; `words` are those that it rests on."""
