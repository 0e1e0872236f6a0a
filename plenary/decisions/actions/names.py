"""The name under which one moves, seconds and speaks, or none."""

from plenary.charter.queries import charter_of
from plenary.charter.rules.words import words_in
from plenary.core.standing import Standing
from plenary.core.verdicts import require
from plenary.decisions import permissions
from plenary.membership.queries import members_by_id


def name_for(by: Standing, *, unnamed: bool) -> str:
    """The name under which a standing moves or speaks; empty where it goes without one: a protected member always, every other
    by its own choice. Refuses as permissions.may_go_unnamed says."""
    if not unnamed:
        return shown_name(by)
    require(permissions.may_go_unnamed(by))
    return ""


def shown_name(by: Standing) -> str:
    """The name under which a standing moves: its member, unless that is protected, else the charter's name of its office."""
    if by.member:
        member = members_by_id(by.coalition, [by.member])[by.member]
        return "" if member.protected else member.name
    charter = charter_of(by.coalition)
    held = [office.names for office in charter.offices if office.code in by.offices]
    seated = [body.names for body in charter.bodies if body.code in by.bodies]
    names = next(iter(held + seated), {})
    return words_in(names, charter.languages[0], charter.languages)
