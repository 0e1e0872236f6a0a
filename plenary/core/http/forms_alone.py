"""The mark of views that take what a form sends, and lead to the form's page when they are asked to be read."""

from collections.abc import Callable
from typing import Any


def mark(view: Callable[..., Any]) -> None:
    """Write on a view that it says nothing by itself: what it answers to GET is only where its form stands."""
    view.is_for_forms_alone = True  # type: ignore[attr-defined]  # the mark is read by the walks


def is_marked(view: Callable[..., Any]) -> bool:
    """True for a view that says nothing by itself."""
    return getattr(view, "is_for_forms_alone", False)
