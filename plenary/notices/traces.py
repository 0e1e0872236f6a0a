"""Where mails and secret addresses tell of a person, and what lets an account in by them.

Mails to the person that wait are dropped, for a seized phone reads mail; those to others that name the person say nothing
when they leave. Calendar and reply addresses end for good. What left already is told by day.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Max, Min, Q

from plenary.accounts.endings import register_ending
from plenary.core import reach
from plenary.core.traces import Gone, Left, Subject, register_account_trace, register_left, register_person_trace
from plenary.notices.labels import NOT_CALLED_BACK
from plenary.notices.models import CalendarFeed, OutgoingMail, ReplyAddress
from plenary.notices.writing import say_nothing
from plenary.record.models import Opening

_LEAVES = (OutgoingMail.WAITING, OutgoingMail.SENDING)
_KEPT = (*_LEAVES, OutgoingMail.GIVEN_UP)
"""The states in which a mail has its words still."""


@reach.everywhere("an account has addresses in every coalition")
def end_addresses(account_id: str) -> None:
    """End the secret addresses that were given to an account: of its calendar, and those at which it answers mails."""
    CalendarFeed.objects.filter(account_id=account_id).delete()
    ReplyAddress.objects.across_coalitions().filter(account_id=account_id).delete()


def drop_own(subject: Subject) -> None:
    """Drop the mails to the person that have not left, and forget the words of those that were given up."""
    own = OutgoingMail.objects.filter(Q(account=subject.account) | Q(to__in=subject.names))
    own.exclude(state=OutgoingMail.SENT).update(
        state=OutgoingMail.DROPPED, subject="", text="", html="", asked="", problem=""
    )
    own.update(to="")


def hush_others(subject: Subject) -> None:
    """Take the words from mails to others that name the person and have not left; one query a language."""
    named = Q()
    for name in subject.names:
        named |= Q(subject__contains=name) | Q(text__contains=name) | Q(html__contains=name)
    mails = OutgoingMail.objects.filter(named, coalition_id=subject.coalition, state__in=_KEPT)
    for language in sorted(set(mails.order_by().values_list("language", flat=True))):
        words = say_nothing(language or "en")
        mails.filter(language=language).update(
            coalition=None,
            topic="",
            takes_reply=False,
            through=[],
            subject=words.subject,
            text=words.text,
            html=words.html,
        )


@register_left
def mails_sent(subject: Subject) -> Iterable[Left]:
    """Mails that left: to the person; and to others about what they read of the person. Two queries."""
    if not subject.coalition:
        own = OutgoingMail.objects.filter(account=subject.account, state=OutgoingMail.SENT)
        yield from _told("mails_to", own.aggregate(number=Count("pk"), first=Min("sent_at"), last=Max("sent_at")))
        yield Left(words=NOT_CALLED_BACK["calendars"])
        return
    about = Opening.objects.of(subject.coalition).about_person(subject.person).exclude(withheld_at=None)
    keys = {f"{entry}:" for entry in about.values_list("entry_id", flat=True)}
    sent = OutgoingMail.objects.filter(coalition_id=subject.coalition, state=OutgoingMail.SENT)
    found = [at for key, at in sent.values_list("key", "sent_at").iterator() if at and key[:17] in keys]
    if found:
        yield Left(
            words=NOT_CALLED_BACK["mails_about"], number=len(found), first=min(found).date(), last=max(found).date()
        )


def _told(words: str, told: dict[str, Any]) -> Iterable[Left]:
    first, last, number = told["first"], told["last"], told["number"]
    if number:
        yield Left(words=NOT_CALLED_BACK[words], number=number, first=first.date(), last=last.date())


register_ending("notices.addresses", end_addresses)
register_account_trace("notices.own_mails", Gone(drop_own))
register_person_trace("notices.others_mails", Gone(hush_others))
