"""A charter brought by somebody who means harm: what would keep its reader busy is refused before it is read."""

import tomllib

import pytest
from hypothesis import given

from plenary.charter.rules.document import charter_to_toml
from plenary.charter.rules.exchange import Finding, read_toml
from plenary.charter.rules.lines import excess_of, lines_of
from plenary.charter.rules.schema import Charter
from plenary.charter.tests.factories import charters
from plenary.charter.tests.test_document import drawing

POINTS, DEEP = "charter.too_many_points", "charter.too_deep"


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (".".join("a" * 60_000) + " = 1", 1, POINTS),
        ("x = 1 # ...\n" + " . ".join(['"a"'] * 22) + " = 1", 2, POINTS),
        ('t = """\na\n"""\n[' + ".".join("a" * 22) + "]", 4, POINTS),
        ("{" * 30 + "\n", 1, DEEP),
        ("schema = 1\na = " + "[" * 5_000, 2, DEEP),
        ("a = [\n" * 21, 21, DEEP),
        ("a = " + '["]", ' * 21, 1, DEEP),
        ("a = [ # ]\n" * 21, 21, DEEP),
        ("a = " + "{a = " * 21 + "1" + "}" * 21, 1, DEEP),
    ],
)
def test_threat_what_takes_a_reader_long_is_refused_before_it_is_read(
    text: str, line: int, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tomllib, "loads", None)  # which nothing calls
    assert read_toml(text).findings == (Finding(line, "", reason),)


@pytest.mark.parametrize(
    "text",
    [
        '"a.' + "." * 200 + '" = 1\n',
        "a = '" + "[" * 200 + "' # " + "{." * 200,
        'a = """\n' + ". [ " * 200 + '\n"""\n',
        "".join(f"a{n}.b = [[1]]\n" for n in range(200)),
        ".".join("a" * 21) + " = 1",
        "a = " + "[" * 20 + "]" * 20,
    ],
)
def test_points_and_brackets_in_words_are_no_matter(text: str) -> None:
    assert (excess_of(text), bool(tomllib.loads(text))) == (None, True)


@given(charters)
@drawing
def test_no_charter_that_is_written_has_too_much(charter: Charter) -> None:
    assert excess_of(charter_to_toml(charter)) is None


@pytest.mark.parametrize("name", ["k" * 100_000, '"' + "k" * 100_000 + '"'])
def test_threat_a_long_name_is_not_kept_for_each_value_below_it(name: str) -> None:
    lines = lines_of(f"[{name}]\n" + "".join(f"a{number} = 1\n" for number in range(1_000)))
    assert (lines["k" * 64], max(map(len, lines))) == (1, 64 + len(".a999"))
