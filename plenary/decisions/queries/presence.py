"""Who is present where a proposal is voted on: rooms above say it, such as of a meeting; and which electors that makes."""

from collections.abc import Callable
from dataclasses import replace

from django.db.models import Q

from plenary.core.models import ScopedQuerySet
from plenary.decisions.models import Elector, Proposal, Stage
from plenary.decisions.queries.electors import electors_in
from plenary.decisions.queries.proposals import process_of
from plenary.decisions.rules.counting import Turnout

type Finder = Callable[[Proposal], frozenset[str] | None]
"""Gives the ids of the members, and of the persons in their own name, who are present where a proposal is voted on; None where it
is voted on nowhere that it knows of. A constant number of queries."""

_finders: list[Finder] = []


def tells_presence(finder: Finder) -> Finder:
    """Register who is present where proposals are voted on."""
    _finders.append(finder)
    return finder


def electors_present(proposal: Proposal) -> ScopedQuerySet[Elector] | None:
    """The electors of the present round who are present where it is voted on, as it stands now; None where its process counts
    those alone who vote, it was decided on a call, or it is voted on at no meeting. Of those under protection nobody writes down
    that they are there. No query where its process does not count them."""
    if not process_of(proposal).presence or proposal.stage == Stage.RECORDED:
        return None
    there = next((found for finder in _finders if (found := finder(proposal)) is not None), None)
    if there is None:
        return None
    in_their_own_name = Q(member=None, person__in=there - {""})
    return electors_in(proposal).filter(Q(member__in=there) | in_their_own_name, protected=False, recused_at=None)


def with_presence(proposal: Proposal, told: Turnout) -> Turnout:
    """Turnout with how many electors are present where a proposal is voted on, or voted, as it stands now; those away count once
    they voted. As it is where its process does not count who is present, and then without any query."""
    if not told.by_presence:
        return told
    rows = electors_present(proposal)
    if rows is None:
        return replace(told, by_presence=False)
    voted = electors_in(proposal).filter(recused_at=None, ballot__isnull=False)
    there = rows.filter(is_away=False)
    keys = {*voted.values_list("key", flat=True), *there.values_list("key", flat=True)}
    return replace(told, by_presence=False, present=len(keys))
