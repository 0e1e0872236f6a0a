"""Words of the reasons for which signing in or an invitation is refused."""

from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import register_reasons

register_reasons(
    {
        "accounts.invitation_closed": _(
            "This invitation was used already, withdrawn, or is older than 14 days. Ask for a new one."
        ),
        "accounts.other_account": _("This invitation is for %(email)s. Sign out first, then open its link again."),
        "accounts.mail_not_sent": _(
            "The mail could not be sent. Try again in some minutes, or sign in with a passkey or a password."
        ),
        "accounts.no_such_address": _("This is not an email address."),
        "accounts.address_taken": _("This address cannot be used here. Give another one."),
    }
)
