"""What those who receive a concern do with it. Sealing needs no passphrase; reading does (`queries.opened_for`)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from plenary.charter.queries import charter_of
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.directory.queries import names_of
from plenary.files.formats import Found
from plenary.health.actions.deadlines import DUE, set_due
from plenary.health.actions.sealed import RECEIVERS, begin_thread, locked, put
from plenary.health.models import RaisedConcern, ThreadKey
from plenary.health.permissions import CLAUSE, may_do
from plenary.health.rules.steps import Answer, Due, Part, State, Step
from plenary.record import actions as record


def acknowledge(*, by: Standing, concern: RaisedConcern, words: str) -> None:
    """Acknowledge a concern, with a word to the one who raised it. Asked again by a second receiver it is refused
    (`health.not_now`)."""
    with _step(by, concern, Step.ACKNOWLEDGE) as row:
        _to_sides(by, row, "acknowledged", words)
        row.state = State.ACKNOWLEDGED
        set_due(row)
        row.save(update_fields=["state", *DUE])


def say(*, by: Standing, concern: RaisedConcern, part: Part, words: str, file: Found | None = None) -> None:
    """Say something to one side, with a file or without; the other does not read it. Refuses a side that there is not
    (`health.not_now`)."""
    with _step(by, concern, Step.SAY) as row:
        thread = row.threads.filter(part=part).first()
        if thread is None:
            raise Refused(refuse("health.not_now", CLAUSE))
        put(thread, "message", words, by_receivers=RECEIVERS, name=_name(by), file=file)
        if part == Part.RAISED:
            row.is_answered = True
            if row.due == Due.ANSWER:
                set_due(row)
            row.save(update_fields=["is_answered", *DUE])


def ask_statement(*, by: Standing, concern: RaisedConcern, words: str) -> str:
    """Ask the one concerned for a statement, in a conversation of their own; gives the code to hand over to them.

    Nothing is taken over from what was raised: they read what the receiver writes, and not by whom it was raised. They have
    the days that the charter gives to answer in (`accountability.answer_days`).
    """
    with _step(by, concern, Step.HEAR) as row:
        raised = row.threads.get(part=Part.RAISED)
        keys = ThreadKey.objects.of(by.coalition).filter(thread=raised).select_related("receiver_key")
        readers = [(key.receiver_key, key.office, key.rank) for key in keys]
        thread, code = begin_thread(row, Part.HEARD, readers)
        put(thread, "asked", words, by_receivers=RECEIVERS, name=_name(by))
        days = charter_of(by.coalition).accountability.answer_days
        row.state, row.statement_by = State.HEARING, clock.now().date() + timedelta(days=days)
        set_due(row)
        row.save(update_fields=["state", "statement_by", *DUE])
    return code


def propose_mediator(*, by: Standing, concern: RaisedConcern, words: str) -> None:
    """Propose an outside mediator to both sides, who each say yes or no; another one may be proposed later."""
    with _step(by, concern, Step.MEDIATE) as row:
        _to_sides(by, row, "mediator", words)
        row.threads.update(mediator=Answer.ASKED)


def conclude(*, by: Standing, concern: RaisedConcern, words: str, check_on: date) -> None:
    """Propose an outcome to both sides, with the day on which it is looked at again; it is agreed once both say yes.

    Where the one concerned did not answer in their time, the one who raised it agrees alone. Refuses a day that is not in the
    future (`health.check_is_past`).
    """
    with _step(by, concern, Step.CONCLUDE) as row:
        if check_on <= clock.now().date():
            raise Refused(refuse("health.check_is_past"))
        _to_sides(by, row, "outcome", words)
        row.threads.update(outcome=Answer.ASKED)
        row.check_on = check_on
        row.save(update_fields=["check_on"])


def close(*, by: Standing, concern: RaisedConcern, words: str) -> None:
    """Close a concern with a word to both sides. After an outcome no sooner than on the day of the check; a side that says later
    that it does not hold opens it again (`answering.say_holds`)."""
    with _step(by, concern, Step.CLOSE) as row:
        _to_sides(by, row, "closed", words)
        row.check_on = row.check_on if row.state == State.AGREED else None
        row.state = State.CLOSED
        set_due(row)
        row.save(update_fields=["state", "check_on", *DUE])


@contextmanager
def _step(by: Standing, concern: RaisedConcern, step: Step) -> Iterator[RaisedConcern]:
    """One act by those who receive, entered nowhere: the concern locked, the step allowed."""
    with record.act(by=by):
        row = locked(concern)
        require(may_do(by, row, step))
        yield row


def _to_sides(by: Standing, row: RaisedConcern, kind: str, words: str) -> None:
    for thread in row.threads.all():
        put(thread, kind, words, by_receivers=RECEIVERS, name=_name(by))


def _name(by: Standing) -> str:
    return names_of(by.coalition, [by.person]).get(by.person, "")
