"""Rows of mail: how one is made, with the moment at which it leaves and the address at which it is answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from plenary.accounts.models import Account
from plenary.coalitions.models import Coalition
from plenary.core import clock
from plenary.notices import tokens
from plenary.notices.models import OutgoingMail, ReplyAddress
from plenary.notices.replying import handler_of
from plenary.notices.writing import Words, say_nothing

REPLY_HOLDS = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a mail is made of. Without words it says nothing; then it names no coalition and takes no reply.

    `through` are the audience tokens by which its reader read what it says. `reply` is the kind of thing to which an answer
    goes, and `parent` the thing's id.
    """

    key: str
    account: Account
    coalition: Coalition
    topic: str
    words: Words | None
    leaves_at: datetime
    asked: str = ""
    through: frozenset[str] = frozenset()
    reply: str = ""
    parent: str = ""

    @property
    def language(self) -> str:
        """The language of its words."""
        return self.account.language or self.coalition.language


def takes_replies(kind: str) -> bool:
    """True when mails about this kind of thing are answered here: the server takes in mail, and a room enters it."""
    return bool(kind and settings.MAIL_REPLY and handler_of(kind))


def keep(letters: Iterable[Letter]) -> int:
    """Save these mails, each once by its key, with their reply addresses; returns how many there were.

    A mail by whose moment its reader must have acted leaves at once, quiet hours or not: later it would be in vain.
    """
    written = list(letters)
    addresses = [_address(letter) for letter in written if letter.words and takes_replies(letter.reply)]
    ReplyAddress.objects.bulk_create(addresses, ignore_conflicts=True, batch_size=500)
    OutgoingMail.objects.bulk_create(map(_mail, written), ignore_conflicts=True, batch_size=500)
    return len(written)


def _mail(letter: Letter) -> OutgoingMail:
    now, account = clock.now(), letter.account
    words = letter.words or say_nothing(letter.language)
    is_late = words.due is not None and words.due <= letter.leaves_at
    return OutgoingMail(
        key=letter.key,
        coalition=letter.coalition if letter.words else None,
        account=account.id,
        topic=letter.topic if letter.words else "",
        asked=letter.asked,
        through=sorted(letter.through) if letter.words else [],
        takes_reply=bool(letter.words and takes_replies(letter.reply)),
        to=account.email,
        subject=words.subject,
        text=words.text,
        html=words.html,
        language=letter.language,
        made_at=now,
        next_at=now if is_late else letter.leaves_at,
    )


def _address(letter: Letter) -> ReplyAddress:
    return ReplyAddress(
        coalition=letter.coalition,
        token_hash=tokens.hash_of(tokens.reply_token(letter.key)),
        account=letter.account,
        kind=letter.reply,
        parent=letter.parent,
        expires_at=clock.now() + REPLY_HOLDS,
    )
