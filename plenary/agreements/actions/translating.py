"""Translating an agreement, paragraph by paragraph; each translation is bound to the words that it translates."""

from collections.abc import Mapping

from plenary.agreements.actions.drafting import attributed, locked_to_change
from plenary.agreements.models import Agreement, Translation
from plenary.agreements.rules import LONGEST_PARAGRAPH, hash_of_words
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse
from plenary.record import actions as record
from plenary.texts.rules import is_language


def translate(
    *, by: Standing, agreement: Agreement, language: str, words: Mapping[str, str], source: Mapping[str, str]
) -> int:
    """Keep translations into a language: `words` by key of paragraph (the title under an empty key), of what stands under the
    same key in `source`. Empty words, and those that are kept already, change nothing; gives how many were kept.

    Refuses those who may not draft, the language that decides (`texts.is_authentic`), what is no tag of a language
    (`texts.no_such_language`), and words that are too long (`agreements.too_long`).
    """
    with record.act(by=by):
        locked = locked_to_change(by, agreement)
        if not is_language(language):
            raise Refused(refuse("texts.no_such_language"))
        if language == locked.language:
            raise Refused(refuse("texts.is_authentic"))
        known = {
            (row.paragraph, row.source_hash): row
            for row in Translation.objects.of(by.coalition).filter(agreement=locked, language=language)
        }
        kept = {}
        for key, (source_hash, said) in _said(words, source).items():
            row = known.get((key, source_hash)) or Translation(
                coalition_id=by.coalition,
                agreement=locked,
                paragraph=key,
                language=language,
                source_hash=source_hash,
            )
            if row.words != said:
                row.words, row.made_by, row.made_at = said, attributed(by).person, clock.now()
                row.save()
                kept[key] = source_hash, said
        if kept:
            _enter(by, locked, language, kept)
    return len(kept)


def _enter(by: Standing, locked: Agreement, language: str, kept: Mapping[str, tuple[str, str]]) -> None:
    """Enter what was kept: by key of paragraph, the hash of what it translates, and the words."""
    words = [{"key": key, "source": source, "words": said} for key, (source, said) in sorted(kept.items())]
    record.enter(
        by=attributed(by),
        kind="agreements.translated",
        about=locked.id,
        audience=[visibility.MEMBERS],
        facts={"agreement": locked.id, "title": locked.title, "language": language, "words": words},
    )


def _said(words: Mapping[str, str], source: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """What is to be kept, by key: the hash of what it translates, and the words."""
    found = {}
    for key, given in words.items():
        said = given.replace("\r\n", "\n").strip()
        if said and key in source:
            if len(said) > LONGEST_PARAGRAPH:
                raise Refused(refuse("agreements.too_long", most=LONGEST_PARAGRAPH))
            found[key] = hash_of_words(source[key]), said
    return found
