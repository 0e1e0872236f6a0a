"""Writes of what a member is beside its status: its category and its degree of commitment."""

from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Commitment, Who
from plenary.core.standing import Standing
from plenary.core.verdicts import require
from plenary.membership import permissions
from plenary.membership.actions.admission import require_category
from plenary.membership.actions.hearing import enter
from plenary.membership.actions.locking import lock
from plenary.membership.models import Member
from plenary.record import actions as record


def set_commitment(*, by: Standing, member: Member, commitment: Commitment) -> Member:
    """Set the degree of commitment at which a member stands (A1). By those who may decide for it, or an officer.

    Refuses less than its category asks (`membership.commitment_too_low`).
    """
    require(permissions.may_keep(by, member))
    with record.act(by=by):
        locked = lock(by.coalition, member.id)
        who = Who.ORGANISATIONS if locked.organisation_id else Who.INDIVIDUALS
        require_category(by.coalition, locked.category, who, commitment)
        if locked.commitment != commitment:
            was, locked.commitment = locked.commitment, commitment
            locked.save(update_fields=["commitment"])
            enter(by, "membership.commitment_set", locked, {"was": was, "commitment": commitment})
        return locked


def amend_member(*, by: Standing, member: Member, category: str) -> Member:
    """Put a member into another category of the charter; its degree of commitment rises to what that category asks.

    By an office that keeps the list. Refuses an unknown category and one that is not for such members.
    """
    require(permissions.may_administer_members(by))
    with record.act(by=by):
        locked = lock(by.coalition, member.id)
        who = Who.ORGANISATIONS if locked.organisation_id else Who.INDIVIDUALS
        degrees = tuple(Commitment)
        least = next((c.commitment for c in charter_of(by.coalition).categories if c.code == category), degrees[0])
        commitment = max(Commitment(locked.commitment), least, key=degrees.index)
        require_category(by.coalition, category, who, commitment)
        if locked.category != category:
            was, locked.category, locked.commitment = locked.category, category, commitment
            locked.save(update_fields=["category", "commitment"])
            enter(by, "membership.amended", locked, {"was": was, "category": category, "commitment": commitment})
        return locked
