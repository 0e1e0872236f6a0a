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
        "accounts.name_with_page": _("A name holds no address of a web page."),
        "accounts.too_many_invitations": _(
            "You have sent %(most)s invitations in a day, as many as one may. Go on tomorrow."
        ),
        "accounts.invited_enough": _("This address was invited %(most)s times in a day. Wait until tomorrow."),
        "accounts.address_taken": _("This address cannot be used here. Give another one."),
        "accounts.token_unknown": _("This token is unknown, was ended, or is older than it may be."),
        "accounts.token_scope": _("This token may not do this. Make one that may, on the page of your account."),
        "accounts.token_not_fresh": _(
            "This is done signed in, on its page. A token does it only within an hour after it was made."
        ),
        "accounts.token_elsewhere": _("This token is for other coalitions than this."),
        "accounts.token_not_account": _("This token is for some coalitions alone; it does not open your account."),
        "accounts.too_many_tokens": _("You have as many tokens as one may have. End one that you no longer use."),
        "accounts.repeat_running": _(
            "A request with this Idempotency-Key is being carried out. Try again in some seconds."
        ),
        "accounts.repeat_differs": _(
            "This Idempotency-Key was used for another request. Use a new one for each request."
        ),
    }
)
