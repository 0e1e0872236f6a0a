"""All that the program writes into its log while something is done: every line, with its trace, as somebody reads it later."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from tests.story import SECRETS

OWN = "plenary"
"""The program's own loggers, heard down to DEBUG."""


class _Kept(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.NOTSET)
        self._lines = lines
        self.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.append(self.format(record))


@contextmanager
def kept_log() -> Iterator[list[str]]:
    """The lines that are written within, by every logger that is heard, and by the program's own from DEBUG on."""
    lines: list[str] = []
    handler, root, own = _Kept(lines), logging.getLogger(), logging.getLogger(OWN)
    before = own.level
    root.addHandler(handler)
    own.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        root.removeHandler(handler)
        own.setLevel(before)


def naming_the_protected(lines: list[str]) -> list[str]:
    """The lines in which a name of the protected member, or of who speaks for it, stands."""
    return [line for line in lines if any(word in line for word in SECRETS)]
