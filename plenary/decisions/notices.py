"""Which entries of decisions are mailed: what was opened, and what became of it; and when a vote is due."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plenary.core.standing import Standing
from plenary.decisions import queries
from plenary.decisions.actions.audiences import of_proposals
from plenary.notices.announcements import announce
from plenary.notices.deadlines import Deadline, register_deadlines
from plenary.notices.rules.ways import Way
from plenary.notices.topics import register_topic


def address_of(slug: str, proposal_id: str) -> str:
    """The page of a proposal."""
    return reverse("decisions:proposal", args=[slug, proposal_id])


@register_deadlines
def votes_end(coalition_id: str, after: datetime, until: datetime) -> Iterable[Deadline]:
    """When votes end, and to whom their proposals are disclosed. As many queries as there are such votes, and one."""
    ending = queries.open_proposals(Standing.system(coalition_id, "record"))
    for row in ending.filter(voting_until__gt=after, voting_until__lte=until):
        if row.voting_until is not None:
            yield Deadline(row.voting_until, frozenset(of_proposals(row)))


register_topic(
    "decisions",
    _("Decisions"),
    _("What is to be decided, what was, and what could not be carried out."),
    ways=tuple(Way),
    begins=Way.AT_ONCE,
)
announce(
    "decisions.opened",
    _("To be decided: %(title)s"),
    _("A proposal was opened: %(title)s. Read what happens if it is adopted, say what you think, and vote in time."),
    address_of,
    reply="proposal",
    asks=True,
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
