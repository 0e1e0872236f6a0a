"""Entering the answer that an elector gave by phone, by mail or in person; it is told, and may change it until closing."""

from datetime import date

from plenary.charter.queries import charter_of
from plenary.charter.rules.words import words_in
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.decisions import permissions, queries
from plenary.decisions.actions import audiences, locking
from plenary.decisions.actions.ballots import Answer, put
from plenary.decisions.models import Ballot, Proposal
from plenary.decisions.rules.choosing import Said
from plenary.record import actions as record

WAYS = ("phone", "mail", "in_person")
"""How an answer comes that an officer enters."""


def enter_answer(
    *,
    by: Standing,
    proposal: Proposal,
    elector: str,
    choice: str = "",
    said: Said | None = None,
    how: str,
    who: str,
    on: date,
    reason: str = "",
) -> Ballot:
    """Put an answer in the place of an elector (id) that gave it elsewhere: a choice, or what it `said` of several. `who` gave
    it, `how`, and on which day.

    In order: share the proposal, lock the elector, put the ballot, tell its own. Never over a ballot that the elector cast
    itself, which goes before; the elector may replace this one until voting closes. Refuses as permissions.may_enter_answers
    says, with decisions.no_provenance and decisions.no_such_elector, and as `put` does.
    """
    if how not in WAYS or not who.strip():
        raise Refused(refuse("decisions.no_provenance"))
    with record.act(by=by):
        proposal = locking.share(proposal)
        require(permissions.may_enter_answers(by, proposal))
        found = queries.electors_in(proposal).select_for_update(of=("self",)).filter(pk=elector).first()
        if found is None:
            raise Refused(refuse("decisions.no_such_elector"))
        require(permissions.may_enter_answers(by, proposal, found))
        office, source = _office(by), f"{who.strip()[:300]}, {on.isoformat()}"
        answer = Answer(
            choice=choice, said=said or {}, reason=reason.strip(), how=how, source=source, entered_by=office
        )
        ballot = put(by, proposal, found, answer)
        more = {"ballot": ballot.id, **({"said": ballot.said} if ballot.said else {})}
        record.enter(
            by=by,
            kind="decisions.answer_entered",
            about=proposal.id,
            audience=audiences.of_elector(found),
            facts=audiences.told(
                proposal, name=found.name, office=office, choice=choice, how=how, source=source, **more
            ),
        )
        return ballot


def _office(by: Standing) -> str:
    """The charter's name of the office by whose power it is entered, in the language in which the charter decides."""
    charter = charter_of(by.coalition)
    for office in charter.offices:
        if office.code in by.offices and permissions.ENTER_ANSWERS in office.powers:
            return words_in(office.names, charter.languages[0], charter.languages) or office.code
    return ""
