"""What the API does in place of each page, room by room: a module for each room that has pages.

A page is done by the route of its name (`membership:applicants` by `membership_applicants`), an export without one by those of
its page. Told is the rest:

- `DONE_BY`: an address of pages -> the routes that do what it does, where they are others. A read answers each role as its first
  page does: 200 where the page is shown, 401 where one is asked to sign in, else the same.
- `EXCEPTIONS`: an address of pages -> why programs need no route for it.
- `WRITES`: a route that writes -> what it answers each role (in the order of `tests.walk.ROLES`) to an empty body.
- `READS`: a read whose answers are not those of its page, with the answers, in the order of roles too.
- `ALONE`: a route that no page has -> why.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

from tests.programs import routes
from tests.walk import addresses, page_of

MODULES = [import_module(f"tests.parity.{path.stem}") for path in sorted(Path(__file__).parent.glob("[a-z]*.py"))]


def done_by() -> dict[str, tuple[str, ...]]:
    """The routes that do what each page does: those told of it, else those that follow."""
    return {name: FOLLOWING[name] for name in FOLLOWING if name not in told("EXCEPTIONS")} | told("DONE_BY")


def _follows(name: str) -> tuple[str, ...]:
    """The route of the same name, or of an export those of its page."""
    own = name.replace(":", "_").replace("-", "_")
    if own in routes():
        return (own,)
    page = page_of(name)
    return (told("DONE_BY").get(page) or _follows(page)) if page in addresses() else ()


def told(table: str) -> dict[str, Any]:
    """One table of all rooms together."""
    return {name: value for module in MODULES for name, value in getattr(module, table, {}).items()}


FOLLOWING = {name: found for name in addresses() if (found := _follows(name))}
