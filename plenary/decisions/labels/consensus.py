"""The words of what is said on the way: temperature, concerns, advice, rounds; and the reasons of yes and no to it."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.core.verdicts import Label

FEELING: Mapping[str, Label] = {
    "warm": pgettext_lazy("how one feels about a proposal", "warm"),
    "unsure": pgettext_lazy("how one feels about a proposal", "unsure"),
    "cold": pgettext_lazy("how one feels about a proposal", "cold"),
}

SAID: Mapping[str, Label] = {
    "warm": _("You said that you are warm to it."),
    "unsure": _("You said that you are unsure."),
    "cold": _("You said that you are cold to it."),
}

CONCERN: Mapping[str, Label] = {
    "open": _("not answered yet"),
    "answered": _("answered"),
    "withdrawn": _("withdrawn"),
    "upheld": _("upheld"),
}

BECAME: Mapping[str, Label] = {
    "taken": _("The advice is taken."),
    "partly": _("The advice is taken in part."),
    "not": _("The advice is not taken."),
    "": _("What became of the advice was not said."),
}

FATE: Mapping[str, Label] = {
    "taken": pgettext_lazy("what became of advice", "Taken"),
    "partly": pgettext_lazy("what became of advice", "Taken in part"),
    "not": pgettext_lazy("what became of advice", "Not taken"),
}

FOLLOWED: Mapping[str, Label] = {
    "again": _("It was discussed again, and consensus tested once more."),
    "fallback": _("It went on by the process that the charter names for that."),
    "writing": _("It was then voted on in writing."),
    "repeated": _("The envelopes of the secret ballots could not be opened, so it was voted again."),
    "confirmation": _("It was then put to the others to confirm."),
}

REASONS: Mapping[str, Label] = {
    "decisions.not_by_consensus": _("Consensus is not tested on this proposal."),
    "decisions.only_in_discussion": _("This is possible while the proposal is discussed."),
    "decisions.nothing_said": _("Say it in words."),
    "decisions.no_such_feeling": _("Say warm, unsure or cold."),
    "decisions.concern_of_another": _("Who raised a concern withdraws it or upholds it."),
    "decisions.concern_stands_so": _("The concern no longer stands where this could be done with it."),
    "decisions.amended_already": _(
        "Amendments were moved to this text: accept one, or move one yourself, so that each is dealt with."
    ),
    "decisions.nothing_changed": _("These are the words that stand there already."),
    "decisions.no_such_words": _("These words are not among those of the proposal."),
    "decisions.not_referred_here": _("The charter does not let such a proposal be sent for advice."),
    "decisions.not_to_refer": _("Its movers, those who decide it, and holders of offices may send it for advice."),
    "decisions.away_already": _("The proposal is with a body for advice already."),
    "decisions.too_long_away": _("The charter lets it be sent for advice for at most so many days: %(most)s."),
    "decisions.no_such_body": _("Choose another body than the one that decides."),
    "decisions.asked_already": _("This body was asked for its advice already."),
    "decisions.nobody_sits_there": _("Nobody sits in this body now."),
    "decisions.advice_was_due": _("The time for this advice is over."),
    "decisions.not_asked_for_advice": _("Those who sit in the body that was asked give its advice."),
    "decisions.not_sent_for_advice": _("The charter asks for this advice; the proposal was not sent away for it."),
    "decisions.advise_first": _("Give the advice first, then send the proposal back."),
    "decisions.no_advice_yet": _("No advice was given yet."),
    "decisions.no_such_fate": _("Say that it is taken, taken in part, or not taken."),
    "decisions.why_missing": _("Say why: those who gave advice are owed the reason why it is not taken whole."),
}
