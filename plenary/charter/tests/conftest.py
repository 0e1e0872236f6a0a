"""Fixtures of the charter's tests: a visitor who has signed in and stands somewhere in the coalition."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from plenary.core import standing as standings
from plenary.core import visibility
from plenary.core.models import random_id
from plenary.core.standing import Standing


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch, client: Client) -> Callable[..., Client]:
    """Sign in and stand as told; the rooms above, which know members and offices, are not asked."""

    def come(**known: Any) -> Client:
        def provider(standing: Standing) -> Standing:
            return replace(standing, **{"person": random_id(), **known})

        monkeypatch.setattr(standings, "_providers", [provider])
        client.force_login(get_user_model().objects.create(email=f"{random_id()}@example.org"))
        return client

    return come


@pytest.fixture
def member(visit: Callable[..., Client]) -> Client:
    """Someone who represents a member."""
    return visit(member=random_id(), audiences=frozenset({visibility.PUBLIC, visibility.MEMBERS}))
