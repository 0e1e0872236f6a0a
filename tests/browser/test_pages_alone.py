"""Pages that stand alone in a file, as a browser opens them: set well, wide and narrow, in both schemes and directions."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import translation

from plenary.charter.rules.countings import Asks, Budgets, Counting
from tests.browser.test_pages import faults

LONG = "The candidate of the united associations of the upper and the lower valley"
NAMES = [LONG, "Ada", "Ben", f"{LONG}, second", "Eve", "Dan", "Fay", "Gil", "Hal", "Ida", "Jon", "Kim"]
BALLOTS = [f"{97 - 7 * each} {each + 1} {(each + 5) % 12 + 1} {(each + 2) % 12 + 1} 0" for each in range(12)]
RANKED = "\n".join(["12 4", *BALLOTS, "0", *(f'"{name}"' for name in NAMES), '"Valley"']) + "\n"
GRADES = f"votes: grades 0 to 5,{LONG},Ben\n2,5,1\n1,0,4\n"
APPROVALS = f"votes: approvals,Ada,Ben,{LONG},Dan\n4,x,x,,\n2,,,x,\n3,x,,,x\n"
BUDGET = (
    f"META\nkey;value\ndescription;Parks\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost;name\n1;6;{LONG}\n2;6;Trees\n"
    "3;4;Swing\nVOTES\nvoter_id;vote\na;1,2\nb;1\nc;3\n"
)
CONTENT = {Asks.RANKS: ("a.blt", RANKED), Asks.TICKS: ("b.csv", APPROVALS), Asks.GRADES: ("c.csv", GRADES)}
FILES = [
    *((*CONTENT[each.told.asks], each.value) for each in Counting if each.told.budgets is not Budgets.ALONE),
    *(("d.pb", BUDGET, each.value) for each in Counting if each.told.budgets is not Budgets.NO),
]
SEEN = """() => {
  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth
  const around = document.querySelector('.drawing')?.getBoundingClientRect()
  const words = [...document.querySelectorAll('.drawing text')].map(each => [each.getBoundingClientRect(), each.textContent])
  const out = words.filter(([at]) => at.left < around.left - 1 || at.right > around.right + 1).map(([, word]) => word)
  const beside = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) < 2
  const below = (a, b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) < 5
  const on = (a, one, [b, other]) => (beside(a, b) || below(a, b) ? [] : [[one, other]])
  const pairs = words.flatMap(([a, one], place) => words.slice(place + 1).flatMap(both => on(a, one, both)))
  return [Math.max(over, 0), out, pairs]
}"""


@pytest.fixture(scope="module", params=["en", "ar"])
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The page of each method, in a language."""
    folder, found = tmp_path_factory.mktemp(request.param), []
    with translation.override(request.param):
        for name, content, method in FILES:
            (folder / name).write_text(content)
            found.append(folder / f"{name}-{method}.html")
            with found[-1].open("w") as out:
                call_command("count", str(folder / name), "--method", method, "--format", "html", stdout=out)
    return found


@pytest.fixture(params=[("light", 1280), ("dark", 360)], ids=["light and wide", "dark and narrow"])
def opened(request: pytest.FixtureRequest, chromium: Any) -> Iterator[Any]:
    """A browser's page in a scheme and a width."""
    scheme, width = request.param
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    yield context.new_page()
    context.close()


def test_each_method_is_told_on_a_well_made_page(opened: Any, pages: list[Path]) -> None:
    """Nothing that axe finds, no wider than the screen; words of a picture are whole and lie on no others."""
    found = {}
    for path in pages:
        opened.goto(path.as_uri())
        opened.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        found[path.name] = (faults(opened), *opened.evaluate(SEEN))
    assert found == {path.name: ([], 0, [], []) for path in pages}
