"""What a mail says: an entry as its reader may see it, in their language, what is asked of them, and the head of the record."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenary.accounts.models import Account
from plenary.coalitions.models import Coalition
from plenary.core import schedule
from plenary.core.standing import Standing
from plenary.core.verdicts import Label
from plenary.notices import asked, tokens, topics
from plenary.notices.asked import Asked
from plenary.notices.wordings import Announcement
from plenary.record import queries as record
from plenary.record.queries import FeedLine
from plenary.record.rules.heads import Head
from plenary.record.sentences import filled


@dataclass(frozen=True, slots=True)
class Words:
    """One mail's words, and the moment (aware) by which its reader is asked to do something, if they are."""

    subject: str
    text: str
    html: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """What is told of an entry, the same for all who read through the same tokens in the same language."""

    subject: str
    body: str
    path: str


class Writer:
    """Writes the mails of one entry; what it tells is worded once for all who read through the same tokens."""

    def __init__(self, coalition: Coalition, entry_id: str, announcement: Announcement) -> None:
        self._coalition, self._entry, self._announcement = coalition, entry_id, announcement
        self._head: Head = record.signed_head(coalition.id)
        self._said: dict[tuple[frozenset[str], str], _Said | None] = {}

    def words(self, account: Account, through: frozenset[str], language: str, *, takes_reply: bool) -> Words | None:
        """The mail for an account that reads through these tokens; None when they do not open the entry."""
        with translation.override(language):
            key = (through, language)
            if key not in self._said:
                self._said[key] = self._say(through)
            said = self._said[key]
            if said is None:
                return None
            ask = None
            with schedule.apart(f"What is asked of {account.id} in {self._coalition.id}"):  # the mail leaves without it
                if self._announcement.asks:
                    ask = asked.asked_at(account, self._coalition.id, said.path)
            context = {
                "subject": _with_moment(said.subject, ask, self._announcement.dated),
                "body": said.body,
                "asked": ask,
                "address": settings.SITE_URL + said.path,
                **foot(self._coalition, account, self._announcement.topic, self._head),
                "takes_reply": takes_reply,
            }
            return _rendered(context)

    def _say(self, through: frozenset[str]) -> _Said | None:
        standing = replace(Standing.nobody(self._coalition.id), audiences=through)
        shown = record.entry_shown(standing, self._entry)
        if shown is None:
            return None
        announced, line = self._announcement, shown.line
        name = self._coalition.name_in(translation.get_language() or "")
        facts = {**line.facts, "coalition": name}
        subject, words = announced.words_for(line.facts)
        body = filled(words, facts) if words else line.sentence
        return _Said(filled(subject, facts), body, self._path(line.about))

    def _path(self, about: str) -> str:
        slug = self._coalition.slug
        if self._announcement.address:
            return self._announcement.address(slug, about)
        return reverse("record:entry", args=[slug, self._entry])


def _with_moment(subject: str, ask: Asked | None, is_dated: bool) -> str:
    """A subject with the moment by which something is asked, or at which what it tells of begins, where its kind says so."""
    if ask is None or not ask.when or not (ask.button or is_dated):
        return subject
    words = _("%(subject)s (by %(when)s)") if ask.button else _("%(subject)s (%(when)s)")
    return words % {"subject": subject, "when": ask.when}


def foot(coalition: Coalition, account: Account, topic: str, head: Head) -> dict[str, Any]:
    """What stands in the foot of a mail: the coalition, its head, why the mail comes, where that is chosen and how this kind
    is stopped."""
    of_topic = topics.topics().get(topic)
    return {
        "coalition": coalition.name_in(translation.get_language() or ""),
        "head": head,
        "topic": of_topic.label if of_topic else "",
        "choices": settings.SITE_URL + reverse("notices:choices", args=[coalition.slug]),
        "stop": stop_address(account.id, coalition.id, topic),
    }


def stop_address(account_id: str, coalition_id: str, topic: str) -> str:
    """The address that stops a topic with one click, whole."""
    return settings.SITE_URL + reverse("notices:stop", args=[tokens.stop_token(account_id, coalition_id, topic)])


def reminder(coalition: Coalition, account: Account, ask: Asked, path: str, *, takes_reply: bool) -> Words:
    """The mail that reminds of what is asked still, in the language now active."""
    return _rendered(
        {
            "subject": _("By %(when)s: %(title)s") % {"when": ask.when, "title": ask.title},
            "body": _("Still waiting for you: %(title)s") % {"title": ask.title},
            "asked": ask,
            "address": settings.SITE_URL + path,
            **foot(coalition, account, topics.REMINDERS, record.signed_head(coalition.id)),
            "takes_reply": takes_reply,
        }
    )


def daily(
    coalition: Coalition,
    account: Account,
    head: Head,
    *,
    grouped: Sequence[tuple[Label, Sequence[tuple[FeedLine, str]]]],
    asks: Sequence[tuple[Asked, str]],
    more: int,
) -> Words:
    """The daily mail, in the language now active: what is asked (each with its address), then what was entered, by topic
    (each entry with its address), and how many entries there was no room for."""
    context = {
        "subject": _daily_subject(coalition, len(asks), sum(len(lines) for _label, lines in grouped) + more),
        "asks": asks,
        "grouped": grouped,
        "more": more,
        "inbox": settings.SITE_URL + reverse("notices:inbox", args=[coalition.slug]),
        **foot(coalition, account, topics.ALL_DAILY, head),
    }
    return _rendered(context, "notices/daily")


def _daily_subject(coalition: Coalition, asked_of: int, entered: int) -> str:
    name = coalition.name_in(translation.get_language() or "")
    if not asked_of:
        words = ngettext("%(coalition)s: one new entry", "%(coalition)s: %(number)s new entries", entered)
        return words % {"coalition": name, "number": entered}
    words = ngettext("%(coalition)s: one thing asked of you", "%(coalition)s: %(number)s things asked of you", asked_of)
    return words % {"coalition": name, "number": asked_of}


def say_nothing(language: str) -> Words:
    """The mail for an account at risk: no coalition, no matter, no address but the start."""
    with translation.override(language):
        return _rendered(
            {
                "subject": _("There is something new for you"),
                "body": _("Sign in to read it."),
                "address": settings.SITE_URL + "/",
            }
        )


def _rendered(context: dict[str, Any], template: str = "notices/mail") -> Words:
    ask: Asked | None = context.get("asked")
    return Words(
        subject=" ".join(str(context["subject"]).split())[:400],
        text=render_to_string(f"{template}.txt", context).strip() + "\n",
        html=render_to_string(f"{template}.html", context),
        due=ask.due if ask and ask.button else None,
    )
