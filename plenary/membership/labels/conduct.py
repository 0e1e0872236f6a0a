"""The words of matters of conduct: how far one has come, its steps, measures and ends."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import Label

CONDUCT_STAGE: Mapping[str, Label] = {
    "talk": _("a conversation is offered"),
    "talked": _("the conversation was noted"),
    "notice": _("the member has time to answer"),
    "answered": _("the member answered"),
    "unanswered": _("no answer came in time"),
    "heard": _("the member was heard"),
    "proposed": _("to be decided"),
    "measure": _("a measure was taken; it may be appealed"),
    "appeal": _("under appeal"),
    "closed": _("closed"),
}

CONDUCT_STEP: Mapping[str, Label] = {
    "offer": _("A conversation was offered"),
    "talk": _("The conversation was noted"),
    "notice": _("Notice was given"),
    "ask_time": _("The member asked for more time"),
    "more_time": _("More time was given"),
    "answer": _("The member answered"),
    "lapse": _("The time to answer ended without an answer"),
    "hearing": _("The member was heard"),
    "statement": _("The member made a statement"),
    "measure": _("What follows was chosen"),
    "decided": _("Those who decide decided"),
    "appeal": _("The member appealed"),
    "ruling": _("The appeal was decided"),
    "close": _("The matter was closed"),
}

DO_STEP: Mapping[str, Label] = {
    "offer": _("Offer another conversation"),
    "talk": _("Note the conversation"),
    "notice": _("Give notice"),
    "ask_time": _("Ask for more time"),
    "more_time": _("Give more time"),
    "answer": _("Answer"),
    "hearing": _("Note the hearing"),
    "statement": _("Make a statement"),
    "measure": _("Choose what follows"),
    "decided": _("Decide on the measure"),
    "appeal": _("Appeal"),
    "ruling": _("Enter what came of the appeal"),
    "close": _("Close the matter"),
}

TALK: Mapping[str, Label] = {
    "agreed": _("it settled the matter"),
    "open": _("it did not settle the matter"),
    "declined": _("the member did not take it up"),
}

MEASURE: Mapping[str, Label] = {
    "nothing": _("nothing: no measure is needed"),
    "support": _("support: the coalition helps it to do its part"),
    "adjust": _("the promise is fitted to what it can keep"),
    "warning": _("a warning"),
    "suspension": _("suspension, to be proposed"),
    "removal": _("removal, to be proposed"),
}

MEASURE_SEALED: Mapping[str, Label] = {
    **MEASURE,
    "suspension": _("suspension, once another who knows it agrees"),
    "removal": _("removal, once another who knows it agrees"),
}
"""What may follow for a protected member, whom no proposal may name."""

AGREED: Mapping[str, Label] = {
    "adopted": _("I agree: it takes effect once it can be appealed no more"),
    "rejected": _("I do not agree: the matter ends"),
}
"""What another who knows a protected member says to a grave measure."""

MEASURE_DECIDED: Mapping[str, Label] = {
    **MEASURE,
    "suspension": _("Suspension of a member"),
    "removal": _("Removal of a member"),
}
"""A measure once those who decide have decided on it."""

RULING: Mapping[str, Label] = {
    "stands": _("the measure stands"),
    "set_aside": _("the measure is set aside"),
}

HEARD_HOW: Mapping[str, Label] = {
    "person": _("in person"),
    "online": _("on a call"),
    "writing": _("in writing"),
    "trusted": _("through someone whom it trusts"),
    "absent": _("it was invited and did not come"),
}
"""How a member is heard: one in danger need not appear."""

CONDUCT_END: Mapping[str, Label] = {
    "agreed": _("It was settled in a conversation."),
    "nothing": _("No measure was needed."),
    "stands": _("The measure stands."),
    "set_aside": _("The measure was set aside on appeal."),
    "not_adopted": _("Those who decide did not agree to the measure."),
    "dropped": _("It was closed before any measure."),
}

OUTCOME_OF_STEP: Mapping[str, Label] = {
    **TALK,
    **MEASURE,
    **RULING,
    "adopted": _("it was adopted"),
    "rejected": _("it was not adopted"),
    "lapsed": _("it lapsed"),
}

OUTCOME_SEALED: Mapping[str, Label] = {**OUTCOME_OF_STEP, **MEASURE_SEALED}
"""What came of a step where a grave measure is taken against a protected member."""
