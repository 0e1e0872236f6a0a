"""The words of notices: ways, and the reasons for which a reply waits."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import Label, register_reasons
from plenary.notices.rules.ways import Way

WAY: Mapping[Way, Label] = {
    Way.AT_ONCE: _("a mail for each"),
    Way.DAILY: _("once a day, in one mail"),
    Way.NEVER: _("no mail; it stands in the inbox"),
}

NOT_CALLED_BACK: Mapping[str, Label] = {
    "mails_to": _(
        "Mails that left to the address in the last 30 days. They lie in its mailbox, and on every device that opens it."
    ),
    "mails_about": _("Mails that left to others in the last 30 days about entries that name the person."),
    "calendars": _(
        "What calendar programs fetched before lies on their devices, and on the servers of those who make them."
    ),
}

register_reasons(
    {
        "notices.not_proved": _("Nothing shows yet that this mail came from you."),
        "notices.nothing_to_answer": _("What this answers is not here any more, or not for you."),
    }
)
