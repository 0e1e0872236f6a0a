"""What rooms above show on a body's page: each registers a section, which answers what this reader may see of it."""

from collections.abc import Callable

from plenary.core.standing import Standing
from plenary.membership.sections import Section

type Teller = Callable[[Standing, str], Section | None]
"""From who reads and the code of a body to what is shown, None where this reader sees none."""

_tellers: list[Teller] = []


def tells_of_body(teller: Teller) -> Teller:
    """Register a section of a body's page. A constant number of queries."""
    _tellers.append(teller)
    return teller


def sections_of(standing: Standing, code: str) -> list[Section]:
    """The sections of a body's page that have something to say, in the order of rooms."""
    found = (teller(standing, code) for teller in _tellers)
    return [section for section in found if section is not None and section.lines]
