"""Who may read sources, open their archived copies, and keep them."""

from plenary.charter.queries import clause_of_power, offices_with
from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.monitoring.matters import KEEP
from plenary.monitoring.models import Source
from plenary.monitoring.permissions.instruments import may_keep
from plenary.monitoring.rules.sources import Readers


def may_read_sources(standing: Standing) -> Verdict:
    """To read what is said of sources: those inside the coalition."""
    return allow("monitoring.is_member") if standing.is_inside or standing.is_system else refuse("core.members_only")


def opens_all_copies(standing: Standing) -> bool:
    """True for those who open archived copies that are not for everybody inside: the offices that keep sources; where the charter
    gives that to none, everybody inside. One query at most."""
    if standing.is_system or standing.has_power(KEEP):
        return True
    return standing.is_inside and not offices_with(standing.coalition, KEEP)


def may_open_copy(standing: Standing, source: Source) -> Verdict:
    """To open the archived copy of a source: everybody inside, or those who keep sources alone, as is told of it."""
    if not (reads := may_read_sources(standing)):
        return reads
    if source.readers == Readers.MEMBERS or opens_all_copies(standing):
        return reads
    return refuse("monitoring.copy_for_keepers", clause_of_power(standing.coalition, KEEP))


def may_change(standing: Standing, source: Source) -> Verdict:
    """To amend, redact or withdraw a source: whoever may keep sources, and may open this one, until it is withdrawn."""
    if not (keeps := may_keep(standing)):
        return keeps
    if not (opens := may_open_copy(standing, source)):
        return opens
    return refuse("monitoring.source_gone") if source.is_withdrawn else keeps
