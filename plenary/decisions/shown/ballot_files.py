"""The ballots of a count as files for other programs, and the command that counts such a file again."""

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plenary.core.money import digits_of, in_words
from plenary.decisions.formats.abif import write_abif
from plenary.decisions.formats.blt import write_blt
from plenary.decisions.formats.kept import read_kept
from plenary.decisions.formats.pabulib import write_pabulib
from plenary.decisions.formats.preflib import preflib_type, write_preflib
from plenary.decisions.formats.reading import Ballots, MalformedError
from plenary.decisions.formats.table import write_table
from plenary.decisions.formats.writing import UnwritableError
from plenary.decisions.models import Proposal
from plenary.decisions.queries.counts import Counted
from plenary.decisions.rules.choosing import reserved_of
from plenary.decisions.rules.methods.profiles import Approved, Budgeted, Profile, Ranked, Rated
from plenary.decisions.rules.methods.registry import METHODS, way_of
from plenary.decisions.rules.methods.ties import lots_of
from plenary.directory.rules.cells import is_formula

type _Writer = Callable[[Ballots], bytes]

_WRITERS: Mapping[str, _Writer] = {
    "blt": write_blt,
    "abif": write_abif,
    "soc": write_preflib,
    "soi": write_preflib,
    "toc": write_preflib,
    "toi": write_preflib,
    "pb": write_pabulib,
    "csv": write_table,
}
_NAMES: Mapping[str, str] = {"blt": "BLT", "abif": "ABIF", "pb": "Pabulib", "csv": "CSV"}
_ENDINGS: Mapping[type[Profile], tuple[str, ...]] = {
    Ranked: ("blt", "abif", ""),
    Approved: ("csv", "abif"),
    Rated: ("csv", "abif"),
    Budgeted: ("pb",),
}
"""The formats that hold ballots of a kind, the first of them counted by the command; nothing stands for that of PrefLib."""
ENDINGS = frozenset(_WRITERS)
"""How the names of such files end."""


@dataclass(frozen=True, slots=True)
class BallotFile:
    """A file of the ballots: the ending of its name, what the format is called, its name, and the command that counts it."""

    ending: str
    format: str
    name: str
    command: str


def files_of(proposal: Proposal, counted: Counted) -> list[BallotFile]:
    """The files in which the ballots can be had, without what a format cannot hold, such as two candidates of one name in a
    table."""
    found = []
    for ending in _endings(counted.profile):
        if _written(proposal, counted, ending, _without_ballots(counted.profile)) is not None:
            name = f"ballots-{proposal.pk}.{ending}"
            found.append(BallotFile(ending, _NAMES.get(ending, "PrefLib"), name, command_of(counted, name)))
    return found


def file_of(proposal: Proposal, counted: Counted, ending: str) -> bytes | None:
    """The ballots as the file with this ending; None where there is none."""
    if ending not in _endings(counted.profile):
        return None
    return _written(proposal, counted, ending, counted.profile)


def command_of(counted: Counted, name: str) -> str:
    """The command that counts a file of these ballots, to the same outcome."""
    account, process = counted.account, counted.process
    method = METHODS[account.method]
    way = way_of(method, counted.profile)
    words = ["plenary", "count", name, "--method", account.method]
    if way.several:
        words += ["--seats", str(account.seats)]
    if way.strengths:
        words += ["--strength", process.strength.value]
    if way.completions and counted.contest.budget:
        words += ["--completion", process.completion.value]
    if "increment" in counted.account.facts:
        words += ["--increment", str(counted.account.facts["increment"])]
    for said in _kept(counted):
        words += ["--keep", said]
    return shlex.join([*words, "--seed", counted.box.seed])


def unit_of_files(counted: Counted) -> str:
    """In which unit of money the file and its command count, and how this page writes the same; empty where they count no money
    or count it in whole units of the currency."""
    contest = counted.contest
    digits = digits_of(contest.currency)
    if not contest.budget or not digits:
        return ""
    told = {
        "currency": contest.currency,
        "part": 10**digits,
        "minor": contest.budget,
        "amount": in_words(contest.budget, contest.currency, get_language() or "en"),
    }
    return (
        _(
            "The file and this command count in the smallest unit of money: %(part)s of it are one %(currency)s. Where they say "
            "%(minor)s, this page says %(amount)s."
        )
        % told
    )


def is_countable(counted: Counted) -> bool:
    """Whether the command counts it to the same: not where it cannot be told for whom seats are kept, for two have one name, or a
    name has a semicolon; nor where somebody was left out for want of a seat, which the command does not do."""
    if counted.account.facts.get("left_out") or counted.lots != lots_of(counted.box.seed, counted.profile.names):
        return False  # the lots too, where a name had to be taken out
    wanted = {row.group: row.members for row in reserved_of(counted.contest) if row.members}
    try:
        told = {row.group: row.members for row in read_kept(_kept(counted), counted.profile.names)}
    except MalformedError:
        return False
    return told == wanted


def _kept(counted: Counted) -> list[str]:
    """For which groups seats are kept, as the command is told it."""
    names = counted.profile.names
    return [
        f"{row.group}={row.at_least}: {'; '.join(names[each] for each in sorted(row.members))}"
        for row in reserved_of(counted.contest)
        if row.members
    ]


def _endings(profile: Profile) -> list[str]:
    """The endings of the formats that are offered; not of a table whose head a program of tables would take for formulas."""
    offered = [ending or preflib_type(_ranked(profile)) for ending in _ENDINGS[type(profile)]]
    return [each for each in offered if each != "csv" or not any(map(is_formula, profile.names))]


def _without_ballots(profile: Profile) -> Profile:
    """Enough to ask whether a format holds the names."""
    nothing: Any = {}
    return replace(profile, ballots=nothing)


def _ranked(profile: Profile) -> Ranked:
    assert isinstance(profile, Ranked)  # noqa: S101  # that of PrefLib stands with ranked ballots alone
    return profile


def _written(proposal: Proposal, counted: Counted, ending: str, profile: Profile) -> bytes | None:
    """The file; without the title where the format cannot hold that; None where it cannot hold the names."""
    if isinstance(profile, Budgeted):
        profile = replace(profile, told=_told(counted))
    for title in (proposal.title.strip(), ""):
        try:
            return _WRITERS[ending](Ballots(profile=profile, seats=counted.account.seats, title=title))
        except UnwritableError:
            continue
    return None


def _told(counted: Counted) -> dict[str, str]:
    """What a file of a budget says besides: the currency, that amounts are minor units, and the seed of the lots."""
    return {"currency": counted.contest.currency, "unit": "minor units", "seed": counted.box.seed}
