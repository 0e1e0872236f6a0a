"""Redacting a source: a further file, from which words and places are gone, for everybody who reads of the source."""

from collections.abc import Sequence

from plenary.core.standing import Standing
from plenary.core.verdicts import Refused, refuse, require
from plenary.files.actions import keep_found
from plenary.files.formats import Found
from plenary.files.models import File
from plenary.files.queries import content_of, files_of
from plenary.files.rules import MEDIA_TYPES, PDF, SCANS, TEXT
from plenary.monitoring.actions.sources import enter
from plenary.monitoring.formats import redacted
from plenary.monitoring.formats.errors import NotRedacted
from plenary.monitoring.models import Source
from plenary.monitoring.permissions.sources import may_change
from plenary.monitoring.rules.redacting import MOST_BOXES, MOST_WORDS, Box, can_be_sought
from plenary.monitoring.rules.sources import COPIES, REDACTED
from plenary.record import actions as record


def redact_source(*, by: Standing, source: Source, words: Sequence[str] = (), boxes: Sequence[Box] = ()) -> File:
    """Keep what is left of the archived copy of a source without some words and some places, and enter it for the members; what
    was taken out is written nowhere. The copy stays as it is.

    Refuses as `permissions.sources.may_change` does, a source without an archived copy (`monitoring.no_copy`), a copy that is
    no PDF, picture or text (`monitoring.other_kind`), words that are too few or too many (`monitoring.bad_words`), places on a
    text or words in a picture (`monitoring.only_words`, `monitoring.only_boxes`), what `formats.redacted` does not redact, and
    more redacted files than may be (`files.enough`).
    """
    require(may_change(by, source))
    made = _redacted(by, source, words, boxes)
    with record.act(by=by):
        locked = Source.objects.of(by.coalition).select_for_update().get(id=source.id)
        require(may_change(by, locked))
        kept = keep_found(by=by, kind=REDACTED, parent_id=locked.id, found=made)
        enter(by, "monitoring.source_redacted", locked, {"file": kept.id, "sha256": kept.sha256})
    return kept


def _redacted(by: Standing, source: Source, words: Sequence[str], boxes: Sequence[Box]) -> Found:
    """What would be kept; nothing is written."""
    copy = copy_of(by, source)
    if copy is None:
        raise Refused(refuse("monitoring.no_copy"))
    kind = MEDIA_TYPES.get(copy.media_type)
    if kind is None or kind not in (*SCANS, TEXT):
        raise Refused(refuse("monitoring.other_kind"))
    if len(words) > MOST_WORDS or len(boxes) > MOST_BOXES or not all(map(can_be_sought, words)):
        raise Refused(refuse("monitoring.bad_words", most=MOST_WORDS))
    if words and kind not in (PDF, TEXT):
        raise Refused(refuse("monitoring.only_boxes"))
    if boxes and kind == TEXT:
        raise Refused(refuse("monitoring.only_words"))
    try:
        data = content_of(copy)
        if kind == TEXT:
            left = redacted.text(data.decode(), words).encode()
        else:
            left = redacted.paper(data, boxes, words).data if kind == PDF else redacted.picture(data, boxes)
    except NotRedacted as error:
        raise Refused(refuse(error.reason, "", **error.facts)) from None
    return Found(kind, f"redacted.{kind.endings[0]}", left)


def copy_of(standing: Standing, source: Source) -> File | None:
    """The archived copy of a source, where there is one and the standing may open it."""
    return next(iter(files_of(standing, COPIES, [source.id])[source.id]), None)
