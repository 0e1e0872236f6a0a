"""Reads of texts in their languages. They ask for ids for which a room above vouches: its own query has found the parent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from plenary.core.prepared import prepared
from plenary.texts.models import Version
from plenary.texts.rules import Edition, Languages, chosen, languages_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text as one reader gets it: the words in their language, where these are ready, and the ones that decide."""

    text: str
    shown: Version
    authentic: Version
    languages: Languages

    @property
    def is_authentic(self) -> bool:
        """True when the words shown are the ones that decide."""
        return self.shown.language == self.languages.authentic

    @property
    def is_stale(self) -> bool:
        """True when the words shown translate an older version than the one that decides now."""
        return self.shown.language in self.languages.stale


def standings(coalition_id: str, text_ids: Iterable[str]) -> dict[str, Languages]:
    """Where each text stands in its languages, in one query; for texts that the caller vouches for."""
    return {
        text: languages_of(editions, authentic)
        for text, (authentic, editions) in _known(coalition_id, text_ids).items()
    }


def readings(coalition_id: str, text_ids: Iterable[str], language: str) -> dict[str, Reading]:
    """Each text as a reader of a language gets it, in two queries whatever their number; unknown ids are left out."""
    picked: dict[str, tuple[str, str, Languages]] = {}
    for text, (authentic, editions) in _known(coalition_id, text_ids).items():
        stands = languages_of(editions, authentic)
        newest = _newest(editions)
        picked[text] = newest[chosen(stands, language)].id, newest[authentic].id, stands
    wanted = {each for shown, authentic, _stands in picked.values() for each in (shown, authentic)}
    found = {row.id: row for row in Version.objects.of(coalition_id).filter(id__in=wanted)} if wanted else {}
    return {
        text: Reading(text=text, shown=found[shown], authentic=found[authentic], languages=stands)
        for text, (shown, authentic, stands) in picked.items()
    }


def reading(coalition_id: str, text_id: str, language: str) -> Reading:
    """One text as a reader of a language gets it. For a text that the caller vouches for.

    Raises Version.DoesNotExist for a text of another coalition or of none."""
    found = readings(coalition_id, [text_id], language).get(text_id)
    if found is None:
        raise Version.DoesNotExist
    return found


def titles(coalition_id: str, text_ids: Iterable[str], language: str) -> dict[str, tuple[str, str]]:
    """The heading of each text, and its language, as a reader of a language gets it; in one query, for lists."""
    found = {}
    for text, (authentic, editions) in _known(coalition_id, text_ids).items():
        tag = chosen(languages_of(editions, authentic), language)
        found[text] = _newest(editions)[tag].title, tag
    return found


def titles_in_all(coalition_id: str, text_id: str) -> dict[str, str]:
    """The heading of one text in each language in which it is ready as it stands now, the authentic one first; one query."""
    authentic, editions = _known(coalition_id, [text_id]).get(text_id, ("", []))
    stands, newest = languages_of(editions, authentic), _newest(editions)
    return {tag: newest[tag].title for tag in stands.ready if tag not in stands.stale}


def newest_in(coalition_id: str, text_ids: Iterable[str], language: str) -> dict[str, Version]:
    """The newest version of each text in a language, drafts too; for a translator who goes on from it. One query."""
    rows = Version.objects.of(coalition_id).filter(text_id__in=list(text_ids), language=language)
    return {row.text_id: row for row in rows.order_by("number")}


def current(coalition_id: str, text_id: str, language: str = "") -> Version:
    """The newest ready version of a text in a language, else in the authentic one. For a text that the caller vouches for.

    Raises Version.DoesNotExist for a text of another coalition or of none."""
    return reading(coalition_id, text_id, language).shown


def draft_of(coalition_id: str, text_id: str, language: str) -> Version | None:
    """The draft of a translation that is newer than what is ready in its language, or None."""
    rows = Version.objects.of(coalition_id).filter(text_id=text_id, language=language)
    last = rows.select_related("source_version").order_by("-number").first()
    return last if last is not None and last.ready_at is None else None


def languages(coalition_id: str, text_id: str) -> list[str]:
    """The languages in which a text can be read, the authentic one first. For a text that the caller vouches for."""
    found = standings(coalition_id, [text_id]).get(text_id)
    return list(found.ready) if found else []


def versions(coalition_id: str, text_id: str, language: str) -> list[Version]:
    """Every version of a text in one language, drafts too, oldest first. For a text that the caller vouches for."""
    return list(Version.objects.of(coalition_id).filter(text_id=text_id, language=language).order_by("number"))


def _newest(editions: Iterable[Edition]) -> dict[str, Edition]:
    return {one.language: one for one in sorted(editions, key=lambda one: one.number) if one.is_ready}


def _known(coalition_id: str, text_ids: Iterable[str]) -> Mapping[str, tuple[str, list[Edition]]]:
    asked = list(text_ids)
    if not asked:
        return {}
    found: dict[str, tuple[str, list[Edition]]] = {}
    rows = _versions_of(coalition_id, asked[0]) if len(asked) == 1 else _versions(coalition_id, asked)
    for text, authentic, version, language, number, source, ready_at, title in rows:
        edition = Edition(
            id=version,
            language=language,
            number=number,
            source=source or "",
            is_ready=ready_at is not None,
            title=title,
        )
        found.setdefault(text, (authentic, []))[1].append(edition)
    return found


def _versions(coalition_id: str, texts: Iterable[str]) -> QuerySet[Version, tuple[Any, ...]]:
    rows = Version.objects.of(coalition_id).filter(text_id__in=texts).order_by("text_id", "language", "number")
    return rows.values_list(
        "text_id",
        "text__authentic_language",
        "id",
        "language",
        "number",
        "source_version_id",
        "ready_at",
        "title",
    )


@prepared
def _versions_of(coalition_id: str, text_id: str) -> QuerySet[Version, tuple[Any, ...]]:
    return _versions(coalition_id, [text_id])
