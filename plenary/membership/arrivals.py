"""What membership does when somebody accepts an invitation to represent a member."""

from plenary.accounts.arrivals import on_invitation_accepted
from plenary.accounts.models import Account, Invitation
from plenary.core import reach
from plenary.membership.actions import begin_invited
from plenary.membership.queries import PURPOSE


@on_invitation_accepted
def begin(invitation: Invitation, account: Account) -> None:
    """Begin the representation that the invitation promised; another room's invitation is left alone."""
    if invitation.purpose.get("kind") == PURPOSE:
        with reach.only(invitation.purpose["coalition"]):
            begin_invited(invitation=invitation, account=account)
