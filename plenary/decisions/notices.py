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
    "decisions.amendment_accepted",
    _("The text has changed: %(title)s"),
    _(
        "An amendment to %(title)s was accepted by those who moved it. The page compares the text with the one that was opened."
    ),
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
