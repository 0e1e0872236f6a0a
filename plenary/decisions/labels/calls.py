"""The words of decisions on calls, of what cannot wait, and of questions that rest."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plenary.core.verdicts import Label, register_reasons

SAID: Mapping[str, Label] = {
    "for": pgettext_lazy("said on a call", "for"),
    "against": pgettext_lazy("said on a call", "against"),
    "silent": pgettext_lazy("said on a call", "silent"),
    "absent": pgettext_lazy("said on a call", "not there"),
}

register_reasons(
    {
        "decisions.not_on_calls": _("The charter does not let this be decided on a call."),
        "decisions.not_a_recorder": _("What was decided on a call is entered by others: %(offices)s."),
        "decisions.not_on_a_call_now": _("This can no longer be entered as decided on a call."),
        "decisions.no_call_to_correct": _("Only what was decided on a call, and is open to objections, is corrected."),
        "decisions.no_occasion": _("Say on what occasion it was decided, in at most 200 characters."),
        "decisions.not_yet_held": _("The call lies in the future. Enter it when it is over."),
        "decisions.nobody_there": _("Say who was there, and who was for, against or silent."),
        "decisions.decided_already": _("It is decided already, and cannot be withdrawn any more."),
        "decisions.not_urgent_matter": _("The charter does not let this matter be decided urgently."),
        "decisions.not_of_the_few": _("What cannot wait is opened by those who decide it."),
        "decisions.not_urgently": _(
            "Only what takes effect at once and can be undone may be decided urgently: it lapses unless it is confirmed."
        ),
        "decisions.no_urgency": _("Say why it cannot wait."),
        "decisions.not_revocable": _("This cannot be undone."),
        "decisions.not_confirmed": _("It was not confirmed."),
        "decisions.rests": _("This was decided, and rests: it may be put again from %(day)s."),
        "decisions.called_anew": _("An election is not put again: what is vacant is elected to by another."),
        "decisions.not_decided": _("It is not decided yet."),
    }
)
