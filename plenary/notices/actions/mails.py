"""The mails of an entry, and forgetting what left long ago."""

from plenary.accounts.queries import accounts
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.core.standing import Standing
from plenary.notices import audiences, queries
from plenary.notices.actions.outbox import Letter, keep, takes_replies
from plenary.notices.models import HeldReply, OutgoingMail, ReceivedMail, Reminded, ReplyAddress
from plenary.notices.rules.sending import KEEP_GIVEN_UP, KEEP_RECEIVED, KEEP_SENT
from plenary.notices.rules.ways import KEEP_REMINDED, Way
from plenary.notices.wordings import announcement_of
from plenary.notices.writing import Writer
from plenary.record import queries as record


def write_mails(*, coalition_id: str, entry_id: str, actor: str = "") -> int:
    """Write the mails of an entry for its readers, once: run again, it adds only what is missing. Returns how many.

    `actor` is the account that acted and needs no mail. Demonstration accounts and closed ones get none, nor do those
    who want the topic daily or never. An account at risk gets a mail that says nothing; the others read what is asked
    of them there, where the kind says that it asks. A mail waits until quiet hours end. Nothing is written for
    an entry that is not announced or is gone.
    """
    shown = record.entry_shown(Standing.system(coalition_id, "record"), entry_id)
    announced = announcement_of(shown.line.kind) if shown else None
    if shown is None or announced is None:
        return 0
    coalition = Coalition.objects.get(id=coalition_id)
    through = audiences.readers(coalition_id, shown.audience)
    if announced.to:
        wanted = audiences.readers(coalition_id, announced.to(coalition_id, shown.line.about, shown.line.facts))
        through = {account: tokens for account, tokens in through.items() if account in wanted}
    at_risk = audiences.content_free(coalition_id)
    chosen = queries.ways_of(coalition_id, set(through))
    writer, takes_reply = Writer(coalition, entry_id, announced), takes_replies(announced.reply)
    reached = [
        account
        for account in accounts(set(through) - {actor})
        if not account.is_demonstration and queries.way_of(chosen, account.id, announced.topic) is Way.AT_ONCE
    ]
    leave, letters = queries.times_to_send(reached), []
    for account in reached:
        words = None
        if account.id not in at_risk:
            language = account.language or coalition.language
            words = writer.words(account, through[account.id], language, takes_reply=takes_reply)
            if words is None:
                continue
        letters.append(
            Letter(
                key=f"{entry_id}:{account.id}",
                account=account,
                coalition=coalition,
                topic=announced.topic,
                words=words,
                leaves_at=leave[account.id],
                through=through[account.id],
                reply=announced.reply,
                parent=shown.line.about,
            )
        )
    return keep(letters)


def forget_old_mails() -> int:
    """Delete what was sent or dropped 30 days ago and what was given up 60 days ago, addresses and all; returns how many.

    With them go reply addresses and held replies that expired, names of mails that came in 60 days ago, and marks of
    reminders a week after their deadline.
    """
    now = clock.now()
    sent = OutgoingMail.objects.filter(state=OutgoingMail.SENT, sent_at__lt=now - KEEP_SENT)
    dropped = OutgoingMail.objects.filter(state=OutgoingMail.DROPPED, next_at__lt=now - KEEP_SENT)
    given_up = OutgoingMail.objects.filter(state=OutgoingMail.GIVEN_UP, next_at__lt=now - KEEP_GIVEN_UP)
    ReplyAddress.objects.across_coalitions().filter(expires_at__lt=now).delete()
    HeldReply.objects.across_coalitions().filter(expires_at__lt=now).delete()
    ReceivedMail.objects.filter(at__lt=now - KEEP_RECEIVED).delete()
    Reminded.objects.across_coalitions().filter(due__lt=now - KEEP_REMINDED).delete()
    return sent.delete()[0] + dropped.delete()[0] + given_up.delete()[0]
