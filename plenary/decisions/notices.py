"""Which entries of decisions are mailed: what was opened, and what became of it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plenary.decisions import mailing
from plenary.notices.announcements import announce


def address_of(slug: str, proposal_id: str) -> str:
    """The page of a proposal."""
    return reverse("decisions:proposal", args=[slug, proposal_id])


announce(
    "decisions.opened",
    _("To be decided: %(title)s"),
    _("A proposal was opened: %(title)s. Read what happens if it is adopted, say what you think, and vote in time."),
    address_of,
    wording=mailing.opening_words,
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

# What is said on the way: rounds to all, advice to the body that is asked, concerns to those whose turn it is.
for kind, subject, body, to, wording in (
    (
        "decisions.round_closed",
        _("Not settled yet: %(title)s"),
        _("A round on %(title)s is over and did not settle it. The page shows what it came to, and what follows."),
        None,
        None,
    ),
    (
        "decisions.round_opened",
        _("A further round: %(title)s"),
        _(
            "A further round on %(title)s began. Read what was said against it, say what you think, and take part in time."
        ),
        None,
        mailing.opening_words,
    ),
    (
        "decisions.reworded",
        _("Other words: %(title)s"),
        _("The words of %(title)s were changed before consensus is tested. The record keeps the earlier ones."),
        None,
        None,
    ),
    (
        "decisions.concern_raised",
        _("A concern about %(title)s"),
        _("Somebody is concerned about %(title)s, which you moved. Read the concern and answer it."),
        mailing.to_mover,
        None,
    ),
    (
        "decisions.concern_answered",
        _("Your concern was answered: %(title)s"),
        _("Your concern about %(title)s was answered. Withdraw it if the answer meets it; else uphold it."),
        mailing.to_raiser,
        None,
    ),
    (
        "decisions.advice_asked",
        _("Your advice is asked: %(title)s"),
        _("A body in which you sit is asked for its advice on %(title)s. One of you writes it, in time."),
        None,
        None,
    ),
    (
        "decisions.advice_given",
        _("Advice on %(title)s"),
        _(
            "Advice was given on %(title)s, which you moved. Say what became of it: taken, taken in part, or not, and why."
        ),
        mailing.to_mover,
        None,
    ),
    (
        "decisions.referred",
        _("Sent for advice: %(title)s"),
        _("%(title)s was sent to a body for advice. Voting opens and closes later; the page shows when."),
        None,
        None,
    ),
    (
        "decisions.came_back",
        _("Back with advice: %(title)s"),
        _("%(title)s came back with advice, and its discussion goes on. The page shows when voting opens and closes."),
        None,
        None,
    ),
):
    announce(kind, subject, body, address_of, to=to, wording=wording)
