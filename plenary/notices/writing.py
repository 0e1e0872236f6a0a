"""What a mail says: an entry as its readers may see it, in their language, with the head of the record in the foot."""

from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from plenary.coalitions.models import Coalition
from plenary.core.standing import Standing
from plenary.notices.wordings import Announcement
from plenary.record import queries as record
from plenary.record.rules.heads import Head
from plenary.record.sentences import filled


@dataclass(frozen=True, slots=True)
class Words:
    """One mail's words, the same for all who read through the same tokens in the same language."""

    subject: str
    text: str
    html: str


class Writer:
    """Writes the mails of one entry; each wording once, however many read it."""

    def __init__(self, coalition: Coalition, entry_id: str, announcement: Announcement) -> None:
        self._coalition, self._entry, self._announcement = coalition, entry_id, announcement
        self._head: Head = record.signed_head(coalition.id)
        self._written: dict[tuple[frozenset[str], str], Words | None] = {}

    def words(self, through: frozenset[str], language: str) -> Words | None:
        """The mail for those who read through these tokens; None when they may not read the entry."""
        key = (through, language)
        if key not in self._written:
            with translation.override(language):
                self._written[key] = self._write(through)
        return self._written[key]

    def _write(self, through: frozenset[str]) -> Words | None:
        standing = replace(Standing.nobody(self._coalition.id), audiences=through)
        shown = record.entry_shown(standing, self._entry)
        if shown is None:
            return None
        announced, line = self._announcement, shown.line
        name = self._coalition.name_in(translation.get_language() or "")
        facts = {**line.facts, "coalition": name}
        subject, body = announced.words_for(line.facts)
        return _rendered(
            {
                "subject": filled(subject, facts),
                "body": filled(body, facts) if body else line.sentence,
                "address": settings.SITE_URL + self._path(line.about),
                "coalition": name,
                "head": self._head,
            }
        )

    def _path(self, about: str) -> str:
        slug = self._coalition.slug
        if self._announcement.address:
            return self._announcement.address(slug, about)
        return reverse("record:entry", args=[slug, self._entry])


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


def _rendered(context: dict[str, Any]) -> Words:
    return Words(
        subject=" ".join(str(context["subject"]).split())[:400],
        text=render_to_string("notices/mail.txt", context),
        html=render_to_string("notices/mail.html", context),
    )
