"""Measures code: how long its files and functions are, and how often it looks away. `make figures` runs it over Plenary and
over other trees: `make figures TREES="wagtail=/somewhere/wagtail"`; it prints the tables of docs/developers/figures.md.

A tree is Python without migrations and without empty files; its tests are measured apart. The lines of a file are all its
lines. Those of a function run from `def` to its end without its docstring, which nobody shall shorten for a figure; a method,
and a function within another, count each by itself. A view is what stands in `views.py` or below `views/`. An inline import
stands within a function. A suppression is a line, in code or in a template, that tells a linter, a type checker, a formatter
or a measure of coverage to look away.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
SUPPRESSION = re.compile(
    r"#\s*(?:ruff: |flake8: )?noqa\b|#\s*(?:type|pyright|mypy):\s*ignore|#\s*nosec\b|#\s*pragma: no|#\s*pylint:\s*disable"
    r"|#\s*fmt:\s*(?:off|skip)|#\s*isort:\s*skip|djlint:\s*off|curlylint:\s*disable"
)
COLUMNS = [
    "tree", "files", "lines", "lines of a file", "lines of a function", "longest view",
    "inline imports per 1,000 lines", "suppressions per 1,000 lines",
]  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """A file, a function or a view: where it stands, and how many lines it has."""

    name: str
    lines: int


@dataclass
class Figures:
    """What was counted in one tree."""

    files: list[Piece] = field(default_factory=list)
    functions: list[Piece] = field(default_factory=list)
    views: list[Piece] = field(default_factory=list)
    inline_imports: int = 0
    suppressions: int = 0

    @property
    def lines(self) -> int:
        """All lines of all files."""
        return sum(file.lines for file in self.files)

    def per_thousand(self, count: int) -> float:
        """A count for each thousand lines; 0 where there are none."""
        return 1000 * count / self.lines if self.lines else 0


def is_test(path: Path) -> bool:
    """Whether a file, by its path within the tree, is one of the tests."""
    return bool({"tests", "test"} & set(path.parts)) or path.name == "conftest.py" or path.name.startswith("test_")


def is_view(path: Path) -> bool:
    """Whether a file holds views, by the usual names."""
    return path.name == "views.py" or "views" in path.parts[:-1]


def extent(node: ast.stmt) -> int:
    """From the first line of a statement to its last, both counted."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def functions_of(tree: ast.AST) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    """Each function of a module, with its lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node, extent(node) - (extent(node.body[0]) if ast.get_docstring(node, clean=False) else 0)


def inline_imports_of(tree: ast.AST) -> int:
    """How many imports stand within a function."""
    within = {
        (found.lineno, found.col_offset)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for found in ast.walk(node)
        if isinstance(found, ast.Import | ast.ImportFrom)
    }
    return len(within)


def add(figures: Figures, path: Path, text: str) -> None:
    """Count one Python file, called by its path within the tree; an empty one is no file."""
    if not text.strip():
        return
    tree = ast.parse(text)
    figures.files.append(Piece(str(path), len(text.splitlines())))
    pieces = [Piece(f"{path}::{function.name}", lines) for function, lines in functions_of(tree)]
    figures.functions += pieces
    figures.views += pieces if is_view(path) else []
    figures.inline_imports += inline_imports_of(tree)
    figures.suppressions += suppressions_of(text)


def suppressions_of(text: str) -> int:
    """How many lines of a text tell somebody to look away."""
    return sum(bool(SUPPRESSION.search(line)) for line in text.splitlines())


def measure(root: Path, *, tests: bool = False) -> Figures:
    """Count a tree: its code with its templates, or its tests alone."""
    figures = Figures()
    for path in sorted(root.rglob("*.py")):
        within = path.relative_to(root)
        if "migrations" not in within.parts and is_test(within) == tests:
            add(figures, within, path.read_text())
    if not tests:
        figures.suppressions += sum(suppressions_of(path.read_text()) for path in root.rglob("*.html"))
    return figures


def join(parts: Iterable[Figures]) -> Figures:
    """Several trees as one."""
    whole = Figures()
    for part in parts:
        whole.files += part.files
        whole.functions += part.functions
        whole.views += part.views
        whole.inline_imports += part.inline_imports
        whole.suppressions += part.suppressions
    return whole


def spread(pieces: Sequence[Piece]) -> tuple[int, int, int]:
    """Median, 90th percentile (the nearest rank) and maximum of lines; noughts where there are no pieces."""
    lengths = sorted(piece.lines for piece in pieces) or [0]
    return round(median(lengths)), lengths[-(-9 * len(lengths) // 10) - 1], lengths[-1]


def row(name: str, figures: Figures) -> list[str]:
    """A tree as a row of the table, in the order of `COLUMNS`."""
    return [
        name,
        f"{len(figures.files):,}",
        f"{figures.lines:,}",
        " / ".join(f"{lines:,}" for lines in spread(figures.files)),
        " / ".join(f"{lines:,}" for lines in spread(figures.functions)),
        f"{spread(figures.views)[2]:,}" if figures.views else "–",
        f"{figures.per_thousand(figures.inline_imports):.1f}",
        f"{figures.per_thousand(figures.suppressions):.1f}",
    ]


def longest(name: str, figures: Figures) -> list[str]:
    """What is longest in a tree, by name."""
    kinds = (figures.files, figures.functions, figures.views)
    tops = [max(pieces, key=lambda piece: piece.lines, default=None) for pieces in kinds]
    return [name, *(f"{top.name} ({top.lines:,})" if top else "–" for top in tops)]


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [list(columns), ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def plenary() -> dict[str, Figures]:
    """Plenary's own rows: what is installed, and its tests."""
    tests = [measure(ROOT / "plenary", tests=True), measure(ROOT / "tests"), measure(ROOT / "tests", tests=True)]
    return {"Plenary": measure(ROOT / "plenary"), "its tests": join(tests)}


def main(arguments: Sequence[str]) -> None:
    """Print both tables for Plenary and for each `name=folder`."""
    trees = plenary()
    for argument in arguments:
        name, _sign, folder = argument.partition("=")
        trees[name] = measure(Path(folder or name))
    print(table(COLUMNS, [row(name, figures) for name, figures in trees.items()]), end="\n\n")
    print(table(["tree", "longest file", "longest function", "longest view"], [longest(*of) for of in trees.items()]))


if __name__ == "__main__":
    main(sys.argv[1:])
