"""The words of concerns: where one stands, what was said, and the reasons of yes and no."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import Label, register_reasons

STATE: Mapping[str, Label] = {
    "raised": _("raised"),
    "acknowledged": _("acknowledged"),
    "hearing": _("the one concerned is being heard"),
    "heard": _("the one concerned was heard"),
    "agreed": _("an outcome is agreed"),
    "closed": _("closed"),
}

DUE: Mapping[str, Label] = {
    "": "",
    "answer": _("To be answered by:"),
    "hear": _("The one concerned is asked for a statement by:"),
    "outcome": _("An outcome by:"),
}

PART: Mapping[str, Label] = {"raised": _("Who raised it"), "heard": _("Who is heard on it")}

KIND: Mapping[str, Label] = {
    "message": "",
    "raised": _("The concern"),
    "acknowledged": _("It was acknowledged"),
    "asked": _("What is asked"),
    "mediator": _("A mediator is proposed"),
    "mediator_asked": _("A mediator is proposed to the other side"),
    "mediator_other": _("The other side proposes a mediator"),
    "mediator_yes": _("Yes to the mediator"),
    "mediator_no": _("No to the mediator"),
    "outcome": _("An outcome is proposed"),
    "outcome_yes": _("Yes to the outcome"),
    "outcome_no": _("No to the outcome"),
    "holds": _("It holds"),
    "holds_not": _("It does not hold"),
    "fair": _("It was fair"),
    "unfair": _("It was not fair"),
    "left_out": _("It is about somebody who would receive it, and is not passed on to them"),
    "closed": _("It was closed"),
}

ANSWER: Mapping[str, Label] = {
    "": _("not asked"),
    "asked": _("asked, no answer yet"),
    "yes": _("yes"),
    "no": _("no"),
}

register_reasons(
    {
        "health.no_office": _("The charter names no office to which a concern goes."),
        "health.nobody_receives": _(
            "Nobody here can receive this: those whom the charter names are concerned, or have made no key yet."
            " Turn to somebody outside whom you trust."
        ),
        "health.receives": _("Concerns go to your office."),
        "health.not_a_receiver": _("Only the offices to which concerns go may see this."),
        "health.holds_office": _("You hold an office."),
        "health.no_holder": _("Only holders of an office have a key for concerns."),
        "health.other_key": _("It is sealed for a key of before, and does not open with yours of today."),
        "health.too_few_to_share": _("At least two others who hold an office must have made a key first."),
        "health.keeps_no_share": _("There is no share here that you could hand over."),
        "health.too_few_shares": _("Too few shares have come back."),
        "health.shares_do_not_fit": _("The shares do not fit: one of them was altered, or is of another time."),
        "health.not_now": _("This cannot be done as the concern stands now."),
        "health.no_mediator": _("The charter provides for no outside mediator."),
        "health.has_key": _("You have a key already."),
        "health.no_key": _("Make your key first."),
        "health.wrong_passphrase": _("This passphrase does not open it."),
        "health.too_long": _("This is too long."),
        "health.enough_files": _("No more files can be kept here. Say what you have to say without one."),
        "health.no_room": _(
            "The files that came with concerns take all the room that they may. Say what you have to say without one,"
            " and that you have it."
        ),
        "health.too_often": _("Too many attempts. Wait ten minutes, and try again."),
        "health.check_is_past": _("The day of the check must lie in the future."),
        "health.say_nobody": _("Say first that nobody among those who receive it next is concerned."),
        "health.not_next": _("One of those whom you chose would not receive it."),
        "health.proposed_anew": _("Something else was proposed meanwhile. Read it, then answer that."),
        "health.not_asked": _("Nothing was asked that this would answer."),
    }
)
