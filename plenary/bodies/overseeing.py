"""What a board reads that oversees the host: what the host must do, and what the offices that it fills did (B1, B9)."""

from dataclasses import dataclass

from plenary.bodies.permissions import may_read_uses
from plenary.bodies.powers import Use, offices_by_name, uses_of_powers
from plenary.charter.queries import called
from plenary.charter.rules.schema import Charter, Filled
from plenary.core.standing import Standing

NEWEST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Overseen:
    """What the host must do by the charter, the offices that it fills (code and name), and the newest uses of their powers that
    the reader may read, newest first."""

    duties: tuple[str, ...]
    offices: tuple[tuple[str, str], ...]
    uses: tuple[Use, ...]


def overseen_by(standing: Standing, charter: Charter, body: str) -> Overseen | None:
    """What a body oversees, where the charter lets the host report to it; else None. A few queries for each office that the host
    fills."""
    host = charter.host
    if not host.has_host or host.reports_to != body:
        return None
    offices = [(office.code, office.names) for office in charter.offices if office.filled is Filled.HOST]
    uses: list[Use] = []
    if offices and may_read_uses(standing):
        names = offices_by_name(standing.coalition)
        uses = [use for code, _names in offices for use in uses_of_powers(standing, names, office=code, limit=NEWEST)]
    newest = sorted(uses, key=lambda use: use.line.n, reverse=True)[:NEWEST]
    return Overseen(
        duties=tuple(called(charter, duty) for duty in host.duties),
        offices=tuple((code, called(charter, names, code)) for code, names in offices),
        uses=tuple(newest),
    )
