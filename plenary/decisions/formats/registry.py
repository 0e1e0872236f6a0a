"""Readers of files of ballots by the ending of the file's name."""

from collections.abc import Callable

from plenary.decisions.formats.abcvoting import read_abcvoting
from plenary.decisions.formats.abif import read_abif
from plenary.decisions.formats.blt import read_blt
from plenary.decisions.formats.lines import Source
from plenary.decisions.formats.pabulib import read_pabulib
from plenary.decisions.formats.preflib import read_preflib
from plenary.decisions.formats.reading import Ballots, MalformedError
from plenary.decisions.formats.table import read_table
from plenary.decisions.rules.methods.profiles import Profile
from plenary.decisions.rules.methods.reasons import gettext_noop

type _Reader = Callable[[Source, type[Profile] | None], Ballots]

READERS: dict[str, _Reader] = {
    ".blt": lambda source, _kind: read_blt(source),
    ".abif": read_abif,
    ".soc": lambda source, _kind: read_preflib(source, "soc"),
    ".soi": lambda source, _kind: read_preflib(source, "soi"),
    ".toc": lambda source, _kind: read_preflib(source, "toc"),
    ".toi": lambda source, _kind: read_preflib(source, "toi"),
    ".pb": lambda source, _kind: read_pabulib(source),
    ".abc.yaml": lambda source, _kind: read_abcvoting(source),
    ".csv": read_table,
    ".tsv": read_table,
}
"""What reads a file, by the ending of its name."""


def read(name: str, source: Source, kind: type[Profile] | None = None) -> Ballots:
    """The ballots of a file, read as the ending of its name says; `kind` is what the caller would count, for the formats that
    may hold several kinds and do not say which. Raises MalformedError, also for an ending that no format has."""
    for ending, reader in READERS.items():
        if name.lower().endswith(ending):
            return reader(source, kind)
    raise MalformedError(0, gettext_noop("the name of the file must end in one of %(known)s"), known=", ".join(READERS))
