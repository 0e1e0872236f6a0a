"""The shape of a charter read as a document: chapters, and clauses with a stable key and a number."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered paragraph: `key` stays the same when numbers move; `text` is one or more whole sentences."""

    key: str
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: `number` counts from 1, `key` is stable, `title` and clauses are in one language."""

    number: int
    key: str
    title: str
    clauses: tuple[Clause, ...]


def numbered(chapters: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]) -> tuple[Chapter, ...]:
    """Number chapters (key, title, clauses as key and text) from 1, clauses within them from 1; empty chapters fall out."""
    written = [chapter for chapter in chapters if chapter[2]]
    return tuple(
        Chapter(
            place,
            key,
            title,
            tuple(Clause(clause_key, f"{place}.{index}", text) for index, (clause_key, text) in enumerate(clauses, 1)),
        )
        for place, (key, title, clauses) in enumerate(written, 1)
    )


def numbers(chapters: tuple[Chapter, ...]) -> dict[str, str]:
    """The number of each clause, by its key."""
    return {clause.key: clause.number for chapter in chapters for clause in chapter.clauses}
