"""The words of agreements as they go out, for members whose subjects they may touch (A8): editions with their translations."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from plenary.agreements.models import Agreement, Edition, Translation
from plenary.agreements.permissions import may_open_drafts
from plenary.agreements.queries import visible_agreements
from plenary.agreements.rules import Stage, hash_of_words
from plenary.core import clock, visibility
from plenary.core.standing import Standing
from plenary.decisions.actions import audiences
from plenary.membership.rules.touching import Part
from plenary.membership.touching import Going

TOUCHING = "agreements.agreement"


def laid_down(edition: Edition, by: Standing) -> Going:
    """An edition that was laid down just now, with what is translated of it; who goes unnamed is told nothing."""
    return _going(edition, words_of(edition), _of_own(by), own=by.member)


def translated(by: Standing, agreement_id: str, words: Iterable[Mapping[str, str]]) -> Iterator[Going]:
    """What was translated just now of words that stand in the newest edition, or in the one that holds: `words` as they are
    entered, {key, source, words}. Two queries."""
    agreement = Agreement.objects.of(by.coalition).select_related("current").get(id=agreement_id)
    newest = Edition.objects.of(by.coalition).filter(agreement=agreement).order_by("-number").first()
    left = list(words)
    for edition in _each_once(newest, agreement.current):
        said = _sources(edition)
        found = [each for each in left if (each["key"], each["source"]) in said]
        left = [each for each in left if each not in found]
        if found:
            told = [each["words"] for each in found]
            yield _going(edition, told, _of_own(by), own=by.member, part=Part.TRANSLATION)


def open_ones(standing: Standing) -> Iterator[Going]:
    """What a standing may read of editions that hold, and of the newest that waits to be adopted, with what is translated of
    them; none of what has ended. Three queries."""
    today = clock.now().date()
    agreements = [each for each in visible_agreements(standing) if each.ended_at is None]
    waiting = (
        Edition.objects.of(standing.coalition).filter(agreement__in=agreements, adopted_at=None).order_by("number")
    )
    newest = {each.agreement_id: each for each in waiting if may_open_drafts(standing)}
    known: dict[str, list[Translation]] = defaultdict(list)
    for row in Translation.objects.of(standing.coalition).filter(agreement__in=agreements):
        known[row.agreement_id].append(row)
    for agreement in agreements:
        holds = agreement.current if agreement.stage_on(today) is Stage.IN_FORCE else None
        later = newest.get(agreement.id)
        if later and agreement.current and later.number < agreement.current.number:
            later = None
        for edition in _each_once(holds, later):
            author = (visibility.person(edition.made_by),) if edition.made_by else ()
            yield _going(edition, words_in(edition, known[agreement.id]), author)


def words_of(edition: Edition) -> Iterator[str]:
    """Title and paragraphs of an edition, and each translation of words that stand in it. One query, once they are read."""
    rows = Translation.objects.of(edition.coalition_id).filter(agreement=edition.agreement_id)
    yield from words_in(edition, rows)


def words_in(edition: Edition, translations: Iterable[Translation]) -> Iterator[str]:
    """The same, from translations that were read already."""
    yield edition.title
    yield from (line.words for line in edition.lines)
    said = _sources(edition)
    yield from (row.words for row in translations if (row.paragraph, row.source_hash) in said)


def _going(
    edition: Edition, words: Iterable[str], author: tuple[str, ...], *, own: str = "", part: Part = Part.WHOLE
) -> Going:
    return Going(
        about=edition.agreement_id,
        title=edition.title,
        words=words,
        author=author,
        own=own,
        part=part,
        edition=edition.id,
    )


def _sources(edition: Edition) -> set[tuple[str, str]]:
    """Each paragraph by its key and the hash of its words; the title under an empty key."""
    return {("", hash_of_words(edition.title)), *((line.key, hash_of_words(line.words)) for line in edition.lines)}


def _each_once(*editions: Edition | None) -> list[Edition]:
    return list({each.id: each for each in editions if each is not None}.values())


def _of_own(by: Standing) -> tuple[str, ...]:
    return tuple(audiences.of_own(by)) if by.member or by.person else ()
