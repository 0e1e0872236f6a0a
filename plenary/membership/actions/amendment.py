"""Writes of what a member is beside its status: its name, its category and its degree of commitment."""

from plenary.charter.queries import charter_of
from plenary.charter.rules.schema import Commitment, Who
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.directory import actions as directory
from plenary.directory.rules.details import Name
from plenary.membership import permissions
from plenary.membership.actions.admission import require_category
from plenary.membership.actions.hearing import enter, for_members
from plenary.membership.actions.locking import lock
from plenary.membership.models import Member
from plenary.membership.queries import names_kept
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

    By a decision (`membership.change_category`), or by an office that keeps the list where the category requires nothing
    (`membership.category_by_decision`). Refuses an unknown category and one that is not for such members.
    """
    require(permissions.may_administer_members(by))
    with record.act(by=by):
        locked = lock(by.coalition, member.id)
        if charter_of(by.coalition).requirements(category) and not by.is_system:
            raise Refused(refuse("membership.category_by_decision", f"category.{category}"))
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


def rename_member(*, by: Standing, member: Member, name: str) -> Member:
    """Give a member organisation its new name; the old one stays on its card with the day on which it ended.

    By those who may decide for it, or who keep it. Order: the card, the entry. The old name is entered for members alone.
    Refuses individuals, whose name is on their own card (`membership.named_by_card`), and an empty name
    (`directory.name_missing`). Nothing where the name is the same.
    """
    allowed = permissions.may_keep(by, member)
    require(allowed)
    with record.act(by=by):
        locked = lock(by.coalition, member.id)
        card, new = locked.organisation, " ".join(name.split())
        if card is None:
            raise Refused(refuse("membership.named_by_card"))
        if card.name == new:
            return locked
        was, known = card.name, names_kept(card)
        former = Name(name=was, language=card.name_language, end_date=clock.now().date().isoformat())
        locked.organisation = directory.amend_organisation(
            by=by, organisation=card, name=new, other_names=[*known, former], allowed=allowed
        )
        enter(by, "membership.renamed", locked, parts=[for_members(locked, {"was": was})])
        return locked
