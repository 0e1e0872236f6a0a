"""Files as others publish them, read whole: Scottish wards of 2017, droop, ERS97, abcvoting, Pabulib."""

import csv
from collections import Counter
from fractions import Fraction
from pathlib import Path

from plenary.decisions.formats.abif import read_abif, write_abif
from plenary.decisions.formats.blt import read_blt, write_blt
from plenary.decisions.formats.registry import read
from plenary.decisions.rules.methods.profiles import Budgeted, Ranked
from plenary.decisions.tests.published import files, published


def test_all_scottish_wards_of_2017_are_read_to_the_last_ballot() -> None:
    paths = files("elections/scottish-2017/ballots", "*.blt")
    with published("elections/scottish-2017/index.csv").open(newline="") as index:
        told = {Path(row["ballots"]).name: (int(row["seats"]), int(row["candidates"])) for row in csv.DictReader(index)}
    for path in paths:
        content = path.read_bytes()
        ballots = read_blt(content)
        lines = content.decode().split("\n")
        papers = [line.split() for line in lines[1 : lines.index("0")]]
        firsts = Counter()
        for weight, first, *_rest in papers:
            firsts[int(first) - 1] += int(weight)
        profile = ballots.profile
        assert (ballots.seats, len(profile.names)) == told[path.name]
        assert profile.total == sum(firsts.values())
        by_first = Counter()
        for ranking, count in profile.ballots.items():
            by_first[ranking[0]] += count
        assert by_first == firsts
        assert read_blt(write_blt(ballots)) == ballots
    assert len(paths) == 267


def test_a_ward_goes_through_abif_unchanged() -> None:
    ballots = read_blt(files("elections/scottish-2017/ballots", "*.blt")[0].read_bytes())
    assert read_abif(write_abif(ballots)) == ballots


def test_files_of_droop() -> None:
    folder = published("elections/droop/blt")
    paths = files("elections/droop/blt", "*.blt")
    found = {path.relative_to(folder).as_posix(): read_blt(path.read_bytes()) for path in paths}
    assert len(found) == 21
    assert found["42t.blt"].lots == (2, 1, 0)
    assert found["42ubom.blt"] == found["42u.blt"]
    assert found["42u.blt"].profile.names == ("Cåstor", "Pøllüx", "Hélen")
    assert found["cfer/dk1-3-2.blt"].profile.withdrawn == {0, 4}
    assert found["meek/eq2.blt"].profile.ballots == {
        (0, (1, 2), 3): 5,
        ((1, 2), 0): 1,
        ((2, 3), (0, 1)): 3,
        (1, (0, 3), 2): 2,
    }


def test_the_model_election_of_1997_whose_ballots_end_with_their_lines() -> None:
    ballots = read_blt(files("elections/meek-ers97", "*.blt")[0].read_bytes())
    firsts = Counter()
    for ranking, count in ballots.profile.ballots.items():
        firsts[ballots.profile.names[ranking[0]]] += count
    assert (ballots.seats, ballots.title) == (6, "ERS97 Model Election")
    assert firsts["Smith"] == 134
    assert firsts["Carpenter"] == 81
    assert firsts["Freeman"] == 90


def test_files_of_abcvoting() -> None:
    for path in files("elections/abcvoting", "*.abc.yaml"):
        ballots = read(path.name, path.read_bytes())
        said = path.read_text().replace("\n ", " ").split("\n")
        profile = next(line for line in said if line.startswith("profile: "))
        assert ballots.profile.total == profile.count("[") - 1
        assert sum(len(named) * count for named, count in ballots.profile.ballots.items()) == sum(
            map(str.isdigit, profile.replace("[", " ").replace("]", " ").replace(",", " ").split())
        )
        assert f"committeesize: {ballots.seats}" in said


def test_files_of_pabulib_give_each_project_the_votes_and_points_that_they_state() -> None:
    checked = 0
    for path in files("budgeting/pabulib", "*.pb"):
        content = path.read_bytes()
        profile = read(path.name, content).profile
        assert isinstance(profile, Budgeted)
        votes, points = Counter(), Counter()
        for ballot, count in profile.ballots.items():
            for project, given in ballot:
                votes[project] += count
                points[project] += given * count
        lines = content.decode("utf-8-sig").replace("\r", "").split("\n")
        part = lines[lines.index("PROJECTS") + 1 : lines.index("VOTES")]
        columns = part[0].split(";")
        for project, line in enumerate(part[1:]):
            row = dict(zip(columns, line.split(";"), strict=False))
            assert (row["project_id"], Fraction(row["cost"])) == (profile.codes[project], profile.costs[project])
            assert int(row.get("votes", votes[project])) == votes[project]
            assert Fraction(row.get("score", points[project])) == points[project]
            checked += "score" in row
    assert checked > 0


def test_a_million_lines_are_grouped_without_being_kept() -> None:
    lines = [b"1 %d %d 0\n" % (each % 12 + 1, (each + 1 + each // 12 % 11) % 12 + 1) for each in range(132)]
    content = b"12 3\n" + b"".join(lines) * 500 + b"0\n" + b"".join(b'"C%d"\n' % each for each in range(12))
    profile = read_blt(content).profile
    assert isinstance(profile, Ranked)
    assert (profile.total, set(profile.ballots.values())) == (66_000, {500})
