"""Which entries of decisions are mailed: what was opened, and what became of it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plenary.notices.announcements import announce


def address_of(slug: str, proposal_id: str) -> str:
    """The page of a proposal."""
    return reverse("decisions:proposal", args=[slug, proposal_id])


def concerned(slug: str, proposal_id: str) -> str:
    """The page of a proposal, or of all that one delegates, when it is for none."""
    return address_of(slug, proposal_id) if proposal_id else reverse("decisions:delegations", args=[slug])


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
    "decisions.extended",
    _("More time: %(title)s"),
    _("A member that must consult first asked for more time on %(title)s. The deadline moved once, for everyone."),
    address_of,
)
announce(
    "decisions.answer_entered",
    _("An answer was entered for you: %(title)s"),
    _(
        "%(office)s entered your answer on %(title)s, as it was given elsewhere (%(source)s). Look at it; until voting "
        "closes you may change it, and your own ballot goes before it."
    ),
    address_of,
)
announce(
    "decisions.delegated",
    _("A ballot to carry: %(title)s"),
    _("%(giver)s lets %(carrier)s cast its ballot: %(title)s. Whoever carries it may decline until voting closes."),
    concerned,
)
announce(
    "decisions.delegation_ended",
    _("A ballot was taken back: %(title)s"),
    _("A ballot that was carried for another was taken back: %(title)s."),
    concerned,
)
announce(
    "decisions.delegation_declined",
    _("A ballot is not carried: %(title)s"),
    _("Whoever was to cast your ballot declined: %(title)s. Cast it yourself, or name another in time."),
    concerned,
)
