"""Reads of proposals, electors, ballots, effects and seconders; one module a noun. What other modules call is named here."""

from plenary.decisions.queries.advice import (
    advice_away,
    advice_facts,
    advice_on,
    advice_waiting,
)
from plenary.decisions.queries.ballots import (
    Vote,
    ballot_of,
    count_now,
    roll_call,
)
from plenary.decisions.queries.consensus import (
    concerns_of,
    concerns_waiting,
    feeling_of,
    temperature_now,
)
from plenary.decisions.queries.effects import (
    Happening,
    effects_of,
    standing_objections,
    what_happens,
)
from plenary.decisions.queries.electors import (
    ballots_in,
    electors_in,
    electors_of,
    mover_place,
    place_among,
)
from plenary.decisions.queries.proposals import (
    asked_to_vote,
    decided_proposals,
    draft_proposals,
    due_to_carry_out,
    due_to_close,
    open_proposals,
    process_of,
    shown_drafts,
    visible_proposal,
    visible_proposals,
    with_turnout,
    withdrawn_proposals,
)
from plenary.decisions.queries.rounds import PastRound, reservations_in, rounds_of
from plenary.decisions.queries.seconders import (
    has_seconded,
    missing_seconders,
    seconders_of,
)
from plenary.decisions.queries.silence import silences_open
from plenary.decisions.queries.tally import Tally, carriers, tally, tally_now

__all__ = [
    "Happening",
    "PastRound",
    "Tally",
    "Vote",
    "advice_away",
    "advice_facts",
    "advice_on",
    "advice_waiting",
    "asked_to_vote",
    "ballot_of",
    "ballots_in",
    "carriers",
    "concerns_of",
    "concerns_waiting",
    "count_now",
    "decided_proposals",
    "draft_proposals",
    "due_to_carry_out",
    "due_to_close",
    "effects_of",
    "electors_in",
    "electors_of",
    "feeling_of",
    "has_seconded",
    "missing_seconders",
    "mover_place",
    "open_proposals",
    "place_among",
    "process_of",
    "reservations_in",
    "roll_call",
    "rounds_of",
    "seconders_of",
    "shown_drafts",
    "silences_open",
    "standing_objections",
    "tally",
    "tally_now",
    "temperature_now",
    "visible_proposal",
    "visible_proposals",
    "what_happens",
    "with_turnout",
    "withdrawn_proposals",
]
