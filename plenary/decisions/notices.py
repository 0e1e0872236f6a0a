"""Which entries of decisions are mailed: what was opened, and what became of it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plenary.notices.announcements import announce


def address_of(slug: str, proposal_id: str) -> str:
    """The page of a proposal."""
    return reverse("decisions:proposal", args=[slug, proposal_id])


announce(
    "decisions.opened",
    _("To be decided: %(title)s"),
    _("A proposal was opened: %(title)s. Read what happens if it is adopted, say what you think, and vote in time."),
    address_of,
)
announce(
    "decisions.decided",
    _("Decided: %(title)s"),
    _("Voting on %(title)s has closed. The page shows the outcome, how it was reached and the clause it rests on."),
    address_of,
)
announce(
    "decisions.not_carried_out",
    _("Not carried out: %(title)s"),
    _("%(title)s was adopted and could not be carried out. The page says why, and what can be done."),
    address_of,
)
announce(
    "decisions.recorded",
    _("Decided on a call: %(title)s"),
    _(
        "%(title)s was decided on a call: %(occasion)s. Whoever may vote on it may object until %(until)s; it then goes to "
        "a vote in writing. The page shows who was there and what each said."
    ),
    address_of,
)
announce(
    "decisions.call_corrected",
    _("Corrected: %(title)s"),
    _(
        "What was entered of the call on %(title)s was corrected. The time for objections begins anew and ends %(until)s. "
        "The page shows what stands now."
    ),
    address_of,
)
announce(
    "decisions.opened_urgently",
    _("Urgent: %(title)s"),
    _(
        "%(title)s cannot wait and is decided by those whom the charter names. It takes effect as soon as they adopt it, "
        "and lapses unless it is then confirmed. The page says why, and who decides."
    ),
    address_of,
)
announce(
    "decisions.put_in_force",
    _("In force, to be confirmed: %(title)s"),
    _(
        "%(title)s was decided urgently and is in force. It lapses unless it is confirmed: the page shows by whom and until "
        "when."
    ),
    address_of,
)
announce(
    "decisions.not_put_in_force",
    _("Not in force: %(title)s"),
    _("%(title)s was decided urgently and could not be put in force. The page says why."),
    address_of,
)
announce(
    "decisions.undone",
    _("Not confirmed, undone: %(title)s"),
    _("%(title)s was decided urgently and was not confirmed. What it had done is undone."),
    address_of,
)
announce(
    "decisions.not_undone",
    _("Not confirmed, not undone: %(title)s"),
    _(
        "%(title)s was not confirmed, and what it had done could not be undone. The page says why, and what can be done."
    ),
    address_of,
)
