"""What is malformed is refused with its line and a plain reason; nothing of it is dropped."""

import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenary.decisions.formats.reading import MalformedError
from plenary.decisions.formats.registry import READERS, read
from plenary.decisions.rules.methods.profiles import Approved, Profile, Rated

NAMES = b'"A"\n"B"\n"C"\n"T"\n'
SOI = b"# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n"
PB = b"META\nkey;value\nbudget;10\nvote_type;%b\nPROJECTS\nproject_id;cost\n1;5\n2;6\nVOTES\nvoter_id;vote;points\n"

BLT = [
    (b"", 0, "the file is empty"),
    (b"\n# only\n", 2, "the file holds no ballots"),
    (b"\xff\xfe3\x00", 1, "the file is written in UTF-16; save it as UTF-8"),
    (b"3\n", 1, "the first line must say how many candidates and seats there are"),
    (b"3 two\n", 1, "the number of seats is not a whole number: two"),
    (b"0 1\n", 1, "there must be between 1 and 10000 candidates"),
    (b"99999999999999 1\n", 1, "there must be between 1 and 10000 candidates"),
    (b"9" * 5000 + b" 1\n", 1, "the number of candidates has more than 15 digits"),
    (b"3 2\n", 1, "the file ends before its ballots do, which a line 0 closes"),
    (b"3 2\n1 2 0\n5 1 0\n", 3, "the file ends before its ballots do, which a line 0 closes"),
    (b"3 2\n[tie 1 2]\n0\n" + NAMES, 2, "the order for ties must name each candidate once"),
    (b"3 2\n[nick a b]\n0\n" + NAMES, 2, "each candidate must have one short name of its own, which is no number"),
    (b"3 2\n[nick a b 1]\n0\n" + NAMES, 2, "each candidate must have one short name of its own, which is no number"),
    (b"3 2\n[quota hare]\n0\n" + NAMES, 2, "what this line asks is not known: [quota hare]"),
    (b"3 2\n[tie 1 2 3\n0\n" + NAMES, 2, "the bracket is not closed: [tie 1 2 3"),
    (b"3 2\n-4\n0\n" + NAMES, 2, "there is no candidate 4"),
    (b"3 2\n-1 2\n0\n" + NAMES, 2, "there is no candidate without a number"),
    (b"3 2\n1 1 0\n1 4 0\n0\n" + NAMES, 3, "there is no candidate 4"),
    (b"3 2\n1 1 0\n1 4 0\n0 \n" + NAMES, 3, "there is no candidate 4"),
    (b"3 2\r\n1 1 0\r\n1 4 0\r\n0\r\n" + NAMES, 3, "there is no candidate 4"),
    (b"3 2\n1 1 0\n1 1 2 1 0\n0\n" + NAMES, 3, "the ballot names a candidate twice: 1 1 2 1 0"),
    (b"3 2\n1 1=1 0\n0\n" + NAMES, 2, "the ballot names a candidate twice: 1 1=1 0"),
    (b"3 2\n1 1= 0\n0\n" + NAMES, 2, "there is no candidate without a number"),
    (b"3 2\n1 1 0 2 0\n0\n" + NAMES, 2, "something stands after the 0 that ends the ballot"),
    (b"3 2\n1.5 1 0\n0\n" + NAMES, 2, "the weight of the ballot is not a whole number: 1.5"),
    (b"3 2\n-1 1 0\n0\n" + NAMES, 2, "there is no candidate without a number"),
    (b"3 2\n1 1 0\n-1 1 0\n0\n" + NAMES, 3, "the weight of the ballot is not a whole number: -1"),
    (b"3 2\n1_0 1 0\n0\n" + NAMES, 2, "the weight of the ballot is not a whole number: 1_0"),
    (b"3 2\n0 1 2 0\n0\n" + NAMES, 2, "a ballot with the weight 0 counts for nothing; leave it out"),
    (b"3 2\n" + b"9" * 16 + b" 1 0\n0\n" + NAMES, 2, "the weight of the ballot has more than 15 digits"),
    (b"3 2\n1 \x00 0\n0\n" + NAMES, 2, "the line holds a NUL byte"),
    (b"3 2\n1 1 0 # caf\xe9\n0\n" + NAMES, 2, "the text is not UTF-8; save the file as UTF-8"),
    (b'3 2\n1 1 0\n0\n"A"\n"Jos\xe9"\n"C"\n', 5, "the text is not UTF-8; save the file as UTF-8"),
    (b"3 2\r1 1 0\r0\r", 1, "lines end with a lone carriage return; save the file with line feeds"),
    (b'3 2\n1 1 0\n0\n"A"\n"B"\n', 5, "there are 3 candidates, but 2 names"),
    (b'3 2\n1 1 0\n0\n"A"\n""\n"C"\n', 5, "a candidate has no name"),
    (b'3 2\n1 1 0\n0\n"A"\n"B\n"C"\n', 5, 'the quotation mark is not closed: "B'),
    (b'3 2\n1 1 0\n0\n"A"\n"B" "C"\n', 5, 'a line holds one name, and this seems to hold more: "B" "C"'),
    (b'3 2\n1 1 0\n0\n"A"\n"B" of C\n"C"\n', 5, 'a line holds one name, and this seems to hold more: "B" of C'),
    (b'3 2\n1 1 0\n0\n"A"\n"B" # "b"\n"C"\n', 5, 'a line holds one name, and this seems to hold more: "B" # "b"'),
    (b"3 2\n1 1 0\n0\nA\nB\nC\nD\nT\n", 8, "there are more names than 3 candidates and a title"),
]
ABIF = [
    (b"\n", 0, "the file names no candidate"),
    (b"1:A>B\nA>B\n", 2, "a ballot begins with how many there are and a colon, not A>B"),
    (b"1:A>B\nx:A>B\n", 2, "the number of ballots is not a whole number: x"),
    (b"0:A>B\n", 1, "a line of 0 ballots counts for nothing; leave it out"),
    (b"1:A>B\n1:A>B>A\n", 2, "the ballot names a candidate twice: A"),
    (b"1:A>\n", 1, "this is not a candidate: nothing"),
    (b"1:A>>B\n", 1, "this is not a candidate: >B"),
    (b"1:A B\n", 1, "this is not a candidate: A B"),
    (b"1:A/5,B/3>C/1\n", 1, "a ballot joins candidates either by commas or by > and ="),
    (b"1:A/3>B/5\n", 1, "a candidate that stands behind another has a higher rating"),
    (b"1:A/1.5>B/1\n", 1, "the grade is not a whole number: 1.5"),
    (b'{"max_rating": 5}\n1:A/5\n1:A/6\n', 3, "a rating is not between 0 and 5"),
    (b'{"max_rating": "5"}\n1:A/5\n', 1, "max_rating must be a whole number up to 10000"),
    (b'{"title": "T"\n1:A\n', 1, 'the line in braces is not JSON: {"title": "T"'),
    (b'{"ballot_type": "odd"}\n1:A\n', 1, "ballot_type must be one of ranked, rated, choose_many, choose_one"),
    (b'{"ballot_type": "choose_many"}\n1:A=B\n1:A>B\n', 3, "the ballot ranks candidates, which is more than to approve of them"),
    (b"=A:[Anna]\n=A:[Ada]\n1:A\n", 2, "the candidate A is named twice"),
    (b"=A:Anna\n1:A\n", 1, "a candidate is named as =token:[name], not =A:Anna"),
    (b"=A:[Anna]\n1:A>B\n", 2, "there is no candidate B"),
    (b"1:A\n1:\xe9\n", 2, "the text is not UTF-8; save the file as UTF-8"),
    (b"1:A\x00\n", 1, "the line holds a NUL byte"),
]  # fmt: skip
PREFLIB = [
    (b"# TITLE: x\n1: 1\n", 0, "the file names no alternative"),
    (b"# DATA TYPE: cat\n" + SOI + b"1: 1\n", 1, "the data are not orders (soc, soi, toc, toi): cat"),
    (b"# DATA TYPE: toc\n" + SOI + b"1: 1\n", 1, "the file is named .soi, but says that its data are toc"),
    (SOI + b"# ALTERNATIVE NAME 4: D\n1: 1\n", 0, "the alternatives are not numbered from 1 on"),
    (SOI + b"# ALTERNATIVE NAME 2: D\n1: 1\n", 3, "the alternative 2 is named twice"),
    (SOI + b"# NUMBER VOTERS: 3\n2: 1\n", 3, "NUMBER VOTERS is 3, but the file holds 2"),
    (SOI + b"# NUMBER ALTERNATIVES: 3\n2: 1\n", 3, "NUMBER ALTERNATIVES is 3, but the file holds 2"),
    (SOI + b"# NUMBER UNIQUE ORDERS: 2\n1: 1\n1: 1\n", 3, "NUMBER UNIQUE ORDERS is 2, but the file holds 1"),
    (SOI + b"2: 1\n1: 2,1,2\n", 4, "the ballot names an alternative twice: 2,1,2"),
    (SOI + b"2: 1\n1: {1,2}\n", 4, "a .soi file holds no equal preferences"),
    (SOI + b"2: 1\n1: 1,3\n", 4, "there is no alternative 3"),
    (SOI + b"2: 1\n1: 1,\n", 4, "this is not a preference: nothing"),
    (SOI + b"2: 1\n1, 2\n", 4, "a ballot begins with how many there are and a colon, not 1, 2"),
    (SOI + b"2: 1\n# TITLE: x\n", 4, "a line about the file stands among the ballots"),
    (SOI + b"0: 1\n", 3, "an order of 0 ballots counts for nothing; leave it out"),
]
PABULIB = [
    (b"PROJECTS\n", 1, "the part META is wanted here, not PROJECTS"),
    (b"META\nkey;value\n", 2, "the part PROJECTS is wanted here, not the end"),
    (b"META\nkey;value\nbudget;1\nPROJECTS\nproject_id;price\n", 5, "the part PROJECTS has no column cost"),
    (PB % b"approval" + b"1;1;\n2;1,3;\n", 12, "there is no project 3"),
    (PB % b"approval" + b"1;1;\n2;2,2;\n", 12, "the ballot names a project twice: 2,2"),
    (PB % b"approval" + b"1;1\n", 11, "the row has 2 columns, where 3 are named"),
    (b"META\nkey;;value\nbudget;10\n", 3, "the row has 2 columns, where 3 are named"),
    (PB % b"approval" + b"1;1;\nVOTES\n", 12, "the part VOTES stands there twice"),
    (PB % b"cumulative" + b"1;1,2;3\n", 11, "the ballot names 2 projects, but gives points to 1"),
    (PB % b"scoring" + b"1;1,2;3,-1\n", 11, "the number of points is not a whole number: -1"),
    (PB % b"veto" + b"1;1;\n", 4, "vote_type must be one of approval, choose-1, ordinal, cumulative, scoring"),
    (PB.replace(b"budget;10", b"num_votes;2\nbudget;10") % b"approval" + b"1;1;\n", 3, "num_votes is 2, but the file holds 1"),
    (PB.replace(b"budget;10", b"budget;1e3") % b"approval" + b"1;1;\n", 3, "the budget is not an amount: 1e3"),
    (PB.replace(b"1;5", b"1;-5") % b"approval" + b"1;1;\n", 7, "the cost is not an amount: -5"),
    (PB.replace(b"2;6", b"1;6") % b"approval" + b"1;1;\n", 8, "the project 1 stands there twice"),
    (PB.replace(b"budget;10", b"note;x") % b"approval" + b"1;1;\n", 0, "META does not say what the budget is"),
]  # fmt: skip
YAML = [
    (b"profile: [[0]\nnum_cand: 1\n", 2, "the file is not YAML: did not find expected ',' or ']'"),
    (b"- 1\n", 1, "the file is not a list of keys and values"),
    (b"profile: [[0]]\n", 0, "the file does not say what num_cand is"),
    (b"num_cand: 2\nprofile:\n- [0]\n- [0, 2]\n", 4, "there is no candidate 2: they are numbered from 0 to 1"),
    (b"num_cand: 2\nprofile:\n- [0]\n- [1, 1]\n", 4, "the ballot names a candidate twice"),
    (b"num_cand: 2\nprofile:\n- [0]\n- 1\n", 4, "a ballot is not a list of candidates"),
    (b"num_cand: 2\nprofile:\n- [a]\n", 3, "the number of a candidate is not a whole number: a"),
    (b"num_cand: 2\nnum_cand: 3\nprofile: []\n", 2, "a key stands there twice, or is none"),
    (b"num_cand: two\nprofile: []\n", 1, "num_cand is not a whole number: two"),
    (b"num_cand: 2\nprofile: 3\n", 2, "profile is not a list of ballots"),
]
TABLE = [
    (b"A,,B\n1,,2\n", 1, "the header must name a candidate in each column"),
    (b"A,B,A\n1,2,3\n", 1, "two columns have the name A"),
    (b"votes,A,weight\n1,2,3\n", 1, "two columns say how many votes there are"),
    (b"votes: grades 5 to 0,A\n", 1, "this is not a scale of grades: votes: grades 5 to 0"),
    (b"votes: grades 0 to 10001,A\n", 1, "this is not a scale of grades: votes: grades 0 to 10001"),
    (b'A,"B\n1,2\n', 1, "a quotation mark is not closed on its line"),
    (b"A,B\n1,2\n1\n", 3, "the row has 1 cells, the header 2"),
    (b"A,B\n1,2\n1,two\n", 3, "the rank is not a whole number: two"),
    (b"A,B\n1,2\n0,1\n", 3, "ranks count from 1"),
    (b"A,B\n1,2\n1,\xe9\n", 3, "the text is not UTF-8; save the file as UTF-8"),
    (b"votes,A,B\n1,2,1\n0,1,2\n", 3, "a row of 0 votes counts for nothing; leave it out"),
    (b"votes,A,B\n1,2,1\n1.5,1,2\n", 3, "the number of votes is not a whole number: 1.5"),
    (b"votes: approvals,A,B\n1,x,\n1,2,\n", 3, "an approval is x or 1, not 2"),
    (b"A,B\nx,\n1,2\n", 3, "an approval is x or 1, not 2"),
    (b"votes: grades 0 to 5,A,B\n1,5,\n1,6,\n", 3, "a grade is not between 0 and 5"),
    (b"1,2\nA,B\nA,A\n", 3, "the ballot names a candidate twice"),
    (b"1,2\n,\n", 0, "no ballot names a candidate"),
]
CASES = [("a.blt", *case) for case in BLT] + [("a.abif", *case) for case in ABIF]
CASES += [("a.soi", *case) for case in PREFLIB] + [("a.pb", *case) for case in PABULIB]
CASES += [("a.abc.yaml", *case) for case in YAML] + [("a.csv", *case) for case in TABLE]


@pytest.mark.parametrize(("name", "content", "line", "reason"), CASES)
def test_a_malformed_file_is_refused_with_its_line(name: str, content: bytes, line: int, reason: str) -> None:
    with pytest.raises(MalformedError) as refused:
        read(name, content)
    assert (refused.value.line, refused.value.reason) == (line, reason)


@pytest.mark.parametrize(
    ("kind", "content", "line", "reason"),
    [
        (Approved, b"A,B\nx,\n2,\n", 3, "an approval is x or 1, not 2"),
        (Rated, b"A,B\n3,\n3.5,\n", 3, "the grade is not a whole number: 3.5"),
        (Rated, b"A,B\n3,\n10001,\n", 3, "a grade is at most 10000, not 10001"),
    ],
)
def test_a_table_is_read_as_what_is_wanted(kind: type[Profile], content: bytes, line: int, reason: str) -> None:
    with pytest.raises(MalformedError) as refused:
        read("a.csv", content, kind)
    assert (refused.value.line, refused.value.reason) == (line, reason)


def test_an_ending_that_no_format_has_is_refused() -> None:
    with pytest.raises(MalformedError) as refused:
        read("ballots.xlsx", b"1")
    endings = ".blt, .abif, .soc, .soi, .toc, .toi, .pb, .abc.yaml, .csv, .tsv"
    assert (refused.value.line, refused.value.reason) == (0, f"the name of the file must end in one of {endings}")


def test_a_line_that_is_wrong_is_told_by_the_first_that_says_so() -> None:
    lines = [
        b"3 2\n",
        *[b"1 1 2 0\n"] * 5000,
        b"1 2 9 0\n",
        *[b"2 1 0\n"] * 5000,
        b"1 2 9 0\n",
        b"1 8 0\n",
        b"0\n",
        NAMES,
    ]
    with pytest.raises(MalformedError) as refused:
        read("a.blt", io.BytesIO(b"".join(lines)))
    assert (refused.value.line, refused.value.reason) == (5002, "there is no candidate 9")


@pytest.mark.parametrize("deep", [20, 1_000_000])
def test_yaml_that_is_nested_too_deep_is_refused(deep: int) -> None:
    with pytest.raises(MalformedError):
        read("a.abc.yaml", b"profile: " + b"[" * deep + b"]" * deep + b"\nnum_cand: 1\n")


SEEDS = [
    ("a.blt", b'3 2\n[tie 3 2 1]\n-2\n5 1 2=3 0\n2 - 3 0 # so\n0\n"A"\n"B"\n"C"\n"T"\n'),
    ("a.abif", '{"title": "T"}\n=a:[Ada]\n=b:[Ben]\n27:a/5>b/3\n3:[蘇業]\n'.encode()),
    ("a.toi", SOI + b"# NUMBER VOTERS: 5\n3: 1,2\n2: {2,1}\n"),
    ("a.pb", PB % b"cumulative" + b"1;1,2;3,4\n2;2;10\n"),
    ("a.abc.yaml", b"num_cand: 3\ncommitteesize: 2\nprofile: [[0, 1], [2]]\ndescription: 'x'\n"),
    ("a.csv", b'votes: ranks,A,"B, b"\n3,1,2\n1,,1\n'),
    ("a.csv", b"1,2\nA,B\n,A\n"),
]
PIECES = st.sampled_from(
    [
        b"",
        b"0",
        b"1",
        b"-",
        b"=",
        b",",
        b";",
        b":",
        b'"',
        b"[",
        b"]",
        b"{",
        b"}",
        b"#",
        b"\n",
        b"\r",
        b"\0",
        b" ",
        b"\xe9",
        b"\xef\xbb\xbf",
        b"9" * 20,
        "é".encode(),
        "²".encode(),
        b"&a",
        b"*a",
        b"|",
        b"%",
        b"\x85",
        b"\t",
    ]
)


@settings(max_examples=400)
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0, 200), st.integers(0, 4), PIECES), max_size=4))
def test_a_file_with_anything_in_it_is_read_or_refused(
    seed: tuple[str, bytes], changes: list[tuple[int, int, bytes]]
) -> None:
    name, content = seed
    for place, taken, put in changes:
        at = place % (len(content) + 1)
        content = content[:at] + put + content[at + taken :]
    refused: MalformedError | None = None
    try:
        profile = read(name, content).profile
    except MalformedError as error:
        refused = error
    if refused is not None:
        assert 0 <= refused.line <= content.count(b"\n") + 1
        assert "\n" not in refused.reason
        return
    assert all(type(count) is int and count > 0 for count in profile.ballots.values())
    assert all(name == name.strip() != "" for name in profile.names)


@given(st.sampled_from(list(READERS)), st.binary(max_size=60))
def test_bytes_of_any_kind_are_read_or_refused(ending: str, content: bytes) -> None:
    with suppress(MalformedError):
        assert read(f"a{ending}", content).profile.names != ()
