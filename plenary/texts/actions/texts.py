"""Writes of texts in the language that decides: the first version, and the next."""

from django.db.models import Max

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse
from plenary.record import actions as record
from plenary.texts.actions.words import title_and_words
from plenary.texts.models import Text, Version
from plenary.texts.rules import is_language


def write_text(*, by: Standing, language: str, body: str, title: str = "") -> Text:
    """A new text with its first version, in the language that decides (BCP 47), with a heading where it has one.

    The room that owns the text enters it in the record and holds the reference. Within the caller's act.
    Refuses an empty one (`texts.empty`), one of more than 200,000 characters (`texts.too_long`), a heading of more than 200
    (`texts.title_too_long`), and what is no tag of a language (`texts.no_such_language`).
    """
    heading, words = title_and_words(title, body)
    require_language(language)
    with record.act(by=by):
        text = Text.objects.create(coalition_id=by.coalition, authentic_language=language, made_at=clock.now())
        add_version(by=by, text=text, language=language, title=heading, body=words)
    return text


def revise_text(*, by: Standing, text: Text, body: str, title: str = "", language: str = "") -> Version:
    """The next version of a text in the language that decides. Numbers go up by one, under a lock.

    Its translations are then of an older version, and are shown as such until they are looked at again. Nothing new gives
    the version that stands already. `language` makes another language the one that decides: for a draft alone, the caller
    has checked. Refuses as `write_text` does.
    """
    heading, words = title_and_words(title, body)
    if language:
        require_language(language)
    with record.act(by=by):
        locked = Text.objects.of(by.coalition).select_for_update().get(id=text.id)
        if language and language != locked.authentic_language:
            locked.authentic_language = language
            locked.save(update_fields=["authentic_language"])
        newest = newest_ready(locked, locked.authentic_language)
        if newest and (newest.title, newest.body) == (heading, words):
            return newest
        return add_version(by=by, text=locked, language=locked.authentic_language, title=heading, body=words)


def require_language(language: str) -> None:
    """Refuses what is not written as a tag of BCP 47 (`texts.no_such_language`)."""
    if not is_language(language):
        raise Refused(refuse("texts.no_such_language"))


def newest_ready(text: Text, language: str) -> Version | None:
    """The newest version of a text in a language that is no draft."""
    rows = Version.objects.of(text.coalition_id).filter(text=text, language=language, ready_at__isnull=False)
    return rows.order_by("-number").first()


def add_version(
    *,
    by: Standing,
    text: Text,
    language: str,
    title: str,
    body: str,
    source: Version | None = None,
    is_ready: bool = True,
) -> Version:
    """Keep the next version of a text that the caller has locked."""
    same = Version.objects.of(by.coalition).filter(text=text, language=language)
    last: int = same.aggregate(last=Max("number"))["last"] or 0
    now = clock.now()
    return Version.objects.create(
        coalition_id=by.coalition,
        text=text,
        language=language,
        number=last + 1,
        title=title,
        body=body,
        made_at=now,
        ready_at=now if is_ready else None,
        made_by=by.person,
        source_version=source,
    )
