"""That what is hidden answers exactly as what is not there: every address with an id, read and written, as each role."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from plenary.coalitions.models import Coalition
from tests.leaks import audiences
from tests.leaks.checking import Tokens
from tests.leaks.people import tokens_of
from tests.leaks.routes import NOBODYS, PLAIN, Route, filled, one_of_each_shape, routes
from tests.story import Story
from tests.walk import same_for_all

type Visit = Callable[[str], Client]

ROLES = ("anonymous", "elsewhere", "member", "chair", "coordinator")


@pytest.mark.parametrize("role", ROLES)
def test_what_is_hidden_answers_as_what_is_missing(story: Story, visit: Visit, role: str) -> None:
    client, tokens, wrong, tried = visit(role), tokens_of(story, role), [], 0
    for route in routes():
        for argument in route.ids if route.of_coalition else ():
            missing = {
                method: _answer(client, method, route, _nowhere(route, story.open)) for method in ("get", "post")
            }
            for row in _hidden(argument, story, tokens):
                given = filled(route, row, argument, story.open)
                for method, nothing in missing.items():
                    found = _answer(client, method, route, given)
                    tried += 1
                    if found != nothing:
                        wrong.append((method, route.name, argument, type(row).__name__, row.pk, found[0], nothing[0]))
    assert wrong == []
    assert tried > 100


def _nowhere(route: Route, of: Coalition) -> dict[str, str]:
    plain = {part: PLAIN[part][0] for part in route.wanted if part in PLAIN}
    return {**dict.fromkeys(route.ids, NOBODYS), **plain, "slug": of.slug}


def _hidden(argument: str, story: Story, tokens: Tokens) -> Iterator[Any]:
    """A row of each shape of Open Fields that is not for these tokens, and one of Elsewhere, asked for in Open Fields."""
    for row in one_of_each_shape(argument, story.open):
        readers = audiences.of_field(audiences.rule_of(type(row)), row, "")
        if not {(story.open.id, token) for token in readers} & tokens:
            yield row
    yield from one_of_each_shape(argument, story.elsewhere)[-1:]


def _answer(client: Client, method: str, route: Route, given: dict[str, str]) -> tuple[int, dict[str, str], str]:
    """Status, headers and body, without what differs each time, and without the ids that were asked for."""
    response: HttpResponseBase = getattr(client, method)(route.at(given))
    asked = [given[part] for part in route.ids]
    headers = {name: _without(value, asked) for name, value in response.items() if name != "Content-Security-Policy"}
    return response.status_code, headers, _without(same_for_all(response), asked)


def _without(words: str, asked: list[str]) -> str:
    return re.sub("|".join(map(re.escape, asked)), "#", words)
