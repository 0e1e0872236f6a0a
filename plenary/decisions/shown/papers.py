"""The published papers of a secret vote, on a page and as a table: what each says, beside its code, and nothing else."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from plenary.decisions.labels.saying import said_in_words
from plenary.decisions.models import Paper
from plenary.decisions.rules.choosing import Said
from plenary.decisions.rules.contests import Contest
from plenary.directory.rules.cells import neutralise


@dataclass(frozen=True, slots=True)
class PaperShown:
    """One published vote: its code, and what it says in words."""

    code: str
    says: str


def papers_shown(papers: Iterable[Paper], contest: Contest | None) -> list[PaperShown]:
    """Papers in their order, in words."""
    return [PaperShown(paper.code, said_in_words(paper.said, contest)) for paper in papers]


def papers_as_table(papers: Iterable[Paper], contest: Contest | None) -> str:
    """Papers as CSV, a row each: the code, then a column a candidate with its place, `x`, grade or points; of a vote on yes or
    no one column. A blank one says nothing. No cell begins as a formula does."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    names = [each.name for each in contest.candidates] if contest else ["choice"]
    writer.writerow(["code", *map(neutralise, names)])
    for paper in papers:
        writer.writerow([paper.code, *_cells(paper.said, contest)])
    return stream.getvalue()


def _cells(said: Said, contest: Contest | None) -> Iterator[str]:
    if contest is None:
        yield said.get("choice", "")
        return
    place = {each: str(number) for number, equal in enumerate(said.get("ranks", ()), 1) for each in equal}
    told: Mapping[str, object] = (
        place or dict.fromkeys(said.get("ticks", ()), "x") or said.get("grades") or said.get("points") or {}
    )
    for each in contest.ids:
        yield str(told.get(each, ""))
