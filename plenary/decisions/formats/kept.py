"""Reserved seats as a line of text says them: `women=2: Ada Lovelace; Grace Hopper`."""

import re
from collections.abc import Sequence

from plenary.decisions.formats.lines import shortened
from plenary.decisions.formats.reading import MalformedError
from plenary.decisions.rules.methods.reasons import gettext_noop
from plenary.decisions.rules.methods.reserved import Reserved

_LINE = re.compile(r"\s*([^=:;]*[^=:;\s])\s*=\s*(\d{1,4})\s*(?:-\s*(\d{1,4})\s*)?:(.*)", re.DOTALL | re.ASCII)


def candidate_of(name: str, names: Sequence[str]) -> int:
    """A candidate by its name, which is as in `names`. MalformedError: nobody has the name, or several have."""
    found = [each for each, known in enumerate(names) if known == name]
    if not found:
        raise MalformedError(0, gettext_noop("there is no candidate %(candidate)s"), candidate=shortened(name))
    if len(found) > 1:
        raise MalformedError(0, gettext_noop("several candidates are called %(candidate)s"), candidate=shortened(name))
    return found[0]


def read_kept(lines: Sequence[str], names: Sequence[str]) -> tuple[Reserved, ...]:
    """Reserved seats, one group a line: its name, `=`, at least how many seats, or `least-most`, `:`, and the names of its
    members with `;` between them. Candidates are those of `names`. Raises MalformedError."""
    found: dict[str, Reserved] = {}
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None:
            raise MalformedError(
                0,
                gettext_noop("seats are kept as in “women=2: Ada; Eve” or “women=2-3: Ada; Eve”, not as in “%(text)s”"),
                text=shortened(line),
            )
        group, least, most, said = match.groups()
        if group in found:
            raise MalformedError(0, gettext_noop("seats are kept twice for %(group)s"), group=shortened(group))
        if most is not None and int(most) < int(least):
            raise MalformedError(
                0,
                gettext_noop("seats for %(group)s are at least %(least)s and at most %(most)s"),
                group=shortened(group),
                least=least,
                most=most,
            )
        found[group] = Reserved(
            group=group,
            at_least=int(least),
            at_most=None if most is None else int(most),
            members=_members(said, group, names),
        )
    return tuple(found.values())


def _members(said: str, group: str, names: Sequence[str]) -> frozenset[int]:
    named = [candidate_of(name.strip(), names) for name in said.split(";") if name.strip()]
    if not named:
        raise MalformedError(0, gettext_noop("nobody is named for %(group)s"), group=shortened(group))
    if len(set(named)) < len(named):
        raise MalformedError(0, gettext_noop("a candidate is named twice for %(group)s"), group=shortened(group))
    return frozenset(named)
