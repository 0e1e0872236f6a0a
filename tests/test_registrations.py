"""What rooms register has its words: reasons, entry kinds, powers, matters, effects; and every view says who may enter."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from plenary.charter import decidable
from plenary.charter.starting import ONE_PAGE, STARTING, shipped
from plenary.core import verdicts
from plenary.core.http.access import access_of
from plenary.core.http.addresses import views
from plenary.core.rooms import Room
from plenary.decisions.forms import EFFECT_FORMS
from plenary.notices.announcements import announce
from plenary.record.kinds import kinds, on_entry

PLENARY = Path(__file__).resolve().parent.parent / "plenary"


def _calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    for path in PLENARY.rglob("*.py"):
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if called == name:
                    yield str(path.relative_to(PLENARY)), node


def _texts(node: ast.expr) -> list[str]:
    return [part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)]


@pytest.mark.owed
def test_every_reason_that_is_given_has_words() -> None:
    known = verdicts.reasons()
    wordless = [
        f"{path}: {code}"
        for name in ("refuse", "allow")
        for path, call in _calls(name)
        for code in (_texts(call.args[0]) if call.args and not isinstance(call.args[0], ast.JoinedStr) else [])
        if re.fullmatch(r"[a-z]+\.[a-z_]+", code) and code not in known
    ]
    assert wordless == [], "reasons without words; add them to the room's labels.py"


@pytest.mark.owed
def test_every_entry_kind_that_is_entered_is_registered() -> None:
    """Named by a keyword, by its place, or through what a room enters with: `hearing.enter(by, "membership.amended", …)`."""
    known = kinds()
    unknown = [
        f"{path}: {code}"
        for path, call in _calls("enter")
        for given in (*call.args, *(word.value for word in call.keywords if word.arg == "kind"))
        for code in _texts(given)
        if re.fullmatch(r"[a-z]+\.[a-z_]+", code) and code not in known and code not in decidable.powers()
    ]
    assert unknown == [], "no such kinds; add them to the room's entries.py"


REGISTERING = {"entries.py", "notices.py", "audits.py"}


@pytest.mark.owed
def test_every_entry_kind_that_is_registered_is_entered() -> None:
    """By name, or by a name that is made of parts: `f"bodies.{kind}_taken"`."""
    named, made = set[str](), set[str]()
    for path in PLENARY.rglob("*.py"):
        if {"tests", "migrations"} & set(path.parts):
            continue
        tree = ast.parse(path.read_text())
        if path.name in REGISTERING:  # a code that it gives a name is entered by that name
            named |= {text for node in tree.body if isinstance(node, ast.Assign) for text in _texts(node.value)}
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                named.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                made.add(
                    "".join(re.escape(part.value) if isinstance(part, ast.Constant) else ".+" for part in node.values)
                )
    pattern = re.compile("|".join(sorted(each for each in made if re.match(r"[a-z]+\\\.\w|bodies", each))))
    unused = [
        code for code in kinds() if code not in named and not pattern.fullmatch(code) and not code.startswith("test.")
    ]
    assert unused == [], "nothing enters these; enter them in an action, or take them out of the room's entries.py"


@pytest.mark.owed
def test_nothing_listens_to_an_entry_kind_that_no_room_registered() -> None:
    with pytest.raises(ValueError, match="no entry kind is called"):
        on_entry("meetings.overdu")
    with pytest.raises(ValueError, match="no entry kind is called"):
        announce("meetings.overdu", "Not called")


@pytest.mark.owed
def test_every_effect_is_of_a_matter_that_exists() -> None:
    matters = {*decidable.matters(), "other"}
    assert [kind.code for kind in decidable.effects().values() if kind.matter not in matters] == []


@pytest.mark.owed
def test_every_effect_has_a_form() -> None:
    assert set(EFFECT_FORMS) == set(decidable.effects()), (
        "add an EffectForm of its kind to decisions/forms, or the room's own"
    )


def test_every_room_imports_its_forms_at_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "meadow" / "forms").mkdir(parents=True)
    for module in ("__init__", "forms/__init__", "forms/sowing"):
        (tmp_path / "meadow" / f"{module}.py").touch()
    monkeypatch.syspath_prepend(tmp_path)

    class Meadow(Room):
        name = "meadow"

    Meadow("meadow", import_module("meadow")).ready()
    assert "meadow.forms.sowing" in sys.modules


@pytest.mark.owed
def test_every_matter_is_brought_by_an_effect_of_it() -> None:
    assert set(decidable.matters()) == {kind.matter for kind in decidable.effects().values()} - {"other"}


@pytest.mark.owed
def test_every_code_that_an_effect_answers_with_has_words() -> None:
    known = {*verdicts.reasons(), *decidable.effects(), *decidable.matters(), *kinds()}
    rooms = {path.name for path in PLENARY.iterdir()}
    wordless = [
        f"{path.relative_to(PLENARY)}: {code}"
        for path in [*PLENARY.glob("*/effects.py"), *PLENARY.glob("*/effects/*.py")]
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Return | ast.Call | ast.Yield) and not ast.unparse(node).startswith("gettext")
        for code in _texts(node)
        if re.fullmatch(r"[a-z]+\.[a-z_]+", code) and code.split(".")[0] in rooms and code not in known
    ]
    assert wordless == [], "add its words to register_reasons in the room's labels"


@pytest.mark.owed
def test_shipped_charters_give_only_powers_and_matters_that_exist() -> None:
    matters = {*decidable.matters(), "other"}
    for code in (*STARTING, ONE_PAGE):
        charter = shipped(code)
        assert {p for office in charter.offices for p in office.powers} - set(decidable.powers()) == set()
        assert set(charter.matters) - matters == set()


@pytest.mark.owed
def test_every_view_says_who_may_enter() -> None:
    unmarked = [each.name for each in views() if not access_of(each.view, each.name)]
    assert unmarked == []


@pytest.mark.owed
def test_every_address_has_a_name() -> None:
    nameless = [each.route for each in views() if each.name.endswith("None")]
    assert nameless == []
