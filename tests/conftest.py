"""The story, told once for each file that asks for it, with the clock standing at its today."""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from plenary.core import clock
from tests.programs import Program
from tests.story import TODAY, Story, tell


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Story]:
    """The story in a transaction that is rolled back when the file is done; each test works in a savepoint of it."""
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole._from_testcase = True  # as TestCase does: inside it, durable blocks may begin
        with whole:
            yield tell()
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
