"""The table of treaty actions as the house gives it out: one row an action, read again whole."""

from collections.abc import Iterable, Sequence

from plenary.directory.formats.tables import Table
from plenary.directory.rules.cells import restore
from plenary.monitoring.formats.participants import Meaning
from plenary.monitoring.formats.reading import StatusList, Unread, Why
from plenary.monitoring.rules.days import day_of
from plenary.monitoring.rules.instruments import LONGEST_NOTE, LONGEST_SOURCE
from plenary.monitoring.rules.treaty_actions import Kind, TreatyAction

COLUMNS = ("actor", "name", "action", "day", "takes_effect", "note", "source")


def rows_of(actions: Iterable[tuple[TreatyAction, str, str]]) -> Iterable[Sequence[str]]:
    """Treaty actions, each with the name of its actor and where it is told, as rows below `COLUMNS`."""
    for action, name, source in actions:
        effect = action.takes_effect.isoformat() if action.takes_effect else ""
        yield (action.actor, name, action.kind.value, action.day.isoformat(), effect, action.note, source)


def is_exported(table: Table) -> bool:
    """Whether a table is one that `rows_of` made."""
    return tuple(table.columns[: len(COLUMNS)]) == COLUMNS


def read_exported(table: Table, meaning: Meaning) -> StatusList:
    """The treaty actions of such a table. A row that cannot be read gives none, and is told by its line."""
    unread: list[Unread] = []
    names: dict[str, str] = {}
    sources: dict[TreatyAction, str] = {}
    for line, cells in enumerate(table.rows, start=table.first_row):
        told = dict(zip(COLUMNS, [restore(cell).strip() for cell in cells] + [""] * len(COLUMNS), strict=False))
        if not any(told.values()):
            continue
        wrong, action = _read(told, meaning)
        if wrong:
            unread.append(Unread(line, told["name"] or told["actor"], *wrong))
        elif action:
            names[action.actor] = told["name"]
            sources.setdefault(action, told["source"])
    return StatusList(actions=tuple(sources), unread=tuple(unread), names=names, sources=sources)


def _read(told: dict[str, str], meaning: Meaning) -> tuple[tuple[str, Why] | None, TreatyAction | None]:
    actor = meaning(told["actor"]) or meaning(told["name"])
    if not actor:
        return (told["actor"] or told["name"], Why.UNKNOWN_ACTOR), None
    if told["action"] not in Kind:
        return (told["action"], Why.NO_SUCH_ACTION), None
    kind, day, effect = Kind(told["action"]), day_of(told["day"]), day_of(told["takes_effect"])
    if day is None or (told["takes_effect"] and not effect):
        return (told["takes_effect"] if day else told["day"], Why.NO_DAY), None
    if kind is Kind.WITHDRAWAL and not effect:
        return (told["day"], Why.NO_END), None
    if len(told["note"]) > LONGEST_NOTE or len(told["source"]) > LONGEST_SOURCE:
        return ("", Why.TOO_LONG), None
    return None, TreatyAction(actor, kind, day, effect, told["note"])
