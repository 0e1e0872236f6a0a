"""Reach: the coalitions whose rows the present work may touch. Nothing, until the work says otherwise.

Both walls ask it: query sets refuse a coalition out of reach, and PostgreSQL shows the rows of those in reach alone
(`core.postgresql`). A request reaches the coalition of its address, a task the coalition that it is for; what looks over
all coalitions says why, where it does: ``with reach.everywhere("deadlines are kept in all")``, or as a decorator.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token
from typing import cast

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse

NOWHERE: frozenset[str] = frozenset()
EVERYWHERE = frozenset({"*"})

outermost = NOWHERE
"""What is in reach where nothing was said. Django's own commands, an operator's by hand, widen it (`plenary.__main__`)."""

_reach: ContextVar[frozenset[str]] = ContextVar("reach")


class OutOfReachError(RuntimeError):
    """Rows of a coalition that the present work does not reach: a mistake in the code, never shown to a person."""


def present() -> frozenset[str]:
    """The ids of the coalitions in reach, or EVERYWHERE."""
    return _reach.get(outermost)


def require(coalition_ids: Iterable[str]) -> None:
    """Raises OutOfReachError when one of these coalitions (ids; `*` for all) is out of reach."""
    reached = present()
    if reached != EVERYWHERE and (missing := set(coalition_ids) - reached):
        raise OutOfReachError(f"out of reach: {', '.join(sorted(missing))}; say so with core.reach")


@contextmanager
def nowhere() -> Iterator[None]:
    """Reach nothing: how each request, command and task begins. What `enter` reaches within ends with it."""
    with _set_to(NOWHERE):
        yield


@contextmanager
def only(*coalition_ids: str) -> Iterator[None]:
    """Reach these coalitions and no other."""
    with _set_to(frozenset(coalition_ids)):
        yield


@contextmanager
def everywhere(because: str) -> Iterator[None]:
    """Reach every coalition: for looking up which one is meant, and for work that is for all. `because` is for the reader."""
    assert because  # noqa: S101  # a reason is written down, and a caller cannot leave it out
    with _set_to(EVERYWHERE):
        yield


def enter(*coalition_ids: str) -> None:
    """Reach these coalitions from here to the end of the request, command or task: of its page, too, and of its errors."""
    _reach.set(frozenset(coalition_ids))


@contextmanager
def _set_to(reached: frozenset[str]) -> Iterator[None]:
    token: Token[frozenset[str]] = _reach.set(reached)
    try:
        yield
    finally:
        _reach.reset(token)


class ReachMiddleware:
    """A request begins with nothing in reach; what its view entered is in reach until the last byte of the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and leave nothing in reach for the next request of this thread."""
        with nowhere():
            response = self.get_response(request)
            if isinstance(response, StreamingHttpResponse):
                pieces = cast("Iterable[bytes]", response.streaming_content)  # no view of the house is asynchronous
                response.streaming_content = _Reaching(pieces, present())
            return response


class _Reaching:
    """Pieces of an answer that are made after its request: each is made with what its request had in reach."""

    def __init__(self, pieces: Iterable[bytes], reached: frozenset[str]) -> None:
        self._pieces, self._reached = iter(pieces), reached

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        with _set_to(self._reached):
            return next(self._pieces)
