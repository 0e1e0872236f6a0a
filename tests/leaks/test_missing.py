"""That what is hidden answers exactly as what is not there: every address with an id, read and written, as each role."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from django.http.response import HttpResponseBase
from django.test import Client

from plenary.coalitions.models import Coalition
from tests.leaks.checking import Tokens
from tests.leaks.people import COMPARED, tokens_of
from tests.leaks.programs import body_of, send
from tests.leaks.routes import NOBODYS, Route, filled, is_for, one_of_each_shape, routes
from tests.programs import V1, Program
from tests.story import Story
from tests.walk import same_for_all, walkers

type Answers = list[tuple[int, dict[str, str], str]]
type Ask = Callable[[Route, dict[str, str]], list[HttpResponseBase]]

CHANGING = {"Content-Security-Policy", "Expires"}
"""Headers that differ each time: by a random word, and by the second."""


@pytest.mark.parametrize("role", walkers(COMPARED, "elsewhere", "member"))
def test_what_is_hidden_answers_as_what_is_missing(
    story: Story, visit: Callable[[str], Client], program: Callable[[str], Program], role: str, settings: LazySettings
) -> None:
    settings.API_RATE = 1_000_000
    tokens, wrong, tried, shown = tokens_of(story, role), [], 0, set()
    by_page, by_program = _in_a_browser(visit(role)), _in_a_program(program(role))
    for route in routes():
        ask, of = by_program if route.is_of_api else by_page, story.open if route.of_coalition else None
        for argument in route.ids:
            rows = list(_hidden(argument, story, of, tokens))
            is_first = (argument, route.is_of_api) not in shown
            shown.add((argument, route.is_of_api))
            missing: dict[tuple[str, ...], Answers] = {}
            for row in rows if is_first else rows[-2:] if role == "coordinator" else rows[:1]:
                tried += 1
                hidden = filled(route, row, argument, of)
                absent = hidden | {argument: NOBODYS}
                if (beside := tuple(absent.values())) not in missing:
                    missing[beside] = _answers(ask, route, absent)
                if (found := _answers(ask, route, hidden)) != missing[beside]:
                    wrong.append((route.name, argument, type(row).__name__, row.pk, found, missing[beside]))
    assert wrong == []
    assert tried > 100


def _hidden(argument: str, story: Story, of: Coalition | None, tokens: Tokens) -> Iterator[Any]:
    """A row of each shape that is not for these tokens; of Open Fields' routes also one of Elsewhere, whoever may read it."""
    yield from (row for row in one_of_each_shape(argument, of) if not is_for(row, tokens, of))
    for row in one_of_each_shape(argument, story.elsewhere)[-1:] if of else ():
        if getattr(row, "coalition_id", "") == story.elsewhere.id or not is_for(row, tokens, of):
            yield row


def _in_a_browser(client: Client) -> Ask:
    return lambda route, given: [client.get(route.at(given)), client.post(route.at(given))]


def _in_a_program(asking: Program) -> Ask:
    def ask(route: Route, given: dict[str, str]) -> list[HttpResponseBase]:
        path = route.at(given).removeprefix(V1)
        bodies = [{}] if route.method == "GET" else [{}, body_of(route)]
        return [send(asking, route, path, data) for data in bodies]

    return ask


def _answers(ask: Ask, route: Route, given: dict[str, str]) -> Answers:
    """Status, headers and body of each answer, without what differs each time, and without the ids that were asked for."""
    asked = re.compile(rf"\b({'|'.join(re.escape(given[part]) for part in route.ids)})\b")
    return [
        (
            response.status_code,
            {name: asked.sub("#", value) for name, value in response.items() if name not in CHANGING},
            asked.sub("#", same_for_all(response)),
        )
        for response in ask(route, given)
    ]
