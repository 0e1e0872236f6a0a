"""Work of notices off the request: writing mails, sending what is due, daily mails and reminders, webhooks."""

from datetime import timedelta

from django.tasks import task

from plenary.core import reach
from plenary.core.schedule import periodic
from plenary.notices.actions import daily, mails, reminders, sending, telling


@task
def write_mails(coalition_id: str, entry_id: str, actor: str) -> None:
    """Write the mails of an entry after its commit, then order their sending; run twice, it writes none twice."""
    with reach.only(coalition_id):
        written = mails.write_mails(coalition_id=coalition_id, entry_id=entry_id, actor=actor)
    if written:
        send_mails.enqueue()


@task
@reach.everywhere("mails of every coalition are sent together")
def send_mails() -> None:
    """Send what is due."""
    sending.send_due()


@periodic(every=timedelta(minutes=1), name="notices.send")
@reach.everywhere("mails of every coalition are sent together")
def send_again() -> None:
    """Send what failed before and is due again, and what waited for the end of quiet hours."""
    sending.send_due()


@periodic(every=timedelta(minutes=15), name="notices.daily")
@reach.everywhere("mornings come in every coalition")
def write_daily_mails() -> None:
    """Write the daily mails of those whose morning has come."""
    daily.write_daily_mails()


@periodic(every=timedelta(minutes=15), name="notices.reminders")
@reach.everywhere("deadlines come in every coalition")
def write_reminders() -> None:
    """Write the reminders whose stage has begun."""
    reminders.write_reminders()


@task(priority=-10)  # after all else: another server's slowness holds up nothing of this one
def tell_webhook(webhook_id: str) -> None:
    """Tell one webhook what waits for it."""
    telling.tell_webhook(webhook_id=webhook_id)


@periodic(every=timedelta(minutes=1), name="notices.webhooks")
@reach.everywhere("webhooks of every coalition wait for what is entered")
def tell_webhooks() -> None:
    """Have each webhook told for which something was entered, or whose pause is over."""
    for webhook_id in telling.due_webhooks():
        tell_webhook.enqueue(webhook_id)


@periodic(every=timedelta(days=1), name="notices.forget")
@reach.everywhere("mails of every coalition grow old")
def forget_old_mails() -> None:
    """Delete mails that left or were given up long ago, and what expired."""
    mails.forget_old_mails()
