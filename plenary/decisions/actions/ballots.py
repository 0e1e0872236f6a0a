"""Casting ballots: one an elector, replaced until voting closes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from plenary.charter.rules.schema import Method, Process, Secrecy
from plenary.core import clock
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.core.writing import insert, update
from plenary.decisions import permissions, queries
from plenary.decisions.actions import audiences, locking, sealing
from plenary.decisions.actions.early import close_early
from plenary.decisions.models import Ballot, Elector, Proposal
from plenary.decisions.queries.nominations import awaits_closing
from plenary.decisions.rules.ballots import NEEDS_REASON, Choice, choices_of, split_problem
from plenary.decisions.rules.choosing import Said, said_problem, tidy
from plenary.decisions.rules.contests import Contest
from plenary.decisions.rules.reading import Given, finds_its_place
from plenary.record import actions as record
from plenary.record.actions import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a ballot is to say: one choice, votes by choice where it is split, or what it says of several; the reason of a
    reservation or a block; and how it was given (`models.Ballot`)."""

    choice: str = ""
    shares: Mapping[str, int] = field(default_factory=dict)
    said: Said = field(default_factory=dict)  # where it chooses among several
    reason: str = ""
    how: str = "self"
    source: str = ""
    entered_by: str = ""  # the name of the office that enters it for the elector
    sent_as: str = ""  # what its form called it


def cast_ballot(
    *,
    by: Standing,
    proposal: Proposal,
    choice: str = "",
    shares: Mapping[str, int] | None = None,
    said: Said | None = None,
    reason: str = "",
    source: str = "",
    given: Given = Given(),  # noqa: B008  # frozen
) -> Ballot:
    """Cast the ballot of one's elector, or replace it. In order: share the proposal, lock the elector, check, enter, save.

    A secret ballot is sealed (`envelopes`) and only that it was cast is entered; what was cast bears its `codes` until the
    answer is given, and nobody can read them again. `said` is what a ballot says that chooses among several.

    `given` says on what it was given, for it may arrive much later: what arrived before under the same word is not cast
    again, but returned, whatever the phase is by now. Refuses what was given on something else (decisions.asked_otherwise),
    and what would replace a ballot that its voter has not seen (decisions.replaced_since).

    In time means received at or before the deadline, however long the write then waits. `shares` splits the votes of a ballot
    that counts several times. A representative who must consult says in `source` whom she asked, and when. The entry tells
    those who see the proposal that one was cast, the elector's own alone what it says; that of a protected member is readable
    by its own alone. Refuses as
    permissions.may_cast says, and with decisions.no_source, decisions.no_such_choice, decisions.no_reason_given,
    decisions.not_split_here and decisions.parts_differ.
    """
    with record.act(by=by):
        proposal = locking.share(proposal)
        own = queries.electors_of(by, proposal, hold=True)
        arrived = queries.ballot_sent_as(by, proposal, given.sending)
        if arrived:
            return arrived
        require(permissions.asks_the_same(proposal, given))
        require(permissions.may_cast(by, proposal, own))
        require(permissions.is_not_boxed(proposal))
        elector = own[0]
        _require_place(elector, given)
        asked = consulted(by, elector, source)
        answer = Answer(
            choice=choice,
            shares=shares or {},
            said=said or {},
            reason="" if proposal.frozen_process.secrecy is Secrecy.SECRET else reason.strip(),
            how="consulted" if asked else "self",
            source=asked,
            sent_as=given.sending,
        )
        ballot = put(by, proposal, elector, answer)
    if proposal.frozen_process.early:
        close_early(by=Standing.system(by.coalition, f"process.{proposal.frozen_process.code}"), proposal=proposal)
    return ballot


def _require_place(elector: Elector, given: Given) -> None:
    if not given.before:
        return
    lies = queries.lying_for(elector)
    if not finds_its_place(given, lies.entry if lies else "", lies.sent_as if lies else ""):
        raise Refused(refuse("decisions.replaced_since"))


def consulted(by: Standing, elector: Elector | None, source: str) -> str:
    """Whom a representative who must consult asked, in at most 500 characters; empty for one who decides. Refuses an
    answer without it (`decisions.no_source`)."""
    if not (permissions.must_say_whom(by, elector) if elector else by.mandate is Mandate.CONSULTS):
        return ""
    if not source.strip():
        raise Refused(refuse("decisions.no_source", f"category.{by.category}"))
    return source.strip()[:500]


def put(by: Standing, proposal: Proposal, elector: Elector, answer: Answer) -> Ballot:
    """Put a ballot in an elector's place, or replace the one that lies there, and enter it; within the caller's act, the
    proposal shared and the elector locked. Refuses what the process or the elector's weight does not allow, and
    all while nominations are being closed (decisions.nominations_counted)."""
    process = proposal.frozen_process
    contest = sealing.contest_of(proposal) if process.method is Method.CHOICE else None
    if contest and awaits_closing(proposal):
        raise Refused(refuse("decisions.nominations_counted", f"process.{process.code}"))
    problem = _problem(process, contest, elector, answer)
    if problem:
        raise Refused(refuse(problem, f"process.{process.code}"))
    if contest:
        answer = replace(answer, said=tidy(contest, answer.said))
    before = queries.lying_for(elector)
    ballot = before or Ballot(coalition_id=by.coalition, proposal=proposal, elector=elector)
    ballot.elector = elector
    if process.secrecy is Secrecy.SECRET:
        sealing.seal(proposal, ballot, contest, choice=answer.choice, said=answer.said)
    else:
        ballot.choice, ballot.shares, ballot.said = answer.choice, dict(answer.shares), dict(answer.said)
    ballot.reason, ballot.how, ballot.source = answer.reason, answer.how, answer.source
    ballot.entered_by, ballot.sent_as = answer.entered_by, answer.sent_as
    ballot.cast_by, ballot.cast_at = by.person, clock.now()
    ballot.entry = _enter(by, proposal, ballot, replaces=before is not None)
    if before:
        update(ballot)
    else:
        insert([ballot])
    return ballot


def _problem(process: Process, contest: Contest | None, elector: Elector, answer: Answer) -> str:
    if contest:
        return said_problem(process, contest, answer.said)
    known = {choice.value for choice in choices_of(process.method)}
    given = set(answer.shares) or {answer.choice}
    if not given <= known:
        return "decisions.no_such_choice"
    if given & NEEDS_REASON and not answer.reason:
        return "decisions.no_reason_given"
    if not answer.shares:
        return ""
    shares = {Choice(choice): votes for choice, votes in answer.shares.items()}
    return split_problem(shares, elector.weight, allowed=elector.splits and process.secrecy is Secrecy.OPEN)


def _enter(by: Standing, proposal: Proposal, ballot: Ballot, *, replaces: bool) -> str:
    elector = ballot.elector
    own = audiences.of_elector(elector)
    how = "" if ballot.how == "self" else ballot.how
    told = {"shares": ballot.shares, "said": ballot.said, "reason": ballot.reason, "how": how, "source": ballot.source}
    told |= {"entered_by": ballot.entered_by}
    return record.enter(
        by=by,
        kind="decisions.ballot_cast",
        about=proposal.id,
        audience=own if elector.protected else audiences.of_proposals(proposal),
        facts=audiences.told(proposal),
        parts=[
            Part(
                facts={
                    "ballot": ballot.id,
                    "elector": elector.key,
                    "choice": ballot.choice,
                    "replaces": replaces,
                    **{name: value for name, value in told.items() if value},
                },
                audience=own,
            )
        ],
    )
