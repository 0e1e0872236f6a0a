"""What the documentation says is so: practices, links, references, decisions about the building, quoted commands."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import get_commands

from plenary.core.http.addresses import views
from plenary.core.rooms import REGISTERS

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
PRACTICES = (DOCS / "practices.md").read_text()
AREAS = {"A": 10, "B": 11, "C": 4, "D": 5, "E": 5, "F": 6, "G": 6, "H": 8}
ROOMS = [room.removeprefix("plenary.") for room in settings.ROOMS]

PATH = re.compile(r"`([\w.-]+(?:/[\w.-]+)+)`")
TEST = re.compile(r"`([\w./-]+\.py)::(\w+)`")
ADDRESS = re.compile(r"`([a-z]+:[a-z_-]+)`")
COMMAND = re.compile(r"`plenary ([a-z]+)")


def table_rows(text: str) -> list[list[str]]:
    return [
        [cell.strip() for cell in line.strip("|").split(" | ")] for line in text.splitlines() if line.startswith("| ")
    ]


def practices() -> list[list[str]]:
    return [row for row in table_rows(PRACTICES) if re.fullmatch(r"[A-H]\d+", row[0])]


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def test_every_practice_stands_there_once_and_in_order() -> None:
    assert [row[0] for row in practices()] == [f"{area}{n}" for area, most in AREAS.items() for n in range(1, most + 1)]


def test_every_practice_says_how_far_it_is_and_what_shows_it() -> None:
    wrong = [
        row[0]
        for row in practices()
        if not re.match(r"(Now|Partly)\. |Not yet: ", row[2])
        or (row[3] == "–") != row[2].startswith("Not yet: ")
        or (row[3] != "–" and not TEST.fullmatch(row[3]))
    ]
    assert wrong == []


def test_a_practice_that_waits_names_a_room_that_is_not_there_yet() -> None:
    named = {room for row in practices() if row[2].startswith("Not yet") for room in re.findall(r"\*(\w+)\*", row[2])}
    assert named & set(ROOMS) == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_names_is_there(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL)
    names, commands = {each.name for each in views()}, {*get_commands(), "django"}
    missing = [path for path in PATH.findall(text) if path.split("/")[0] in TOP and not (ROOT / path).exists()]
    missing += [name for name in ADDRESS.findall(text) if name not in names]
    missing += [command for command in COMMAND.findall(text) if command not in commands]
    missing += [
        f"{path}::{test}"
        for path, test in TEST.findall(text)
        if not (ROOT / path).exists() or f"\ndef {test}(" not in (ROOT / path).read_text()
    ]
    assert missing == []


TOP = {"plenary", "docs", "tests", "scripts", "bench", "requirements"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text()):
        path, _hash, anchor = target.partition("#")
        to = (page.parent / path).resolve() if path else page
        if "://" in target:
            continue
        if not to.exists() or (anchor and anchor not in anchors(to)):
            broken.append(target)
    assert broken == []


def test_every_page_is_reached_from_the_first() -> None:
    reached, waiting = set[Path](), [DOCS / "index.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or not page.exists():
            continue
        reached.add(page)
        found = re.findall(r"\]\(([^)#\s:]+\.md)", page.read_text())
        waiting += [(page.parent / link).resolve() for link in found]
    assert sorted(set(DOCS.rglob("*.md")) - reached) == []


@pytest.mark.owed
def test_models_are_named_by_words_of_the_glossary() -> None:
    words = {
        word
        for row in table_rows((DOCS / "glossary.md").read_text())
        for cell in row[:2]
        for word in re.findall(r"[a-z]+", cell.lower())
    }
    unknown = [
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in ROOMS
        if not {word.lower() for word in re.findall(r"[A-Z][a-z]+", model.__name__)} <= words
    ]
    assert unknown == []


@pytest.mark.owed
def test_the_reference_is_what_the_rooms_register() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/reference.py", "--check"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.owed
def test_the_house_names_every_room_and_every_register_in_order() -> None:
    house = (DOCS / "developers" / "house.md").read_text()
    drawing = re.search(r"```\n(config .*?)```", house, re.DOTALL)
    assert drawing
    drawn = [line.split("   ")[0] for line in drawing[1].splitlines()]
    named = {name.strip() for line in drawn for name in line.split(" | ")}
    write = "draw each room of plenary/config/rooms.py in docs/developers/house.md, on a line of its own at its height"
    assert named ^ {"config", *ROOMS} == set(), write
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    layers = [set(layer.split(" | ")) for layer in contract["layers"]]
    assert [{name.strip() for name in line.split(" | ")} for line in drawn] == layers, f"{write}, as in pyproject.toml"
    assert [row[0].strip("`") for row in table_rows(house) if row[0].strip("`") in REGISTERS] == list(REGISTERS)


def test_decisions_about_the_building_are_numbered_listed_and_short() -> None:
    files = sorted(path.name for path in (DOCS / "adr").glob("0*.md"))
    listed = re.findall(r"\]\((0\d{3}-[\w-]+\.md)\)", (DOCS / "adr" / "index.md").read_text())
    assert listed == files
    assert [int(name[:4]) for name in files] == list(range(1, len(files) + 1))
    parts = ["**Context.**", "**Decision.**", "**Consequence.**"]
    texts = {name: (DOCS / "adr" / name).read_text() for name in files}
    assert [name for name, text in texts.items() if re.findall(r"^\*\*\w+\.\*\*", text, re.MULTILINE) != parts] == []


def test_make_knows_what_the_papers_tell_to_make() -> None:
    known = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    told = {name for page in PAGES for name in re.findall(r"(?:`|^)make ([a-z]+)", page.read_text(), re.MULTILINE)}
    assert told - known == set()


def test_the_documentation_is_built_without_a_warning(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, "")
