"""`plenary count` with seats kept for groups, and for the seat of one who left."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError

from plenary.decisions.tests.test_count_command import counted, written

BOARD = '4 2\n7 1 4 0\n6 2 4 3 0\n1 3 0\n1 4 0\n0\n"Ada"\n"Ben"\n"Eve"\n"Dot"\n"Board"\n'
AS_IN = "seats are kept as in “women=2: Ada; Eve” or “women=2-3: Ada; Eve”, not as in"
REFUSED = [
    (["stv-scottish", "--vacancy", "Eve"], "{file}: Eve was not elected by this count, which elected Ada; Ben."),
    (["stv-scottish", "--vacancy", "Zed"], "--vacancy: there is no candidate Zed."),
    (["stv-scottish", "--declines", "Eve"], "{file}: only a vacant seat is declined: say with --vacancy who left."),
    (
        ["stv-scottish", "--vacancy", "Ada", "--declines", "Ben"],
        "{file}: Ben was elected, and has no other seat to decline.",
    ),
    (["stv-meek", "--vacancy", "Ada"], "{file}: the method stv-meek fills no vacancy."),
    (["irv", "--keep", "women=1: Ada"], "{file}: the method irv keeps no seats for groups."),
    (["stv-scottish", "--keep", "women 1: Ada"], f"--keep: {AS_IN} “women 1: Ada”."),
    (["stv-scottish", "--keep", "women=one: Ada"], f"--keep: {AS_IN} “women=one: Ada”."),
    (["stv-scottish", "--keep", "=1: Ada"], f"--keep: {AS_IN} “=1: Ada”."),
    (["stv-scottish", "--keep", "women=1: Ada; Zed"], "--keep: there is no candidate Zed."),
    (["stv-scottish", "--keep", "women=1: ;"], "--keep: nobody is named for women."),
    (["stv-scottish", "--keep", "women=1: Ada; Ada"], "--keep: a candidate is named twice for women."),
    (["stv-scottish", "--keep", "women=2-1: Ada"], "--keep: seats for women are at least 2 and at most 1."),
    (["stv-scottish", "--keep", "w=1:Ada", "--keep", "w=1:Eve"], "--keep: seats are kept twice for w."),
    (
        ["stv-scottish", "--keep", "women=2: Eve"],
        "{file}: the candidates that stand cannot meet every reservation of seats.",
    ),
]


@pytest.mark.parametrize(("options", "sentence"), REFUSED)
def test_what_cannot_be_done_is_refused_in_a_sentence(tmp_path: Path, options: list[str], sentence: str) -> None:
    file = written(tmp_path, "a.blt", BOARD)
    with pytest.raises(CommandError) as refused:
        counted(file, "--method", *options)
    assert str(refused.value) == sentence.format(file=file)


OF_BEN = """Board
Countback for a vacancy. Ballots: 6. To be elected: 1. Seats for women, at least
1: Ben; Eve.

Elected: Eve.
Ties that no stage decides go by the order of the file.

1. The papers that lay with Ben are counted among those who can take the seat.
   Passed over because of reserved seats: Dot (women).
   Candidate  Votes
   Eve            6    elected
"""


def test_a_vacancy_is_filled_from_the_papers_of_who_left(tmp_path: Path) -> None:
    file = written(tmp_path, "a.blt", BOARD)
    vacancy = ["--method", "stv-scottish", "--vacancy", "Ben"]
    assert counted(file, *vacancy, "--keep", "women=1: Ben; Eve") == OF_BEN
    winners = {
        more: json.loads(counted(file, *vacancy, *more, "--format", "json"))["winners"]
        for more in [(), ("--declines", "Dot"), ("--declines", "Dot", "--declines", "Eve")]
    }
    assert list(winners.values()) == [["Dot"], ["Eve"], []]


def test_seats_are_kept_for_groups(tmp_path: Path) -> None:
    file = written(tmp_path, "a.blt", BOARD)
    keep = ["--keep", "women=1: Eve;Dot", "--keep", " the north = 0 - 1 : Ada ; Dot ; "]
    told = json.loads(counted(file, "--method", "stv-scottish", *keep, "--format", "json"))
    assert told["facts"]["reserved"] == [
        {"group": "women", "at_least": 1, "at_most": None, "members": ["Eve", "Dot"]},
        {"group": "the north", "at_least": 0, "at_most": 1, "members": ["Ada", "Dot"]},
    ]
    assert told["winners"] == ["Ada", "Eve"]
    assert told["stages"][1]["facts"] == {"doomed": {"Ben": ["women"], "Dot": ["the north"]}}


def test_of_two_with_one_name_each_is_called_by_its_number(tmp_path: Path) -> None:
    file = written(tmp_path, "a.blt", BOARD.replace('"Dot"', '"Ada"'))
    told = json.loads(counted(file, "--method", "stv-scottish", "--vacancy", "Ada (1)", "--format", "json"))
    assert (told["winners"], told["facts"]["vacated_by"]) == (["Ada (4)"], "Ada (1)")
