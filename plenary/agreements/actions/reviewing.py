"""The days of an agreement that holds: the one on which it is looked at, and the one on which it expires."""

from datetime import date

from plenary.agreements import permissions
from plenary.agreements.actions.drafting import attributed, locked_agreement
from plenary.agreements.actions.editions import audience_of, enter_edition
from plenary.agreements.models import Agreement, Edition
from plenary.agreements.of_bodies import body_of, is_at_work
from plenary.agreements.rules import LONGEST_REASON, Due, due_on
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.record import actions as record

_KINDS = {
    Due.REVIEW: ("agreements.review_due", "review_told_at"),
    Due.EXPIRY: ("agreements.expires_soon", "expiry_told_at"),
    Due.EXPIRED: ("agreements.expired", "expired_at"),
}


def enter_days(*, by: Standing, agreement: Agreement) -> Agreement:
    """Enter what the days of an agreement ask for (`rules.due_on`); nothing where that was done, or it ended. The program alone
    does it."""
    with record.act(by=by):
        require(permissions.may_decide(by))
        locked = locked_agreement(by, agreement.id)
        edition = locked.current
        if edition is None or locked.ended_at is not None:
            return locked
        for due in due_on(edition.days, clock.now().date()):
            kind, field = _KINDS[due]
            setattr(edition, field, clock.now())
            edition.save(update_fields=[field])
            day = edition.reviewed_next_on if due is Due.REVIEW else edition.expires_on
            audience = [visibility.MEMBERS] if due is Due.REVIEW else audience_of(edition)
            body = body_of(locked) if due is Due.REVIEW else ""
            more = {"body": body} if is_at_work(by.coalition, body) else {}
            enter_edition(by, locked, edition, kind, audience, day=day.isoformat() if day else "", **more)
    return locked


def look_at(*, by: Standing, agreement: Agreement, words: str = "", next_on: date | None = None) -> Edition:
    """Enter for the members that what holds was looked at: what was found, and the day on which it is looked at again, if on
    any. Whoever looks after it is asked again on that day.

    Refuses those who do not look after it, what was never adopted (`agreements.not_in_force`), a day that does not lie ahead or
    comes after it expires (`agreements.bad_review`), and more than 4,000 characters (`agreements.too_long`).
    """
    said = words.replace("\r\n", "\n").strip()
    if len(said) > LONGEST_REASON:
        raise Refused(refuse("agreements.too_long", most=LONGEST_REASON))
    with record.act(by=by):
        locked = locked_agreement(by, agreement.id)
        require(permissions.may_look_at(by, locked))
        edition = locked.current
        if edition is None:
            raise Refused(refuse("agreements.not_in_force"))
        _check(edition, next_on)
        edition.looked_at, edition.next_review_on, edition.review_told_at = clock.now(), next_on, None
        edition.save(update_fields=["looked_at", "next_review_on", "review_told_at"])
        more = {"words": said, "next_on": next_on.isoformat() if next_on else ""}
        enter_edition(attributed(by), locked, edition, "agreements.looked_at", [visibility.MEMBERS], **more)
    return edition


def _check(edition: Edition, next_on: date | None) -> None:
    if next_on is None:
        return
    if next_on <= clock.now().date() or (edition.expires_on is not None and next_on > edition.expires_on):
        raise Refused(refuse("agreements.bad_review"))
