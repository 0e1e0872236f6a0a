"""Rounds: what follows when a round is over. Every way through them ends."""

from dataclasses import replace
from enum import StrEnum

from plenary.charter.rules.schema import Method, Process
from plenary.decisions.rules.calls import objections_that_undo
from plenary.decisions.rules.counting import Count, Outcome

NOBODY_TO_GO_ON = "decisions.nobody_to_go_on"


class Step(StrEnum):
    """What follows on a round: the proposal is settled, or it goes on."""

    SETTLED = "settled"
    AGAIN = "again"  # consensus is tested once more, after the concerns were spoken about
    FALLBACK = "fallback"  # the process decides that the charter names for what this one did not settle
    WRITING = "writing"  # a decision of a call was objected to: it is voted on in writing
    REPEATED = "repeated"  # nobody can open the envelopes of a secret vote any more: it is voted again
    CONFIRMATION = "confirmation"  # a few decided urgently: the others confirm it


def next_step(process: Process, figures: Count, *, stage: str, tests: int, has_next: bool, against: int = 0) -> Step:
    """What follows on a round with these figures.

    `stage` is that of the proposal; `tests` how many rounds of this process there were, this one counted; `has_next`
    whether a process to go on with was frozen at opening; `against` how many electors object to a decision of a call. At
    most `process.rounds` tests, then at most one other process, which is a vote and settles it: so rounds end.
    """
    if stage == "recorded":
        return Step.WRITING if against >= objections_that_undo(process) else Step.SETTLED
    if stage == "urgent":
        return Step.CONFIRMATION if figures.outcome is Outcome.ADOPTED and has_next else Step.SETTLED
    if figures.outcome is not Outcome.REJECTED or process.method not in (Method.CONSENSUS, Method.SILENCE):
        return Step.SETTLED
    if process.method is Method.CONSENSUS and tests < process.rounds:
        return Step.AGAIN
    return Step.FALLBACK if has_next else Step.SETTLED


def left_by_all(figures: Count, stage: str) -> Count:
    """The figures of a round on which another would follow, had that one somebody to vote in it: they settle the proposal.

    What this round rejected is rejected; what was decided on a call and objected to lapses, and so does what is urgent and
    nobody can confirm. `stage` is that of the proposal. It is never adopted.
    """
    refused = stage not in ("recorded", "urgent") and figures.outcome is Outcome.REJECTED
    return replace(figures, outcome=Outcome.REJECTED if refused else Outcome.LAPSED, reason=NOBODY_TO_GO_ON)
