"""Telling those who receive that something waits: a mail without words, once a day at most, and never at the moment itself."""

from plenary.accounts.models import Account
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.directory.queries import accounts_of
from plenary.health.models import ThreadKey
from plenary.health.permissions import CLAUSE
from plenary.notices.actions.outbox import Letter, keep
from plenary.notices.tasks import send_mails
from plenary.record import actions as record


def tell_receivers(*, coalition: Coalition) -> int:
    """Order the mails for what waits in a coalition, and give how many receivers there were. The mail names neither coalition nor
    matter; its time is that of the round, and not that of what was said. Run twice it tells nobody twice."""
    with record.act(by=Standing.system(coalition.id, CLAUSE)):
        rows = ThreadKey.objects.of(coalition.id).select_for_update().filter(is_told=False)
        keys = [
            key
            for key in rows.select_related("receiver_key", "thread__raised_concern").order_by("id")
            if key.rank <= key.thread.raised_concern.reached
        ]
        accounts = accounts_of(coalition.id, {key.receiver_key.person_id for key in keys})
        day = clock.now().date().isoformat()
        found = Account.objects.filter(id__in=list(accounts.values()), is_active=True, is_demonstration=False)
        letters = [
            Letter(
                key=f"health:{day}:{coalition.id}:{account.id}",
                account=account,
                coalition=coalition,
                topic="",
                words=None,
                leaves_at=clock.now(),
            )
            for account in found
        ]
        ThreadKey.objects.of(coalition.id).filter(pk__in=[key.pk for key in keys]).update(is_told=True)
        if letters:
            keep(letters)
            send_mails.enqueue()
    return len(letters)
