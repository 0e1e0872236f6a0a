"""What a mail says of the thing that it tells of: what is asked of its reader there, and by when, in their zone."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urldefrag

from django.utils.translation import get_language

from plenary.accounts.models import Account
from plenary.core import clock, times
from plenary.core.asks import Ask, asks_of, coming_for
from plenary.core.standing import standing_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked (or, without a button, what is coming): the title, the sentence, the moment in words and itself."""

    title: str
    sentence: str
    button: str
    when: str
    due: datetime | None


def asked_at(account: Account, coalition_id: str, path: str) -> Asked | None:
    """What is asked of an account on a page (its path), wherever on it, else what is coming there; None when neither. In the
    language now active. As many queries as the rooms need for a desk."""
    standing = standing_of(account.id, coalition_id)
    for ask in asks_of(standing):
        if urldefrag(ask.url).url == path:
            return told(account, ask)
    for each in coming_for(standing):
        if urldefrag(each.url).url == path:
            return Asked(each.title, "", "", in_words(account, each.at), each.at)
    return None


def told(account: Account, ask: Ask) -> Asked:
    """One thing of the desk, in the words of a mail: without figures that may have changed when it leaves."""
    return Asked(ask.title, ask.sentence_in_mails, ask.button, in_words(account, ask.due) if ask.due else "", ask.due)


def is_still_asked(account_id: str, coalition_id: str, path: str) -> bool:
    """True while the desk still asks the account for what stands at this address: at one place of a page, where it names one."""
    return any(ask.url == path for ask in asks_of(standing_of(account_id, coalition_id)))


def in_words(account: Account, moment: datetime) -> str:
    """Weekday, date, hour and place, in the account's zone. No distance: a mail is read later than it is written."""
    language = get_language() or "en"
    return times.exact(moment, now=clock.now(), zone=times.zone_of(account.time_zone), language=language)
