"""What membership does when somebody accepts an invitation to represent a member."""

from plenary.accounts.arrivals import on_invitation_accepted
from plenary.accounts.models import Account, Invitation
from plenary.core import reach
from plenary.core.standing import Mandate
from plenary.membership.actions import begin_invited
from plenary.membership.actions.representation import PURPOSE


@on_invitation_accepted
def begin(invitation: Invitation, account: Account) -> None:
    """Begin the representation that the invitation promised; another room's invitation is left alone."""
    wish = invitation.purpose
    if wish.get("kind") == PURPOSE:
        with reach.only(wish["coalition"]):
            begin_invited(
                account=account,
                coalition_id=wish["coalition"],
                member_id=wish["member"],
                person_id=wish["person"],
                mandate=Mandate(wish["mandate"]),
            )
