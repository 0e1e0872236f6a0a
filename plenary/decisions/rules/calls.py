"""What was decided on a call or at a table: how what people said there counts, and how many objections undo it (B3)."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from plenary.charter.rules.schema import Days, Method, Process
from plenary.decisions.rules.ballots import Choice
from plenary.decisions.rules.phases import free_from


class Said(StrEnum):
    """What an elector said on a call; one that was not there said nothing, and has no ballot."""

    FOR = "for"
    AGAINST = "against"
    SILENT = "silent"
    ABSENT = "absent"


_VOTE = {Said.FOR: Choice.YES, Said.AGAINST: Choice.NO, Said.SILENT: Choice.ABSTAIN}
_CHOICES: Mapping[Method, Mapping[Said, Choice]] = {
    Method.MAJORITY: _VOTE,
    Method.CONSENT: _VOTE,
    Method.SILENCE: _VOTE,
    Method.CONSENSUS: {Said.FOR: Choice.SUPPORT, Said.AGAINST: Choice.BLOCK, Said.SILENT: Choice.ASIDE},
    Method.CHOICE: {},  # never decided on a call
}
"""Who was there and kept silent took part and went neither way: an abstention, or under consensus standing aside."""


def choice_of(method: Method, said: Said) -> Choice | None:
    """The ballot that what somebody said on a call makes under a method; None for who was not there."""
    return _CHOICES[method].get(said)


def said_by(choice: str) -> Said:
    """What somebody said on a call, read back from the ballot; an empty choice is that of who was not there."""
    for choices in _CHOICES.values():
        for said, made in choices.items():
            if made.value == choice:
                return said
    return Said.ABSENT


def with_rest(marked: Mapping[str, Said], everyone: frozenset[str], rest: Said) -> dict[str, Said]:
    """What each elector of a call said, those not marked as `rest`; who was not there is left out. Marks of others than
    `everyone` are left out too."""
    told = {key: marked.get(key, rest) for key in sorted(everyone)}
    return {key: said for key, said in told.items() if said is not Said.ABSENT}


def objections_that_undo(process: Process) -> int:
    """How many electors must object to a decision of a call until it is voted on in writing: as many as the process asks;
    under consent and consensus one, for one would have stopped it on the call."""
    if process.method in (Method.CONSENT, Method.CONSENSUS):
        return 1
    return max(1, process.objectors)


def window_until(process: Process, entered_at: datetime, days: Days) -> datetime:
    """Until when a decision of a call, entered at a moment (in the zone of `days`), is open to objections: so many hours as on
    a clock; an end on a day of rest moves to the same hour of the next free day, as every deadline does."""
    closes = (entered_at.astimezone(UTC) + timedelta(hours=process.window_hours)).astimezone(entered_at.tzinfo)
    return free_from(closes, days).astimezone(UTC)
