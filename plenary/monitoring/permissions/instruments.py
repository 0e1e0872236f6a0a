"""Who may read instruments, and keep them with their obligations, treaty actions and actors."""

from plenary.charter.queries import NoCharterError, charter_of, clause_of_power, offices_with
from plenary.charter.rules.schema import Disclosed
from plenary.core.standing import Mandate, Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.monitoring.matters import KEEP


def may_read_instruments(standing: Standing) -> Verdict:
    """To read instruments: those inside the coalition; the public those that say so, where the charter makes outcomes public."""
    if standing.is_inside or standing.is_system:
        return allow("monitoring.is_member")
    try:
        disclosed = charter_of(standing.coalition).disclosure.outcomes
    except NoCharterError:
        return refuse("core.members_only")
    if disclosed is Disclosed.PUBLIC:
        return allow("monitoring.is_public", "disclosure")
    return refuse("core.members_only", "disclosure")


def may_keep(standing: Standing) -> Verdict:
    """To keep instruments and all that hangs on them: the offices with the power; where the charter gives it to none, whoever
    represents a member, is not silenced, and does more than observe."""
    clause = clause_of_power(standing.coalition, KEEP)
    if standing.is_system or standing.has_power(KEEP):
        return allow("monitoring.by_office", clause)
    if not standing.is_inside:
        return refuse("core.members_only")
    if offices_with(standing.coalition, KEEP) or not standing.member:
        return refuse("monitoring.not_keeping", clause)
    if standing.is_silenced:
        return refuse("monitoring.suspended", "accountability")
    if standing.mandate is Mandate.OBSERVES:
        return refuse("monitoring.observes", f"category.{standing.category}")
    return allow("monitoring.nobody_keeps")
