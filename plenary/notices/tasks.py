"""Work of notices off the request: writing the mails of an entry, and sending what is due."""

from datetime import timedelta

from django.tasks import task

from plenary.core.schedule import periodic
from plenary.notices import actions


@task
def write_mails(coalition_id: str, entry_id: str, actor: str) -> None:
    """Write the mails of an entry after its commit, then order their sending; run twice, it writes none twice."""
    if actions.write_mails(coalition_id=coalition_id, entry_id=entry_id, actor=actor):
        send_mails.enqueue()


@task
def send_mails() -> None:
    """Send what is due."""
    actions.send_due()


@periodic(every=timedelta(minutes=1), name="notices.send")
def send_again() -> None:
    """Send what failed before and is due again."""
    actions.send_due()


@periodic(every=timedelta(days=1), name="notices.forget")
def forget_old_mails() -> None:
    """Delete mails that left or were given up long ago."""
    actions.forget_old_mails()
