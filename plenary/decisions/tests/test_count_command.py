"""`plenary count`: a file counted without a database, told as text, as JSON and as a page; what cannot be, in one sentence."""

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from plenary.decisions.formats.registry import READERS
from plenary.decisions.labels.stages import METHOD
from plenary.decisions.rules.methods.registry import METHODS

ROOT = Path(__file__).resolve().parents[3]
BLT = '3 2\n5 1 2 0\n2 3 0\n0\n"Castor"\n"Pollux"\n"Helen"\n"Leda’s children"\n'
GRADES = "votes: grades 0 to 5,Ada,Ben\n2,5,1\n1,0,4\n"
APPROVALS = "votes: approvals,Ada,Ben,Eve\n4,x,x,\n2,,,x\n"
BUDGET = (
    "META\nkey;value\ndescription;Parks\nbudget;10\nvote_type;approval\n"
    "PROJECTS\nproject_id;cost;name\n1;6;Trees\n2;6;Trees\n3;4;Swing\nVOTES\nvoter_id;vote\na;1,2\nb;1\nc;3\n"
)


def counted(file: Path, *options: str) -> str:
    out = StringIO()
    call_command("count", str(file), *options, stdout=out)
    return out.getvalue()


def written(folder: Path, name: str, content: str) -> Path:
    file = folder / name
    file.write_text(content)
    return file


TEXT = """Leda’s children
Single transferable vote, by the Scottish rules. Ballots: 7. To be elected: 2.
Quota: 3.

Elected: Castor; Helen.
Ties that no stage decides go by the order of the file.

1. First preferences are counted.
   Candidate  Votes
   Castor         5    elected
   Pollux         0
   Helen          2

2. Castor passes on what is above the quota: 2.
   Candidate  Votes  Change
   Castor         3      -2
   Pollux         2      +2
   Helen          2

3. Least votes, and therefore excluded: Pollux.
   Tied: Pollux; Helen. Stage 1, where they differed, decided: Pollux.
   Candidate  Votes  Change
   Castor         3
   Pollux         0      -2  excluded
   Helen          2
   Lost                  +2

4. No more are left than may be elected: Helen.
"""


def test_text_is_read_on_a_terminal(tmp_path: Path) -> None:
    assert counted(written(tmp_path, "a.blt", BLT), "--method", "stv-scottish") == TEXT


def test_json_tells_the_whole_account(tmp_path: Path) -> None:
    told = json.loads(counted(written(tmp_path, "a.blt", BLT), "--method", "stv-scottish", "--format", "json"))
    stages = told.pop("stages")
    assert told == {
        "method": "stv-scottish",
        "title": "Leda’s children",
        "ballots": 7,
        "seats": 2,
        "winners": ["Castor", "Helen"],
        "quota": 3,
        "unit": "votes",
        "decimals": 5,
        "lots": {"from": "order", "order": ["Castor", "Pollux", "Helen"]},
        "facts": {"valid": 7},
    }
    assert [stage["what"] for stage in stages] == ["first_preferences", "surplus", "exclusion", "remaining"]
    assert stages[1] == {
        "number": 2,
        "what": "surplus",
        "words": "Castor passes on what is above the quota: 2.",
        "about": ["Castor"],
        "totals": {"Castor": 3, "Pollux": 2, "Helen": 2},
        "moved": {"Castor": -2, "Pollux": 2},
        "lost": 0,
        "elected": [],
        "excluded": [],
        "ties": [],
        "facts": {"surplus": 2, "total": 5, "non_transferable": 0},
    }


COUNTED: list[tuple[str, str, str, list[str], list[str]]] = [
    ("a.blt", BLT, "stv-meek", [], ["Castor", "Pollux"]),  # by lot: Meek's rule looks at no earlier stage
    ("a.blt", BLT, "irv", [], ["Castor"]),
    ("a.blt", BLT, "schulze", ["--seats", "1", "--strength", "margins"], ["Castor"]),
    ("a.blt", BLT, "ranked-pairs", ["--seats", "1"], ["Castor"]),
    ("a.csv", APPROVALS, "approval", [], ["Ada"]),
    ("a.csv", APPROVALS, "seq-pav", ["--seats", "2"], ["Ada", "Ben"]),
    ("a.csv", APPROVALS, "equal-shares", ["--seats", "3"], ["Ada", "Ben", "Eve"]),
    ("a.csv", GRADES, "score", [], ["Ada"]),
    ("a.csv", GRADES, "majority-judgement", [], ["Ada"]),
    ("a.pb", BUDGET, "greedy-budget", [], ["Trees (1)", "Swing"]),
    ("a.pb", BUDGET, "equal-shares", ["--completion", "none"], ["Trees (1)"]),
]


def test_each_method_is_counted_here() -> None:
    assert {row[2] for row in COUNTED} | {"stv-scottish"} == set(METHODS), "add a row to COUNTED in this file"


@pytest.mark.parametrize(("name", "content", "method", "options", "winners"), COUNTED)
def test_each_method_counts(  # noqa: PLR0917  # a row of the table
    tmp_path: Path, name: str, content: str, method: str, options: list[str], winners: list[str]
) -> None:
    file = written(tmp_path, name, content)
    told = json.loads(counted(file, "--method", method, "--format", "json", *options))
    assert (told["winners"], told["method"]) == (winners, method)
    assert all(stage["words"] != stage["what"] for stage in told["stages"])
    assert max(len(line) for line in counted(file, "--method", method, *options).split("\n")) <= 80


def test_every_method_has_a_name_in_words() -> None:
    assert set(METHOD) == {*METHODS, "countback"}, (
        "add it to METHODS in rules/methods/registry.py, or to charter.rules.countings"
    )


@pytest.mark.parametrize(
    ("options", "lots"),
    [
        (["--seed", "6 12 23"], {"from": "seed", "order": ["Helen", "Castor", "Pollux"], "seed": "6 12 23"}),
        ([], {"from": "file", "order": ["Helen", "Pollux", "Castor"]}),
    ],
)
def test_lots_are_told(tmp_path: Path, options: list[str], lots: dict[str, Any]) -> None:
    file = written(tmp_path, "a.blt", BLT.replace("3 2\n", "3 2\n[tie 3 2 1]\n"))
    assert json.loads(counted(file, "--method", "stv-scottish", "--format", "json", *options))["lots"] == lots


class Page(HTMLParser):
    """What of a page is counted: its elements, and attributes that it must or must not have."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: dict[str, int] = {}
        self.scopes: list[str | None] = []
        self.fetched: list[str] = []
        self.html: dict[str, str | None] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] = self.tags.get(tag, 0) + 1
        given = dict(attrs)
        self.html = given if tag == "html" else self.html
        self.scopes += [given.get("scope")] if tag == "th" else []
        self.fetched += [name for name in given if name in {"src", "href", "style"} or name.startswith("on")]


def test_the_page_stands_alone_and_is_read_by_everybody(tmp_path: Path) -> None:
    file = written(tmp_path, "a.blt", BLT.replace("Pollux", "<b>Pollux</b> & Co"))
    text = counted(file, "--method", "stv-scottish", "--format", "html")
    page = Page(text)
    assert page.fetched == []
    assert {"script", "link", "img", "iframe", "b"} & set(page.tags) == set()
    assert (page.tags["table"], page.tags["caption"], page.tags["h1"]) == (4, 4, 1)
    assert set(page.scopes) == {"col", "row"}
    assert (page.html["lang"], page.html["dir"]) == ("en", "ltr")
    assert re.findall(r"(?:margin|padding|border)-(?:left|right)|text-align: (?:left|right)|url\(|@import", text) == []
    assert "&lt;b&gt;Pollux&lt;/b&gt; &amp; Co" in text


def test_the_page_runs_from_right_to_left_where_its_language_does(tmp_path: Path) -> None:
    with translation.override("ar"):
        page = Page(counted(written(tmp_path, "a.blt", BLT), "--method", "stv-scottish", "--format", "html"))
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")


ONE_STANDS = BLT.replace("3 2\n", "3 2\n-1 -2\n")
OF_SHARES = "the method equal-shares counts approvals or ballots on a budget, and these are ranked ballots"
NO_COMPLETION = "completion may be increment, greedy, increment-greedy, none, not odd"
REFUSED = [
    ("a.blt", BLT.replace("2 3 0", "2 9 0"), ["stv-scottish"], "{file}, line 3: there is no candidate 9."),
    ("a.blt", "", ["stv-scottish"], "{file}: the file is empty."),
    ("a.txt", BLT, ["irv"], f"{{file}}: the name of the file must end in one of {', '.join(READERS)}."),
    ("a.blt", BLT.replace("5 1 2 0\n2 3 0\n", ""), ["stv-scottish"], "{file}: there are no ballots."),
    ("a.blt", BLT, ["odd"], f"There is no method odd; there are: {', '.join(METHODS)}."),
    ("a.blt", BLT, ["approval"], "{file}: the method approval counts approvals, and these are ranked ballots."),
    ("a.pb", BUDGET, ["seq-pav"], "{file}: the method seq-pav counts approvals, and these are ballots on a budget."),
    ("a.blt", BLT, ["equal-shares"], f"{{file}}: {OF_SHARES}."),
    ("a.blt", BLT, ["stv-meek", "--seats", "0"], "{file}: of 3 candidates between 1 and 3 are chosen, not 0."),
    ("a.blt", BLT, ["stv-meek", "--seats", "4"], "{file}: of 3 candidates between 1 and 3 are chosen, not 4."),
    ("a.blt", BLT, ["stv-meek", "--seats=-1"], "{file}: seats are a whole number from 1 on, not -1."),
    ("a.blt", ONE_STANDS, ["stv-scottish"], "{file}: of 1 candidates between 1 and 1 are chosen, not 2."),
    ("a.blt", BLT, ["irv", "--seats", "2"], "{file}: the method irv chooses one, not 2."),
    ("a.pb", BUDGET, ["greedy-budget", "--seats", "2"], "{file}: a budget has no seats."),
    ("a.blt", BLT, ["irv", "--seats", "1", "--strength", "margins"], "{file}: the method irv takes no strength."),
    ("a.blt", BLT, ["schulze", "--seats", "1", "--strength", "odd"], "{file}: strength may be winning-votes, margins, not odd."),
    ("a.pb", BUDGET, ["equal-shares", "--completion", "odd"], f"{{file}}: {NO_COMPLETION}."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "options", "sentence"), REFUSED)
def test_what_cannot_be_counted_is_refused_in_a_sentence(
    tmp_path: Path, name: str, content: str, options: list[str], sentence: str
) -> None:
    file = written(tmp_path, name, content)
    with pytest.raises(CommandError) as refused:
        counted(file, "--method", *options)
    assert str(refused.value) == sentence.format(file=file)


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path) -> None:
    for file, why in ((tmp_path / "none.blt", "no such file or directory"), (tmp_path, "is a directory")):
        with pytest.raises(CommandError) as refused:
            counted(file, "--method", "irv")
        assert str(refused.value) == f"{file} cannot be read: {why}."


def run(*arguments: str, folder: Path) -> tuple[int, str, str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PLENARY_", "DJANGO_"))}
    done = subprocess.run(  # noqa: S603  # the product's own command
        [sys.executable, "-m", "plenary", "count", *arguments],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout, done.stderr


def test_it_needs_neither_settings_nor_a_database_and_writes_nothing(tmp_path: Path) -> None:
    written(tmp_path, "a.blt", BLT)
    written(tmp_path, "b.blt", BLT.replace("2 3 0", "2 3 3 0"))
    var = ROOT / "var"
    before = sorted(var.iterdir()) if var.exists() else None
    assert run("a.blt", "--method", "stv-scottish", folder=tmp_path) == (0, TEXT, "")
    sentence = "b.blt, line 3: the ballot names a candidate twice: 2 3 3 0.\n"
    assert run("b.blt", "--method", "stv-scottish", folder=tmp_path) == (1, "", sentence)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.blt", "b.blt"]
    assert (sorted(var.iterdir()) if var.exists() else None) == before


def test_of_many_candidates_a_stage_lists_those_for_whom_it_changed_something(tmp_path: Path) -> None:
    names = [f"Candidate of the long list, number {each}, of the party of long names" for each in range(30)]
    seconds = ["" if each in {0, 29} else "1 " for each in range(29)] + ["1 "]
    ballots = [f"{40 - each} {each + 1} {second}0" for each, second in enumerate(seconds)]
    content = "\n".join(["30 2", *ballots, "0", *(f'"{name}"' for name in names)]) + "\n"
    text = counted(written(tmp_path, "a.blt", content), "--method", "stv-scottish")
    stages = re.split(r"\n\n(?=\d+\. )", text)[1:]
    assert stages[0].count("\n") == 31
    assert stages[1].count("\n") == 4
    assert max(map(len, text.split("\n"))) <= 80
