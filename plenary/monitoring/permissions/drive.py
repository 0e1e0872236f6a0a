"""Who may read the universalisation drive, and write how the coalition goes about an actor."""

from plenary.charter.queries import clause_of_power
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.monitoring.matters import KEEP
from plenary.monitoring.permissions.instruments import may_keep


def may_read_drive(standing: Standing) -> Verdict:
    """To read targets, leads and notes: whoever represents a member or holds an office; never the public."""
    return allow("monitoring.is_member") if standing.is_inside or standing.is_system else refuse("core.members_only")


def may_write_approach(standing: Standing, lead: str | None) -> Verdict:
    """To write how the coalition goes about an actor: who keeps instruments, and the member that leads it (its id)."""
    verdict = may_keep(standing)
    if verdict or not standing.is_inside or not lead or standing.member != lead:
        return verdict
    if standing.is_silenced:
        return refuse("monitoring.suspended", "accountability")
    if standing.mandate is Mandate.OBSERVES:
        return refuse("monitoring.observes", f"category.{standing.category}")
    return allow("monitoring.leads", clause_of_power(standing.coalition, KEEP))
