"""Every value of a TOML text is found on the line where it stands, in whichever way the text was written."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plenary.charter import starting
from plenary.charter.rules.document import CharterError, charter_from_toml, charter_to_toml
from plenary.charter.rules.exchange import Finding, read_toml
from plenary.charter.rules.lines import below, line_at, lines_of
from plenary.charter.rules.schema import Charter
from plenary.charter.tests.factories import charters
from plenary.charter.tests.test_document import drawing

BROKEN = ("1979-05-27", "nan", "[[]]", "{ a = { b = 1 } }")
"""What TOML knows and no field of a charter takes, except that a field of words or of a list tells of what is in it."""

WRITTEN = '''# a remark with [brackets] and "quotes"
a = 1
"b c".'d.e' = { x = 2, "y.z" = [3, 4] } # } ]
text = """one
[not] = "a table"
# no remark ""two quotes"""""
raw = \'\'\'
it's ] = [
\'\'\'

list = [
  "x", # first
  [ 1,
    2 ], { k = "v" },
]
[t."u.v"]
w = 1979-05-27 07:32:00
n.o.p = -1
[[r]]
s = 1
  [[r.q]]
  z = ""
  [[r.q]]
  z = 'C:\\'
  [r.m]
  y = "\\"]"
[[r]]
[[r.q]]
z = true
'''

FOUND = {
    "": 1,
    "a": 2,
    "b c": 3,
    "b c.d.e": 3,
    "b c.d.e.x": 3,
    "b c.d.e.y.z": 3,
    "b c.d.e.y.z[0]": 3,
    "b c.d.e.y.z[1]": 3,
    "text": 4,
    "raw": 7,
    "list": 11,
    "list[0]": 12,
    "list[1]": 13,
    "list[1][0]": 13,
    "list[1][1]": 14,
    "list[2]": 14,
    "list[2].k": 14,
    "t": 16,
    "t.u.v": 16,
    "t.u.v.w": 17,
    "t.u.v.n": 18,
    "t.u.v.n.o": 18,
    "t.u.v.n.o.p": 18,
    "r": 19,
    "r[0]": 19,
    "r[0].s": 20,
    "r[0].q": 21,
    "r[0].q[0]": 21,
    "r[0].q[0].z": 22,
    "r[0].q[1]": 23,
    "r[0].q[1].z": 24,
    "r[0].m": 25,
    "r[0].m.y": 26,
    "r[1]": 27,
    "r[1].q": 28,
    "r[1].q[0]": 28,
    "r[1].q[0].z": 29,
}


def paths(value: Any, path: str = "") -> Iterator[str]:
    """Every path in a document."""
    yield path
    if isinstance(value, dict):
        for key, item in value.items():
            yield from paths(item, below(path, key))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from paths(item, f"{path}[{place}]")


def test_each_way_of_writing_is_found() -> None:
    assert lines_of(WRITTEN) == FOUND
    assert set(paths(tomllib.loads(WRITTEN))) == set(FOUND)


def test_line_ends_of_either_kind_count_once() -> None:
    assert lines_of(WRITTEN.replace("\n", "\r\n")) == FOUND


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[t]# x = 1\ny = 1\n", {"": 1, "t": 1, "t.y": 2}),
        ("[[r]]# x = 1\ny = 1\n", {"": 1, "r": 1, "r[0]": 1, "r[0].y": 2}),
        ("[ t . u ]\nx . 'y' = 1\n", {"": 1, "t": 1, "t.u": 1, "t.u.x": 2, "t.u.x.y": 2}),
        ("a = [\n1\n]\n", {"": 1, "a": 1, "a[0]": 2}),
    ],
)
def test_blanks_and_remarks_where_few_write_them_say_nothing(text: str, found: dict[str, int]) -> None:
    assert lines_of(text) == found
    assert set(paths(tomllib.loads(text))) == set(found)


def test_what_is_missing_stands_at_the_nearest_table_that_is_there() -> None:
    lines = lines_of(WRITTEN)
    assert line_at(lines, "r[0].q[1].none.at[3].all") == 23
    assert line_at(lines, "nothing") == 1


@given(charters)
@drawing
def test_every_path_of_a_written_charter_is_found(charter: Charter) -> None:
    text = charter_to_toml(charter)
    assert set(lines_of(text)) == set(paths(tomllib.loads(text)))


KEY = st.one_of(st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True), st.sampled_from(["a b", "a.b", 'q"', "[x]", "#"]))
VALUE = st.recursive(
    st.one_of(
        st.booleans(), st.integers(-9, 9), st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
        st.sampled_from(['"""', "'''", "# ] }", "\n= [", "\\"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEY, inner, max_size=3)),
    max_leaves=12,
)  # fmt: skip


def written(value: Any, draw: Any) -> str:
    """A value in TOML, in one of the ways in which it may be written."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{quoted(key, draw)} = {written(item, draw)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        gap = draw(st.sampled_from([" ", "\n", " # ] remark\n", "\n\n  "]))
        return f"[{gap}" + "".join(f"{written(item, draw)}{gap},{gap}" for item in value) + "]"
    return quoted(value, draw) if isinstance(value, str) else str(value)


def quoted(text: str, draw: Any) -> str:
    """A text in quotes of one kind or the other."""
    if "'" not in text and "\n" not in text and draw(st.booleans()):
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\x7f", "\\u007f")
    return f'"{escaped}"'


@given(st.dictionaries(KEY, VALUE, max_size=5), st.data())
def test_any_text_has_the_paths_that_its_reader_finds(document: dict[str, Any], data: Any) -> None:
    lines = [f"{quoted(key, data.draw)} = {written(value, data.draw)}" for key, value in document.items()]
    text = "\n".join(lines)
    assert tomllib.loads(text) == document
    found = lines_of(text)
    assert set(found) == set(paths(document))
    starts = {key: "\n".join(lines[:place]).count("\n") + 1 + (place > 0) for place, key in enumerate(document)}
    assert {key: found[key] for key in document if list(document).count(key) == 1 and "[" not in key} == {
        key: start for key, start in starts.items() if "[" not in key
    }


@given(charters, st.data())
@drawing
def test_any_broken_value_is_told_on_the_line_where_it_stands(charter: Charter, data: Any) -> None:
    lines = charter_to_toml(charter).split("\n")
    pairs = [place for place, line in enumerate(lines) if line[:1].isalpha() and " = " in line and line[-1:] != "["]
    assume(pairs)
    place = data.draw(st.sampled_from(pairs))
    lines[place] = f"{lines[place].split(' = ')[0]} = {data.draw(st.sampled_from(BROKEN))}"
    with pytest.raises(CharterError) as caught:
        charter_from_toml("\n".join(lines))
    assert {problem.line for problem in caught.value.problems} == {place + 1}


@pytest.mark.parametrize("code", [*starting.STARTING, starting.ONE_PAGE])
def test_every_value_of_what_ships_is_told_when_it_is_broken(code: str) -> None:
    whole = charter_to_toml(starting.shipped(code)).split("\n")
    for place, line in enumerate(whole):
        broken = [*whole]
        if line.startswith("["):
            broken.insert(place + 1, "Colour = nan")
        elif line[:1].isalpha() and " = " in line and not line.endswith("["):
            broken[place] = f"{line.split(' = ')[0]} = nan"
        if broken != whole:
            told = {finding.line for finding in read_toml("\n".join(broken)).findings}
            assert (line, told) == (line, {place + (2 if line.startswith("[") else 1)})


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('electorate = "board"', 'electorate = "senate"', ("unknown_body", "process.", "electorate")),
        ("voting_days = 3", "voting_days = 0", ("no_time_to_vote", "process.", "")),
        ('"charter.administer"', '"charter.rule"', ("unknown_power", "office.coordinator", "powers[")),
        ("every_months = 24", "every_months = 0", ("never_reviewed", "review", "")),
    ],
)
def test_a_contradiction_is_told_on_its_line_with_its_clause(before: str, after: str, told: tuple[str, ...]) -> None:
    text = charter_to_toml(starting.shipped("elected-board"))
    assert before in text
    broken = text.replace(before, after, 1)
    found: Finding = read_toml(broken, powers=_powers(text)).findings[0]
    reason, clause, path = told
    assert (found.reason, clause in found.clause, path in found.path) == (f"charter.{reason}", True, True)
    lines = broken.split("\n")
    if path:
        assert after in lines[found.line - 1]
    else:
        assert lines[found.line - 1] in {"[[processes]]", "[review]"}


def _powers(text: str) -> set[str]:
    return {power for office in tomllib.loads(text)["offices"] for power in office["powers"]}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("schema = 1\nlanguages = [en]\n", 2),
        (f"schema = 1\na = {'9' * 5000}\n", 3),
        ("a = " + "[" * 20, 1),
        ("a = 1\na = 2\n", 2),
        ("\n\n= 3", 3),
        ("a = '''", 1),
    ],
)
def test_what_is_no_toml_is_told_by_line(text: str, line: int) -> None:
    assert read_toml(text).findings == (Finding(line, "", "charter.syntax"),)


@pytest.mark.parametrize("key", ["voting_days", "term_months", "number"])
@pytest.mark.parametrize(
    ("value", "reason"), [("10001", "too_large"), ("-1", "negative"), ("99999999999999999999", "too_large")]
)
def test_numbers_out_of_bounds_are_told(key: str, value: str, reason: str) -> None:
    lines = charter_to_toml(starting.shipped("elected-board")).split("\n")
    place = next(place for place, line in enumerate(lines) if line.startswith(f"{key} = "))
    lines[place] = f"{key} = {value}"
    told = read_toml("\n".join(lines)).findings
    assert [(found.line, found.reason) for found in told] == [(place + 1, f"charter.{reason}")]


def test_a_nul_is_no_text() -> None:
    lines = charter_to_toml(starting.shipped("elected-board")).split("\n")
    place = next(place for place, line in enumerate(lines) if line.startswith("reports_to = "))
    lines[place] = 'reports_to = "\\u0000"'
    told = read_toml("\n".join(lines)).findings
    assert [(found.line, found.reason) for found in told] == [(place + 1, "charter.not_text")]
