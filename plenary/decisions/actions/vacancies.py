"""Vacancies: the program counts the ballots of an election again and offers the rest of a term, and who is asked answers."""

from collections.abc import Sequence
from datetime import datetime

from plenary.bodies import countbacks
from plenary.bodies.actions import countbacks as bodies
from plenary.bodies.elections import KIND
from plenary.bodies.models import Countback, Term
from plenary.bodies.rules.countbacks import Answer
from plenary.charter.queries import audience_for, charter_of
from plenary.coalitions.models import Coalition
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.times import zone_of
from plenary.core.verdicts import require
from plenary.decisions import permissions
from plenary.decisions.actions import audiences
from plenary.decisions.actions.recounting import offer_is_over, recounted
from plenary.decisions.models import Proposal
from plenary.decisions.queries.vacancies import elected_by, is_voted_on
from plenary.decisions.rules.phases import later


def count_vacancy(*, by: Standing, term: Term) -> Countback | None:
    """Count again the ballots of the election by which a term began that ended before its time, and offer the rest of it to whom
    they choose, for as many days as nominations are open in an election; where they choose nobody, leave it to an election.

    Counting happens before the act. None where the rest is offered or taken already, or an election for it is open. It may run
    twice or late; the program alone does this.
    """
    require(permissions.may_close(by))
    if is_voted_on(term):
        return None
    proposal = elected_by(term)
    found = recounted(term, proposal)
    return bodies.offer_rest(by=by, term=term, found=found, until=_until(by), audience=_audience(by, proposal))


def settle_offer(*, by: Standing, countback: Countback) -> None:
    """End an offer that was not answered in time, whose place was filled otherwise, or that could no longer be accepted. It may
    run twice or late; the program alone does this."""
    require(permissions.may_close(by))
    because = _because(by, countback)
    if because:
        audience = _audience(by, elected_by(countback.term))
        bodies.end_offer(by=by, countback=countback, because=because, audience=audience)


def accept_rest(*, by: Standing, proposal: Proposal, countback: Countback) -> Term:
    """Accept the rest of a term: it begins at once. Refuses as bodies.permissions.may_answer_offer says, and with the reason for
    which one may not take it up."""
    return bodies.accept_rest(by=by, countback=countback, audience=_audience(by, proposal))


def decline_rest(*, by: Standing, proposal: Proposal, countback: Countback) -> None:
    """Decline the rest of a term; the ballots are then counted again. Refuses as bodies.permissions.may_answer_offer says."""
    bodies.decline_rest(by=by, countback=countback, audience=_audience(by, proposal))


def _because(by: Standing, countback: Countback) -> Answer | None:
    if countback.until and clock.now() > countback.until + clock.WRITE_TIMEOUT:
        return Answer.SILENT
    waits = countbacks.waiting_terms(by.coalition, charter_of(by.coalition))
    if countback.term_id not in {term.pk for term in waits}:
        return Answer.VOID
    return Answer.UNABLE if offer_is_over(countback) else None


def _until(by: Standing) -> datetime:
    """The last moment at which an offer made now can be accepted: after the days of notice of elections, a day at least."""
    charter, coalition = charter_of(by.coalition), Coalition.objects.get(id=by.coalition)
    zone = zone_of(charter.days.time_zone or coalition.time_zone)
    return later(clock.now().astimezone(zone), max(1, charter.process_for(KIND).notice_days), charter.days)


def _audience(by: Standing, proposal: Proposal | None) -> Sequence[str]:
    """Those who read the outcome of the election."""
    if proposal:
        return audiences.of_outcomes(proposal)
    charter = charter_of(by.coalition)
    return sorted(audience_for(charter, charter.disclosure.outcomes)) or [visibility.SEALED]
