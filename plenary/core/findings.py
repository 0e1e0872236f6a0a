"""What the doctor looks at: rooms register checks, each a small function that tells what it found and what to do.

A check reads and never writes; it names no person and no secret. It stands in a room's `health.py`.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

_log = logging.getLogger(__name__)


class Grade(StrEnum):
    """How a finding is meant: all is well; somebody should look; something is wrong and will hurt."""

    OK = "ok"
    LOOK = "look"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence, and what to do where something is to be done."""

    grade: Grade
    sentence: str
    todo: str = ""


type Look = Callable[[], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Check:
    """A registered check: its area, its name, and whether it needs a database that is up to date."""

    area: str
    name: str
    look: Look
    needs_database: bool


_checks: list[Check] = []


def ok(sentence: str) -> Finding:
    """All is well."""
    return Finding(Grade.OK, sentence)


def look(sentence: str, todo: str) -> Finding:
    """Somebody should look."""
    return Finding(Grade.LOOK, sentence, todo)


def wrong(sentence: str, todo: str) -> Finding:
    """Something will hurt."""
    return Finding(Grade.WRONG, sentence, todo)


def checks(*, area: str, needs_database: bool = True) -> Callable[[Look], Look]:
    """Register a check: ``@checks(area="tasks")``. Raises ValueError when its area has one of this name."""

    def register(function: Look) -> Look:
        name = getattr(function, "__name__", "")
        if any((check.area, check.name) == (area, name) for check in _checks):
            raise ValueError(f"check {area}.{name} is registered twice")
        _checks.append(Check(area, name, function, needs_database))
        return function

    return register


def all_checks() -> list[Check]:
    """Every check, lowest room first; those of one area stand together, in the order of their first."""
    areas = list(dict.fromkeys(check.area for check in _checks))
    return sorted(_checks, key=lambda check: areas.index(check.area))


def examine(wanted: Iterable[Check], *, with_database: bool) -> Iterator[tuple[Check, Finding]]:
    """What these checks find, in order. One that breaks off is a finding itself and keeps no other from looking.

    Without a usable database those that need it are left out.
    """
    for check in wanted:
        if check.needs_database and not with_database:
            continue
        try:
            for finding in check.look():
                yield check, finding
        except Exception as error:  # whatever a check meets is told, by its class alone
            _log.info("Check %s.%s broke off", check.area, check.name, exc_info=True)
            name = {"check": check.name, "error": type(error).__name__}
            sentence = _("The check %(check)s broke off: %(error)s.") % name
            yield check, wrong(sentence, _("Run it again with PLENARY_LOG_LEVEL=INFO, which tells where."))
