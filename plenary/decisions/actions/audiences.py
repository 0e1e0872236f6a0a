"""For whom the entries of a proposal are, and in whose name they stand, so that a protected member is never named."""

from collections.abc import Mapping
from typing import Any

from plenary.charter.queries import audience_for, charter_of
from plenary.charter.rules.schema import Disclosed, Secrecy
from plenary.core import visibility
from plenary.core.standing import Standing
from plenary.decisions import queries
from plenary.decisions.models import Elector, Proposal
from plenary.decisions.queries.tally import Tally
from plenary.record.actions import Part


def of_proposals(proposal: Proposal) -> list[str]:
    """Those to whom the charter discloses proposals, and the body that decides this one."""
    charter = charter_of(proposal.coalition_id)
    return _with_electorate(audience_for(charter, charter.disclosure.proposals), proposal)


def of_outcomes(proposal: Proposal) -> list[str]:
    """Those to whom the charter discloses outcomes, and the body that decided this one."""
    charter = charter_of(proposal.coalition_id)
    return _with_electorate(audience_for(charter, charter.disclosure.outcomes), proposal)


def of_mover(proposal: Proposal) -> list[str]:
    """The representatives of the member that moved it, or the person who did."""
    if proposal.moved_by_member_id:
        return [visibility.member(proposal.moved_by_member_id)]
    return [visibility.person(proposal.moved_by_person)]


def of_own(by: Standing) -> list[str]:
    """The representatives of one's own member, or oneself where one acts for none."""
    return [visibility.member(by.member)] if by.member else [visibility.person(by.person)]


def of_elector(elector: Elector) -> list[str]:
    """The person who alone casts its ballot, or the representatives of its member."""
    if elector.person:
        return [visibility.person(elector.person)]
    return [visibility.member(elector.member_id or "")]


def of_roll_call(proposal: Proposal) -> list[str]:
    """Members and the body that decided: how each voted is theirs to see, even where outcomes are public."""
    charter = charter_of(proposal.coalition_id)
    disclosed = charter.disclosure.outcomes
    narrower = disclosed if disclosed is Disclosed.OFFICERS else Disclosed.MEMBERS
    return _with_electorate(audience_for(charter, narrower), proposal)


def roll_calls(proposal: Proposal, told: Tally) -> list[Part]:
    """The roll call as parts of an entry: none where ballots are secret."""
    return [] if proposal.frozen_process.secrecy is Secrecy.SECRET else [_roll_call(proposal, told)]


def _roll_call(proposal: Proposal, told: Tally) -> Part:
    """How each elector voted, by name, as a part of an entry for members and those who decide; protected ones left out.

    What was carried for another stands under the other's name.
    """
    lines = [
        {
            "name": ballot.elector.name,
            "choice": ballot.choice,
            **({"shares": ballot.shares} if ballot.shares else {}),
            **({"said": ballot.said} if ballot.said else {}),
            **({"reason": ballot.reason} if ballot.reason else {}),
            **({"how": ballot.how, "source": ballot.source} if ballot.how != "self" else {}),
            **({"entered_by": ballot.entered_by} if ballot.entered_by else {}),
        }
        for ballot in sorted(told.ballots, key=lambda row: (row.elector.name, row.elector.key))
        if not ballot.elector.protected
    ]
    carried = [
        {
            "name": told.electors[key].name,
            "choice": next(iter(told.carried.get(key, {})), ""),
            "carried_by": told.electors[carrier].name,
        }
        for key, carrier in told.carriers.items()
        if not told.electors[key].protected
    ]
    facts: dict[str, Any] = {"roll_call": lines} | ({"carried": carried} if carried else {})
    return Part(facts=facts, audience=of_roll_call(proposal))


def _with_electorate(tokens: frozenset[str], proposal: Proposal) -> list[str]:
    if visibility.PUBLIC in tokens or visibility.MEMBERS in tokens:
        return sorted(tokens)  # every body sits among the members
    return sorted(tokens | {visibility.body(proposal.frozen_process.electorate)})


def unattributed(by: Standing) -> Standing:
    """In whose name an entry of a protected member stands: the clause under which it goes unnamed."""
    return Standing.system(by.coalition, "protection")


def told(proposal: Proposal, **more: Any) -> Mapping[str, Any]:
    """The facts that every entry of a proposal carries, and more: its title, in all languages in which it is ready."""
    titles = queries.title_in_languages(proposal)
    return {"title": titles if len(titles) > 1 else proposal.title, **more}
