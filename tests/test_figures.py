"""What `scripts/figures.py` counts, shown on code that is made up; and that the page of figures says what it counts."""

import re
from functools import cache
from pathlib import Path

import pytest

from scripts import figures

PAGE = Path(__file__).resolve().parent.parent / "docs" / "developers" / "figures.md"
MADE_UP = '''"""A room."""

import os  # noqa: F401  # one


@decorated
def outer(x):
    """Three lines
    of words
    """
    import json  # pragma: no cover

    def inner():
        from os import path
        return path

    return inner, "noqa"


class Thing:
    async def method(self): return 1
'''


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, text in {
        "room/views/first.py": MADE_UP,
        "room/__init__.py": "",
        "room/migrations/0001_first.py": MADE_UP,
        "room/tests/test_first.py": "x = 1\n",
        "conftest.py": "x = 1\ny = 2\n",
        "room/templates/room/page.html": "<p>\n{# djlint:off #}\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_a_tree_is_its_code_without_tests_migrations_and_empty_files(tree: Path) -> None:
    found = figures.measure(tree)
    assert [(file.name, file.lines) for file in found.files] == [("room/views/first.py", 21)]
    assert {(function.name.split("::")[1], function.lines) for function in found.functions} == {
        ("outer", 8), ("inner", 3), ("method", 1),
    }  # fmt: skip
    assert found.views == found.functions
    assert (found.inline_imports, found.suppressions) == (2, 3)


def test_tests_are_measured_apart(tree: Path) -> None:
    found = figures.measure(tree, tests=True)
    assert [(file.name, file.lines) for file in found.files] == [("conftest.py", 2), ("room/tests/test_first.py", 1)]
    assert (found.lines, found.functions, found.views, found.suppressions) == (3, [], [], 0)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [([], (0, 0, 0)), ([7], (7, 7, 7)), ([1, 2, 3, 4], (2, 4, 4)), (list(range(10, 0, -1)), (6, 9, 10))],
)
def test_median_ninetieth_percentile_and_maximum(lines: list[int], expected: tuple[int, int, int]) -> None:
    assert figures.spread([figures.Piece("", n) for n in lines]) == expected


@pytest.mark.parametrize("name", ["Plenary", "its tests"])
def test_the_page_says_what_is_counted(name: str) -> None:
    """Within a tenth, or a line where few are counted: no commit moves a figure by as much, a page that nobody renews does."""
    told = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in PAGE.read_text().splitlines()]
    said = next(cells for cells in told if cells[0] == name)
    counted = figures.row(name, plenary()[name])
    assert len(said) == len(counted)
    assert [numbers(cell) for cell in said[1:]] == [
        pytest.approx(numbers(cell), rel=0.1, abs=0.2 if "." in cell else 1) for cell in counted[1:]
    ]


plenary = cache(figures.plenary)


def numbers(cell: str) -> list[float]:
    return [float(number.replace(",", "")) for number in re.findall(r"[\d.,]+", cell)]
