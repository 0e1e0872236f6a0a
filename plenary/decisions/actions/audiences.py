"""For whom the entries of a proposal are, and in whose name they stand, so that a protected member is never named."""

from collections.abc import Mapping
from typing import Any

from plenary.charter.queries import audience_for, charter_of
from plenary.charter.rules.schema import Disclosed, Secrecy
from plenary.core import visibility
from plenary.core.standing import Standing
from plenary.decisions import queries
from plenary.decisions.models import Ballot, Elector, Proposal
from plenary.decisions.permissions import is_mover
from plenary.decisions.queries.candidates import persons_voting
from plenary.decisions.queries.tally import Tally
from plenary.record.actions import Part
from plenary.texts.queries import titles_in_all


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
    """The person who alone casts its ballot, or the representatives of its member. One query where a member's seat names
    somebody."""
    if queries.casts_alone(elector):
        return [visibility.person(elector.person)]
    return [visibility.member(elector.member_id or "")]


def of_roll_call(proposal: Proposal) -> list[str]:
    """Members and the body that decided: how each voted is theirs to see, even where outcomes are public."""
    charter = charter_of(proposal.coalition_id)
    disclosed = charter.disclosure.outcomes
    narrower = disclosed if disclosed is Disclosed.OFFICERS else Disclosed.MEMBERS
    return _with_electorate(audience_for(charter, narrower), proposal)


def roll_calls(proposal: Proposal, told: Tally) -> list[Part]:
    """How each elector voted, by name, as parts of an entry for members and those who decide: protected ones left out, and none
    at all where ballots are secret.

    The first part names organisations; who votes as a person has a part of their own, which can be erased. What was carried
    for another stands under the other's name; a person who carried it is told by the key of the place.
    """
    if proposal.frozen_process.secrecy is Secrecy.SECRET:
        return []
    persons = persons_voting(proposal.coalition_id, told.electors.values())
    shown = [row for row in told.ballots if not row.elector.protected]
    voted = [
        (row.elector.key, _line(row)) for row in sorted(shown, key=lambda row: (row.elector.name, row.elector.key))
    ]
    carried = [
        (key, _carried(told, key, carrier, persons))
        for key, carrier in told.carriers.items()
        if not told.electors[key].protected
    ]
    facts: dict[str, Any] = {"roll_call": [line for key, line in voted if key not in persons]}
    if by_others := [line for key, line in carried if key not in persons]:
        facts["carried"] = by_others
    audience = of_roll_call(proposal)
    own = [
        Part(facts={kind: {**line, "elector": key}}, audience=audience, person=persons[key])
        for kind, lines in (("voted", voted), ("carried", carried))
        for key, line in lines
        if key in persons
    ]
    return [Part(facts=facts, audience=audience), *own]


def _line(ballot: Ballot) -> dict[str, Any]:
    return {
        "name": ballot.elector.name,
        "choice": ballot.choice,
        **({"shares": ballot.shares} if ballot.shares else {}),
        **({"said": ballot.said} if ballot.said else {}),
        **({"reason": ballot.reason} if ballot.reason else {}),
        **({"how": ballot.how, "source": ballot.source} if ballot.how != "self" else {}),
        **({"entered_by": ballot.entered_by} if ballot.entered_by else {}),
    }


def _carried(told: Tally, giver: str, carrier: str, persons: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": told.electors[giver].name,
        "choice": next(iter(told.carried.get(giver, {})), ""),
        "carried_by": carrier if carrier in persons else told.electors[carrier].name,
    }


def _with_electorate(tokens: frozenset[str], proposal: Proposal) -> list[str]:
    if visibility.PUBLIC in tokens or visibility.MEMBERS in tokens:
        return sorted(tokens)  # every body sits among the members
    return sorted(tokens | {visibility.body(proposal.frozen_process.electorate)})


def of_one_unnamed(by: Standing, proposal: Proposal) -> Standing:
    """In whose name an entry stands of what anybody may do, so that it names neither a protected member nor the mover of what
    was moved without a name."""
    is_unnamed = by.is_protected or (not proposal.moved_by_name and is_mover(by, proposal))
    return unattributed(by) if is_unnamed else by


def unattributed(by: Standing) -> Standing:
    """In whose name an entry stands of who goes without a name, protected or not: the clause under which one may."""
    return Standing.system(by.coalition, "protection")


def told(proposal: Proposal, **more: Any) -> Mapping[str, Any]:
    """The facts that every entry of a proposal carries, and more: its title, in all languages in which it is ready."""
    titles = titles_in_all(proposal.coalition_id, proposal.text) if proposal.text else {}
    return {"title": titles if len(titles) > 1 else proposal.title, **more}
