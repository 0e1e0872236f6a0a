"""What the two sides of a concern say, each by its receipt code and without an account."""

from typing import Literal

from plenary.charter.queries import charter_of
from plenary.core import reach
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse
from plenary.files.formats import Found
from plenary.health.actions.deadlines import DUE, set_due
from plenary.health.actions.sealed import RECEIVERS, SIDE, locked, put
from plenary.health.models import RaisedConcern, SealedThread
from plenary.health.permissions import CLAUSE
from plenary.health.queries.concerns import is_asked_whether_it_holds
from plenary.health.queries.opened import Opened, proposal_in
from plenary.health.rules.steps import Answer, Part, State, all_agree, may_ask_mediator, opened_again
from plenary.record import actions as record


def say_by_code(*, by: Opened, words: str, file: Found | None = None) -> None:
    """Say something in one's own conversation, with a file or without. The first word of the one who is heard is their
    statement. Refuses once it is closed (`health.not_now`)."""
    with reach.only(by.thread.coalition_id), record.act(by=_system(by)):
        row = _open(by)
        put(by.thread, "message", words, by_receivers=SIDE, file=file)
        if by.thread.part == Part.HEARD and row.state == State.HEARING:
            row.state = State.HEARD
            set_due(row)
            row.save(update_fields=["state", *DUE])


def answer(
    *, by: Opened, to: Literal["mediator", "outcome"], is_yes: bool, proposal: int | None, words: str = ""
) -> None:
    """Say yes or no to the mediator or the outcome that was proposed; until both agreed one may say otherwise.

    When both agree on an outcome, it is agreed. `proposal` is the number of the message that is answered (`proposal_in`): where
    something else was proposed since, it is refused (`health.proposed_anew`), and where nothing was asked (`health.not_asked`).
    """
    with reach.only(by.thread.coalition_id), record.act(by=_system(by)):
        row = _open(by)
        thread = SealedThread.objects.of(by.thread.coalition_id).get(pk=by.thread.pk)
        if getattr(thread, to) == Answer.NONE or row.state == State.AGREED:
            raise Refused(refuse("health.not_asked"))
        if proposal != proposal_in(by.messages(), to):
            raise Refused(refuse("health.proposed_anew"))
        setattr(thread, to, Answer.YES if is_yes else Answer.NO)
        thread.save(update_fields=[to])
        put(thread, f"{to}_{'yes' if is_yes else 'no'}", words, by_receivers=SIDE)
        if to == "outcome" and all_agree(Answer(each.outcome) for each in _sides(row)):
            row.state = State.AGREED
            set_due(row)
            row.save(update_fields=["state", *DUE])


def say_fair(*, by: Opened, is_fair: bool, words: str = "") -> None:
    """Say whether it was fair: once, after an outcome is agreed or it is closed. Refuses otherwise (`health.not_now`)."""
    with reach.only(by.thread.coalition_id), record.act(by=_system(by)):
        row = locked(by.concern)
        thread = SealedThread.objects.of(by.thread.coalition_id).get(pk=by.thread.pk)
        if row.state not in (State.AGREED, State.CLOSED) or thread.said_fair:
            raise Refused(refuse("health.not_now", CLAUSE))
        put(thread, "fair" if is_fair else "unfair", words, by_receivers=SIDE)
        thread.said_fair = True
        thread.save(update_fields=["said_fair"])


def ask_mediator(*, by: Opened, words: str) -> None:
    """Propose an outside mediator oneself: the other side reads the words, in its own conversation, and says yes or no, or
    proposes another. The one who proposes says yes with it.

    Refuses where the charter provides for none (`health.no_mediator`), and where there is nobody to answer, or one's own proposal
    waits or is agreed (`health.not_now`).
    """
    with reach.only(by.thread.coalition_id), record.act(by=_system(by)):
        row = _open(by)
        if not charter_of(row.coalition_id).conflict.outside_mediator:
            raise Refused(refuse("health.no_mediator", CLAUSE))
        own, other = _both(row, by.thread)
        if other is None or not may_ask_mediator(State(row.state), Answer(own.mediator), Answer(other.mediator)):
            raise Refused(refuse("health.not_now", CLAUSE))
        put(own, "mediator_asked", words, by_receivers=SIDE)
        put(other, "mediator_other", words, by_receivers=RECEIVERS)
        own.mediator, other.mediator = Answer.YES, Answer.ASKED
        for each in (own, other):
            each.save(update_fields=["mediator"])


def say_holds(*, by: Opened, holds: bool, words: str = "") -> None:
    """Say, from the day of the check on, whether what was agreed holds: once, also after it was closed. A no opens the concern
    again: an outcome is due anew, and those who receive get a mail that says nothing. Refuses otherwise (`health.not_now`)."""
    with reach.only(by.thread.coalition_id), record.act(by=_system(by)):
        row = locked(by.concern)
        own, _other = _both(row, by.thread)
        if not is_asked_whether_it_holds(row, own):
            raise Refused(refuse("health.not_now", CLAUSE))
        put(own, "holds" if holds else "holds_not", words, by_receivers=SIDE)
        own.holds = Answer.YES if holds else Answer.NO
        own.save(update_fields=["holds"])
        if not holds:
            row.state = opened_again(Answer(each.outcome) for each in row.threads.all())
            row.check_on, row.is_check_told = None, False
            set_due(row)
            row.save(update_fields=["state", "check_on", "is_check_told", *DUE])
            row.threads.update(outcome=Answer.NONE, holds=Answer.NONE)


def _both(row: RaisedConcern, thread: SealedThread) -> tuple[SealedThread, SealedThread | None]:
    """One's own conversation and the other side's, if there is one, as they stand now."""
    threads = {each.part: each for each in row.threads.all()}
    own = threads.pop(thread.part)
    return own, next(iter(threads.values()), None)


def _open(by: Opened) -> RaisedConcern:
    row = locked(by.concern)
    if row.state == State.CLOSED:
        raise Refused(refuse("health.not_now", CLAUSE))
    return row


def _sides(row: RaisedConcern) -> list[SealedThread]:
    """Those whose yes is needed: who raised it, and who was heard, if they answered in their time."""
    threads = row.threads.all()
    return [each for each in threads if each.part == Part.RAISED or row.state != State.HEARING]


def _system(by: Opened) -> Standing:
    return Standing.system(by.thread.coalition_id, CLAUSE)
