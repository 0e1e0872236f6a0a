"""For whom a meeting is: those of its body, or all members; and the offices that call meetings and keep minutes."""

from plenary.bodies.rules import is_plenary
from plenary.charter.queries import called, charter_of
from plenary.charter.rules.schema import Charter
from plenary.core import visibility
from plenary.core.standing import Standing
from plenary.meetings.matters import CALL, MINUTE
from plenary.meetings.models import Meeting


def is_of_all(charter: Charter, body: str) -> bool:
    """True for the meetings of all members: those of no body, and those of one in which every member sits."""
    return not body or any(each.code == body and is_plenary(each) for each in charter.bodies)


def tokens_of_body(charter: Charter, body: str) -> list[str]:
    """The tokens of those who may read of the meetings of a body."""
    if is_of_all(charter, body):
        return [visibility.MEMBERS]
    offices = [each.code for each in charter.offices if each.body == body or {CALL, MINUTE} & set(each.powers)]
    return sorted([visibility.body(body), *map(visibility.office, offices)])


def audience_of(meeting: Meeting) -> list[str]:
    """The tokens of those who may read of a meeting, to be frozen into its entries."""
    return tokens_of_body(charter_of(meeting.coalition_id), meeting.body)


def is_invited(standing: Standing, meeting: Meeting) -> bool:
    """True for those for whom a meeting is held: not for officers who only look after it."""
    if is_of_all(charter_of(standing.coalition), meeting.body):
        return standing.is_inside
    return meeting.body in standing.bodies


def bodies_read(standing: Standing) -> list[str]:
    """The codes of the bodies whose meetings a standing may read of; the empty one stands for all members."""
    charter = charter_of(standing.coalition)
    codes = ["", *(body.code for body in charter.bodies)]
    return [code for code in codes if standing.is_system or standing.may_read(frozenset(tokens_of_body(charter, code)))]


def name_of_body(coalition_id: str, body: str, of_all: str) -> str:
    """What the coalition calls a body; `of_all` where a meeting is of no body."""
    charter = charter_of(coalition_id)
    return next(
        (called(charter, each.names, each.code) for each in charter.bodies if each.code == body), body or of_all
    )
