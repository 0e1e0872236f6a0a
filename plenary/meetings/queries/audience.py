"""For whom a meeting is: those of its body, or all members; and the offices that call meetings and keep minutes."""

from collections.abc import Collection

from plenary.bodies.formed import charter_for, charter_with_formed
from plenary.bodies.rules import is_plenary
from plenary.bodies.rules.formed import CHAIR, is_formed, office_code
from plenary.charter.queries import called, charter_of
from plenary.charter.rules.schema import Charter
from plenary.core import visibility
from plenary.core.standing import Standing
from plenary.meetings.matters import CALL, MINUTE
from plenary.meetings.models import Meeting


def is_of_all(charter: Charter, body: str) -> bool:
    """True for the meetings of all members: those of no body, and those of one in which every member sits."""
    return not body or any(each.code == body and is_plenary(each) for each in charter.bodies)


def deciding_body(charter: Charter, body: str) -> str:
    """The code of the body that decides at the meetings of one: itself, and where all members meet that in which all sit; empty
    where the charter has none."""
    codes = [each.code for each in charter.bodies if each.code == body or (not body and is_plenary(each))]
    return codes[0] if codes else ""


def tokens_of_body(charter: Charter, body: str) -> list[str]:
    """The tokens of those who may read of the meetings of a body."""
    if is_of_all(charter, body):
        return [visibility.MEMBERS]
    offices = [each.code for each in charter.offices if each.body == body or {CALL, MINUTE} & set(each.powers)]
    return sorted([visibility.body(body), *map(visibility.office, offices)])


def audience_of(meeting: Meeting) -> list[str]:
    """The tokens of those who may read of a meeting, to be frozen into its entries."""
    return tokens_of_body(charter_for(meeting.coalition_id, [meeting.body]), meeting.body)


def callers_of(meeting: Meeting) -> list[str]:
    """The tokens of those who call the meetings of its body: the offices with the power, and the chair of a formed one."""
    charter = charter_for(meeting.coalition_id, [meeting.body])
    chair = office_code(meeting.body, CHAIR) if is_formed(meeting.body) else ""
    return [visibility.office(each.code) for each in charter.offices if CALL in each.powers or each.code == chair]


def is_invited(standing: Standing, meeting: Meeting) -> bool:
    """True for those for whom a meeting is held: not for officers who only look after it. In no formed body all members sit."""
    if is_of_all(charter_of(standing.coalition), meeting.body):
        return standing.is_inside
    return meeting.body in standing.bodies


def bodies_read(standing: Standing) -> list[str]:
    """The codes of the bodies whose meetings a standing may read of; the empty one stands for all members. One query."""
    charter = charter_with_formed(standing.coalition)
    codes = ["", *(body.code for body in charter.bodies)]
    return [code for code in codes if standing.is_system or standing.may_read(frozenset(tokens_of_body(charter, code)))]


def names_of_bodies(coalition_id: str, bodies: Collection[str], of_all: str) -> dict[str, str]:
    """What the coalition calls bodies, by code; `of_all` those of no body. One query at most, where one was formed."""
    charter = charter_for(coalition_id, bodies)
    known = {each.code: called(charter, each.names, each.code) for each in charter.bodies}
    return {code: known.get(code, code or of_all) for code in bodies}
