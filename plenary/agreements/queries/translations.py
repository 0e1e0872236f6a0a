"""Reads of translations: what stands in a language for each paragraph, and whether it is out of date."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from plenary.agreements.models import Agreement, Translation
from plenary.agreements.permissions import may_open_drafts
from plenary.agreements.rules import Line, hash_of_words
from plenary.core.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A paragraph as a reader of a language gets it: its words, in which language they are, and whether they translate an older
    text than the one that decides (`source`)."""

    key: str
    words: str
    language: str
    is_stale: bool
    source: str
    who: str = ""
    side: str = ""


def languages_of_agreement(agreement: Agreement) -> Sequence[str]:
    """The languages into which something of it is translated, by tag. For an agreement that the caller vouches for. One query."""
    rows = Translation.objects.of(agreement.coalition_id).filter(agreement=agreement)
    return sorted(rows.order_by().values_list("language", flat=True).distinct())


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What is to be read in a language: a title, paragraphs, and the language that decides."""

    title: str
    lines: Sequence[Line]
    language: str


def titles_in(agreements: Collection[Agreement], language: str) -> Mapping[str, str]:
    """The titles of agreements of one coalition as a reader of a language gets them, by id: where one is not translated as it now
    stands, in the language that decides. Select `current` with them. One query; none where all are written in the language."""
    tags = [language.partition("-")[0], language]
    titles = {row.id: row.shown_title for row in agreements}
    others = {row.id: row for row in agreements if (row.current or row).language not in tags}
    if not others:
        return titles
    source = {id_: hash_of_words(titles[id_]) for id_ in others}
    coalition = next(iter(others.values())).coalition_id
    rows = Translation.objects.of(coalition).filter(agreement__in=others, paragraph="", language__in=tags)
    for agreement, source_hash, words in rows.order_by("made_at", "id").values_list(
        "agreement_id", "source_hash", "words"
    ):
        if source_hash == source[agreement]:
            titles[agreement] = words
    return titles


def worded(standing: Standing, agreement: Agreement, text: Text, language: str) -> tuple[Worded, Sequence[Worded]]:
    """Title and paragraphs as a reader of a language gets them: what is not translated stands in the language that decides. One
    query.

    A translation of other words than these is told to those inside, as out of date: it may be of a draft.
    """
    whole = [Line(key="", words=text.title), *text.lines]
    known = _known(agreement, language) if language != text.language else {}
    shows_stale = bool(may_open_drafts(standing))
    found = []
    for line in whole:
        own = known.get(line.key, {})
        fresh = own.get(hash_of_words(line.words))
        older = list(own.values())[-1] if own and shows_stale else None
        words = fresh if fresh is not None else older
        found.append(
            Worded(
                key=line.key,
                words=line.words if words is None else words,
                language=text.language if words is None else language,
                is_stale=fresh is None and older is not None,
                source=line.words,
                who=line.who,
                side=line.side,
            )
        )
    return found[0], found[1:]


def _known(agreement: Agreement, language: str) -> Mapping[str, Mapping[str, str]]:
    """Words by the hash of what they translate, by key; the newest last."""
    rows = Translation.objects.of(agreement.coalition_id).filter(agreement=agreement, language=language)
    known: dict[str, dict[str, str]] = {}
    for key, source_hash, words in rows.order_by("made_at", "id").values_list("paragraph", "source_hash", "words"):
        known.setdefault(key, {})[source_hash] = words
    return known
