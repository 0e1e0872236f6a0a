"""What rooms above do when an invitation is accepted: each registers a receiver, which finds its wish in the purpose."""

from collections.abc import Callable

from plenary.accounts.models import Account, Invitation

type Receiver = Callable[[Invitation, Account], None]

_receivers: list[Receiver] = []


def on_invitation_accepted(receiver: Receiver) -> Receiver:
    """Register a function called with the invitation and the account that accepted it, in the same transaction.

    A receiver reads `invitation.purpose` and does nothing when the purpose is not its own. What it raises undoes all.
    """
    _receivers.append(receiver)
    return receiver


def tell_accepted(invitation: Invitation, account: Account) -> None:
    """Call every receiver, in the order of their registration."""
    for receiver in _receivers:
        receiver(invitation, account)
