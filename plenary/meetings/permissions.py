"""Who may read of meetings, call them, say that they were there, write minutes, and finish actions."""

from plenary.charter.queries import NoCharterError, charter_of, clause_of_power
from plenary.core import clock
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.meetings.matters import CALL, MINUTE
from plenary.meetings.models import ActionPoint, Meeting, MinutesObjection
from plenary.meetings.queries.approval import approval
from plenary.meetings.queries.audience import is_invited
from plenary.meetings.rules import Phase
from plenary.meetings.rules.approval import Approval

FORMING = "matter.bodies.form"
"""The clause by which bodies are formed besides the charter's."""


def may_read_meetings(standing: Standing) -> Verdict:
    """To read of meetings: whoever represents a member or holds an office; of which, the queries say."""
    if not (standing.is_inside or standing.is_system):
        return refuse("core.members_only")
    try:
        charter_of(standing.coalition)
    except NoCharterError:
        return refuse("core.not_yet")
    return allow("meetings.is_member")


def _looks_after(standing: Standing, power: str, body: str, reason: str) -> Verdict:
    """An office with the power, and the chair of a body that was formed; nobody else, whatever the charter leaves open."""
    clause = clause_of_power(standing.coalition, power)
    if standing.has_power(power) or standing.is_system:
        return allow("meetings.by_office", clause)
    return allow("meetings.by_chair", FORMING) if body in standing.chairs else refuse(reason, clause)


def may_call(standing: Standing, body: str) -> Verdict:
    """To call meetings of a body (its code; empty: of all members) and keep their date, place and agenda."""
    return _looks_after(standing, CALL, body, "meetings.not_calling")


def may_call_any(standing: Standing) -> Verdict:
    """To call meetings of some body: the offices with the power those of all, the chair of a formed one its own."""
    return may_call(standing, min(standing.chairs, default=""))


def may_change(standing: Standing, meeting: Meeting) -> Verdict:
    """To change a meeting or call it off: while it is not over."""
    if meeting.phase is Phase.CALLED_OFF:
        return refuse("meetings.is_called_off")
    verdict = may_call(standing, meeting.body)
    return refuse("meetings.is_over") if verdict and meeting.phase is Phase.OVER else verdict


def may_keep(standing: Standing, meeting: Meeting) -> Verdict:
    """To keep the minutes of a meeting: enter who was there, publish what was written. The secretary of a formed body does it
    for its own."""
    verdict = _looks_after(standing, MINUTE, meeting.body, "meetings.not_keeping")
    is_secretary = meeting.body in standing.secretaries
    return allow("meetings.by_secretary", FORMING) if is_secretary and not verdict else verdict


def _leads(standing: Standing, meeting: Meeting) -> Verdict:
    """What whoever keeps the minutes does besides them, a secretary alone not."""
    return _looks_after(standing, MINUTE, meeting.body, "meetings.not_leading")


def may_keep_of(standing: Standing, meeting: Meeting) -> Verdict:
    """To keep the minutes of one that has begun."""
    return _has_begun(meeting) and may_keep(standing, meeting)


def may_say_there(standing: Standing, meeting: Meeting) -> Verdict:
    """To say that one's own member, or oneself, is there: those invited, from its beginning on, until the minutes are published.
    Of protected members nothing is written down."""
    begun = _has_begun(meeting)
    if not begun:
        return begun
    if not is_invited(standing, meeting):
        return refuse("meetings.not_invited")
    if standing.is_protected:
        return refuse("meetings.not_written_of_protected", "protection")
    if standing.is_silenced:
        return refuse("meetings.suspended", "accountability")
    if meeting.minutes_published_at is not None:
        return refuse("meetings.attendance_stands", clause_of_power(standing.coalition, MINUTE))
    return allow("meetings.invited")


def may_act_for(standing: Standing, meeting: Meeting) -> Verdict:
    """To say that one's own member acts by proxy for another: those who may say that it is there and do not only observe."""
    return may_say_there(standing, meeting) and _takes_part(standing, meeting)


def may_write(standing: Standing, meeting: Meeting) -> Verdict:
    """To write in the minutes and enter actions: those invited who do not only observe, and who keeps the minutes; once they
    are published who keeps them alone, and once they are approved nobody."""
    begun = _has_begun(meeting)
    if not begun:
        return begun
    stand = approval(meeting)
    if stand is Approval.APPROVED:
        return refuse("meetings.approved")
    if stand is not Approval.DRAFT:
        return may_keep(standing, meeting)
    invited = is_invited(standing, meeting) and not standing.is_silenced
    if invited and standing.mandate in (Mandate.DECIDES, Mandate.CONSULTS):
        return allow("meetings.invited")
    return may_keep(standing, meeting)


def may_finish(standing: Standing, point: ActionPoint) -> Verdict:
    """To say what became of an action: those who act for its owner, and who keeps the minutes, a secretary alone not."""
    if point.done_at is not None:
        return refuse("meetings.is_done")
    own = bool(standing.member) and point.owner_id == standing.member
    if own and standing.mandate in (Mandate.DECIDES, Mandate.CONSULTS):
        return allow("meetings.yours")
    return _leads(standing, point.meeting)


def _takes_part(standing: Standing, meeting: Meeting, *, deciding: bool = True) -> Verdict:
    """Those who act for a member that is invited, neither suspended nor protected; deciding: who do not only observe."""
    if not is_invited(standing, meeting) or not standing.member:
        return refuse("meetings.not_invited")
    if standing.is_protected:
        return refuse("meetings.not_written_of_protected", "protection")
    if standing.is_silenced:
        return refuse("meetings.suspended", "accountability")
    if deciding and standing.mandate is Mandate.OBSERVES:
        return refuse("meetings.observes", f"category.{standing.category}")
    return allow("meetings.invited")


def may_find_date(standing: Standing, meeting: Meeting) -> Verdict:
    """To offer times and choose one: who calls meetings, while this one has no date."""
    verdict = may_change(standing, meeting)
    return refuse("meetings.has_date") if verdict and meeting.phase is not Phase.FINDING else verdict


def may_say_when(standing: Standing, meeting: Meeting) -> Verdict:
    """To say when one can: while the date is being found."""
    if meeting.phase is not Phase.FINDING:
        return refuse("meetings.has_date")
    return _takes_part(standing, meeting)


def may_tell_need(standing: Standing, meeting: Meeting) -> Verdict:
    """To say what one needs to take part: before the meeting is over, those who only observe too."""
    if meeting.phase in (Phase.OVER, Phase.CALLED_OFF):
        return refuse("meetings.is_over")
    return _takes_part(standing, meeting, deciding=False)


def may_publish(standing: Standing, meeting: Meeting) -> Verdict:
    """To publish minutes, or publish them again after they were changed: who keeps them, until they are approved."""
    verdict = may_keep_of(standing, meeting)
    return refuse("meetings.approved") if verdict and approval(meeting) is Approval.APPROVED else verdict


def may_object(standing: Standing, meeting: Meeting) -> Verdict:
    """To object to published minutes, in time: those invited who do not only observe; protected members unnamed."""
    until = meeting.objections_until
    if until is None or clock.received() > until:
        return refuse("meetings.not_open_to_objections")
    if not is_invited(standing, meeting) or standing.is_silenced:
        return refuse("meetings.not_invited")
    if standing.mandate not in (Mandate.DECIDES, Mandate.CONSULTS):
        return refuse("meetings.observes", f"category.{standing.category}")
    return allow("meetings.invited")


def may_settle(standing: Standing, objection: MinutesObjection) -> Verdict:
    """To answer an objection, once: who keeps the minutes."""
    return refuse("meetings.is_settled") if objection.settled_at is not None else may_keep(standing, objection.meeting)


def _is_under_way(meeting: Meeting) -> Verdict:
    if meeting.phase is Phase.OVER:
        return refuse("meetings.is_over")
    return _has_begun(meeting)


def may_ask_to_speak(standing: Standing, meeting: Meeting) -> Verdict:
    """To ask to speak: those invited, while the meeting is under way, those who only observe too."""
    return _is_under_way(meeting) and _takes_part(standing, meeting, deciding=False)


def may_give_floor(standing: Standing, meeting: Meeting) -> Verdict:
    """To keep the speakers' list: who keeps the minutes, a secretary alone not, while the meeting is under way."""
    return _is_under_way(meeting) and _leads(standing, meeting)


def _has_begun(meeting: Meeting) -> Verdict:
    if meeting.phase is Phase.CALLED_OFF:
        return refuse("meetings.is_called_off")
    if meeting.phase in (Phase.FINDING, Phase.CALLED):
        return refuse("meetings.not_begun")
    return allow()
