"""Who may keep the list of organisations that belong to a member."""

from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict, refuse
from plenary.membership.models import Member
from plenary.membership.permissions import may_keep
from plenary.membership.rules import BELONGING


def may_keep_network(standing: Standing, member: Member) -> Verdict:
    """To list what belongs to a member: whoever may keep the member, an organisation that belongs."""
    allowed = may_keep(standing, member)
    if allowed and (member.status not in BELONGING or member.organisation_id is None):
        return refuse("membership.among_members", f"category.{member.category}")
    return allowed
