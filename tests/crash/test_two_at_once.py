"""Two officers, or two colleagues, act on one proposal at the same moment: one after the other, each told what became of it."""

from collections import Counter
from dataclasses import dataclass
from threading import Barrier, Thread
from typing import Any

import pytest

from tests.crash import pairs, world
from tests.crash.databases import Keeper
from tests.crash.pairs import ACTS, PAIRS
from tests.crash.places import Place
from tests.crash.voters import LONGEST, Answer, Browser

TIMES = 2
DONE, REFUSED = 302, {403, 404, 409, 503}  # 404: a draft that was taken back is there no more for who came after
TURNED_AWAY = {"decisions.changed_meanwhile", "busy"}


def fits(name: str, done: list[str], came: list[str]) -> str:
    """What is wrong with what came of a pair, or empty: what was told to be done is what was entered, in an order that may be."""
    pair = PAIRS[name]
    told = Counter(ACTS[act].enters.removeprefix("decisions.") for act in done)
    entered = Counter(kind for kind in came if kind != "closed_early")
    if told != entered:
        return f"{name}: told to be done {dict(told)}, entered {came}"
    return "" if tuple(came) in pair.comes else f"{name}: {came} may not come of it"


@dataclass
class Stage:
    """A place in which the scenes are set, for both ways of acting."""

    place: Place
    sessions: dict[str, str]
    scenes: dict[str, list[dict[str, Any]]]

    def half(self, number: int) -> dict[str, list[dict[str, Any]]]:
        """The scenes of the first or the second way."""
        return {name: each[number * TIMES : (number + 1) * TIMES] for name, each in self.scenes.items()}


@pytest.fixture(scope="module")
def stage(database: Keeper, peopled: Place, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """Scenes for each pair, set once."""
    place = database.copy(peopled, tmp_path_factory.mktemp("stage") / "var")
    return Stage(place, **place.ask(pairs.set_scenes, times=2 * TIMES))


def test_over_http(stage: Stage) -> None:
    place, scenes, wrong = stage.place, stage.half(0), []
    with place.serving("--no-worker") as server:
        browsers = {(key, side): Browser(server.url, who) for key, who in stage.sessions.items() for side in (0, 1)}
        for browser in browsers.values():
            browser.read_token()
        answers = {name: [at_once(browsers, name, scene) for scene in each] for name, each in scenes.items()}
    found = place.ask(pairs.came_of, scenes=scenes)
    assert found.pop("problems") == [[], [], []]
    for name, came in found.items():
        for both, kinds in zip(answers[name], came, strict=True):
            acts = [act for _who, act in (PAIRS[name].one, PAIRS[name].other)]
            done = [act for act, answer in zip(acts, both, strict=True) if answer.status == DONE]
            statuses = {answer.status for answer in both}
            wrong += [f"{name}: {statuses}"] if statuses - {DONE} - REFUSED else []
            wrong += [
                f"{name}: no reason given"
                for answer in both
                if answer.status == 403 and "You may not do this" in answer.page
            ]
            wrong += [problem] if (problem := fits(name, done, kinds)) else []
    assert wrong == []


def at_once(browsers: dict[Any, Browser], name: str, scene: dict[str, Any]) -> list[Answer]:
    """The answers to both, sent at the same moment."""
    pair, start, got = PAIRS[name], Barrier(2), [Answer(0), Answer(0)]

    def send(side: int, who: int | str, act: str) -> None:
        path = f"/c/{pair.slug}/proposals/{scene['proposal']}/{ACTS[act].path}"
        fields = {
            key: value.replace("SEEN", scene["seen"]).replace("WHO", str(who))
            for key, value in ACTS[act].fields.items()
        }
        start.wait(LONGEST)
        got[side] = browsers[f"{pair.slug} {who}", side].post(path, **fields)

    threads = [Thread(target=send, args=[side, *given]) for side, given in enumerate((pair.one, pair.other))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST)
    return got


def test_by_the_actions_themselves(stage: Stage) -> None:
    place, scenes = stage.place, stage.half(1)
    said = place.ask(pairs.meet, scenes=scenes)
    found = place.ask(pairs.came_of, scenes=scenes)
    assert found.pop("problems") == [[], [], []]
    wrong = []
    for name, came in found.items():
        for both, kinds in zip(said[name], came, strict=True):
            acts = [act for _who, act in (PAIRS[name].one, PAIRS[name].other)]
            done = [act for act, word in zip(acts, both, strict=True) if word == "done"]
            broken = [word for word in both if word != "done" and word not in TURNED_AWAY and not is_reason(word)]
            wrong += [f"{name}: {word}" for word in broken]
            wrong += [problem] if (problem := fits(name, done, kinds)) else []
    assert wrong == []


def is_reason(word: str) -> bool:
    """True for the code of a reason."""
    return word.startswith("decisions.") and " " not in word


def test_every_act_and_scene_of_the_table_is_used() -> None:
    used = {act for pair in PAIRS.values() for _who, act in (pair.one, pair.other)}
    assert (used, {pair.scene for pair in PAIRS.values()}) == (set(ACTS), set(pairs.SCENES))
    assert {pair.slug for pair in PAIRS.values()} == {world.SLUG, *pairs.SLUGS}
