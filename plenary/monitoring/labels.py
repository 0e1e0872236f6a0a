"""Words of treaty actions, and of what of a status list is not read."""

from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import Label, register_reasons
from plenary.monitoring.formats.reading import Why
from plenary.monitoring.rules import sources
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

SOURCE_KINDS: dict[sources.Kind, Label] = {
    sources.Kind.DOCUMENT: _("document"),
    sources.Kind.PAGE: _("page on the net"),
    sources.Kind.STATEMENT: _("statement"),
    sources.Kind.TESTIMONY: _("testimony"),
    sources.Kind.PICTURE: _("photograph or picture"),
    sources.Kind.FIGURES: _("set of figures"),
}
RELIABILITY: dict[sources.Reliability, Label] = {
    sources.Reliability.RELIABLE: _("A: reliable"),
    sources.Reliability.USUALLY: _("B: usually reliable"),
    sources.Reliability.FAIRLY: _("C: fairly reliable"),
    sources.Reliability.NOT_USUALLY: _("D: not usually reliable"),
    sources.Reliability.UNRELIABLE: _("E: unreliable"),
    sources.Reliability.NOT_JUDGED: _("F: cannot be judged"),
}
"""The scale of AJP-2.1 (`rules.sources`): of the source."""
CREDIBILITY: dict[sources.Credibility, Label] = {
    sources.Credibility.CONFIRMED: _("1: confirmed by others"),
    sources.Credibility.PROBABLE: _("2: probably true"),
    sources.Credibility.POSSIBLE: _("3: possibly true"),
    sources.Credibility.DOUBTFUL: _("4: doubtful"),
    sources.Credibility.IMPROBABLE: _("5: improbable"),
    sources.Credibility.NOT_JUDGED: _("6: cannot be judged"),
}
"""The same scale: of what it says."""
SOURCE_READERS: dict[sources.Readers, Label] = {
    sources.Readers.MEMBERS: _("everybody inside the coalition"),
    sources.Readers.KEEPERS: _("only those who keep sources"),
}

register_reasons(
    {
        "monitoring.nothing_found": _(
            "Nothing was found that could be taken out. Look at the words and the boxes again."
        ),
        "monitoring.no_such_page": _("There is no page %(page)s."),
        "monitoring.too_many_pages": _(
            "Papers of more than %(most)s pages are not redacted here. Take out the pages that you need."
        ),
        "monitoring.too_much_drawn": _(
            "More than %(most)s pages would have to be drawn anew. Take out the pages that you need."
        ),
        "monitoring.not_located": _(
            "On page %(page)s these words can be read, and it cannot be told where they stand."
            " Draw a box around them, or take the page out."
        ),
    }
)
