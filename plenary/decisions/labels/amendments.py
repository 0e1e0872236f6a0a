"""The words of amendments and translations: what one does, how it stands, why it was refused."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from plenary.core.verdicts import Label, register_reasons
from plenary.decisions.rules.amendments import START, Act

AMENDMENT_STATE: Mapping[str, Label] = {
    "open": gettext_lazy("not decided yet"),
    "accepted": gettext_lazy("accepted by the mover"),
    "adopted": gettext_lazy("carried"),
    "rejected": gettext_lazy("not carried"),
    "overtaken": gettext_lazy("overtaken"),
    "withdrawn": gettext_lazy("taken back"),
    "not_taken_up": gettext_lazy("not taken up"),
}


def what_it_does(act: str, label: str) -> str:
    """What an amendment does, to which paragraph."""
    if act == Act.ADD:
        if label == START:
            return _("Add before the first paragraph")
        return _("Add after paragraph %(label)s") % {"label": label}
    if act == Act.STRIKE:
        return _("Strike paragraph %(label)s") % {"label": label}
    return _("Replace paragraph %(label)s") % {"label": label}


def votes_in_words(count: Mapping[str, int]) -> str:
    """The figures of an amendment that was voted on; empty for one that was not."""
    if not count or not (count["yes"] or count["no"] or count["abstain"]):
        return ""
    cast = count["yes"] + count["no"]
    return ngettext(
        "%(yes)s of %(cast)s vote said yes; %(needed)s was needed.",
        "%(yes)s of %(cast)s votes said yes; %(needed)s were needed.",
        cast,
    ) % {"yes": count["yes"], "cast": cast, "needed": count["needed"]}


register_reasons(
    {
        "decisions.nothing_to_amend": gettext_lazy("This proposal has no text that can be amended."),
        "decisions.voting_on_amendments": gettext_lazy(
            "Amendments are moved and accepted during discussion. Voting is open: say yes or no to those that stand."
        ),
        "decisions.not_discussed_yet": gettext_lazy("Amendments are moved and accepted during discussion."),
        "decisions.amendment_settled": gettext_lazy("This amendment is settled already."),
        "decisions.not_your_amendment": gettext_lazy("Only those who moved the amendment may take it back."),
        "decisions.no_ballots_here": gettext_lazy(
            "Nobody votes under this process: only amendments that the mover accepts change the text."
        ),
        "decisions.no_such_paragraph": gettext_lazy("This paragraph is not in the text any more."),
        "decisions.no_words_to_put": gettext_lazy("Write the words that should stand there."),
        "decisions.changes_nothing": gettext_lazy("These are the words that stand there already."),
        "decisions.strikes_all": gettext_lazy(
            "That would leave nothing of the text. Speak or vote against the proposal instead."
        ),
        "decisions.overtaken": gettext_lazy(
            "The paragraph has changed since this was moved, so that the amendment is overtaken. It can be moved anew."
        ),
        "decisions.no_reason_to_amend": gettext_lazy("Say why the text should change."),
        "decisions.amendment_too_long": gettext_lazy("This is too long: at most %(most)s characters."),
        "decisions.no_answers": gettext_lazy("Answer at least one amendment with yes, no or neither."),
    }
)
