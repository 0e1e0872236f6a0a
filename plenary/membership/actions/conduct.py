"""Writes of matters of conduct (B5): opening one by offering a conversation, and each step that follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from plenary.charter.queries import charter_of
from plenary.core import clock, visibility
from plenary.core.models import random_id
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.membership.actions.hearing import SEALED_KIND
from plenary.membership.actions.locking import lock
from plenary.membership.actions.status import remove_member, suspend_member
from plenary.membership.leading import led_instead
from plenary.membership.matters import ADMINISTER
from plenary.membership.models import ConductCase, ConductStep, Member
from plenary.membership.permissions import conduct as permissions
from plenary.membership.queries.conduct import PRIVATE, body_of_appeal, case_by_id, deciding_body, taken_by, was_talked
from plenary.membership.rules import BELONGING, Status, may_become
from plenary.membership.rules.conduct import (
    GRAVE,
    End,
    Measure,
    Stage,
    Taken,
    after,
    asked_for,
    end_of,
    is_over,
    missing,
    time_of,
)
from plenary.record import actions as record

KIND = "membership.conduct"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepGiven:
    """What is said with a step: words, the day on which it was held, what came of it as a code, who took part or heard, how it
    was held, and how many days more."""

    words: str = ""
    day: date | None = None
    outcome: str = ""
    people: str = ""
    way: str = ""
    days: int = 0


def open_case(*, by: Standing, member: Member, duty: str, clause: str, words: str) -> ConductCase:
    """Open a matter of conduct by offering the member a conversation: which duty (its words, and the key of the
    charter's clause), and what is offered. Its own and the officers who keep the list hear of it, and nobody else.

    Refuses as permissions.may_accompany says, one that does not belong (`membership.no_such_member`), and one without words
    (`membership.step_incomplete`).
    """
    require(permissions.may_accompany(by, member))
    with record.act(by=by):
        locked = lock(by.coalition, member.id)
        if locked.status not in BELONGING:
            raise Refused(refuse("membership.no_such_member"))
        if not duty.strip() or not words.strip():
            raise Refused(refuse("membership.step_incomplete", "accountability"))
        case = ConductCase.objects.create(
            coalition_id=by.coalition,
            member=locked,
            duty=duty.strip(),
            clause=clause,
            stage=Stage.TALK,
            opened_at=clock.now(),
        )
        _enter(by, case, Taken.OFFER, StepGiven(words=words.strip()))
        return case


def take_conduct_step(*, by: Standing, case: ConductCase, step: Taken, given: StepGiven) -> ConductCase:
    """Take one step in a matter of conduct. In order: lock the member and the case; ask the permission; ask whether the step may
    follow now, and whether what it asks for was said; set where the matter stands and its deadlines; add the step; enter it.

    A grave measure against a protected member is decided by the step of another who knows it, for no proposal may name it; it
    takes effect once it can be appealed no more, or the appeal failed. Refuses as permissions.may_take_step and
    rules.conduct.missing say, with `membership.step_incomplete`, and after its time with `membership.appeal_too_late`. The
    clock's own steps do nothing where another run was faster.
    """
    with record.act(by=by):
        lock(by.coalition, case.member_id)
        locked = _lock(case)
        before = {"measure_by": taken_by(locked, Taken.MEASURE), "decided_by": taken_by(locked, Taken.DECIDED)}
        require(permissions.may_take_step(by, locked, step, **before))
        rule = charter_of(by.coalition).accountability
        problem = missing(Stage(locked.stage), step, rule, talked=was_talked(locked))
        problem = problem or _incomplete(locked, step, given, is_system=by.is_system)
        if problem and by.is_system:
            return locked
        if problem:
            raise Refused(refuse(problem, "accountability"))
        _move(locked, step, given)
        locked.save()
        _enter(by, locked, step, given)
        _carry_out_sealed(locked)
        return locked


def _carry_out_sealed(case: ConductCase) -> None:
    """Suspend or remove a protected member, by the rules, once a grave measure against it stands; nothing else, and nothing where
    it left meanwhile. All that is entered of it is sealed."""
    if not (case.is_sealed and case.ended == End.STANDS):
        return
    rules = Standing.system(case.coalition_id, "accountability")
    status = Status.REMOVED if case.measure == Measure.REMOVAL else Status.SUSPENDED
    if may_become(Status(case.member.status), status):
        carry_out = remove_member if status is Status.REMOVED else suspend_member
        carry_out(by=rules, member_id=case.member_id, reason=case.duty)


def _lock(case: ConductCase) -> ConductCase:
    rows = ConductCase.objects.of(case.coalition_id).select_for_update(of=("self",))
    list(rows.filter(id=case.id).values_list("pk"))
    found = case_by_id(case.coalition_id, case.id)
    if found is None:
        raise Refused(refuse("membership.no_such_member"))
    return found


def _incomplete(case: ConductCase, step: Taken, given: StepGiven, *, is_system: bool) -> str:
    """What is not said that the step asks for, or comes too late or too early, as a reason code, or empty."""
    if not is_system and any(not getattr(given, name) for name in asked_for(step)):
        return "membership.step_incomplete"
    now = clock.now()
    runs = case.stage == Stage.MEASURE and not (is_system and is_over(case.appeal_until, now))
    found = {
        "membership.not_held_yet": given.day is not None and given.day > now.date(),
        "membership.appeal_too_late": step is Taken.APPEAL and is_over(case.appeal_until, now),
        "membership.time_to_answer": step is Taken.LAPSE and not is_over(case.answer_by, now),
        "membership.conduct_not_now": step is Taken.CLOSE and runs,  # its time to appeal runs; nobody shortens it
    }
    return next((reason for reason, holds in found.items() if holds), "")


def _move(case: ConductCase, step: Taken, given: StepGiven) -> None:
    """Set where a locked case stands after a step, and its deadlines; nothing is saved."""
    now, before, charter = clock.now(), Stage(case.stage), charter_of(case.coalition_id)
    stage = after(step, before, given.outcome)
    case.stage = stage
    match step:
        case Taken.NOTICE:
            case.answer_by = now + time_of(charter.accountability)
        case Taken.MORE_TIME:
            case.answer_by = max(case.answer_by or now, now) + timedelta(days=given.days)
        case Taken.MEASURE:
            case.measure = given.outcome
            decides = given.outcome in GRAVE and not case.member.protected
            case.decided_by = deciding_body(charter, given.outcome) if decides else ""
            case.appeal_until = now + time_of(charter.accountability) if stage is Stage.MEASURE else None
        case Taken.DECIDED if case.is_sealed:
            case.appeal_until = now + time_of(charter.accountability) if stage is Stage.MEASURE else None
        case Taken.APPEAL if not case.is_sealed:
            case.appealed_to = body_of_appeal(charter, case)
        case _:
            pass
    if stage is Stage.CLOSED:
        case.ended, case.closed_at = end_of(step, before, given.outcome), now


def enter_decided(
    by: Standing, case: ConductCase, *, outcome: str, proposal: str, body: str, until: datetime | None
) -> None:
    """What came of the proposal to take a grave measure: adopted, it may be appealed until its hold is over (`until`); else the
    matter ends. Within the caller's act, by the program; nothing where the case waits for no decision."""
    locked = _lock(case)
    if locked.stage != Stage.PROPOSED:
        return
    locked.proposal, locked.decided_by = proposal, body
    locked.appeal_until = until if outcome == "adopted" else None
    given = StepGiven(outcome=outcome)
    _move(locked, Taken.DECIDED, given)
    locked.save()
    _enter(by, locked, Taken.DECIDED, given)


def enter_ruling(by: Standing, case: ConductCase, ruling: str) -> None:
    """What came of the proposal about an appeal. Within the caller's act, by the program; nothing where there is no appeal."""
    locked = _lock(case)
    if locked.stage != Stage.APPEAL:
        return
    given = StepGiven(outcome=ruling)
    _move(locked, Taken.RULING, given)
    locked.save()
    _enter(by, locked, Taken.RULING, given)


def audience_of_case(case: ConductCase, step: Taken) -> list[str]:
    """Who hears of a step: the member's own, and the offices that keep the list, or lead in their place; from the choice of a
    grave measure on those who decide, and after an appeal those who hear it. Of a protected member its own alone."""
    own = visibility.member(case.member_id)
    if case.member.protected:
        return [visibility.SEALED, own]
    charter = charter_of(case.coalition_id)
    instead = led_instead(case.coalition_id)
    lead = instead.offices if instead.member == case.member_id else frozenset()
    offices = [
        visibility.office(each.code) for each in charter.offices if ADMINISTER in each.powers or each.code in lead
    ]
    bodies = [case.appealed_to, deciding_body(charter, case.measure) if case.measure in GRAVE else ""]
    told = [] if step in PRIVATE else [visibility.body(code) for code in bodies if code]
    return [own, *offices, *told]


def _enter(by: Standing, case: ConductCase, step: Taken, given: StepGiven) -> None:
    """Enter a step and add its row. The entry is about nobody and its kind is one for all steps, for kinds are read by
    all who hold a bundle. Those named in words stand in a part of their own, so that an alarm withholds no more."""
    facts: Mapping[str, Any] = {
        "case": case.id,
        "member": case.member_id,
        "conduct_step": step.value,
        "stage": str(case.stage),
        **({"outcome_of_step": given.outcome} if given.outcome else {}),
        **({"words": given.words} if given.words else {}),
        **({"day": given.day.isoformat()} if given.day else {}),
        **({} if case.member.individual_id else {"name": case.member.name}),
    }
    if case.member.protected:
        facts = {"happened": KIND, **facts}
    parts = [record.Part(facts={"people": given.people})] if given.people else []
    if case.member.individual_id:
        parts.append(record.Part(facts={"name": case.member.name}, person=case.member.individual_id))
    entry = record.enter(
        by=by,
        kind=SEALED_KIND if case.member.protected else KIND,
        audience=audience_of_case(case, step),
        facts=facts,
        parts=parts,
        power="" if by.member == case.member_id else None,
    )
    ConductStep.objects.create(
        id=random_id(),
        coalition_id=case.coalition_id,
        case=case,
        kind=step,
        at=clock.now(),
        day=given.day,
        outcome=given.outcome,
        way=given.way,
        people=given.people,
        words=given.words,
        person=by.person,
        entry=entry,
    )
