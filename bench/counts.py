"""Counting by itself, without a database: real wards beside programs of others, a million and ten million ballots, Equal Shares.

`python -m bench.counts FILE` counts one file of a million or more and prints JSON: seconds, and the most memory it took.
"""

import json
import resource
import subprocess
import sys
from bisect import bisect
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.figures import Figure, over_sizes, seconds_of
from plenary.decisions.formats.blt import read_blt
from plenary.decisions.rules.methods.budgets import count_equal_shares_budget
from plenary.decisions.rules.methods.profiles import Budgeted
from plenary.decisions.rules.methods.stv import count_scottish

ROOT = Path(__file__).resolve().parent.parent
WARDS = ROOT.parent / "shared" / "data" / "elections" / "scottish-2017" / "ballots"
ORACLES = ROOT / ".venv-oracles" / "bin" / "python"
MILLION = 1_000_000
CANDIDATES, SEATS = 12, 5
LENGTHS = (1, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 12)  # how many candidates a ballot names, each as often
PROJECTS, VOTERS = 100, (10_000, 100_000)


def measure(*, quick: bool = False) -> list[Figure]:
    """All figures; quick leaves out ten million ballots."""
    return [*wards(), *raw_ballots((MILLION,) if quick else (MILLION, 10 * MILLION)), *equal_shares()]


def count_file(path: Path) -> None:
    """Read a BLT file and count it by the Scottish rules."""
    with path.open("rb") as source:
        ballots = read_blt(source)
    count_scottish(ballots.profile, ballots.seats)


def wards() -> list[Figure]:
    """All Scottish wards that are here, read and counted, beside the quickest of the others on the same files."""
    paths = sorted(WARDS.glob("*.blt"))
    if not paths:
        print("Not measured: count_wards; ../shared/data holds no Scottish wards.", file=sys.stderr)
        return []
    seconds = seconds_of(lambda: [count_file(path) for path in paths])
    others = peers()
    quickest = min(others, key=lambda name: others[name], default="")
    found = [Figure("count_wards", seconds, "s", others.get(quickest), f"{quickest}, s" if quickest else "")]
    return found + [Figure(f"count_wards_by_{name.lower()}", others[name], "s") for name in others]


def peers() -> dict[str, float]:
    """What each of the others needs for the wards, in seconds, by name; none where they are not installed."""
    if not ORACLES.exists():
        print("Not measured: programs of others on the wards; `make oracles` installs them.", file=sys.stderr)
        return {}
    command = [str(ORACLES), "-m", "bench.peers", str(WARDS)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603  # our own program
    told = json.loads(done.stdout)
    for name, of in told.items():
        for ward, reason in of["failed"].items():
            print(f"{name} could not count {ward}: {reason}", file=sys.stderr)
    return {name: of["seconds"] for name, of in told.items()}


def raw_ballots(sizes: tuple[int, ...]) -> list[Figure]:
    """So many ballots, each a line of its own, read and counted in a fresh process: seconds, and memory of the largest."""
    taken, memory = {}, 0.0
    with TemporaryDirectory(dir=ROOT, prefix=".bench-") as folder:
        for size in sizes:
            path = Path(folder) / f"{size}.blt"
            _write_raw(path, size)
            told = [_counted_apart(path) for _round in range(3 if size == MILLION else 1)]
            taken[size] = median(seconds for seconds, _ in told)
            memory = told[0][1]
    found = [Figure("count_million", taken[MILLION], "s")]
    if 10 * MILLION in taken:
        found += [
            Figure("count_ten_million", taken[10 * MILLION], "s"),
            Figure("count_ten_million_memory", memory, "MiB"),
        ]
        each = {str(size): 1e6 * seconds / size for size, seconds in taken.items()}
        found.append(over_sizes("count_per_ballot", "µs", each))
    return found


def _counted_apart(path: Path) -> tuple[float, float]:
    """Seconds and MiB of a fresh process that reads and counts a file."""
    command = [sys.executable, "-m", "bench.counts", str(path)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603  # this very module
    told = json.loads(done.stdout)
    return told["seconds"], told["memory"]


def _write_raw(path: Path, count: int) -> None:
    with path.open("w") as out:
        out.write(f"{CANDIDATES} {SEATS}\n")
        out.writelines(_raw(count))
        out.write("0\n" + "".join(f'"{name}"\n' for name in "ABCDEFGHIJKL"))


def _raw(count: int) -> Iterator[str]:
    """Lines of ballots, drawn one preference after the other: the electorate has three sides, and for each of them every
    candidate is half as liked as the one before."""
    random = Random(7)  # noqa: S311  # the same each time
    sides = [random.sample(range(CANDIDATES), CANDIDATES) for _side in range(3)]
    whole = (1 << CANDIDATES) - 1

    @cache
    def left(side: int, those: int) -> tuple[list[float], list[int]]:
        named = [each for each in sides[side] if those >> each & 1]
        weights = list(accumulate(0.5 ** sides[side].index(each) for each in named))
        return [weight / weights[-1] for weight in weights[:-1]], named

    for _ballot in range(count):
        side, length = int(random.random() * 3), LENGTHS[int(random.random() * len(LENGTHS))]
        those, line = whole, "1"
        for _place in range(length):
            bounds, named = left(side, those)
            taken = named[bisect(bounds, random.random())]
            those ^= 1 << taken
            line += f" {taken + 1}"
        yield line + " 0\n"


def equal_shares() -> list[Figure]:
    """Equal Shares on approvals of projects, at two numbers of voters; and for each voter."""
    taken = {}
    for voters in VOTERS:
        budget = _budget(voters)
        taken[voters] = seconds_of(lambda given=budget: count_equal_shares_budget(given), 3)
    return [
        over_sizes("equal_shares_budget", "s", {str(voters): seconds for voters, seconds in taken.items()}),
        over_sizes("equal_shares_per_voter", "µs", {str(size): 1e6 * each / size for size, each in taken.items()}),
    ]


def _budget(voters: int) -> Budgeted:
    """Money of 20 a voter, which is to be raised by 1 until it is used, pays for a third of the projects; they cost up to a
    hundred times what others cost. Voters approve of up to twelve, the first in the list the more often."""
    random = Random(11)  # noqa: S311  # the same each time
    parts = [random.randint(10, 1_000) for _project in range(PROJECTS)]
    budget = 20 * voters
    costs = tuple(3 * budget * part // sum(parts) for part in parts)
    ballots: dict[tuple[tuple[int, int], ...], int] = {}
    for _voter in range(voters):
        liked = {int(PROJECTS * random.random() ** 2) for _like in range(random.randint(3, 12))}
        ballot = tuple((project, 1) for project in sorted(liked))
        ballots[ballot] = ballots.get(ballot, 0) + 1
    names = tuple(f"Project {project + 1}" for project in range(PROJECTS))
    return Budgeted(names=names, costs=costs, budget=budget, ballots=ballots)


def main() -> None:
    """Count the file that is named."""
    began = perf_counter()
    count_file(Path(sys.argv[1]))
    seconds = perf_counter() - began
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10  # bytes there, KiB elsewhere
    print(json.dumps({"seconds": seconds, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit}))


if __name__ == "__main__":
    main()
