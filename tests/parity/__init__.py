"""What the API does in place of each page, room by room: a module for each room that has pages.

- `DONE_BY`: an address of pages -> the routes that do what it does. A read answers each role as its first page does:
  200 where the page is shown, 401 where one is asked to sign in, else the same.
- `EXCEPTIONS`: an address of pages -> why programs need no route for it.
- `NOT_YET`: addresses whose routes are still to come. This only shrinks.
- `WRITES`: a route that writes -> what it answers each role (in the order of `tests.walk.ROLES`) to an empty body.
- `READS`: a read whose answers are not those of its page, with the answers, in the order of roles too.
- `ALONE`: a route that no page has -> why.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

MODULES = [import_module(f"tests.parity.{path.stem}") for path in sorted(Path(__file__).parent.glob("[a-z]*.py"))]


def told(table: str) -> dict[str, Any]:
    """One table of all rooms together."""
    return {name: value for module in MODULES for name, value in getattr(module, table, {}).items()}


def not_yet() -> set[str]:
    """The addresses whose routes are still to come."""
    return {name for module in MODULES for name in module.NOT_YET}
