"""The story, told once for all files of a process that ask for it, with the clock standing at its today."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver
from pytest_django.plugin import DjangoDbBlocker

from plenary.core import clock, printing
from tests.programs import Program
from tests.story import TODAY, Story, tell


class Telling:
    """The story as it stands in this process: told once, in a transaction rolled back when no file asks for it any more."""

    def __init__(self) -> None:
        self._ending = ExitStack()
        self._story: Story | None = None

    def begins(self, blocker: DjangoDbBlocker) -> Story:
        """The story, told if it does not stand yet; a copy of its own for each file."""
        if self._story is None:
            self._ending.enter_context(blocker.unblock())
            whole = transaction.atomic()
            whole._from_testcase = True  # as TestCase does: inside it, durable blocks may begin
            self._ending.enter_context(whole)
            self._story = tell()
            self._ending.callback(transaction.set_rollback, True)
        return deepcopy(self._story)

    def ends(self) -> None:
        """Take it back."""
        self._story = None
        self._ending.close()


TELLING = Telling()


@pytest.fixture(scope="session")
def telling(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Callable[[], Story]]:
    """What tells the story. Files whose tests ask for it follow each other, and it stands until the last of them is done."""
    yield lambda: TELLING.begins(django_db_blocker)
    TELLING.ends()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """After the last file of those that follow each other, the story is taken back."""
    yield
    if nextitem and nextitem.path != item.path and "telling" not in getattr(nextitem, "fixturenames", ()):
        TELLING.ends()


@pytest.fixture(scope="session", autouse=True)
def papers_set_once() -> Iterator[None]:
    """A paper that was set once is not set again, in a process of its own, for each of its readers."""
    kept: dict[str, bytes] = {}
    setting = printing._set

    def set_once(source: Path, handed: Mapping[str, Any]) -> bytes:
        asked = json.dumps([str(source), handed, clock.now().isoformat()])
        if asked not in kept:
            kept[asked] = setting(source, handed)
        return kept[asked]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printing, "_set", set_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def addresses_found_once() -> Iterator[None]:
    """What an address leads to, and how one is written, is found out once: walks ask for each as many readers, and some five
    hundred patterns were tried every time."""
    resolver = get_resolver()
    writing = URLResolver._reverse_with_prefix

    @cache
    def written_once(within: URLResolver, view: Any, prefix: str, args: tuple[Any, ...], kwargs: frozenset[Any]) -> str:
        return writing(within, view, prefix, *args, **dict(kwargs))

    def written(within: URLResolver, view: Any, prefix: str, *args: Any, **kwargs: Any) -> str:
        return written_once(within, view, prefix, args, frozenset(kwargs.items()))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resolver, "resolve", cache(resolver.resolve))
        patch.setattr(URLResolver, "_reverse_with_prefix", written)
        yield


@pytest.fixture(scope="module")
def told(telling: Callable[[], Story], django_db_blocker: DjangoDbBlocker) -> Iterator[Story]:
    """The story, for a file; what the file adds to it is rolled back, and each test works in a savepoint of that."""
    story = telling()
    with django_db_blocker.unblock():
        added = transaction.atomic()
        added._from_testcase = True
        with added:
            yield story
            transaction.set_rollback(True)


@pytest.fixture
def story(told: Story, db: None) -> Iterator[Story]:
    """The story, today."""
    with clock.set_to(TODAY):
        yield told


@pytest.fixture
def visit(story: Story) -> Callable[[str], Client]:
    """A browser in which a role has signed in; `anonymous` has not."""

    def come(role: str) -> Client:
        client = Client()
        if role != "anonymous":
            client.force_login(story.accounts[role])
        return client

    return come


@pytest.fixture
def program(story: Story) -> Callable[[str], Program]:
    """A program with a token of a role that may do everything; `anonymous` shows none."""

    def start(role: str) -> Program:
        return Program.of(story.accounts[role] if role != "anonymous" else None)

    return start
