"""Who has an inbox in a coalition, and with it the say over its mails; and who may connect other programs."""

from plenary.core.standing import Standing
from plenary.core.verdicts import Verdict, allow, refuse
from plenary.notices.rules.webhooks import CONNECT


def may_open_inbox(standing: Standing) -> Verdict:
    """Whoever the coalition knows and has signed in; an applicant's inbox holds what is meant for them."""
    if standing.account and (standing.is_inside or standing.is_known):
        return allow()
    return refuse("core.members_only")


def may_connect(standing: Standing) -> Verdict:
    """To make webhooks, change and end them: an office with the power notices.connect. Not the program itself."""
    return allow() if standing.has_power(CONNECT) else refuse("notices.connect_only")
