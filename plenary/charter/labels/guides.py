"""The words of the guided questions and of the steps by which a charter grows, and of what their answers make."""

from collections.abc import Mapping, Sequence

from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.charter.rules.schema import Words
from plenary.core.verdicts import Label

QUESTIONS: dict[str, tuple[Label, Label]] = {
    "nobody": (_("What if nobody answers?"), _("For whatever has no rule of its own.")),
    "money": (_("Who decides about money?"), ""),
    "admits": (_("Who admits members?"), ""),
    "calls": (
        _("Who may enter what was decided on a call?"),
        _("Nobody chosen means: nothing is decided on a call. Whoever was not there may object in time."),
    ),
    "urgent": (
        _("What if it cannot wait?"),
        _("The few decide within a day; it lapses unless the usual decision confirms it."),
    ),
    "tongues": (
        _("In which languages must a proposal stand before it is discussed?"),
        _("Nothing chosen means: in the one in which it is written."),
    ),
    "speaks": (_("Who speaks for us?"), _("Nobody chosen means: each member speaks for itself.")),
    "concern": (_("Where does a concern go?"), ""),
    "longest": (
        _("How many months does a term last at the longest?"),
        _("0 means: no such limit. Longer terms are shortened to it."),
    ),
    "look": (_("In how many months do we look at these rules again?"), ""),
    "board_name": (_("What is the board called?"), ""),
    "board_number": (_("How many seats has it?"), ""),
    "board_term": (_("How many months is a term?"), ""),
    "board_affairs": (_("Who settles what comes up from day to day?"), ""),
    "committee_name": (_("What is the committee called?"), ""),
    "committee_number": (_("How many seats has it?"), ""),
    "committee_term": (_("How many months is a term?"), ""),
    "offices": (_("Which offices do you add?"), _("The plenary elects them; duties and powers come with each.")),
    "office_term": (_("How many months is a term?"), ""),
    "trial_months": (_("For how many months is membership provisional?"), ""),
    "trial_vote": (_("Does a provisional member vote?"), ""),
    "speakers": (_("Who speaks for the coalition?"), _("Nobody chosen means: each member speaks for itself.")),
    "turns": (_("Do members take turns to speak?"), ""),
    "cap": (_("How many members may stay unnamed at most?"), ""),
    "vouchers": (_("How many members must vouch for each?"), ""),
    "knowing": (_("Who may know them?"), _("At least one office.")),
    "receiver": (_("To whom does a concern go?"), ""),
    "instead": (_("And when it is about that person?"), ""),
    "rest_days": (_("On which days of the week does no deadline fall?"), ""),
    "more_languages": (
        _("Which languages do you add?"),
        _("Write the names of bodies and offices in them afterwards, in the forms of each chapter."),
    ),
}

NOTHING: Mapping[str, Label] = {
    "calls": _("Nobody: nothing is decided on a call"),
    "tongues": _("In the one in which it is written"),
    "speaks": _("Nobody: each member speaks for itself"),
    "longest": _("There is no such limit"),
}
"""What it means when nothing is chosen, or nought is answered."""

_YES_NO: Mapping[str, Label] = {"yes": _("Yes"), "no": _("No")}
_ANY: Mapping[str, Label] = {"everyone": _("All members")}

CHOICES: Mapping[str, Mapping[str, Label]] = {
    "nobody": {
        "lapses": _("It lapses: too few took part, and it may be put again"),
        "goes_on": _("Those who answered decide"),
        "agrees": _("Silence agrees: it is adopted unless someone objects in time"),
    },
    "urgent": {"nobody": _("It waits all the same")},
    "concern": _ANY,
    "receiver": _ANY,
    "instead": {"everyone": _("Nobody else")},
    "board_affairs": {"board": _("The board"), "everyone": _("The members, as now")},
    "trial_vote": _YES_NO,
    "turns": _YES_NO,
}

STEPS: Mapping[str, tuple[Label, Label]] = {
    "board": (_("Add a board"), _("A few whom the members elect, who conduct affairs in between.")),
    "committee": (_("Add a committee"), _("A few who take one task on; there may be several.")),
    "offices": (_("Add offices"), _("A chair and a treasurer, besides whoever coordinates.")),
    "joining": (
        _("Let membership begin on trial"),
        _("Time to get to know one another, and what is asked of those who join."),
    ),
    "speaking": (_("Say who speaks, and how credit is shared"), _("So that nobody speaks for all unasked.")),
    "protection": (_("Protect members in danger"), _("They stay unnamed, and still have a voice.")),
    "conflict": (_("Say where a concern goes"), _("And where it goes when it is about that very person.")),
    "days": (_("Keep days of rest free"), _("No deadline falls on them.")),
    "languages": (_("Add languages"), _("So that all read the charter in their own.")),
}

_NAMES: Mapping[str, Label] = {
    "money": pgettext_lazy("a kind of decision, beginning a sentence", "A decision about money"),
    "admits": pgettext_lazy("a kind of decision, beginning a sentence", "The admission of members"),
    "urgent": pgettext_lazy("a kind of decision, beginning a sentence", "An urgent decision"),
    "confirms": pgettext_lazy("a kind of decision, beginning a sentence", "The confirmation of what was urgent"),
}


def names_for(code: str, languages: Sequence[str]) -> Words:
    """What a process that an answer makes is called, in the languages of a charter that the program speaks."""
    known = [tag for tag in languages if translation.check_for_language(tag)]
    found = {}
    for tag in known or languages[:1]:
        with translation.override(tag if known else "en"):
            found[tag] = str(_NAMES[code])
    return found
