"""The pages on ways of choosing: one for each method, whose worked count comes out as the page says."""

import re
from pathlib import Path

import pytest

from plenary.decisions.formats.registry import read
from plenary.decisions.rules.methods.registry import METHODS, count

PAGES = Path(__file__).resolve().parent.parent / "docs" / "users" / "methods"
ENDINGS = {"abif": ".abif", "csv": ".csv", "pabulib": ".pb"}
COUNTED = re.compile(
    r"```(?P<kind>abif|csv|pabulib)\n(?P<ballots>.*?)```\n"
    r"`plenary count (?P<file>\S+) --method (?P<method>\S+?)(?: --seats (?P<seats>\d+))?`.*?"
    r"\nChosen: \*\*(?P<chosen>[^*]+)\*\*\n",
    re.DOTALL,
)


def worked_counts() -> list[tuple[str, re.Match[str]]]:
    """Each worked count of each page, with the page's name."""
    return [(page.stem, found) for page in sorted(PAGES.glob("*.md")) for found in COUNTED.finditer(page.read_text())]


def test_each_method_has_a_page_with_a_worked_count() -> None:
    assert {page.stem for page in PAGES.glob("*.md")} == {*METHODS, "index"}, "add its page to docs/users/methods"
    assert {page for page, _found in worked_counts()} == set(METHODS)
    assert len(worked_counts()) == sum(page.read_text().count("`plenary count") for page in PAGES.glob("*.md"))
    assert all(f"({name}.md)" in (PAGES / "index.md").read_text() for name in METHODS), "run: make reference"


@pytest.mark.parametrize(("page", "found"), worked_counts())
def test_a_worked_count_comes_out_as_its_page_says(page: str, found: re.Match[str]) -> None:
    assert (found["method"], Path(found["file"]).suffix) == (page, ENDINGS[found["kind"]])
    method = METHODS[page]
    ballots = read(found["file"], found["ballots"].encode(), method.kind)
    account = count(method, ballots.profile, seats=int(found["seats"] or 1))
    assert ", ".join(account.winning_names) == found["chosen"]
