"""Reads of texts and comments. They ask for ids for which a room above vouches: its own query has found the parent."""

from plenary.texts.queries.comments import Said, coalition_language, comment, comments, counts
from plenary.texts.queries.texts import (
    Reading,
    current,
    draft_of,
    languages,
    newest_in,
    reading,
    readings,
    standings,
    titles,
    titles_in_all,
    versions,
)

__all__ = [
    "Reading",
    "Said",
    "coalition_language",
    "comment",
    "comments",
    "counts",
    "current",
    "draft_of",
    "languages",
    "newest_in",
    "reading",
    "readings",
    "standings",
    "titles",
    "titles_in_all",
    "versions",
]
