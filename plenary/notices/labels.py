"""The words of notices: ways, the reasons for which a reply waits, and what webhooks do."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from plenary.core.verdicts import Label, register_reasons
from plenary.notices.rules.ways import Way
from plenary.notices.rules.webhooks import Answer, Pause, Reads, Says

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

READS: Mapping[str, Label] = {
    Reads.PUBLIC: _("what is entered for everyone"),
    Reads.MEMBERS: _("what is entered for everyone, and for members"),
}
SAYS: Mapping[str, Label] = {
    Says.NOTHING: _("only that something was entered, of which kind, when, and where to read it"),
    Says.PUBLIC: _("what it says too, where everyone may read it"),
    Says.ALL: _("what it says too, always"),
}
PAUSE: Mapping[str, Label] = {
    Pause.FAILING: _("for three days nothing was taken"),
    Pause.GONE: _("the other side says that it is gone"),
    Pause.UNHELD: _("who answered for it may not do so any more"),
}
ANSWER: Mapping[str, Label] = {
    Answer.TAKEN: _("taken"),
    Answer.REDIRECTED: _("sent elsewhere, which is not followed (3xx)"),
    Answer.REFUSED: _("refused (4xx)"),
    Answer.GONE: _("gone (410)"),
    Answer.FAILED: _("answered with an error of its own (5xx)"),
    Answer.UNREACHABLE: _("could not be reached"),
}

register_reasons(
    {
        "notices.connect_only": _("Only those whose office connects other programs may do this."),
        "notices.url_odd": _(
            "This is no address to which something can be sent. Copy it anew, without blanks, names or passwords in it."
        ),
        "notices.url_not_https": _("The address must begin with https://."),
        "notices.url_port": _("The address must not name a port: what is sent goes to port 443."),
        "notices.url_not_a_name": _("The address must name a host, such as hooks.example.org, and not a number."),
        "notices.url_not_public": _("This name does not lead to an address on the public net."),
        "notices.webhooks_full": _("A coalition has at most %(most)s webhooks. End one first."),
        "notices.webhook_not_paused": _("This webhook is not paused."),
    }
)
register_reasons(
    {
        "notices.not_proved": _("Nothing shows yet that this mail came from you."),
        "notices.nothing_to_answer": _("What this answers is not here any more, or not for you."),
    }
)
