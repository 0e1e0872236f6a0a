"""Who has an inbox in a coalition, and with it the say over its mails."""

from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict, allow, refuse


def may_open_inbox(standing: Standing) -> Verdict:
    """Whoever the coalition knows and has signed in; an applicant's inbox holds what is meant for them."""
    if standing.account and (standing.is_inside or standing.is_known):
        return allow()
    return refuse("core.members_only")
