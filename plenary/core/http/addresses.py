"""The tree of addresses: what is mounted where, under which name, with which view."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True, slots=True)
class Address:
    """One address: its name with its spaces (`decisions:proposal`), and its route from the root, as rooms write it."""

    name: str
    route: str
    pattern: URLPattern

    @property
    def view(self) -> Callable[..., Any]:
        """What answers there."""
        return self.pattern.callback

    @property
    def wanted(self) -> tuple[str, ...]:
        """The parts that it takes, by name."""
        return tuple(self.pattern.pattern.converters)


def views(within: URLResolver | None = None) -> Iterator[Address]:
    """Every address with its view, in the order of the tree; of the whole house, or within a part of it. To go through all
    loads all: the API's routes too, which else wait for the first who asks for one."""
    yield from _found(within or get_resolver())


def _found(within: URLResolver, space: str = "", before: str = "") -> Iterator[Address]:
    for entry in within.url_patterns:
        route = f"{before}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from _found(entry, space + (f"{entry.namespace}:" if entry.namespace else ""), route)
        else:
            yield Address(f"{space}{entry.name}", route, entry)
