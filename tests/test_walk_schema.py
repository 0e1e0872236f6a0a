"""The API against its description: what stands in it, and that nothing is answered that does not."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.conf import LazySettings
from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from ninja import Schema
from ninja.operation import Operation
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from conftest import HAS_ROLES
from plenary.api.root import operations
from plenary.config.wsgi import application
from scripts.openapi import description
from tests.programs import Program, routes
from tests.story import Story
from tests.test_walk_parity import path_of

type Start = Callable[[str], Program]

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 6 if HAS_ROLES else 3
"""For each route and mode (requests as described, and others); more on PostgreSQL, which refuses more."""


@pytest.mark.owed
def test_the_description_is_the_one_that_was_kept() -> None:
    kept = (Path(__file__).parent / "openapi.json").read_text()
    assert kept == description(), "the API has changed: run make openapi, and look at what changed"


@pytest.mark.owed
def test_every_route_and_every_schema_is_described() -> None:
    told = json.loads(description())
    routes_told = [each for path in told["paths"].values() for each in path.values()]
    write = "say what it does or is in its docstring: a sentence"
    assert {each["operationId"] for each in routes_told} ^ routes().keys() == set(), (
        "described under another name, or not at all"
    )
    assert [each["operationId"] for each in routes_told if not (each["summary"] and each.get("description"))] == [], (
        write
    )
    silent = [name for name, schema in told["components"]["schemas"].items() if not schema.get("description")]
    assert [name for name in silent if not name.startswith("Page_")] == [], write


@pytest.mark.owed
def test_no_two_schemas_have_the_same_name() -> None:
    def below(schema: type[Schema]) -> list[type[Schema]]:
        return [each for direct in schema.__subclasses__() for each in (direct, *below(direct))]

    ours = [each.__name__ for each in set(below(Schema)) if each.__module__.startswith("plenary.")]
    assert [name for name, often in Counter(ours).items() if often > 1] == [], (
        "names of schemas are unique over all rooms: begin it with the room's noun"
    )


def _may_be_wrong(operation: Operation) -> bool:
    """True where a request can be other than described: any text is a path or a header, so that these alone never are."""
    sources = {model.__ninja_param_source__ for model in operation.models}
    return bool(sources & {"query", "body"})


ASKERS = {GenerationMode.POSITIVE: ("member", "coordinator"), GenerationMode.NEGATIVE: ("member",)}
"""Who asks as described, and who in other ways; what is asked is made up once for all of them, which takes longer than asking."""
ASKED = [
    pytest.param((operation.url_name, mode), id=f"{operation.url_name}-{mode.value}")
    for _method, _path, operation in operations()
    for mode in ASKERS
    if mode is GenerationMode.POSITIVE or _may_be_wrong(operation)
]


@cache
def _described() -> Any:
    """The description as schemathesis reads it, asked of the site."""
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.mark.parametrize("asked", ASKED)
def test_whatever_is_asked_is_answered_as_described(
    story: Story, program: Start, served: WSGIHandler, asked: tuple[str, GenerationMode]
) -> None:
    route, mode = asked
    method, path = routes()[route]
    askers = [
        {"Authorization": f"Bearer {program(role).secret}", "Accept-Encoding": "identity"} for role in ASKERS[mode]
    ]
    operation = _described()[f"/api/v1{path}"][method]
    told = dict(zip(path.split("/"), path_of(route, story).split("/"), strict=True))
    real = {part.strip("{}"): name for part, name in sorted(told.items()) if part.startswith("{")}

    @given(case=operation.as_strategy(generation_mode=mode), filled=st.sampled_from([list(real), ["slug"], []]))
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Any, filled: list[str]) -> None:
        for part in {*case.path_parameters} & {*filled} & {*real}:  # things of the story in place of made-up ones
            case.path_parameters[part] = real[part]
        for headers in askers:
            with transaction.atomic():
                case.call_and_validate(headers=headers, checks=CHECKS)
                transaction.set_rollback(True)

    ask()


@pytest.fixture
def served(settings: LazySettings) -> Iterator[WSGIHandler]:
    """The site as a server calls it, on the test's own connection, with a rate that no walk reaches."""
    settings.API_RATE = 1_000_000
    ends = (signals.request_started, signals.request_finished)
    for end in ends:
        end.disconnect(close_old_connections)  # as Django's own test client does: the story is in a transaction
    yield application
    for end in ends:
        end.connect(close_old_connections)
