"""Why a database cannot save at present: another is saving, there is no room, or it cannot be reached."""

from enum import StrEnum

from django.db import InterfaceError, OperationalError


class Trouble(StrEnum):
    """What is the matter; each passes, or is mended by the operator, without a change of the program."""

    BUSY = "busy"  # another's change is under way
    FULL = "full"  # the disk is full, or fails, or may only be read
    AWAY = "away"  # the database cannot be reached, or broke off


_WORDS = {
    Trouble.BUSY: ("locked", "deadlock", "lock timeout", "could not serialize", "statement timeout"),
    Trouble.FULL: ("disk is full", "disk i/o error", "no space left on device", "readonly database"),
    Trouble.AWAY: ("connection", "unable to open database file", "starting up", "shutting down", "recovery mode"),
}
_STATES = {  # of PostgreSQL, by their first characters (its manual, appendix A)
    "40": Trouble.BUSY,  # serialization failure, deadlock
    "55P03": Trouble.BUSY,  # lock not available
    "57014": Trouble.BUSY,  # cancelled: the statement took too long
    "53100": Trouble.FULL,
    "58030": Trouble.FULL,  # input or output failed
    "53300": Trouble.AWAY,  # too many connections
    "08": Trouble.AWAY,
    "57P": Trouble.AWAY,  # shut down, crashed, starting
}


def trouble_of(error: BaseException) -> Trouble | None:
    """The trouble that an error of the database tells of; None for a mistake of the program, and for every other error.

    PostgreSQL's codes come first, for its words are in the language of its server; SQLite's words are always the same.
    """
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    state = str(getattr(error.__cause__, "sqlstate", None) or "")
    for start, trouble in _STATES.items():
        if state.startswith(start):
            return trouble
    said = str(error).lower()
    return next((trouble for trouble, words in _WORDS.items() if any(word in said for word in words)), None)
