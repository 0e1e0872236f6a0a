"""Writes of translations: drafted by whoever the parent's room lets, finished, and drafted anew when the source changes."""

from collections.abc import Sequence
from typing import NamedTuple

from plenary.core import clock
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse
from plenary.record import actions as record
from plenary.texts.actions.texts import add_version, newest_ready, require_language
from plenary.texts.actions.words import title_and_words
from plenary.texts.models import Text, Version


class _Told(NamedTuple):
    """Whom the entry of a translation is for, what it is about, its title, and the translator's name as shown."""

    audience: Sequence[str]
    about: str
    of: str
    name: str


def translate_text(
    *,
    by: Standing,
    text: Text,
    language: str,
    body: str,
    audience: Sequence[str],
    about: str,
    of: str = "",
    title: str = "",
    name: str = "",
    ready: bool = False,
    source: str = "",
) -> Version:
    """Keep a translation of a text as a draft, or `ready`, and enter it for `audience` (about the parent's id `about`,
    whose title is `of`).

    In order: lock the text; find the version that is translated, the newest unless `source` names an older one (so that a
    translator who read an older one does not pass for having read the newest); keep it as the next version; enter
    `texts.translation_drafted` or `texts.translation_ready`. The same words of the same source as those that stand are kept
    once. `name` is the one under which the translator is shown, an opening about the person.

    Refuses as `write_text` does, the language that decides (`texts.is_authentic`), a missing heading where the text has one
    (`texts.no_title`), and a source of another text or language (`texts.cannot_translate`).
    """
    heading, words = title_and_words(title, body)
    require_language(language)
    told = _Told(audience, about, of, name)
    with record.act(by=by):
        locked = Text.objects.of(by.coalition).select_for_update().get(id=text.id)
        if language == locked.authentic_language:
            raise Refused(refuse("texts.is_authentic"))
        original = _source(locked, source)
        if original.title and not heading:
            raise Refused(refuse("texts.no_title"))
        last = Version.objects.of(by.coalition).filter(text=locked, language=language).order_by("-number").first()
        is_same = last and (last.title, last.body, last.source_version_id) == (heading, words, original.id)
        if last and is_same and (ready or last.ready_at is None):
            return _finish(by, last, told) if ready and last.ready_at is None else last
        kept = add_version(
            by=by, text=locked, language=language, title=heading, body=words, source=original, is_ready=ready
        )
        _enter(by, kept, "texts.translation_ready" if ready else "texts.translation_drafted", told)
    return kept


def _finish(by: Standing, version: Version, told: _Told) -> Version:
    version.ready_at = clock.now()
    version.save(update_fields=["ready_at"])
    _enter(by, version, "texts.translation_ready", told)
    return version


def _source(text: Text, given: str) -> Version:
    if not given:
        newest = newest_ready(text, text.authentic_language)
        if newest is not None:
            return newest
    rows = Version.objects.of(text.coalition_id).filter(text=text, language=text.authentic_language)
    found = rows.filter(id=given).first()
    if found is None:
        raise Refused(refuse("texts.cannot_translate"))
    return found


def _enter(by: Standing, version: Version, kind: str, told: _Told) -> None:
    source = version.source_version
    record.enter(
        by=by,
        kind=kind,
        about=told.about,
        audience=told.audience,
        facts={
            "text": version.text_id,
            "version": version.id,
            "language": version.language,
            "into": version.language,
            **({"of": told.of} if told.of else {}),
            "number": version.number,
            "source": source.number if source else 0,
            "title": version.title,
            "body": version.body,
        },
        parts=[record.Part(facts={"name": told.name}, person=by.person)] if told.name else [],
    )
