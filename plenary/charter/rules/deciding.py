"""Contradictions in how things are decided: processes, what is urgent, and the days that count."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from zoneinfo import available_timezones

from plenary.charter.rules.countings import Asks, Counting
from plenary.charter.rules.findings import Contradiction, fillable
from plenary.charter.rules.schema import (
    OTHER_MATTER,
    Base,
    Charter,
    Method,
    Process,
    Second,
    Secrecy,
    Vacancies,
    Weekday,
)

_DECIDES_ALONE = (Method.MAJORITY, Method.CONSENT)
_LEAP_YEAR = 2024  # knows every day that a yearly holiday may fall on


def processes(charter: Charter) -> Iterator[Contradiction]:
    """What a process asks for that can never be had, or that nobody named in it can do."""
    bodies = {body.code for body in charter.bodies}
    empty = {body.code for body in charter.bodies if body.seats} - fillable(charter)
    for process in charter.processes:
        clause = f"process.{process.code}"
        for code in (process.electorate, process.moved_by, *process.advice_from):
            if code not in bodies:
                yield Contradiction(clause, "charter.unknown_body", {"code": code})
        if process.electorate in empty:
            yield Contradiction(clause, "charter.empty_electorate", {"code": process.code, "body": process.electorate})
        if process.quorum > 1:
            yield Contradiction(clause, "charter.quorum_above_all", {"code": process.code})
        if process.method is Method.MAJORITY:
            yield from _threshold(clause, process)
        yield from _times(clause, process)
        if (process.objections or process.method is Method.SILENCE) and process.objectors < 1:
            yield Contradiction(clause, "charter.no_objectors", {"code": process.code})
        if process.method is Method.CONSENSUS and process.rounds < 1:
            yield Contradiction(clause, "charter.no_rounds", {"code": process.code})
        if process.delegation and process.carries < 1:
            yield Contradiction(clause, "charter.carries_nothing", {"code": process.code})
        yield from _fallback(charter, clause, process)
        yield from _calls(charter, clause, process)
        yield from _choice(clause, process)
        yield from _secrecy(clause, process)
    yield from _choosing_places(charter)


def _threshold(clause: str, process: Process) -> Iterator[Contradiction]:
    """A majority may be asked of all at most; more than all is never met, nothing at all is always met."""
    if process.threshold > 1 or (process.strictly and process.threshold == 1):
        yield Contradiction(clause, "charter.threshold_never_met", {"code": process.code})
    elif process.threshold < Fraction(1, 2) and process.base is Base.CAST:
        yield Contradiction(clause, "charter.minority_decides", {"code": process.code})
    elif not process.threshold and not process.strictly:
        yield Contradiction(clause, "charter.threshold_always_met", {"code": process.code})


def _times(clause: str, process: Process) -> Iterator[Contradiction]:
    if not process.voting_days and not process.voting_hours:
        yield Contradiction(clause, "charter.no_time_to_vote", {"code": process.code})
    if process.advice_from and not process.notice_days and not process.discussion_days:
        yield Contradiction(clause, "charter.no_time_to_advise", {"code": process.code})
    if process.referral_days and not process.discussion_days:
        yield Contradiction(clause, "charter.no_time_to_refer", {"code": process.code})
    if process.method is Method.CONSENSUS and not process.discussion_days:
        yield Contradiction(clause, "charter.no_time_for_concerns", {"code": process.code})


def _fallback(charter: Charter, clause: str, process: Process) -> Iterator[Contradiction]:
    """What decides in the end is a vote: a process that falls back itself might never end."""
    if not process.fallback:
        return
    known = {other.code: other for other in charter.processes}
    if process.fallback not in known:
        yield Contradiction(clause, "charter.unknown_process", {"code": process.fallback})
    elif process.method not in (Method.SILENCE, Method.CONSENSUS):
        yield Contradiction(clause, "charter.fallback_unused", {"code": process.code})
    elif known[process.fallback].method not in _DECIDES_ALONE:
        yield Contradiction(clause, "charter.fallback_never_decides", {"code": process.code})


def _calls(charter: Charter, clause: str, process: Process) -> Iterator[Contradiction]:
    offices = {office.code for office in charter.offices}
    for code in process.recorded_by:
        if code not in offices:
            yield Contradiction(clause, "charter.unknown_office", {"code": code})
    if process.recorded_by and not process.window_hours:
        yield Contradiction(clause, "charter.no_window", {"code": process.code})


MOST_GRADES = 100
"""The highest grade that a ballot may give: nobody tells more of them apart."""

_GRADED = frozenset(each for each in Counting if each.told.asks is Asks.GRADES)


def _choice(clause: str, process: Process) -> Iterator[Contradiction]:
    """A choice among several is made by ballots in writing, without objections to parts; grades go above nought."""
    if process.second is not Second.NONE and process.method is not Method.MAJORITY:
        yield Contradiction(clause, "charter.second_without_majority", {"code": process.code})
    if process.method is not Method.CHOICE:
        return
    if process.counting in _GRADED and not process.grades:
        yield Contradiction(clause, "charter.no_grades", {"code": process.code})
    if process.counting in _GRADED and process.grades > MOST_GRADES:
        yield Contradiction(clause, "charter.too_many_grades", {"code": process.code, "most": MOST_GRADES})
    if process.recorded_by:
        yield Contradiction(clause, "charter.choice_on_calls", {"code": process.code})
    if process.objections:
        yield Contradiction(clause, "charter.choice_in_parts", {"code": process.code})
    if process.early:
        yield Contradiction(clause, "charter.choice_early", {"code": process.code})


def _secrecy(clause: str, process: Process) -> Iterator[Contradiction]:
    """What would show, or ask to know, how somebody voted does not go with a secret ballot; nor does what takes no ballots."""
    if process.secrecy is not Secrecy.SECRET:
        return
    if process.method not in (Method.MAJORITY, Method.CHOICE):
        yield Contradiction(clause, "charter.secret_without_vote", {"code": process.code})
    if process.delegation:
        yield Contradiction(clause, "charter.secret_and_carried", {"code": process.code})
    if process.early:
        yield Contradiction(clause, "charter.secret_and_early", {"code": process.code})
    if process.recorded_by:
        yield Contradiction(clause, "charter.secret_on_calls", {"code": process.code})
    if process.second is not Second.NONE:
        yield Contradiction(clause, "charter.secret_and_second", {"code": process.code})


def _choosing_places(charter: Charter) -> Iterator[Contradiction]:
    """What is put as a yes or no is not decided by a choice among several; and an election leaves days to nominate."""
    choosing = {process.code: process for process in charter.processes if process.method is Method.CHOICE}
    for clause, code in (
        (f"matter.{OTHER_MATTER}", charter.matters.get(OTHER_MATTER, "")),
        ("speaking", charter.speaking.sign_off),
        ("ending", charter.ending.process),
    ):
        if code in choosing:
            yield Contradiction(clause, "charter.choice_for_yes_or_no", {"code": code})
    elects = choosing.get(charter.matters.get(ELECTION_MATTER, ""))
    if elects and not elects.notice_days:
        yield Contradiction(f"process.{elects.code}", "charter.no_time_to_nominate", {"code": elects.code})
    is_counted_back = charter.elections.vacancies is Vacancies.COUNTBACK
    if elects and is_counted_back and elects.counting not in COUNTS_BACK:
        yield Contradiction("elections", "charter.no_countback", {"code": elects.code})


COUNTS_BACK = frozenset(each for each in Counting if each.told.counts_back)
"""The ways of counting that fill a vacancy from the same ballots, as `decisions.rules.methods.registry` has them."""

ELECTION_MATTER = "bodies.elect"
"""The matter of an election, which the room of bodies brings."""


def urgent(charter: Charter) -> Iterator[Contradiction]:
    """What a few decide urgently is decided by a process that the charter has, and confirmed by another."""
    rule, codes = charter.urgent, {process.code for process in charter.processes}
    if not rule.process:
        return
    for code in filter(None, (rule.process, rule.confirmed_by)):
        if code not in codes:
            yield Contradiction("urgent", "charter.unknown_process", {"code": code})
    if not rule.confirmed_by or rule.confirmed_by == rule.process:
        yield Contradiction("urgent", "charter.urgent_unconfirmed")
    if not rule.matters:
        yield Contradiction("urgent", "charter.nothing_urgent")
    for process in charter.processes:
        if process.code in (rule.process, rule.confirmed_by) and process.method not in _DECIDES_ALONE:
            yield Contradiction("urgent", "charter.urgent_without_vote", {"code": process.code})


def days(charter: Charter) -> Iterator[Contradiction]:
    """The zone is known, each holiday is a day, and a week has a day on which a deadline may fall."""
    rule = charter.days
    if rule.time_zone and rule.time_zone not in available_timezones():
        yield Contradiction("days", "charter.no_such_zone", {"zone": rule.time_zone})
    if len(set(rule.rest_days)) == len(Weekday):
        yield Contradiction("days", "charter.no_working_day")
    for entry in rule.holidays:
        if not _is_day(entry):
            yield Contradiction("days", "charter.no_such_day", {"day": entry})
    if len({entry for entry in rule.holidays if len(entry) == len("12-25")}) > MOST_HOLIDAYS:
        yield Contradiction("days", "charter.no_working_day")


MOST_HOLIDAYS = 60
"""Days of every year on which no deadline falls: with more of them, deadlines would hardly come."""


def _is_day(entry: str) -> bool:
    try:
        date.fromisoformat(f"{_LEAP_YEAR}-{entry}" if len(entry) == len("12-25") else entry)
    except ValueError:
        return False
    return len(entry) in (len("12-25"), len("2026-12-25"))
