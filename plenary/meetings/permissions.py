"""Who may read of meetings, call them, say that they were there, write minutes, and finish actions."""

from plenary.charter.queries import NoCharterError, charter_of, clause_of_power
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.meetings.matters import CALL, MINUTE
from plenary.meetings.models import ActionPoint, Meeting
from plenary.meetings.queries.audience import is_invited
from plenary.meetings.rules import Phase
from plenary.membership.rules import Status


def may_read_meetings(standing: Standing) -> Verdict:
    """To read of meetings: whoever represents a member or holds an office; of which, the queries say."""
    if not (standing.is_inside or standing.is_system):
        return refuse("core.members_only")
    try:
        charter_of(standing.coalition)
    except NoCharterError:
        return refuse("core.not_yet")
    return allow("meetings.is_member")


def _looks_after(standing: Standing, power: str, reason: str) -> Verdict:
    """An office with the power; any office, where the charter gives the power to none."""
    clause = clause_of_power(standing.coalition, power)
    if standing.has_power(power) or standing.is_system or (not clause and standing.offices):
        return allow("meetings.by_office", clause)
    return refuse(reason, clause)


def may_call(standing: Standing) -> Verdict:
    """To call meetings and keep date, place and agenda."""
    return _looks_after(standing, CALL, "meetings.not_calling")


def may_change(standing: Standing, meeting: Meeting) -> Verdict:
    """To change a meeting or call it off: while it is not over."""
    if meeting.phase is Phase.CALLED_OFF:
        return refuse("meetings.is_called_off")
    verdict = may_call(standing)
    return refuse("meetings.is_over") if verdict and meeting.phase is Phase.OVER else verdict


def may_keep(standing: Standing) -> Verdict:
    """To keep the minutes of meetings: enter who was there, publish what was written."""
    return _looks_after(standing, MINUTE, "meetings.not_keeping")


def may_keep_of(standing: Standing, meeting: Meeting) -> Verdict:
    """To keep the minutes of one that has begun."""
    return _has_begun(meeting) and may_keep(standing)


def may_say_there(standing: Standing, meeting: Meeting) -> Verdict:
    """To say that one's own member, or oneself, is there: those invited, from its beginning on. Of protected members nothing
    is written down."""
    begun = _has_begun(meeting)
    if not begun:
        return begun
    if not is_invited(standing, meeting):
        return refuse("meetings.not_invited")
    if standing.is_protected:
        return refuse("meetings.not_written_of_protected", "protection")
    if standing.member_status == Status.SUSPENDED:
        return refuse("meetings.suspended")
    return allow("meetings.invited")


def may_write(standing: Standing, meeting: Meeting) -> Verdict:
    """To write in the minutes and enter actions: those invited who do not only observe, and who keeps the minutes."""
    begun = _has_begun(meeting)
    if not begun:
        return begun
    invited = is_invited(standing, meeting) and standing.member_status != Status.SUSPENDED
    if invited and standing.mandate in (Mandate.DECIDES, Mandate.CONSULTS):
        return allow("meetings.invited")
    return may_keep(standing)


def may_finish(standing: Standing, point: ActionPoint) -> Verdict:
    """To say what became of an action: those who act for its owner, and who keeps the minutes."""
    if point.done_at is not None:
        return refuse("meetings.is_done")
    own = bool(standing.member) and point.owner_id == standing.member
    if own and standing.mandate in (Mandate.DECIDES, Mandate.CONSULTS):
        return allow("meetings.yours")
    return may_keep(standing)


def _has_begun(meeting: Meeting) -> Verdict:
    if meeting.phase is Phase.CALLED_OFF:
        return refuse("meetings.is_called_off")
    if meeting.phase in (Phase.FINDING, Phase.CALLED):
        return refuse("meetings.not_begun")
    return allow()
