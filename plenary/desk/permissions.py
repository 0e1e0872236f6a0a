"""Who finds a desk in a coalition, and who finds its public face."""

from plenary.core import navigation
from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict, allow, refuse


def may_use_desk(standing: Standing) -> Verdict:
    """Those inside, and those whom the coalition knows: an applicant reads there how far the application is."""
    return allow() if standing.is_inside or standing.is_known or standing.offices else refuse("core.members_only")


def may_see_coalition(standing: Standing) -> Verdict:
    """Those with a desk, and anyone to whom at least one of the coalition's pages is open."""
    if may_use_desk(standing) or navigation.is_any_open(standing):
        return allow()
    return refuse("core.members_only")
