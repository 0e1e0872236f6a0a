"""Threads for tests of this room and of those above."""

from plenary.core.standing import Standing
from plenary.texts import actions
from plenary.texts.models import Thread


def make_thread(by: Standing) -> Thread:
    """An empty thread in the coalition of a standing."""
    return actions.open_thread(by=by)
