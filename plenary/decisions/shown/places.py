"""What is shown of acting in another's place: ballots carried, those who stood back, answers that may be entered."""

from collections.abc import Sequence
from typing import Any

from plenary.charter.queries import called, charter_of
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Label
from plenary.decisions import permissions, queries
from plenary.decisions.forms import DelegateForm, StandBackForm
from plenary.decisions.labels.places import CAST_BEFORE, SECRET_CAST_BEFORE, given_in_words
from plenary.decisions.models import Ballot, Elector, Proposal
from plenary.decisions.rules.ballots import choices_of
from plenary.decisions.rules.phases import OPEN
from plenary.membership.queries import representative_of_person
from plenary.membership.rules import AWAY

_BY_ITS_OWN = frozenset({"self", "consulted"})


def own_ballot(
    standing: Standing, elector: Elector | None, ballot: Ballot | None, proposal: Proposal
) -> dict[str, Any]:
    """What the form of one's own ballot asks besides the answer, and how the ballot that lies there was given."""
    if elector is None:
        return {}
    splits = elector.splits and elector.weight > 1 and not queries.is_secret(proposal.frozen_process)
    shares = ballot.shares if ballot else {}
    return {
        "asks_whom": permissions.must_say_whom(standing, elector),
        "parts": [(each.value, shares.get(each.value, "")) for each in choices_of(proposal.frozen_process.method)]
        if splits
        else [],
        "given": given_in_words(ballot.how, ballot.source, ballot.entered_by) if ballot else "",
        "votes_alone": bool(elector.person) and elector.person == standing.person,
        "cast_before": _cast_before(standing, ballot),
        "is_away": standing.member_status in AWAY and standing.mandate is not Mandate.OBSERVES,
    }


def _cast_before(standing: Standing, ballot: Ballot | None) -> Label:
    """That a ballot was cast by who acts for one's member no longer, and what that means; else empty. One query, where another
    cast it."""
    if ballot is None or ballot.how not in _BY_ITS_OWN or ballot.cast_by == standing.person:
        return ""
    acting = representative_of_person(standing.coalition, ballot.cast_by)
    if acting is not None and acting.member_id == standing.member:
        return ""
    return SECRET_CAST_BEFORE if ballot.is_secret else CAST_BEFORE


def places_context(standing: Standing, proposal: Proposal, its_own: Sequence[Elector]) -> dict[str, Any]:
    """Who casts whose ballot, who stood back, and what the reader may do about it, whose electors are given (`its_own`). Five
    queries at most."""
    electors = list(queries.electors_shown(standing, proposal))
    context = {
        "stood_back": [each for each in electors if each.is_recused]
        if permissions.may_read_the_way(standing, proposal)
        else [],
        "may_enter_answers": permissions.may_enter_answers(standing, proposal),
        "adds_carried": proposal.frozen_process.delegation,
    }
    mine = {standing.person, standing.member} - {""}
    passed = queries.passed(proposal.coalition_id, electors)
    own = [each for each in electors if each.place in mine or (each.pk in passed and each.member_id in mine)]
    if not own or proposal.phase not in OPEN:
        return context
    given, carried = queries.lent(standing, proposal, electors)
    others = [
        (each.key, each.name)
        for each in electors
        if not (each.protected or each.is_recused or each.place in mine or each.pk in passed)
    ]
    is_back = any(each.is_recused for each in own)
    may_stand_back = not is_back and permissions.may_stand_back(standing, proposal, its_own)
    may_delegate = may_stand_back and others and permissions.may_delegate(standing, proposal)
    return context | {
        "lent": given,
        "carried": carried,
        "delegate_form": DelegateForm(places=others) if may_delegate else None,
        "stand_back_form": StandBackForm() if may_stand_back else None,
        "may_step_in": is_back and permissions.may_step_in(standing, proposal),
        "may_extend": not may_stand_back and permissions.may_extend(standing, proposal),
    }


def delegations_of(standing: Standing) -> list[dict[str, Any]]:
    """The bodies in which a standing may delegate: who casts its ballots there, whose it carries, whom it may choose."""
    charter = charter_of(standing.coalition)
    found: list[dict[str, Any]] = []
    for body in charter.bodies:
        if not permissions.may_delegate_in(standing, body.code):
            continue
        names = queries.places_by_name(standing.coalition, body.code)
        given, carried = queries.lent_in(standing, body.code, names)
        mine = {standing.member, standing.person}
        others = sorted(((key, name) for key, name in names.items() if key not in mine), key=lambda pair: pair[1])
        processes = queries.delegating_processes(standing.coalition, body.code)
        found.append(
            {
                "code": body.code,
                "name": called(charter, body.names, body.code),
                "clause": f"process.{processes[0].code}",
                "lent": given,
                "carried": carried,
                "form": DelegateForm(places=others, auto_id=f"{body.code}_%s") if others else None,
            }
        )
    return found


def electors_to_answer_for(standing: Standing, proposal: Proposal) -> list[Elector]:
    """The electors for whom an officer may enter an answer: not those of its own."""
    own = {each.pk for each in queries.electors_of(standing, proposal)}
    return [each for each in queries.unanswered(proposal) if each.pk not in own]
