"""Who may read what members say of themselves: the audience that they chose, and of a protected one whoever may know it."""

from collections.abc import Iterable
from typing import Any

from plenary.core import visibility
from tests.leaks.audiences.cards import member
from tests.leaks.audiences.joining import application
from tests.leaks.audiences.tokens import charter_now, holders_of


def said_of_itself(row: Any) -> Iterable[str]:
    """Its own; all members, the boards and steering committees, or whoever leads the conversation, each circle within the one
    before. Of a protected member those alone that may know it, whatever the circle; what an applicant says to all
    members, those alone who may read its application, or lead the conversation."""
    own = [visibility.member(row.member_id)]
    if row.member.protected:
        return [*own, *member(row.member)]
    leading = holders_of(row, "membership.facilitate")
    if getattr(row, "before_joining", False) and row.audience == "members":
        return [*own, *leading, *application(row)]
    if row.audience == "facilitator":
        return [*own, *leading]
    charter = charter_now(row)
    steering = (
        [visibility.body(each.code) for each in charter.bodies if each.kind in {"board", "steering"}] if charter else []
    )
    return [*own, *steering, *leading, *([visibility.MEMBERS] if row.audience == "members" else [])]


def touched(row: Any) -> Iterable[str]:
    """That something touches a subject of a member: its own; it knows whether its author was told."""
    return [visibility.member(row.accommodation.member_id)]
