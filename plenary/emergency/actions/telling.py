"""Telling somebody that there is something: a mail that says nothing, for phones are seized with what they show."""

from collections.abc import Iterable

from plenary.accounts.models import Account
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.notices.actions.outbox import Letter, keep
from plenary.notices.tasks import send_mails


def tell(accounts: Iterable[Account], coalition: Coalition, key: str) -> None:
    """Order one mail to each, at once and without words; the same key is told once. In the caller's transaction.

    Quiet hours do not hold it. Demonstration accounts get none.
    """
    letters = [
        Letter(
            key=f"{key}:{account.id}",
            account=account,
            coalition=coalition,
            topic="",
            words=None,
            leaves_at=clock.now(),
        )
        for account in accounts
        if not account.is_demonstration
    ]
    if letters:
        keep(letters)
        send_mails.enqueue()
