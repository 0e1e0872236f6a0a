"""What other programs need to read and count a folder of BLT files by single transferable vote; run in `.venv-oracles`.

`python -m bench.peers FOLDER` prints JSON: by program the seconds for all files, reading included, by file whom it elected, by
number from 0, and of which files it could not count: what it needed until it gave up is in its seconds. Every program has
counted one file before, so that what it compiles or loads the first time is not measured. `--only PROGRAM`: that one alone.
"""

import argparse
import json
from collections.abc import Callable
from fractions import Fraction
from itertools import chain, takewhile
from pathlib import Path
from statistics import median
from time import perf_counter

SLOW = 10  # seconds; what takes longer is measured once

type Papers = tuple[int, int, list[tuple[int, list[int]]]]


def papers_of(path: Path) -> Papers:
    """Candidates, seats, and how many papers name which candidates (from 0): the least that a reader of these files can do."""
    with path.open(encoding="utf-8") as lines:
        candidates, seats = map(int, next(lines).split())
        found = []
        for line in lines:
            weight, *named = map(int, line.split())
            if not weight:
                break
            found.append((weight, [each - 1 for each in named[:-1]]))
    return candidates, seats, found


def pref_voting() -> Callable[[Path], list[int]]:
    """pref_voting has no reader of BLT. Its rule `stv_scottish` is the same as ours: the Scottish one, five decimal places."""
    from pref_voting.profiles_with_ties import ProfileWithTies  # noqa: PLC0415  # each is loaded only where it is measured
    from pref_voting.proportional_methods import stv_scottish  # noqa: PLC0415  # likewise

    def count(path: Path) -> list[int]:
        candidates, seats, papers = papers_of(path)
        rankings = [{each: place for place, each in enumerate(named, 1)} for _, named in papers]
        profile = ProfileWithTies(rankings, [weight for weight, _ in papers], candidates=list(range(candidates)))
        return [int(each) for each in stv_scottish(profile, num_seats=seats)]

    return count


def pyrankvote() -> Callable[[Path], list[int]]:
    """pyrankvote has no reader and no weights: a ballot a paper. Its one rule of this kind passes surpluses on weighted,
    all at once, with the quota votes / (seats + 1) and floating point."""
    from pyrankvote import Ballot, Candidate, single_transferable_vote  # noqa: PLC0415  # likewise

    def count(path: Path) -> list[int]:
        candidates, seats, papers = papers_of(path)
        known = [Candidate(str(each)) for each in range(candidates)]
        ballots = [
            Ballot(ranked_candidates=[known[each] for each in named]) for weight, named in papers for _ in range(weight)
        ]
        elected = single_transferable_vote(known, ballots, number_of_seats=seats).get_winners()
        return [int(each.name) for each in elected]

    return count


def votekit() -> Callable[[Path], list[int]]:
    """VoteKit reads Scottish wards as CSV of another layout, not as BLT; ballots are made as its reader of these makes them.
    Its rule is `FastSTV` with the Droop quota, fractional transfers, and one elected a round; floating point."""
    from votekit.ballot import RankBallot  # noqa: PLC0415  # likewise
    from votekit.elections import FastSTV  # noqa: PLC0415  # likewise
    from votekit.pref_profile import RankProfile  # noqa: PLC0415  # likewise

    def count(path: Path) -> list[int]:
        candidates, seats, papers = papers_of(path)
        known = [frozenset({str(each)}) for each in range(candidates)]
        ballots = tuple(
            RankBallot(ranking=tuple([known[each] for each in named]), weight=weight) for weight, named in papers
        )
        profile = RankProfile(ballots=ballots, candidates=tuple(map(str, range(candidates))))
        election = FastSTV(profile, n_seats=seats, simultaneous=False, tiebreak="borda")
        return [int(each) for those in election.get_elected() for each in those]

    return count


def votelib() -> Callable[[Path], list[int]]:
    """votelib reads BLT itself, though not names without quotation marks: it is given the lines before these. Its rule is its
    selector by transferable votes with Gregory's transfers and the Droop quota, exact where weights are fractions."""
    from votelib.evaluate.sequential import TransferableVoteSelector  # noqa: PLC0415  # likewise
    from votelib.io import blt  # noqa: PLC0415  # likewise

    rule = TransferableVoteSelector(transferer="Gregory", quota_function="droop")

    def count(path: Path) -> list[int]:
        with path.open(encoding="utf-8") as lines:
            ballots, seats, _candidates, _title = blt.load(chain(takewhile("0\n".__ne__, lines), ["0\n"]))
        elected = rule.evaluate({ranking: Fraction(weight) for ranking, weight in ballots.items()}, seats)
        return [each.number - 1 for each in elected]

    return count


PEERS = {"pref_voting": pref_voting, "pyrankvote": pyrankvote, "VoteKit": votekit, "votelib": votelib}


def measured(count: Callable[[Path], list[int]], paths: list[Path]) -> dict[str, object]:
    """The median seconds of three rounds over all files, or of one that is slow; whom the program elected; where it failed."""
    count(paths[0])
    taken: list[float] = []
    elected: dict[str, list[int]] = {}
    failed: dict[str, str] = {}
    while not taken or (len(taken) < 3 and taken[0] < SLOW):
        began = perf_counter()
        for path in paths:
            try:
                elected[path.stem] = sorted(count(path))
            except Exception as error:  # programs of others: whatever stops them
                failed[path.stem] = f"{type(error).__name__}: {error}"
        taken.append(perf_counter() - began)
    return {"seconds": median(taken), "elected": elected, "failed": failed}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.peers")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", choices=PEERS)
    given = parser.parse_args()
    paths = sorted(given.folder.glob("*.blt"))
    wanted = [given.only] if given.only else list(PEERS)
    print(json.dumps({name: measured(PEERS[name](), paths) for name in wanted}))


if __name__ == "__main__":
    main()
