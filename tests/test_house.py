"""The house's walls that import-linter cannot see: foreign keys, migrations, lookups by name, templates, file sizes."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from plenary.membership.rules import Status
from scripts import figures

ROOT = Path(__file__).resolve().parent.parent
ROOMS = [room.removeprefix("plenary.") for room in settings.ROOMS]
FLOOR = {room: floor for floor, room in enumerate(ROOMS)}
TREES = ("plenary", "tests", "scripts", "bench")
LAYERS = {"rules", "actions", "queries", "effects", "permissions"}
DRAWERS = {"utils", "helpers", "services", "managers", "common", "misc"}


def _files(pattern: str) -> list[Path]:
    return sorted(path for path in (ROOT / "plenary").rglob(pattern) if "__pycache__" not in path.parts)


def _modules() -> list[Path]:
    """All that is written in Python, tests and scripts too; migrations are written by a program."""
    found = [path for tree in TREES for path in sorted((ROOT / tree).rglob("*.py")) if "migrations" not in path.parts]
    return [ROOT / "conftest.py", *found]


def _room(path: Path) -> str:
    return path.relative_to(ROOT / "plenary").parts[0]


@pytest.mark.owed
def test_the_layers_name_every_room_at_its_height() -> None:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    layers = [layer.split(" | ") for layer in reversed(contract["layers"])]
    write = "write it at one height in plenary/config/rooms.py (lowest first) and in the layers of pyproject.toml (highest first)"
    assert {name for layer in layers for name in layer} ^ {"config", *ROOMS} == set(), write
    heights = {name: height for height, layer in enumerate(layers) for name in layer}
    assert sorted(ROOMS, key=lambda room: heights[room]) == ROOMS, write


@pytest.mark.owed
def test_foreign_keys_point_down() -> None:
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in FLOOR
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model._meta.app_label in FLOOR
        if FLOOR[field.related_model._meta.app_label] > FLOOR[model._meta.app_label]
    ]
    assert upward == [], "keep the id in a CharField, or let the row lie in the higher room"


@pytest.mark.owed
def test_foreign_keys_across_rooms_have_no_way_back() -> None:
    named = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in FLOOR
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model._meta.app_label in FLOOR
        if field.related_model._meta.app_label != model._meta.app_label and not field.remote_field.hidden
    ]
    assert named == [], 'hide its way back: related_name="+"'


def test_migrations_depend_downwards() -> None:
    graph = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    upward = [
        f"{room}.{name} -> {needed}"
        for (room, name), migration in graph.items()
        if room in FLOOR
        for needed, _ in migration.dependencies
        if needed in FLOOR and FLOOR[needed] > FLOOR[room]
    ]
    assert upward == []


def test_models_are_not_looked_up_by_name_from_above() -> None:
    found = []
    for path in _files("*.py"):
        if "migrations" in path.parts:
            continue
        for room in re.findall(r"get_model\(\s*[\"'](\w+)", path.read_text()):
            if FLOOR.get(room, -1) > FLOOR.get(_room(path), len(ROOMS)):
                found.append(f"{path.relative_to(ROOT)} -> {room}")
    assert found == []


def test_templates_take_from_below() -> None:
    found = []
    for path in _files("*.html"):
        for room in re.findall(r"{%\s*(?:include|extends)\s+[\"'](\w+)/", path.read_text()):
            if FLOOR.get(room, -1) > FLOOR.get(_room(path), len(ROOMS)):
                found.append(f"{path.relative_to(ROOT)} -> {room}")
    assert found == []


def test_files_stay_under_300_lines() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {lines}"
        for path in _modules()
        if (lines := len(path.read_text().splitlines())) > 300
    ]
    assert long == []


def test_functions_stay_under_40_lines_and_views_under_30() -> None:
    """Docstrings apart, in tests and scripts too. What is longer says why in a comment above it that begins with "Longer:"."""
    long = []
    for path in _modules():
        text = path.read_text()
        for node, lines in figures.functions_of(ast.parse(text)):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            most = 30 if figures.is_view(path) else 40
            if lines > most and not text.splitlines()[first - 2].lstrip().startswith("# Longer: "):
                long.append(f"{path.relative_to(ROOT)}::{node.name}: {lines}")
    assert long == []


def test_there_are_no_drawers() -> None:
    drawers = [str(path.relative_to(ROOT)) for path in _files("*") if path.stem in DRAWERS]
    assert drawers == []


def test_every_module_says_what_may_stand_in_it() -> None:
    """In a sentence of at least three words, tests and scripts too; an empty `__init__.py` holds nothing and says nothing."""
    silent = [
        str(path.relative_to(ROOT))
        for path in _modules()
        if (text := path.read_text()).strip()
        if not re.match(r"\S+ \S+ .*[.?)]$", " ".join((ast.get_docstring(ast.parse(text)) or "").split()))
    ]
    assert silent == []


def test_docstrings_name_the_reasons_and_the_errors() -> None:
    """Of public functions of the layers that others call: each reason with which the body refuses, each error that it raises."""
    unnamed = []
    for path in _files("*.py"):
        within = path.relative_to(ROOT / "plenary").with_suffix("").parts
        if {"migrations", "tests"} & set(within) or within[1:2] == () or within[1] not in LAYERS:
            continue
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                said = ast.get_docstring(node) or ""
                unnamed += [
                    f"{path.relative_to(ROOT)}::{node.name}: {name}" for name in _raised(node) if name not in said
                ]
    assert unnamed == []


def _raised(function: ast.FunctionDef) -> set[str]:
    """The errors that a body raises by name; of `Refused` the codes that stand there, without their room."""
    found = set()
    for node in ast.walk(function):
        if not (isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)):
            continue
        name, within = ast.unparse(node.exc.func).split(".")[-1], [*node.exc.args[:1]]
        if name != "Refused":
            found.add(name)
        elif within and isinstance(within[0], ast.Call) and within[0].args:
            code = within[0].args[0]
            branches = [code.body, code.orelse] if isinstance(code, ast.IfExp) else [code]
            found |= {str(each.value).split(".")[-1] for each in branches if isinstance(each, ast.Constant)}
    return found


def test_what_is_silenced_says_why() -> None:
    """A linter or the checker of types is told to look away with a reason beside it; it does not look at types in tests."""
    bare = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in _modules()
        if path.name != "test_figures.py"
        for line in path.read_text().splitlines()
        if re.search(r"# (?:ruff: )?noqa:|# type: ignore\[", line)
        and (
            not re.search(r"(?:noqa: [\w, ]+|ignore\[[\w, -]+\])  # \S", line)
            or ("ignore[" in line and "tests" in path.parts)
        )
    ]
    assert bare == []


@pytest.mark.owed
@pytest.mark.parametrize("room", ROOMS)
def test_every_room_says_what_it_is_for(room: str) -> None:
    said = (ROOT / "plenary" / room / "__init__.py").read_text()
    assert said.startswith('"""'), "begin the room's __init__.py with a docstring: what it is for, and its practices"


def test_each_register_says_what_to_do() -> None:
    silent = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for test in ast.parse(path.read_text()).body
        if isinstance(test, ast.FunctionDef)
        and any(ast.unparse(mark) == "pytest.mark.owed" for mark in test.decorator_list)
        for node in ast.walk(test)
        if isinstance(node, ast.Assert) and node.msg is None
    ]
    assert silent == [], "assert …, words: `make owed` says them to whoever forgot something"


def test_rules_are_pure() -> None:
    ruled = [path for path in _files("*.py") if "rules" in path.parent.parts or path.name == "rules.py"]
    imports = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in ruled
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if "tests" not in path.parts and re.match(r"\s*(from|import) django\b", line)
    ]
    assert len(ruled) > 100
    assert imports == [], "rules know no Django; words are marked by core.marking"


def test_the_clock_is_asked_nowhere_else() -> None:
    asked = [
        str(path.relative_to(ROOT))
        for path in _files("*.py")
        if path.name != "clock.py" and "migrations" not in path.parts
        if re.search(r"timezone\.now\(|datetime\.now\(|date\.today\(|datetime\.utcnow\(", path.read_text())
    ]
    assert asked == []


def _names_a_status(tree: ast.Module) -> Iterator[int]:
    """The lines on which code names a status of a member: `Status.SUSPENDED` of membership, or a code beside a status."""
    takes = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("plenary.membership.rules")
        for alias in node.names
        if alias.name == "Status"
    }
    codes = {status.value for status in Status}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in takes:
            yield node.lineno
        if isinstance(node, ast.Compare) and any(
            isinstance(each, ast.Attribute)
            and (each.attr == "member_status" or ast.unparse(each).endswith("member.status"))
            for each in [node.left, *node.comparators]
        ):
            said = {each.value for each in ast.walk(node) if isinstance(each, ast.Constant)}
            yield from [node.lineno] * bool(said & codes)
        if isinstance(node, ast.keyword) and (node.arg or "").split("__in")[0].endswith("member__status"):
            said = {each.value for each in ast.walk(node.value) if isinstance(each, ast.Constant)}
            yield from [node.value.lineno] * bool(said & codes)


def test_rooms_ask_what_a_status_means_and_name_none() -> None:
    naming = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in _files("*.py")
        if _room(path) not in {"membership", "demo"} and not {"tests", "migrations"} & set(path.parts)
        for line in _names_a_status(ast.parse(path.read_text()))
    ]
    assert naming == [], "ask a right of membership.rules (SPEAKING, SIGNING, SEATED …): docs/developers/how-to.md"


@pytest.mark.parametrize(
    "line",
    [
        "from plenary.membership.rules import Status\nStatus.SUSPENDED",
        "standing.member_status == 'suspended'",
        "row.member.status in {'on_leave'}",
        "rows.filter(member__status='suspended')",
        "rows.filter(member__status__in=['dormant'])",
    ],
)
def test_a_status_that_is_named_is_found(line: str) -> None:
    assert [*_names_a_status(ast.parse(line))]
