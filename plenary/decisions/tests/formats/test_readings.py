"""What files say is read as it is meant, by hand-checked examples."""

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plenary.decisions.formats.abif import read_abif
from plenary.decisions.formats.blt import read_blt
from plenary.decisions.formats.pabulib import read_pabulib
from plenary.decisions.formats.preflib import read_preflib
from plenary.decisions.formats.reading import Ballots, MalformedError
from plenary.decisions.formats.registry import read
from plenary.decisions.rules.methods.profiles import Approved, Profile, Ranked, Rated

BLT = """# a comment
4 2   # candidates, seats
[nick a b c d]
[tie 4 3 2 1]
[droop precision=5]
-3
3 1 2 0
2 b=a d 0 # equal
1 - 2 - 4 0
05 01
2 0
3 1 2 0

0
"Ada"
"Ben" # of the other list
Carla
"Dan "Dan" Doe"
"Board"

remarks, of any kind
0 0 0
"""
BALLOTS = {(0, 1): 6, ((0, 1), 3): 2, (1, 3): 1, (0,): 5, (): 2}
READ = Ballots(
    profile=Ranked(names=("Ada", "Ben", "Carla", 'Dan "Dan" Doe'), ballots=BALLOTS, withdrawn=frozenset({2})),
    seats=2,
    title="Board",
    lots=(3, 2, 1, 0),
)


@pytest.mark.parametrize(
    "content",
    [
        BLT.encode(),
        b"\xef\xbb\xbf" + BLT.encode(),
        BLT.replace("\n", "\r\n").encode(),
        BLT.replace("\n0\n", "\n 0 # the end\n").encode(),
        BLT.removesuffix("\n").encode(),
    ],
    ids=["plain", "with a mark", "of Windows", "an end with a comment", "without a last line end"],
)
def test_blt_says_all_that_it_may(content: bytes) -> None:
    assert read_blt(content) == READ
    assert read_blt(io.BytesIO(content)) == READ


def test_a_stream_that_cannot_be_wound_back_is_read_as_well() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    assert read_blt(Pipe(BLT.encode())) == READ


TOKENS = '=DGM:[Doña García Márquez]\n=SBJ:[Steven B. Jensen]\n=AM:[Adam "The Man" Muñoz]\n'
ABIF = [
    ("27:Doña/1>Steven=Allie\n", None, Ranked(names=("Allie", "Doña", "Steven"), ballots={(1, (0, 2)): 27})),
    (
        f'{{"title": "x"}}\n# c\n{TOKENS}27:DGM>SBJ>[蘇業]>AM # so\n 2 * AM = [DGM] \n3:\n',
        None,
        Ranked(
            names=("Doña García Márquez", "Steven B. Jensen", 'Adam "The Man" Muñoz', "蘇業"),
            ballots={(0, 1, 3, 2): 27, ((0, 2),): 2, (): 3},
        ),
    ),
    (
        "2:A/5,B/5,C/1\n1:B/3\n",
        None,
        Rated(names=("A", "B", "C"), ballots={(5, 5, 1): 2, (None, 3, None): 1}, highest=5),
    ),
    ("2:A/5,B/5,C/1\n1:B/3\n", Ranked, Ranked(names=("A", "B", "C"), ballots={((0, 1), 2): 2, (1,): 1})),
    ("42:M/4,N/2,K\n", None, Ranked(names=("K", "M", "N"), ballots={(1, 2, 0): 42})),
    ("2:A/1=B/1\n3:A/1>B/0\n1:B\n", Approved, Approved(names=("A", "B"), ballots={(0, 1): 2, (0,): 3, (1,): 1})),
    ('{"ballot_type": "choose_many"}\n2:A,B\n', None, Approved(names=("A", "B"), ballots={(0, 1): 2})),
]


@pytest.mark.parametrize(("content", "kind", "profile"), ABIF)
def test_abif(content: str, kind: type[Profile] | None, profile: Profile) -> None:
    assert read_abif(content.encode(), kind).profile == profile


TABLES = [
    ("A,B,C\n1,2,\n2,1,1\n1,3,\n,,\n", None, Ranked(names=("A", "B", "C"), ballots={(0, 1): 2, ((1, 2), 0): 1, (): 1})),
    ("votes;A;B\n3;1;2\n;2;1\n\n", None, Ranked(names=("A", "B"), ballots={(0, 1): 3, (1, 0): 1})),
    ("A\tB, Ltd\tweight\nx\t\t4\n\tX\t2\n", None, Approved(names=("A", "B, Ltd"), ballots={(0,): 4, (1,): 2})),
    ("A,B\n1,0\n1,\n", Approved, Approved(names=("A", "B"), ballots={(0,): 2})),
    ("A,B\n3,0\n,2\n", Rated, Rated(names=("A", "B"), ballots={(3, 0): 1, (None, 2): 1}, highest=3)),
    ("Votes: grades 1 to 7,A\n2,7\n", None, Rated(names=("A",), ballots={(7,): 2}, lowest=1, highest=7)),
    (
        '1,2,3,votes\nZoë,"Lee, Ann",,3\n"Lee, Ann",,Zoë,1\n,,,2\n',
        None,
        Ranked(names=("Lee, Ann", "Zoë"), ballots={(1, 0): 3, (0, 1): 1, (): 2}),
    ),
]


@pytest.mark.parametrize(("content", "kind", "profile"), TABLES)
def test_table(content: str, kind: type[Profile] | None, profile: Profile) -> None:
    assert read("Board.CSV", content.encode(), kind).profile == profile


def test_preflib() -> None:
    content = b"# FILE NAME: x.toi\n# TITLE: Board: the vote\n# DATA TYPE: toi\n# NUMBER VOTERS: 16\n"
    content += (
        b"# ALTERNATIVE NAME 1: A: one\n# ALTERNATIVE NAME 2: B\n# ALTERNATIVE NAME 3: C\n13: 1, {3, 2}\n3: 2,1\n"
    )
    profile = Ranked(names=("A: one", "B", "C"), ballots={(0, (1, 2)): 13, (1, 0): 3})
    assert read_preflib(content, "toi") == Ballots(profile=profile, title="Board: the vote")


HEAD = "META\nkey;value\ndescription;Parks\nbudget;1 \nvote_type;{}\n\n"
HEAD += "PROJECTS\nname;project_id;cost;votes\nTrees;t;0,5;9\n;b;0.25;1\n"


@pytest.mark.parametrize(
    ("kind", "rows", "ballots"),
    [
        ("approval", "v;vote\n1;t,b\n2;b\n3;b,t\n4;\n", {((0, 1), (1, 1)): 2, ((1, 1),): 1, (): 1}),
        ("choose-1", "v;vote\n1;t\n", {((0, 1),): 1}),
        ("ordinal", "v;vote\n1;b,t\n2;t\n", {((0, 1), (1, 2)): 1, ((0, 1),): 1}),
        ("cumulative", "v;points;vote\n1;3,7;b,t\n", {((0, 7), (1, 3)): 1}),
    ],
)
def test_pabulib(kind: str, rows: str, ballots: dict[tuple[tuple[int, int], ...], int]) -> None:
    content = HEAD.format(kind) + "VOTES\n" + rows.replace("v;", "voter_id;", 1)
    found = read_pabulib(content.encode())
    profile = found.profile
    assert (found.title, profile.names, profile.codes) == ("Parks", ("Trees", "b"), ("t", "b"))
    assert [str(cost) for cost in (*profile.costs, profile.budget)] == ["1/2", "1/4", "1"]
    assert profile.ballots == ballots
    assert (profile.kind, dict(profile.told)) == (
        ("approval", {"vote_type": "choose-1"}) if kind == "choose-1" else (kind, {})
    )


def test_abcvoting() -> None:
    content = b"description: 'Six'\nnum_cand: 3\ncommitteesize: 2\nprofile: [[2, 0], [0, 2],\n  []]\ncompute:\n- rule_id: av\n"
    profile = Approved(names=("0", "1", "2"), ballots={(0, 2): 2, (): 1})
    assert read("a.abc.yaml", content) == Ballots(profile=profile, seats=2, title="Six")


TOKENS = st.sampled_from(["0", "1", "2", "3", "4", "00", "02", "12345", "-", "1=2", "#", ""])
PLAIN = st.lists(st.sampled_from(["1", "2", "3"]), max_size=4).map(lambda said: " ".join(["2", *said, "0"]))
ODD = st.lists(TOKENS, max_size=5).map(" ".join)


def told_of(content: str) -> object:
    try:
        return read_blt(content.encode())
    except MalformedError as error:
        return error.line, error.reason


@given(st.lists(PLAIN | PLAIN | PLAIN | ODD, max_size=6))
@example(["1 1 0", "1 1 0"])
@example(["1 4 0"])
@example(["1 1 1 0"])
@example([" 0"])
@example(["0 0"])
@example(["0 1 0"])
@example(["1 1 0 2 0"])
@example(["12345 1 0", "9999 1 0"])
def test_plain_blocks_are_read_as_line_by_line(lines: list[str]) -> None:
    """With line ends of Windows every line is read for itself."""
    content = "3 2\n" + "".join(f"{line}\n" for line in lines) + "0\nA\nB\nC\n"
    assert told_of(content) == told_of(content.replace("\n", "\r\n"))
