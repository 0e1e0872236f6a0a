"""A status list that was brought, beside what is kept: in names and words, for somebody to confirm."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from plenary.core.verdicts import Label, Verdict, refuse
from plenary.directory.formats.tables import FileError
from plenary.directory.rules.names import fold
from plenary.monitoring.formats import UnreadableError
from plenary.monitoring.formats.reading import Why
from plenary.monitoring.labels import KINDS, UNREAD
from plenary.monitoring.models import BroughtList
from plenary.monitoring.queries.actors import Names, names_of_actors
from plenary.monitoring.queries.lists import comparison_of, sources_of
from plenary.monitoring.rules.taking import Comparison, key_of
from plenary.monitoring.rules.treaty_actions import TreatyAction


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceLine:
    """A treaty action that differs: by its key, with the one that is kept where it is of another day, where it is told, and why
    it cannot be, where it cannot; ticked where it is chosen, and before a choice where it cannot be."""

    key: str
    name: str
    action: TreatyAction
    kept: TreatyAction | None = None
    source: str = ""
    wrong: str = ""
    is_ticked: bool = False

    @property
    def label(self) -> Label:
        """What was done, in words."""
        return KINDS[self.action.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedLine:
    """An actor that has ended, and the list does not say when."""

    actor: str
    name: str
    line: int
    actions: Sequence[tuple[Label, date]]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadLine:
    """What was not read: its line (0: the whole), whose row, and why."""

    line: int
    name: str
    why: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListShown:
    """A list beside what is kept."""

    row: BroughtList
    compared: Comparison
    new: Sequence[DifferenceLine]
    moved: Sequence[DifferenceLine]
    missing: Sequence[DifferenceLine]
    ended: Sequence[EndedLine]
    unread: Sequence[UnreadLine]


def list_shown(brought: BroughtList, ticked: Collection[str] | None = None) -> ListShown:
    """A list that was brought beside what is kept now, in the active language, by the names of actors; `ticked` are the keys that
    were chosen, None before a choice. Two queries."""
    compared, sources = comparison_of(brought), sources_of(brought)
    names = names_of_actors(brought.coalition_id, get_language() or "en")

    asked = {end.line for end in compared.ends}  # what is asked for need not be mended

    def lines(pairs: Iterable[tuple[TreatyAction | None, TreatyAction]]) -> Sequence[DifferenceLine]:
        found = (_line(compared, names, (old, now, sources.get(now, "")), ticked) for old, now in pairs)
        return sorted(found, key=lambda line: (fold(line.name), line.action.counts_from))

    return ListShown(
        row=brought,
        compared=compared,
        new=lines((None, each) for each in compared.found.new),
        moved=lines(compared.found.moved),
        missing=lines((None, each) for each in compared.found.missing),
        ended=[
            EndedLine(
                actor=end.actor,
                name=names[end.actor],
                line=end.line,
                actions=[(KINDS[each.kind], each.day) for each in end.actions],
            )
            for end in compared.ends
        ],
        unread=[
            UnreadLine(line=line, name=name, why=why, sentence=str(UNREAD[Why(why)]) % {"words": words})
            for line, name, words, why in brought.unread
            if line not in asked
        ],
    )


def in_words(error: FileError | UnreadableError) -> str:
    """Why a file is not read, in the active language."""
    if isinstance(error, FileError):
        return Verdict(False, error.reason, "", error.facts).sentence
    return str(UNREAD[error.why]) % {"words": error.words[:300]}


def _line(
    compared: Comparison,
    names: Names,
    told: tuple[TreatyAction | None, TreatyAction, str],
    ticked: Collection[str] | None,
) -> DifferenceLine:
    old, now, source = told
    wrong = compared.wrong.get(now)
    return DifferenceLine(
        key=key_of(now),
        name=names[now.actor],
        action=now,
        kept=old,
        source=source,
        wrong=refuse(f"monitoring.{wrong}").sentence if wrong else "",
        is_ticked=key_of(now) in ticked if ticked is not None else bool(wrong),
    )
