"""Words of the reasons for which an alarm is refused, and of what nobody can call back."""

from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import Label, register_reasons

NOT_CALLED_BACK: tuple[Label, ...] = (
    _(
        "Pages that somebody has open, printed or photographed, and copies on a device until it reaches this server next."
    ),
    _("Backups of this server that were made before: whoever runs it can say until when they are kept."),
    _("What other programs and servers were sent by webhooks, the API or a file before, and copies that they made."),
    _("What people remember, and what they told others."),
)
"""What no row can tell of."""

register_reasons(
    {
        "emergency.not_chosen": _("Only those whom the person chose may do this."),
        "emergency.too_often": _(
            "You raised the alarm for this person three times in a week. Others whom they chose still may."
        ),
        "emergency.not_a_guide": _("Only those whom the person chose to undo it may do this."),
        "emergency.undone": _("This alarm is undone already."),
        "emergency.address_is_theirs": _(
            "Only two whom the person chose may give a new address. Leave it empty: they get in by the one they had."
        ),
        "emergency.yourself": _("Choose others, not yourself."),
        "emergency.nobody": _("Nobody of this kind is here to be chosen."),
        "emergency.enough": _("You have chosen enough: take one away first."),
    }
)
